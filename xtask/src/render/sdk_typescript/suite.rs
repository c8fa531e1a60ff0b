//! `tests/operations.test.ts`: every operation once, with the documented examples.

use super::client::method;
use super::credentials::Choices;
use super::model::Sdk;
use super::operations::body_type;
use super::spell;
use crate::ir::*;
use crate::render::sdk;

impl Sdk<'_> {
    /// The whole file.
    pub fn operations_test(&self, choices: &Choices<'_>) -> String {
        let options: String = self
            .demo_options(choices)
            .into_iter()
            .chain(choices.all_scopes())
            .map(|(option, value)| format!("  {option}: {value},\n"))
            .collect();
        let mut out = format!(
            "// {}\n// Every operation once, with the documented examples, against the demo data \
             of ROSETTA_BASE_URL.\n\nimport {{ test }} from 'node:test';\n\n\
             import {{ Client }} from '{}';\n\n\
             const baseUrl = process.env['ROSETTA_BASE_URL'];\n\
             const options = baseUrl === undefined ? {{ skip: 'ROSETTA_BASE_URL is not set' }} : \
             {{}};\nconst client = new Client({{\n  baseUrl: baseUrl ?? 'http://localhost',\n\
             {options}}});\n",
            self.mark(),
            sdk::package(self.api)
        );
        for operation in &self.api.operations {
            out.push_str(&format!(
                "\ntest('{}', options, async () => {{\n  await client.{}({});\n}});\n",
                operation.id.snake(),
                method(operation),
                self.arguments(operation)
            ));
        }
        out
    }

    fn arguments(&self, operation: &Operation) -> String {
        let mut rows: Vec<(String, String)> = Vec::new();
        for param in &operation.params {
            if param.value.required {
                rows.push((param.name.camel(), self.sample(&param.value, 0)));
            }
        }
        if let Some(body) = &operation.body
            && let Some((index, media, example)) = chosen(body)
        {
            let value = match example {
                Some(literal) => self.literal(&media.value, literal, 0),
                None => match media.kind {
                    MediaKind::Text => "'sample'".to_owned(),
                    MediaKind::Binary => "new Uint8Array([1, 2, 3])".to_owned(),
                    _ => self.sample(&media.value, 0),
                },
            };
            if body.required || example.is_some() {
                rows.push(("body".to_owned(), value));
                if index > 0 {
                    let wire = spell::text(&media.content_type);
                    rows.push((body_type(operation).to_owned(), wire));
                }
            }
        }
        if rows.is_empty() {
            return String::new();
        }
        let rows: String = rows.iter().map(|(key, one)| format!("    {key}: {one},\n")).collect();
        format!("{{\n{rows}  }}")
    }
}

/// The first media type with an example, or else the first.
fn chosen(body: &Body) -> Option<(usize, &Media, Option<&Literal>)> {
    let mut all = body.media.iter().enumerate();
    let first = all.clone().next();
    let with = all.find_map(|(index, media)| {
        let (_, example) = media.examples.first()?;
        Some((index, media, Some(example)))
    });
    with.or(first.map(|(index, media)| (index, media, None)))
}
