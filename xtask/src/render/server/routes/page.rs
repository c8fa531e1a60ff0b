//! Numbered pages: which one was asked for, and the object that reports the totals.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Operation, PageStyle, PageTotal, Type, TypeKind};
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
    pub fn page_object(&self, operation: &Operation, page: &Field) -> anyhow::Result<TokenStream> {
        let style = self.style(operation)?;
        let Type::Ref(id) = uses::plain(self.api, &page.value).ty else {
            anyhow::bail!("{}: the page object is no object", page.wire);
        };
        let TypeKind::Struct(of) = &self.api.ty(id).kind else {
            anyhow::bail!("{}: the page object is no object", page.wire);
        };
        let mut held = Vec::new();
        for (at, field) in of.fields.iter().enumerate() {
            let total = style.totals.iter().find(|(key, _)| *key == field.wire);
            if let Some((_, total)) = total {
                held.push((at, self.some(field, self.total(field, *total)?)));
            }
        }
        self.literal(&uses::path(self.api, id), of, &held)
    }

    fn total(&self, field: &Field, total: PageTotal) -> anyhow::Result<TokenStream> {
        let (value, whole) = match total {
            PageTotal::Number => (quote!(totals.number), true),
            PageTotal::Size => (quote!(totals.size), true),
            PageTotal::Items => (quote!(totals.items), true),
            PageTotal::Pages => (quote!(totals.pages), true),
            PageTotal::HasNext => (quote!(totals.has_next), false),
            PageTotal::HasPrevious => (quote!(totals.has_previous), false),
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
