//! Constants of the document: as Rust expressions, and in their JSON spelling.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Literal;
use crate::render::server::spell::text;

/// A constant of the document as an expression that serialises to it.
pub fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Null => quote!(()),
        Literal::Bool(value) => quote!(#value),
        Literal::Text(value) => text(value),
        Literal::Number(value) => number(value),
        Literal::List(items) => {
            let items = items.iter().map(json);
            quote!(serde_json::json!([#(#items),*]))
        }
        Literal::Object(_) => {
            let value = json(value);
            quote!(serde_json::json!(#value))
        }
    }
}

fn number(value: &str) -> TokenStream {
    if let Ok(whole) = value.parse::<i64>() {
        quote!(#whole)
    } else if let Ok(whole) = value.parse::<u64>() {
        quote!(#whole)
    } else {
        let float = value.parse::<f64>().ok().filter(|float| float.is_finite()).unwrap_or_default();
        quote!(#float)
    }
}

fn json(value: &Literal) -> TokenStream {
    match value {
        Literal::Null => quote!(null),
        Literal::List(items) => {
            let items = items.iter().map(json);
            quote!([#(#items),*])
        }
        Literal::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let (key, value) = (text(key), json(value));
                quote!(#key: #value)
            });
            quote!({#(#entries),*})
        }
        scalar => literal(scalar),
    }
}

/// The literal as JSON text, numbers as written.
pub fn spelling(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.clone(),
        Literal::Text(value) => quoted(value),
        Literal::List(items) => {
            format!("[{}]", items.iter().map(spelling).collect::<Vec<_>>().join(","))
        }
        Literal::Object(entries) => {
            let entry =
                |(key, value): &(String, Literal)| format!("{}:{}", quoted(key), spelling(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
