//! From what a handler returned to the bytes of a success: envelope, constants, headers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Media, MediaKind, Operation, Response, Struct, TypeId, TypeKind, Wrap};
use crate::render::server::file::Printer;
use crate::render::server::results::{Success, is_located};
use crate::render::server::spell::{snake, text, whole};
use crate::render::server::types::structs::rest_name;
use crate::render::server::types::uses;

impl Printer<'_> {
    /// The tail of a route: an expression of the type `wire::Outcome<D>`; `data` is at hand.
    pub fn answer(&self, operation: &Operation, of: &Success<'_>) -> anyhow::Result<TokenStream> {
        let status = whole(of.status.into());
        let (mut prepare, value) = match &of.response.wrap {
            _ if of.media.is_none() => (quote!(), None),
            Wrap::Empty => (quote!(), None),
            Wrap::Bare => (quote!(), Some(quote!(&data))),
            Wrap::Constant(body) => {
                let path = uses::path(self.api, *body);
                (quote!(), Some(quote!(&#path {})))
            }
            Wrap::Data { body, field } => {
                let (path, of) = self.body_struct(*body)?;
                let body = self.literal(&path, of, &[(*field, quote!(data))])?;
                (quote!(let body = #body;), Some(quote!(&body)))
            }
            Wrap::Page { body, items, page } => {
                let (path, of) = self.body_struct(*body)?;
                let held = self.some(&of.fields[*items], quote!(data.items));
                let mut fields = vec![(*items, held)];
                fields.extend(self.page_fields(operation, of, *page)?);
                let links = self.page_links(operation, of)?;
                let address = links.is_some() || self.page_tells_path(operation)?;
                fields.extend(links);
                let body = self.literal(&path, of, &fields)?;
                let asked = quote!(let totals = wire::Totals::of(number, size, data.total););
                let number = self.page_number_name(operation)?;
                let links = address.then(|| quote!(let links = read.links(#number);));
                (quote!(#asked #links let body = #body;), Some(quote!(&body)))
            }
        };
        let mut headers = constant_headers(operation, of.response)?;
        if is_located(of) {
            prepare = quote!(let wire::Located { location, value: data } = data; #prepare);
            headers.push(quote!(wire::answer::location(&mut answer, &location);));
        }
        let bytes = of.media.filter(|m| matches!(m.kind, MediaKind::Text | MediaKind::Binary));
        if let Some(media) = bytes {
            let content_type = text(&media.content_type);
            return Ok(quote! {
                #prepare
                let mut answer =
                    wire::answer::empty::<D::Error>(#status)?.set_content_type(#content_type);
                answer.set_body(data);
                #(#headers)*
                Ok(answer)
            });
        }
        let made = match value {
            Some(value) => json(of.media, &status, &value),
            None => quote!(wire::answer::empty::<D::Error>(#status)),
        };
        if headers.is_empty() {
            return Ok(quote!(#prepare #made));
        }
        Ok(quote! {
            #prepare
            let mut answer = #made?;
            #(#headers)*
            Ok(answer)
        })
    }

    fn body_struct(&self, id: TypeId) -> anyhow::Result<(TokenStream, &Struct)> {
        let def = self.api.ty(id);
        match &def.kind {
            TypeKind::Struct(of) => Ok((uses::path(self.api, id), of)),
            _ => anyhow::bail!("{}: an envelope that is no object", def.wire),
        }
    }

    /// The body with its held fields; an optional field that nobody fills stays absent.
    pub fn literal(
        &self,
        path: &TokenStream,
        of: &Struct,
        held: &[(usize, TokenStream)],
    ) -> anyhow::Result<TokenStream> {
        let mut fields: Vec<TokenStream> = Vec::new();
        for (at, field) in of.fields.iter().enumerate() {
            if field.constant.is_some() {
                continue;
            }
            let name = snake(&field.name);
            let value = match held.iter().find(|(index, _)| *index == at) {
                Some((_, value)) => value.clone(),
                None => self.absent(field)?,
            };
            fields.push(if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        }
        fields.extend(of.rest.as_ref().map(|_| {
            let name = rest_name(of);
            quote!(#name: std::collections::BTreeMap::new())
        }));
        Ok(quote!(#path { #(#fields),* }))
    }

    /// A value inside the presence of its field.
    pub fn some(&self, field: &Field, value: TokenStream) -> TokenStream {
        match (field.value.required, uses::plain(self.api, &field.value).nullable) {
            (true, false) => value,
            (false, false) => quote!(Some(#value)),
            (true, true) => quote!(wire::Nullable::Value(#value)),
            (false, true) => quote!(wire::Patch::Value(#value)),
        }
    }

    fn absent(&self, field: &Field) -> anyhow::Result<TokenStream> {
        match (field.value.required, uses::plain(self.api, &field.value).nullable) {
            (false, false) => Ok(quote!(None)),
            (false, true) => Ok(quote!(wire::Patch::Absent)),
            _ => anyhow::bail!("{}: required in an envelope, but nobody fills it", field.wire),
        }
    }
}

/// The body in the JSON media type that is documented, or in the one that was asked for.
fn json(media: Option<&Media>, status: &TokenStream, value: &TokenStream) -> TokenStream {
    let (first, also) = match media {
        Some(media) => (media.content_type.as_str(), media.also.as_slice()),
        None => ("application/json", [].as_slice()),
    };
    if first == "application/json" && also.is_empty() {
        return quote!(wire::answer::json::<_, D::Error>(#status, #value));
    }
    let all = std::iter::once(first).chain(also.iter().map(String::as_str)).map(text);
    let chosen = match also {
        [] => text(first),
        _ => quote!(read.accepted(&[#(#all),*])),
    };
    quote!(wire::answer::json_as::<_, D::Error>(#chosen, #status, #value))
}

/// One line a header whose value the document fixes.
fn constant_headers(
    operation: &Operation,
    response: &Response,
) -> anyhow::Result<Vec<TokenStream>> {
    let mut lines = Vec::new();
    for header in &response.headers {
        let Some(value) = &header.constant else { continue };
        let name = header.wire.to_ascii_lowercase();
        let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(token) || !value.bytes().all(printable) {
            anyhow::bail!("{}: {} is no header", operation.id.snake(), header.wire);
        }
        let (name, value) = (text(&name), text(value));
        lines.push(quote!(wire::answer::header(&mut answer, #name, #value);));
    }
    Ok(lines)
}

fn printable(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}
