//! Spelling in Rust: identifiers, doc comments and literals, so that no text leaves its token.

use proc_macro2::{Ident, Literal as Token, Span, TokenStream};
use quote::quote;

use crate::ir::Name;

/// Words that Rust keeps for itself and lets nobody write raw.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// `employee_id`, `r#type`, `self_`, `n404`
pub fn snake(name: &Name) -> Ident {
    ident(&name.snake(), "n")
}

/// `EmployeeCreate`, `N404`
pub fn pascal(name: &Name) -> Ident {
    ident(&name.pascal(), "N")
}

/// `EMPLOYEE_CREATE`, `N404`
pub fn screaming(name: &Name) -> Ident {
    ident(&name.screaming(), "N")
}

/// The file and module name of a tag, without Rust's `r#`.
pub fn module(name: &Name) -> String {
    let word = snake(name).to_string();
    word.strip_prefix("r#").map(|plain| format!("{plain}_")).unwrap_or(word)
}

/// A string that is already an identifier or nearly one.
pub fn ident(word: &str, digit: &str) -> Ident {
    let mut safe: String =
        word.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if safe.starts_with(|c: char| c.is_ascii_digit()) {
        safe.insert_str(0, digit);
    }
    if safe.is_empty() || NEVER_RAW.contains(&safe.as_str()) {
        safe.push('_');
        if safe == "_" {
            safe.insert_str(0, digit);
        }
        return Ident::new(&safe, Span::call_site());
    }
    match syn::parse_str::<Ident>(&safe) {
        Ok(ident) if safe != "gen" => ident,
        _ => Ident::new_raw(&safe, Span::call_site()),
    }
}

/// A doc comment of the paragraphs that are not empty, one `///` a line.
pub fn doc(paragraphs: &[&str]) -> TokenStream {
    let lines = doc_lines(paragraphs);
    quote!(#(#[doc = #lines])*)
}

/// The lines of a doc comment; characters that could end or disguise a line become spaces.
pub fn doc_lines(paragraphs: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs.iter().filter(|p| !p.trim().is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for line in paragraph.trim().split(['\n', '\u{2028}', '\u{2029}']) {
            let plain: String = line.chars().map(harmless).collect();
            let plain = plain.trim_end();
            lines.push(if plain.is_empty() { String::new() } else { format!(" {plain}") });
        }
    }
    lines
}

/// Control characters and those that turn the direction of text become spaces.
fn harmless(c: char) -> char {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns { ' ' } else { c }
}

/// A string literal, every doubtful character escaped.
pub fn text(value: &str) -> TokenStream {
    let escaped: String = value.chars().flat_map(escape).collect();
    format!("\"{escaped}\"").parse::<Token>().map_or_else(|_| quote!(""), |token| quote!(#token))
}

fn escape(c: char) -> Vec<char> {
    match c {
        '"' => vec!['\\', '"'],
        '\\' => vec!['\\', '\\'],
        '\n' => vec!['\\', 'n'],
        ' '..='~' => vec![c],
        _ if c.is_alphanumeric() => vec![c],
        _ => c.escape_unicode().collect(),
    }
}

/// A whole number as the type of the place wants it: no suffix.
pub fn whole(value: u64) -> TokenStream {
    let token = Token::u64_unsuffixed(value);
    quote!(#token)
}
