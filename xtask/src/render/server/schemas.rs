//! `src/schemas/<tag>.rs`: what requests may hold, as static tables that wire reads.

use proc_macro2::{Ident, Literal as Token, TokenStream};
use quote::{format_ident, quote};

use super::file::{Printer, imports};
use super::spell::{doc, screaming, text, whole};
use super::types::literal::spelling;
use super::types::uses;
use crate::ir::{
    Bound, Enum, EnumRepr, Field, Limits, Struct, Text, ToldBy, Type, TypeDef, TypeId, TypeKind,
    Union, Use,
};
use crate::render::Output;

impl Printer<'_> {
    /// The patterns, then the tables of each tag.
    pub fn schemas(&self) -> anyhow::Result<Vec<Output>> {
        let modules = self.type_modules(|def| self.has_table(def));
        let statics = self.patterns.iter().enumerate().map(|(index, pattern)| {
            let (name, source) = (pattern_name(index), text(pattern));
            quote!(pub static #name: wire::schema::Pattern = wire::schema::Pattern::new(#source);)
        });
        let names = modules.iter().map(|(name, _, _)| super::lib_file::module_ident(name));
        let names: Vec<Ident> = names.collect();
        let items = quote!(#(mod #names;)* #(pub use #names::*;)* #(#statics)*);
        let why = "What requests may hold: static tables, and every pattern once.";
        let mut files = vec![self.rust("src/schemas/mod.rs", why, quote!(), items)?];
        for (module, tag, ids) in &modules {
            let tables = ids.iter().map(|id| self.table(self.api.ty(*id)));
            let tables = quote!(#(#tables)*);
            let imports = imports(&tables, &["schemas"]);
            let items = quote! {
                #(use super::super::#imports;)*
                use wire::schema::*;
                #tables
            };
            let path = format!("src/schemas/{module}.rs");
            files.push(self.rust(&path, &format!("Request schemas: {tag}."), quote!(), items)?);
        }
        Ok(files)
    }

    fn has_table(&self, def: &TypeDef) -> bool {
        def.in_request && !matches!(def.kind, TypeKind::Alias(_))
    }

    fn table(&self, def: &TypeDef) -> TokenStream {
        let name = table_name(def);
        let about = doc(&[&format!("`{}`", def.wire)]);
        let (ty, value) = match &def.kind {
            TypeKind::Struct(of) => (quote!(Object), self.object(def, of)),
            TypeKind::Enum(of) => (quote!(Enum), listed(of)),
            TypeKind::Union(of) => (quote!(Union), self.union(of)),
            TypeKind::Alias(_) => return quote!(),
        };
        quote!(#about pub static #name: #ty = #value;)
    }

    fn object(&self, def: &TypeDef, of: &Struct) -> TokenStream {
        let name = text(&def.wire);
        let fields = of.fields.iter().map(|field| self.field(field));
        let rest = super::operations::option(of.rest.as_ref().map(|rest| {
            let schema = self.schema(rest);
            quote!(&#schema)
        }));
        let closed = of.closed;
        quote!(Object { name: #name, fields: &[#(#fields),*], rest: #rest, closed: #closed })
    }

    fn field(&self, field: &Field) -> TokenStream {
        let wire = text(&field.wire);
        let required = field.value.required;
        let schema = match &field.constant {
            Some(constant) => {
                let code = text(&spelling(constant));
                quote!(Schema::of(Kind::Enum(&Enum {
                    repr: Repr::Json,
                    codes: &[#code],
                    tolerant: false
                })))
            }
            None => self.schema(&field.value),
        };
        quote!(Field { wire: #wire, required: #required, schema: #schema })
    }

    fn union(&self, of: &Union) -> TokenStream {
        let variants = of.variants.iter().map(|variant| {
            let name = text(&variant.name.snake());
            let schema = self.schema(&variant.value);
            quote!(Variant { name: #name, schema: #schema })
        });
        let told_by = match &of.told_by {
            ToldBy::Field { wire, values } => {
                let wire = text(wire);
                let values = values.iter().map(|values| {
                    let values = values.iter().map(|value| text(value));
                    quote!(&[#(#values),*])
                });
                quote!(ToldBy::Field { wire: #wire, values: &[#(#values),*] })
            }
            ToldBy::JsonType => quote!(ToldBy::JsonType),
            ToldBy::Key(keys) => {
                let keys = keys.iter().map(|key| text(key));
                quote!(ToldBy::Key(&[#(#keys),*]))
            }
            ToldBy::Order => quote!(ToldBy::Order),
        };
        quote!(Union { variants: &[#(#variants),*], told_by: #told_by })
    }

    /// A use as a `Schema`, aliases looked through.
    pub fn schema(&self, value: &Use) -> TokenStream {
        let plain = uses::plain(self.api, value);
        let kind = self.kind(&plain.ty);
        let schema = match self.limits(&plain.limits) {
            Some(limits) => quote!(Schema::bounded(#kind, #limits)),
            None => quote!(Schema::of(#kind)),
        };
        if plain.nullable { quote!(#schema.or_null()) } else { schema }
    }

    fn kind(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bool => quote!(Kind::Bool),
            Type::Int { bits, tolerant } => {
                let bits = whole((*bits).into());
                quote!(Kind::Int { bits: #bits, tolerant: #tolerant })
            }
            Type::Decimal => quote!(Kind::Decimal),
            Type::Float => quote!(Kind::Float),
            Type::Text(text) => {
                let text = text_kind(*text);
                quote!(Kind::Text(Text::#text))
            }
            Type::File => quote!(Kind::File),
            Type::List(of) => {
                let of = self.schema(of);
                quote!(Kind::List(&#of))
            }
            Type::Map(of) => {
                let of = self.schema(of);
                quote!(Kind::Map(&#of))
            }
            Type::Ref(id) => self.kind_of(*id),
            Type::Any => quote!(Kind::Any),
        }
    }

    fn kind_of(&self, id: TypeId) -> TokenStream {
        let def = self.api.ty(id);
        let name = table_name(def);
        match &def.kind {
            TypeKind::Struct(_) => quote!(Kind::Object(&schemas::#name)),
            TypeKind::Enum(_) => quote!(Kind::Enum(&schemas::#name)),
            TypeKind::Union(_) => quote!(Kind::Union(&schemas::#name)),
            TypeKind::Alias(value) => self.kind(&value.ty),
        }
    }

    fn limits(&self, limits: &Limits) -> Option<TokenStream> {
        let mut set: Vec<TokenStream> = Vec::new();
        let bounds = [(quote!(min), &limits.min), (quote!(max), &limits.max)];
        for (name, bound) in bounds {
            set.extend(bound.as_ref().map(|value| {
                let value = bound_value(value);
                quote!(#name: Some(#value))
            }));
        }
        set.extend(limits.multiple_of.as_deref().map(|value| {
            let value = number(value);
            quote!(multiple_of: Some(#value))
        }));
        let mut count = |name: TokenStream, value: Option<u64>| {
            set.extend(value.map(|value| {
                let value = whole(value);
                quote!(#name: Some(#value))
            }));
        };
        count(quote!(min_length), limits.min_length);
        count(quote!(max_length), limits.max_length);
        count(quote!(min_items), limits.min_items);
        count(quote!(max_items), limits.max_items);
        count(quote!(min_properties), limits.min_properties);
        count(quote!(max_properties), limits.max_properties);
        set.extend(limits.pattern.as_deref().map(|pattern| {
            let at = self.patterns.iter().position(|known| known == pattern);
            let name = pattern_name(at.unwrap_or_default());
            quote!(pattern: Some(&schemas::#name))
        }));
        if limits.unique_items {
            set.push(quote!(unique_items: true));
        }
        if set.is_empty() { None } else { Some(quote!(Limits { #(#set,)* ..Limits::NONE })) }
    }
}

/// `EMPLOYEE_CREATE`
pub fn table_name(def: &TypeDef) -> Ident {
    screaming(&def.name)
}

fn pattern_name(index: usize) -> Ident {
    format_ident!("PATTERN_{}", index + 1)
}

fn listed(of: &Enum) -> TokenStream {
    let repr = match of.repr {
        EnumRepr::Text => quote!(Text),
        EnumRepr::Int => quote!(Int),
    };
    let codes = of.members.iter().map(|member| text(&member.wire));
    let tolerant = of.tolerant;
    quote!(Enum { repr: Repr::#repr, codes: &[#(#codes),*], tolerant: #tolerant })
}

fn bound_value(bound: &Bound) -> TokenStream {
    let value = number(&bound.value);
    let exclusive = bound.exclusive;
    quote!(Bound { value: #value, exclusive: #exclusive })
}

fn number(value: &str) -> TokenStream {
    match value.parse::<i64>() {
        Ok(value) => {
            let value = Token::i64_unsuffixed(value);
            quote!(Number::Int(#value))
        }
        Err(_) => {
            let value = value.parse::<f64>().ok().filter(|v| v.is_finite()).unwrap_or_default();
            let value = Token::f64_unsuffixed(value);
            quote!(Number::Float(#value))
        }
    }
}

fn text_kind(text: Text) -> Ident {
    format_ident!(
        "{}",
        match text {
            Text::Plain => "Plain",
            Text::Date => "Date",
            Text::DateTime => "DateTime",
            Text::LocalDateTime => "LocalDateTime",
            Text::LocalMinute => "LocalMinute",
            Text::LocalSecond => "LocalSecond",
            Text::IsoMinute => "IsoMinute",
            Text::LocalTime => "LocalTime",
            Text::Email => "Email",
            Text::Uuid => "Uuid",
            Text::Uri => "Uri",
            Text::Secret => "Secret",
            Text::Base64 => "Base64",
        }
    )
}
