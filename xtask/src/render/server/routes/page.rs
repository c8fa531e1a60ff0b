//! Numbered pages: which one was asked for, and the object that reports the totals.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{Field, Operation, PageStyle, PageTotal, Struct, Type, TypeKind};
use crate::render::server::file::Printer;
use crate::render::server::requests;
use crate::render::server::spell::snake;
use crate::render::server::types::uses;

impl Printer<'_> {
    fn style(&self, operation: &Operation) -> anyhow::Result<&PageStyle> {
        let style = operation.page.and_then(|index| self.api.pages.get(index));
        style.ok_or_else(|| anyhow::anyhow!("{}: pages without a style", operation.id.snake()))
    }

    /// `let (number, size) = (request.page, request.size);`
    pub fn page_asked(&self, operation: &Operation) -> anyhow::Result<TokenStream> {
        let style = self.style(operation)?;
        let number = self.asked(operation, &style.number)?;
        let size = self.asked(operation, &style.size)?;
        Ok(quote!(let (number, size) = (#number, #size);))
    }

    fn asked(&self, operation: &Operation, wire: &str) -> anyhow::Result<TokenStream> {
        let id = operation.id.snake();
        let param = operation.params.iter().find(|param| param.wire == wire);
        let param = param.ok_or_else(|| anyhow::anyhow!("{id}: no parameter {wire}"))?;
        if !requests::always_there(self.api, param) {
            anyhow::bail!("{id}: the page parameter {wire} needs a default");
        }
        let name = snake(&param.name);
        match uses::plain(self.api, &param.value).ty {
            Type::Int { bits: 32, .. } => Ok(quote!(i64::from(request.#name))),
            Type::Int { .. } => Ok(quote!(request.#name)),
            _ => anyhow::bail!("{id}: the page parameter {wire} is no integer"),
        }
    }

    /// `types::Pagination { current_page: totals.number, … }`
    fn page_object(&self, operation: &Operation, page: &Field) -> anyhow::Result<TokenStream> {
        let style = self.style(operation)?;
        let Type::Ref(id) = uses::plain(self.api, &page.value).ty else {
            anyhow::bail!("{}: the page object is no object", page.wire);
        };
        let TypeKind::Struct(of) = &self.api.ty(id).kind else {
            anyhow::bail!("{}: the page object is no object", page.wire);
        };
        let held = self.page_totals(style, of)?;
        self.literal(&uses::path(self.api, id), of, &held)
    }

    /// Every field that carries a total, with its value.
    fn page_totals(
        &self,
        style: &PageStyle,
        of: &Struct,
    ) -> anyhow::Result<Vec<(usize, TokenStream)>> {
        let mut held = Vec::new();
        for (at, field) in of.fields.iter().enumerate() {
            let total = style.totals.iter().find(|(key, _)| *key == field.wire);
            if let Some((_, total)) = total {
                held.push((at, self.filled(field, *total)?));
            }
        }
        Ok(held)
    }

    /// The page object of a success body, or the totals beside its data.
    pub fn page_fields(
        &self,
        operation: &Operation,
        of: &Struct,
        page: Option<usize>,
    ) -> anyhow::Result<Vec<(usize, TokenStream)>> {
        let Some(page) = page else { return self.page_totals(self.style(operation)?, of) };
        let totals = self.page_object(operation, &of.fields[page])?;
        Ok(vec![(page, self.some(&of.fields[page], totals))])
    }

    /// A total inside the presence of its field.
    fn filled(&self, field: &Field, total: PageTotal) -> anyhow::Result<TokenStream> {
        match total {
            PageTotal::First => maybe(field, quote!(totals.first)),
            PageTotal::Last => maybe(field, quote!(totals.last)),
            PageTotal::Next => maybe(field, quote!(totals.next)),
            PageTotal::Path => Ok(self.some(field, quote!(links.path()))),
            _ => Ok(self.some(field, self.total(field, total)?)),
        }
    }

    /// The field of the success body that holds addresses of other pages, and its value.
    pub fn page_links(
        &self,
        operation: &Operation,
        body: &Struct,
    ) -> anyhow::Result<Option<(usize, TokenStream)>> {
        let Some(key) = &self.style(operation)?.links else { return Ok(None) };
        let Some(at) = body.fields.iter().position(|field| field.wire == *key) else {
            return Ok(None);
        };
        let links = &body.fields[at];
        let TypeKind::Struct(of) = self.object_of(links)? else {
            anyhow::bail!("{key}: the links of a page are no object");
        };
        let mut held = Vec::new();
        for (at, field) in of.fields.iter().enumerate() {
            let rel = match field.wire.as_str() {
                rel @ ("first" | "last" | "prev" | "next") => format_ident!("{rel}"),
                other => anyhow::bail!("{key}: nobody fills the link {other}"),
            };
            held.push((at, maybe(field, quote!(links.#rel(&totals)))?));
        }
        let Type::Ref(id) = uses::plain(self.api, &links.value).ty else {
            anyhow::bail!("{key}: the links of a page are no object");
        };
        let value = self.literal(&uses::path(self.api, id), of, &held)?;
        Ok(Some((at, self.some(links, value))))
    }

    /// The page object carries the address of the list.
    pub fn page_tells_path(&self, operation: &Operation) -> anyhow::Result<bool> {
        let totals = &self.style(operation)?.totals;
        Ok(totals.iter().any(|(_, total)| *total == PageTotal::Path))
    }

    /// The query parameter with the page's number.
    pub fn page_number_name(&self, operation: &Operation) -> anyhow::Result<&str> {
        Ok(self.style(operation)?.number.as_str())
    }

    fn object_of(&self, field: &Field) -> anyhow::Result<&TypeKind> {
        match uses::plain(self.api, &field.value).ty {
            Type::Ref(id) => Ok(&self.api.ty(id).kind),
            _ => anyhow::bail!("{}: an object is expected", field.wire),
        }
    }

    fn total(&self, field: &Field, total: PageTotal) -> anyhow::Result<TokenStream> {
        let (value, whole) = match total {
            PageTotal::Number => (quote!(totals.number), true),
            PageTotal::Size => (quote!(totals.size), true),
            PageTotal::Items => (quote!(totals.items), true),
            PageTotal::Pages => (quote!(totals.pages), true),
            PageTotal::HasNext => (quote!(totals.has_next), false),
            PageTotal::HasPrevious => (quote!(totals.has_previous), false),
            PageTotal::First | PageTotal::Last | PageTotal::Next | PageTotal::Path => {
                anyhow::bail!("{}: a total of another type", field.wire)
            }
        };
        match (uses::plain(self.api, &field.value).ty, whole) {
            (Type::Int { bits: 32, .. }, true) => {
                Ok(quote!(i32::try_from(#value).unwrap_or(i32::MAX)))
            }
            (Type::Int { .. }, true) | (Type::Bool, false) => Ok(value),
            _ => anyhow::bail!("{}: a total of another type", field.wire),
        }
    }
}

/// An optional value in a field that is null where there is none.
fn maybe(field: &Field, value: TokenStream) -> anyhow::Result<TokenStream> {
    match (field.value.required, field.value.nullable) {
        (true, true) => Ok(quote!(wire::Nullable::from(#value))),
        (false, false) => Ok(value),
        _ => anyhow::bail!("{}: required and nullable, or optional and not", field.wire),
    }
}
