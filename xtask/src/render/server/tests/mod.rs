//! Printing hand-built values: nothing escapes its token, names are Rust, nothing is overwritten.

mod sample;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use super::spell;
use super::types::uses::{self, type_name};
use super::{render, stub};
use crate::ir::{Type, TypeId, TypeKind};
use sample::{api, name, plain};

const EVIL: &[&str] = &[
    "*/ /* // /// //! \"quoted\" \\ \\\" \\u{0}",
    "first\nsecond\r\nthird\rfourth",
    "\"; fn broken() {} //",
    "\"]\n#![allow(x)] r#\"raw\"# 'a' b\"c\"",
    "zero \0 line \u{2028} paragraph \u{2029} turned \u{202e} bell \u{7}",
    "{} {0} {{ }} $crate #name #(x)* ${x} <%= %>",
    "/// ```\n    indented\n```",
    "/leading slash and *star",
    "\\",
    "",
    "é ß 日本語 🦀",
];

/// The tokens of a file without doc comments, each literal replaced by the same one. Commas and
/// braces come and go with line breaks, so they are left out.
fn skeleton(text: &str) -> String {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    blank(tokens).to_string().replace(' ', "")
}

fn blank(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {}
            TokenTree::Literal(_) => kept.push(TokenTree::Literal(Literal::u8_unsuffixed(0))),
            TokenTree::Group(group) if group.to_string().starts_with("[doc") => {
                while matches!(kept.last(), Some(TokenTree::Punct(p)) if "#!".contains(p.as_char()))
                {
                    kept.pop();
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                kept.extend(blank(group.stream()));
            }
            TokenTree::Group(group) => {
                let inner = blank(group.stream());
                kept.push(TokenTree::Group(Group::new(group.delimiter(), inner)));
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

#[test]
fn no_text_of_a_document_leaves_its_token() {
    let expected = render(&api("plain")).expect("renders");
    for text in EVIL {
        let files = render(&api(text)).expect("renders");
        assert_eq!(files.len(), expected.len());
        for (file, plain) in files.iter().zip(&expected).filter(|(f, _)| f.path.ends_with(".rs")) {
            let (got, want) = (skeleton(&file.text), skeleton(&plain.text));
            assert_eq!(got, want, "{text:?} changed {}", file.path);
        }
    }
}

#[test]
fn a_literal_keeps_its_text() {
    for text in EVIL {
        let token: syn::LitStr = syn::parse2(spell::text(text)).expect("a string literal");
        assert_eq!(token.value(), *text);
    }
}

#[test]
fn no_line_of_a_comment_holds_a_control_or_turning_character() {
    for text in EVIL {
        for line in spell::doc_lines(&[text]) {
            assert!(!line.contains(|c: char| c.is_control() || c == '\u{202e}'), "{line:?}");
        }
    }
}

#[test]
fn names_that_rust_keeps_are_spelt_otherwise() {
    for (words, snake, pascal) in [
        ("type", "r#type", "Type"),
        ("self", "self_", "Self_"),
        ("crate", "crate_", "Crate"),
        ("gen", "r#gen", "Gen"),
        ("404", "n404", "N404"),
        ("employee id", "employee_id", "EmployeeId"),
    ] {
        assert_eq!(spell::snake(&name(words)).to_string(), snake);
        assert_eq!(spell::pascal(&name(words)).to_string(), pascal);
    }
    assert_eq!(spell::module(&name("match")), "match_");
    assert_eq!(type_name(&name("option")).to_string(), "Option_");
}

#[test]
fn presence_and_null_give_four_types() {
    let api = api("x");
    let held = |required: bool, nullable: bool| {
        let value = crate::ir::Use { required, nullable, ..plain(Type::Bool) };
        uses::held(&api, &value).to_string().replace(' ', "")
    };
    assert_eq!(held(true, false), "bool");
    assert_eq!(held(false, false), "Option<bool>");
    assert_eq!(held(true, true), "wire::Nullable<bool>");
    assert_eq!(held(false, true), "wire::Patch<bool>");
}

#[test]
fn a_struct_that_holds_itself_is_boxed() {
    let mut api = api("x");
    if let TypeKind::Struct(of) = &mut api.types[0].kind {
        of.fields[0].value = crate::ir::Use { required: false, ..plain(Type::Ref(TypeId(0))) };
        of.fields[2].value = plain(Type::List(Box::new(plain(Type::Ref(TypeId(0))))));
    }
    let files = render(&api).expect("renders");
    let types = files.iter().find(|file| file.path.ends_with("types/things.rs")).expect("types");
    assert!(types.text.contains("pub first: Option<Box<types::Thing>>"), "{}", types.text);
    assert!(types.text.contains("pub code: Vec<types::Thing>"), "{}", types.text);
}

#[test]
fn the_same_api_gives_the_same_bytes() {
    let text = |files: Vec<super::Output>| -> Vec<String> {
        files.into_iter().flat_map(|file| [file.path, file.text]).collect()
    };
    assert_eq!(
        text(render(&api("x")).expect("renders")),
        text(render(&api("x")).expect("renders"))
    );
}

#[test]
fn a_stub_is_written_once_and_never_again() {
    let api = api("Things");
    let files = stub(&api, &[]);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].path, "src/sample/things.rs");
    assert!(files[0].text.contains("Err(hr::Error::not_implemented(\"thing_put\"))"));
    assert!(stub(&api, &["src/sample/things.rs".to_owned()]).is_empty());
}

#[test]
fn a_header_that_no_server_could_send_is_refused() {
    let mut api = api("x");
    api.operations[0].responses[0].headers[0].constant = Some("a\r\nb".to_owned());
    assert!(render(&api).is_err());
}
