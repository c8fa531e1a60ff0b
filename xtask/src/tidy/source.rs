//! What a hand-written source file may look like: sizes, its first sentence, words, and panics.

use std::path::Path;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::{Finding, places::BANNED};

/// A file that is longer has two subjects.
const FILE_LINES: usize = 500;
/// A function that is longer cannot be read at once.
const FN_LINES: usize = 70;
/// Two files side by side.
const COLUMNS: usize = 100;

pub fn check(file: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = text.lines().count();
    if lines > FILE_LINES {
        findings.push(Finding::new(file, format!("{lines} lines; at most {FILE_LINES}")));
    }
    if !text.starts_with("//! ") {
        findings.push(Finding::new(file, "opens without a `//!` sentence saying why it exists"));
    }
    for (at, line) in text.lines().enumerate() {
        let columns = line.chars().count();
        if columns > COLUMNS && !line.contains("http") {
            let what = format!("{columns} columns; at most {COLUMNS}");
            findings.push(Finding::new(format!("{file}:{}", at + 1), what));
        }
    }
    // `testing.rs` is a crate's own scaffolding, compiled for its tests only.
    let test_file = file.contains("tests") || file.ends_with("/testing.rs");
    match syn::parse_file(text) {
        Ok(tree) => {
            let mut eye = Eye { file, findings: &mut findings, in_test: test_file };
            eye.visit_file(&tree);
        }
        Err(e) => findings.push(Finding::new(file, format!("does not parse: {e}"))),
    }
    findings
}

/// Files that are not Rust keep one rule: they must not speak of the place where they were made.
pub fn limits_of_the_rest(root: &Path, files: &[String]) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| !f.starts_with("gen/")) {
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        for (at, line) in text.lines().enumerate() {
            let host = ["crates", "pypi", "registry.npmjs"].map(|n| format!("{n}{}", ".org"));
            if host.iter().any(|h| line.contains(h.as_str())) {
                let place = format!("{file}:{}", at + 1);
                findings.push(Finding::new(place, "names a registry host"));
            }
        }
    }
    Ok(findings)
}

struct Eye<'a> {
    file: &'a str,
    findings: &'a mut Vec<Finding>,
    in_test: bool,
}

impl Eye<'_> {
    fn say(&mut self, span: proc_macro2::Span, what: String) {
        let place = format!("{}:{}", self.file, span.start().line);
        self.findings.push(Finding::new(place, what));
    }

    fn size(&mut self, name: &syn::Ident, block: &syn::Block) {
        let lines = block.span().end().line - block.span().start().line + 1;
        if lines > FN_LINES {
            self.say(name.span(), format!("fn {name} has {lines} lines; at most {FN_LINES}"));
        }
    }

    fn word(&mut self, name: &syn::Ident) {
        let text = name.to_string();
        let snake = text.chars().flat_map(split_capitals).collect::<String>();
        if snake.split('_').any(|w| BANNED.contains(&w)) {
            self.say(name.span(), format!("`{name}` says nothing: name its use"));
        }
    }
}

fn split_capitals(c: char) -> Vec<char> {
    if c.is_ascii_uppercase() { vec!['_', c.to_ascii_lowercase()] } else { vec![c] }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        let path = a.path();
        let named = path.segments.last().is_some_and(|s| s.ident == "test");
        let cfg = path.is_ident("cfg")
            && matches!(&a.meta, syn::Meta::List(l) if l.tokens.to_string().contains("test"));
        named || cfg
    })
}

impl<'ast> Visit<'ast> for Eye<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.word(&item.ident);
        let before = self.in_test;
        self.in_test |= is_test(&item.attrs);
        visit::visit_item_mod(self, item);
        self.in_test = before;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.word(&item.sig.ident);
        let before = self.in_test;
        self.in_test |= is_test(&item.attrs);
        self.size(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
        self.in_test = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let before = self.in_test;
        self.in_test |= is_test(&item.attrs);
        self.size(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
        self.in_test = before;
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.word(&item.ident);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.word(&item.ident);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.word(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        if !self.in_test && (name == "unwrap" || name == "expect") {
            self.say(call.method.span(), format!(".{name}() outside tests: return the error"));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        let name = found.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
        let stops = ["panic", "todo", "unimplemented", "dbg"];
        // A seeded fault panics on purpose.
        let seeded = found.tokens.to_string().contains("a seeded fault");
        if !self.in_test && !seeded && stops.contains(&name.as_str()) {
            self.say(found.path.span(), format!("{name}! outside tests"));
        }
        visit::visit_macro(self, found);
    }
}
