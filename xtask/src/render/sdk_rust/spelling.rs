//! Types, codecs and prose of the Rust SDK as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Sdk;
use crate::ir::*;
use crate::render::server::spell;

/// How absence and null are held at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Always,
    Optional,
    Nullable,
    Patch,
}

impl Presence {
    pub fn of(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Always,
            (false, false) => Self::Optional,
            (true, true) => Self::Nullable,
            (false, true) => Self::Patch,
        }
    }

    /// The type with this presence.
    pub fn wrap(self, ty: &TokenStream) -> TokenStream {
        match self {
            Self::Always => ty.clone(),
            Self::Optional | Self::Nullable => quote!(Option<#ty>),
            Self::Patch => quote!(Patch<#ty>),
        }
    }

    /// The codec with this presence.
    pub fn codec(self, codec: &TokenStream) -> TokenStream {
        match self {
            Self::Always => codec.clone(),
            Self::Optional | Self::Nullable => quote!(codec::Maybe<#codec>),
            Self::Patch => quote!(codec::Patched<#codec>),
        }
    }
}

impl Sdk<'_> {
    /// A type; `path` stands before the names of generated types.
    pub fn rust(&self, ty: &Type, path: &TokenStream) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::Int { bits: 32, .. } => quote!(i32),
            Type::Int { .. } => quote!(i64),
            Type::Decimal => quote!(rust_decimal::Decimal),
            Type::Float => quote!(f64),
            Type::Text(text) => text_type(*text),
            Type::File => quote!(Upload),
            Type::List(item) => {
                let item = self.element(item, path);
                quote!(Vec<#item>)
            }
            Type::Map(item) => {
                let item = self.element(item, path);
                quote!(std::collections::BTreeMap<String, #item>)
            }
            Type::Ref(id) => {
                let ident = self.type_ident(*id);
                quote!(#path #ident)
            }
            Type::Any => quote!(serde_json::Value),
        }
    }

    /// An item of a list or map, or a whole body: null is all that can be missing.
    pub fn element(&self, value: &Use, path: &TokenStream) -> TokenStream {
        let ty = self.rust(&value.ty, path);
        if value.nullable { quote!(Option<#ty>) } else { ty }
    }

    /// How the type travels where serde's own form is wrong.
    pub fn codec(&self, ty: &Type) -> Option<TokenStream> {
        match self.resolve(ty) {
            Type::Decimal => Some(quote!(codec::Exact)),
            Type::Text(Text::LocalDateTime) => Some(quote!(codec::Second)),
            Type::Text(Text::LocalMinute) => Some(quote!(codec::Minute)),
            Type::Text(Text::LocalSecond) => Some(quote!(codec::SpacedSecond)),
            Type::Text(Text::IsoMinute) => Some(quote!(codec::IsoMinute)),
            Type::Text(Text::LocalTime) => Some(quote!(codec::TimeOfDay)),
            Type::List(item) => {
                let item = self.element_codec(item)?;
                Some(quote!(codec::Each<#item>))
            }
            Type::Map(item) => {
                let item = self.element_codec(item)?;
                Some(quote!(codec::Keyed<#item>))
            }
            _ => None,
        }
    }

    pub fn element_codec(&self, value: &Use) -> Option<TokenStream> {
        let codec = self.codec(&value.ty)?;
        let presence = if value.nullable { Presence::Nullable } else { Presence::Always };
        Some(presence.codec(&codec))
    }

    /// The codec of a whole body or item, serde's own where that is right.
    pub fn codec_or_same(&self, value: &Use) -> TokenStream {
        self.element_codec(value).unwrap_or_else(|| quote!(codec::Same))
    }

    /// A value behind the reference `v` as the text of a parameter or form field.
    pub fn text(&self, ty: &Type) -> TokenStream {
        match self.resolve(ty) {
            Type::Text(Text::LocalDateTime) => quote!(codec::Second::text(v)),
            Type::Text(Text::LocalMinute) => quote!(codec::Minute::text(v)),
            Type::Text(Text::LocalSecond) => quote!(codec::SpacedSecond::text(v)),
            Type::Text(Text::IsoMinute) => quote!(codec::IsoMinute::text(v)),
            Type::Text(Text::LocalTime) => quote!(codec::TimeOfDay::text(v)),
            Type::Text(Text::DateTime) => {
                quote!(v.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
            }
            Type::Text(Text::Secret) => quote!(v.expose()),
            Type::Text(Text::Date) => quote!(v.to_string()),
            Type::Text(_) => quote!(v.as_str()),
            Type::Bool | Type::Int { .. } | Type::Decimal | Type::Float => quote!(v.to_string()),
            Type::Ref(id) if matches!(self.api.ty(*id).kind, TypeKind::Enum(_)) => {
                quote!(v.to_string())
            }
            other => match self.codec(other) {
                Some(codec) => {
                    let out = quote!(codec::Out::<#codec, _>::new(v));
                    quote!(prepare::json_text(&#out))
                }
                None => quote!(prepare::json_text(v)),
            },
        }
    }

    /// Whether a caller may hand over anything that turns into the type.
    pub fn converts(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Decimal => true,
            Type::Text(text) => text_type(*text).to_string() == "String" || *text == Text::Secret,
            Type::Ref(id) => matches!(self.api.ty(*id).kind, TypeKind::Enum(_)),
            _ => false,
        }
    }
}

fn text_type(text: Text) -> TokenStream {
    match text {
        Text::Date => quote!(chrono::NaiveDate),
        Text::DateTime => quote!(chrono::DateTime<chrono::Utc>),
        Text::LocalDateTime | Text::LocalMinute | Text::LocalSecond | Text::IsoMinute => {
            quote!(chrono::NaiveDateTime)
        }
        Text::LocalTime => quote!(chrono::NaiveTime),
        Text::Secret => quote!(Secret),
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64 => quote!(String),
    }
}

/// A doc comment; `fallback` stands in where the document says nothing.
pub fn doc(paragraphs: &[&str], fallback: &str) -> TokenStream {
    let mut prose: Vec<String> = paragraphs.iter().map(|text| markdown(text)).collect();
    if prose.iter().all(|text| text.trim().is_empty()) {
        prose = vec![fallback.to_owned()];
    }
    let prose: Vec<&str> = prose.iter().map(String::as_str).collect();
    spell::doc(&prose)
}

/// A document's text as plain Markdown: no HTML, no link by accident, no code that would be run.
pub fn markdown(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut out = String::new();
        let mut code = false;
        for c in line.trim().replace("```", "'''").replace("~~~", "'''").chars() {
            code ^= c == '`';
            if !code && matches!(c, '[' | ']' | '<' | '>') {
                out.push('\\');
            }
            out.push(c);
        }
        if code { out.replace('`', "'") } else { out }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_document_text_leaves_its_comment() {
        let texts = ["*/ fn x() {}", "```\nfn x() {}\n```", "    indented", "a\rb\u{2028}c", "`"];
        for text in texts {
            let docs = doc(&[text], "nothing");
            let file = syn::parse2(quote!(#docs struct A;));
            let printed = prettyplease::unparse(&file.expect("a struct"));
            let code: Vec<&str> = printed.lines().filter(|l| !l.starts_with("///")).collect();
            assert_eq!(code, ["struct A;"], "{text:?}");
            assert!(!printed.contains("```") && !printed.contains("     "), "{text:?}");
        }
    }

    #[test]
    fn links_and_html_are_plain_text_outside_code() {
        assert_eq!(markdown("[a] <b> `[c]`"), "\\[a\\] \\<b\\> `[c]`");
    }

    #[test]
    fn a_silent_document_gets_the_fallback() {
        assert_eq!(doc(&["", " "], "`x`").to_string(), quote!(#[doc = " `x`"]).to_string());
    }
}
