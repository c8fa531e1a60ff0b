//! `calls/`: two methods for each operation, one for each client.

use super::model::{Sdk, imports};
use super::text::{doc, line};
use super::types::{RUNTIME, SOURCES};
use crate::ir::*;
use crate::render::Output;

impl Sdk<'_> {
    /// One file per tag that has operations, with the methods of both clients.
    pub fn calls(&self) -> Vec<Output> {
        let mut files = vec![self.module_file(
            "calls/__init__.py",
            &["The methods of both clients, one module per tag."],
            "",
        )];
        for (index, tag) in self.tags() {
            let name = tag.name.pascal();
            let docs = doc(4, &[&format!("Calls of {}.", line(&tag.wire)), &tag.doc], "");
            let mut body = format!("\n\nclass {name}Calls(BaseClient):\n{docs}");
            for operation in self.api.of_tag(index) {
                body.push_str(&self.method_text(operation, false));
            }
            body.push_str(&format!("\n\nclass Async{name}Calls(BaseAsyncClient):\n{docs}"));
            for operation in self.api.of_tag(index) {
                body.push_str(&self.method_text(operation, true));
            }
            let mut head = imports(&body, &[SOURCES[1], SOURCES[2]]);
            let theirs = imports(&body, &[SOURCES[3], ("typing_extensions", &["deprecated"])]);
            let models = if body.contains("models.") { "models, operations" } else { "operations" };
            let ours = format!("from .. import {models}\n")
                + &imports(
                    &body,
                    &[
                        (".._runtime.async_client", &["BaseAsyncClient"]),
                        (".._runtime.model", RUNTIME),
                        (".._runtime.page", &["AsyncPager", "Page"]),
                        (".._runtime.sync_client", &["BaseClient"]),
                        (".._runtime.values", &["UNSET", "CallOptions", "Unset", "Upload"]),
                    ],
                );
            for part in [theirs, ours] {
                if !head.is_empty() && !part.is_empty() {
                    head.push('\n');
                }
                head.push_str(&part);
            }
            let why = format!("Calls of {}.", tag.wire);
            let path = format!("calls/{}.py", self.module(tag));
            files.push(self.module_file(&path, &[&why], &format!("{head}{body}")));
        }
        files
    }

    fn method_text(&self, operation: &Operation, is_async: bool) -> String {
        let paged = self.is_paged(operation);
        let row = self.row_type(operation);
        let gives = match (paged, is_async) {
            (true, true) => format!("AsyncPager[{row}]"),
            (true, false) => format!("Page[{row}]"),
            (false, _) => row,
        };
        let arguments: String =
            self.arguments(operation).iter().map(|a| format!("        {a},\n")).collect();
        let values: Vec<String> =
            operation.params.iter().map(|param| self.argument(param)).collect();
        let comma = if values.len() == 1 { "," } else { "" };
        let body = if operation.body.is_some() { ", body" } else { ", UNSET" };
        let constant = operation.id.screaming();
        let run = if paged { "_page" } else { "_run" };
        let (word, wait) = match (is_async, paged) {
            (true, false) => ("async def", "await "),
            _ => ("def", ""),
        };
        let head = format!("`{} {}`", operation.method, operation.path);
        let docs = doc(8, &[&operation.summary, &operation.doc, &head], "");
        let old =
            if operation.deprecated { "    @deprecated(\"The document says so.\")\n" } else { "" };
        let call = format!(
            "        return {wait}self.{run}(operations.{constant}, ({}{comma}){body}, options)\n",
            values.join(", ")
        );
        let call = if call.len() <= 101 {
            call
        } else {
            let lines: String = values.iter().map(|v| format!("            {v},\n")).collect();
            format!(
                "        values = (\n{lines}        )\n        \
                 return {wait}self.{run}(operations.{constant}, values{body}, options)\n"
            )
        };
        format!(
            "\n{old}    {word} {}(\n        self,\n{arguments}    ) -> {gives}:\n{docs}{call}",
            self.method(operation)
        )
    }

    /// The arguments behind `self`: the path and a required body by place, the rest by name.
    fn arguments(&self, operation: &Operation) -> Vec<String> {
        let mut out = Vec::new();
        let typed = |param: &Param| {
            format!("{}: {}", self.argument(param), self.annotation(&param.value.ty, "models."))
        };
        let (first, rest): (Vec<&Param>, Vec<&Param>) =
            operation.params.iter().partition(|param| param.place == Place::Path);
        out.extend(first.iter().map(|param| typed(param)));
        let body = operation.body.as_ref();
        if let Some(body) = body.filter(|body| body.required) {
            out.push(format!("body: {}", self.body_type(body)));
        }
        out.push("*".to_owned());
        let (needed, free): (Vec<&Param>, Vec<&Param>) =
            rest.into_iter().partition(|param| param.value.required);
        out.extend(needed.iter().map(|param| typed(param)));
        if let Some(body) = body.filter(|body| !body.required) {
            out.push(format!("body: {} | Unset = UNSET", self.body_type(body)));
        }
        out.extend(free.iter().map(|param| {
            let ty = typed(param);
            if ty.ends_with(": Any") {
                format!("{ty} = None")
            } else {
                format!("{ty} | None = None")
            }
        }));
        out.push("options: CallOptions | None = None".to_owned());
        out
    }
}
