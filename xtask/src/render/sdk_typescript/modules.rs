//! The modules of the package in both forms: native ones as printed, CommonJS rewritten from them.

use super::credentials::Choices;
use super::model::Sdk;
use crate::render::Output;

/// Hand-written modules, shipped in each SDK as they stand.
const RUNTIME: &[(&str, &str)] = &[
    ("auth.js", include_str!("runtime/auth.js")),
    ("call.js", include_str!("runtime/call.js")),
    ("client.js", include_str!("runtime/client.js")),
    ("codec.js", include_str!("runtime/codec.js")),
    ("engine.js", include_str!("runtime/engine.js")),
    ("errors.js", include_str!("runtime/errors.js")),
    ("index.d.ts", include_str!("runtime/index.d.ts")),
    ("index.js", include_str!("runtime/index.js")),
    ("json.js", include_str!("runtime/json.js")),
    ("pacing.js", include_str!("runtime/pacing.js")),
    ("prepare.js", include_str!("runtime/prepare.js")),
    ("retry.js", include_str!("runtime/retry.js")),
    ("styled.js", include_str!("runtime/styled.js")),
    ("upload.js", include_str!("runtime/upload.js")),
    ("values.js", include_str!("runtime/values.js")),
];

/// Only where the API sends webhooks.
const WEBHOOKS: &[(&str, &str)] = &[
    ("webhooks.d.ts", include_str!("runtime/webhooks.d.ts")),
    ("webhooks.js", include_str!("runtime/webhooks.js")),
];

impl Sdk<'_> {
    /// Everything below `dist/`.
    ///
    /// # Errors
    /// When a module has another form than the rewriting knows: a fault of the generator.
    pub fn modules(&self, choices: &Choices<'_>) -> anyhow::Result<Vec<Output>> {
        let failure = "import { ApiError } from './runtime/errors.js';\n\nexport { ApiError };\n";
        let mut all: Vec<(String, String)> = vec![
            ("api.js".to_owned(), self.api_table(choices)),
            ("client.d.ts".to_owned(), self.client_declarations(choices)),
            ("client.js".to_owned(), self.client()),
            ("failure.d.ts".to_owned(), self.failure_declarations()),
            ("failure.js".to_owned(), format!("// {}\n\n{failure}", self.mark())),
            ("index.d.ts".to_owned(), self.index_declarations()),
            ("index.js".to_owned(), self.index()),
            ("operations.js".to_owned(), self.operations()),
            ("schema.js".to_owned(), self.schema()),
            ("types.d.ts".to_owned(), self.type_declarations()),
            ("types.js".to_owned(), self.code_objects()),
        ];
        let mut runtime = RUNTIME.to_vec();
        if let Some(webhooks) = &self.api.webhooks {
            let (script, declarations) = self.webhook(webhooks);
            all.push(("webhook.d.ts".to_owned(), declarations));
            all.push(("webhook.js".to_owned(), script));
            runtime.extend(WEBHOOKS);
        }
        for (name, text) in runtime {
            all.push((format!("runtime/{name}"), text.to_owned()));
        }
        let mut files = Vec::new();
        for (name, text) in &all {
            let rewritten = match name.ends_with(".js") {
                true => commonjs(text).map_err(|why| anyhow::anyhow!("{name}: {why}"))?,
                false => text.clone(),
            };
            files.push(self.file(&format!("dist/cjs/{name}"), rewritten));
        }
        let marker = "{\n  \"type\": \"commonjs\"\n}\n".to_owned();
        files.push(self.file("dist/cjs/package.json", marker));
        for (name, text) in all {
            files.push(self.file(&format!("dist/esm/{name}"), text));
        }
        Ok(files)
    }
}

/// A module whose imports are `import { … } from './x.js';` and whose only export is one
/// `export { … };`, as CommonJS.
///
/// # Errors
/// When a line is neither.
fn commonjs(module: &str) -> Result<String, String> {
    let mut out = String::from("'use strict';\n");
    let mut lines = module.lines();
    while let Some(line) = lines.next() {
        if !line.starts_with("import ") && !line.starts_with("export ") {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let mut statement = line.to_owned();
        while !statement.ends_with(';') {
            let next = lines.next().ok_or("a statement without an end")?;
            statement.push('\n');
            statement.push_str(next);
        }
        out.push_str(&required(&statement).ok_or_else(|| format!("`{line}` is not known"))?);
    }
    Ok(out)
}

fn required(statement: &str) -> Option<String> {
    if let Some(names) = statement.strip_prefix("export {") {
        return Some(format!("module.exports = {{{names}\n"));
    }
    let (names, from) = statement.strip_prefix("import {")?.split_once("} from ")?;
    let from = from.strip_suffix(';')?;
    Some(format!("const {{{names}}} = require({from});\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_commonjs() {
        let module = "// Why.\n\nimport { a } from './a.js';\nimport {\n  b,\n  c,\n} \
                      from './b.js';\nconst d = 1;\n\nexport { a, d };\n";
        let expected = "'use strict';\n// Why.\n\nconst { a } = require('./a.js');\n\
                        const {\n  b,\n  c,\n} = require('./b.js');\nconst d = 1;\n\n\
                        module.exports = { a, d };\n";
        assert_eq!(commonjs(module), Ok(expected.to_owned()));
    }

    #[test]
    fn every_hand_written_module_can_be_rewritten() {
        for (name, text) in RUNTIME.iter().chain(WEBHOOKS) {
            if name.ends_with(".js") {
                let rewritten = commonjs(text).unwrap_or_else(|why| panic!("{name}: {why}"));
                assert!(rewritten.contains("module.exports = {"), "{name}");
            }
        }
    }

    #[test]
    fn another_form_of_import_is_refused() {
        for line in ["import fs from 'node:fs';", "export default 1;", "export const a = 1;"] {
            assert!(commonjs(line).is_err(), "{line}");
        }
    }
}
