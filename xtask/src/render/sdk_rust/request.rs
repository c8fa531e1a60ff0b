//! The request struct of one operation and how it becomes path, query, headers and body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::model::Sdk;
use super::spelling::doc;
use crate::ir::*;
use crate::render::server::spell;

/// One operation's request on its way to tokens.
pub struct Request<'a> {
    sdk: &'a Sdk<'a>,
    operation: &'a Operation,
    inputs: Vec<Input>,
}

/// One field of a request struct.
struct Input {
    ident: Ident,
    docs: TokenStream,
    ty: TokenStream,
    required: bool,
    converts: bool,
}

impl<'a> Request<'a> {
    pub fn new(sdk: &'a Sdk<'a>, operation: &'a Operation) -> Self {
        let params = operation.params.iter().map(|param| Input {
            ident: spell::snake(&param.name),
            docs: doc(&[&param.doc], &format!("`{}`", param.wire)),
            ty: sdk.rust(&param.value.ty, &quote!(types::)),
            required: param.value.required,
            converts: sdk.converts(&param.value.ty),
        });
        let inputs = params.collect();
        let mut request = Self { sdk, operation, inputs };
        if let Some(body) = &operation.body {
            let several = body.media.len() > 1;
            let file_free = body.media.first().and_then(|m| sdk.structure(&m.value.ty)).is_some();
            request.inputs.push(Input {
                ident: body_field(operation),
                docs: quote!(#[doc = " The body."]),
                ty: request.body_type(body),
                required: body.required,
                converts: several || !file_free,
            });
        }
        request
    }

    fn body_type(&self, body: &Body) -> TokenStream {
        match body.media.as_slice() {
            [media] => self.media_type(media),
            _ => {
                let ident = self.sdk.body_ident(self.operation);
                quote!(#ident)
            }
        }
    }

    /// The type of a body of one media type.
    pub fn media_type(&self, media: &Media) -> TokenStream {
        match media.kind {
            MediaKind::Text => quote!(String),
            MediaKind::Binary => quote!(bytes::Bytes),
            _ => self.sdk.element(&media.value, &quote!(types::)),
        }
    }

    /// The struct, its building, and its encoding.
    pub fn tokens(&self) -> TokenStream {
        if self.sdk.takes_nothing(self.operation) {
            return quote!();
        }
        let ident = self.sdk.request_ident(self.operation);
        let fields = self.inputs.iter().map(|input| {
            let Input { ident, docs, ty, required, .. } = input;
            let ty = if *required { ty.clone() } else { quote!(Option<#ty>) };
            quote!(#docs pub #ident: #ty)
        });
        let default = self.inputs.iter().all(|input| !input.required);
        let default = default.then(|| quote!(, Default));
        let docs = format!(" What [`Client::{}`] asks.", self.sdk.method_ident(self.operation));
        let building = self.building();
        let prepare = self.prepare();
        let sole = self.sole_body(&ident);
        quote! {
            #[doc = #docs]
            #[derive(Debug, Clone #default)]
            pub struct #ident { #(#fields,)* }
            impl #ident {
                #building
                #prepare
            }
            #sole
        }
    }

    fn building(&self) -> TokenStream {
        let required: Vec<&Input> = self.inputs.iter().filter(|input| input.required).collect();
        let setters = self.inputs.iter().filter(|input| !input.required).map(setter);
        let arguments = required.iter().map(|input| {
            let Input { ident, ty, converts, .. } = input;
            if *converts { quote!(#ident: impl Into<#ty>) } else { quote!(#ident: #ty) }
        });
        let values = self.inputs.iter().map(|Input { ident, required, converts, .. }| {
            match (required, converts) {
                (true, true) => quote!(#ident: #ident.into()),
                (true, false) => quote!(#ident),
                (false, _) => quote!(#ident: None),
            }
        });
        let (doc, must_use) = match required.is_empty() {
            true => (" Nothing set yet.", Some(quote!(#[must_use]))),
            false => (" With everything that is required.", None),
        };
        quote! {
            #[doc = #doc]
            #must_use
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    }

    /// A body that is all there is may be given in place of the request.
    fn sole_body(&self, ident: &Ident) -> TokenStream {
        let Some(body) = &self.operation.body else { return quote!() };
        if !body.required || self.inputs.iter().filter(|input| input.required).count() != 1 {
            return quote!();
        }
        let mut types: Vec<TokenStream> = Vec::new();
        for ty in body.media.iter().map(|media| self.media_type(media)) {
            // One type may come in two media types; the first is then meant.
            if !types.iter().any(|known| known.to_string() == ty.to_string()) {
                types.push(ty);
            }
        }
        quote! {
            #(
                impl From<#types> for #ident {
                    fn from(body: #types) -> Self {
                        Self::new(body)
                    }
                }
            )*
        }
    }

    fn prepare(&self) -> TokenStream {
        let row = spell::screaming(&self.operation.id);
        let params = self.operation.params.iter().map(|param| self.param(param));
        let body = self.operation.body.as_ref().map(|body| self.send(body));
        quote! {
            fn prepare(self) -> Prepared {
                let mut prepared = Prepared::new(&operations::#row);
                #(#params)*
                #body
                prepared
            }
        }
    }

    fn param(&self, param: &Param) -> TokenStream {
        let (name, wire) = (spell::snake(&param.name), &param.wire);
        let put = match param.place {
            Place::Path => quote!(path),
            Place::Query => quote!(query),
            Place::Header => quote!(header),
            Place::Cookie => quote!(cookie),
        };
        let push = match self.sdk.resolve(&param.value.ty) {
            Type::List(item) => {
                if param.style == Style::Json || !param.is_plain(self.sdk.api) {
                    return self.other_param(param);
                }
                let text = self.sdk.text(&item.ty);
                let flat = item.nullable.then(|| quote!(.flatten()));
                if param.explode && param.place == Place::Query {
                    quote!(for v in v.iter()#flat { prepared.#put(#wire, #text); })
                } else {
                    quote! {
                        let all: Vec<String> = v.iter()#flat.map(|v| String::from(#text)).collect();
                        prepared.#put(#wire, all.join(","));
                    }
                }
            }
            _ if !param.is_plain(self.sdk.api) => return self.other_param(param),
            ty => {
                let text = self.sdk.text(ty);
                quote!(prepared.#put(#wire, #text);)
            }
        };
        match param.value.required {
            true => quote!({ let v = &self.#name; #push }),
            false => quote!(if let Some(v) = &self.#name { #push }),
        }
    }

    /// A parameter that is JSON, an object, or of a rarer style.
    fn other_param(&self, param: &Param) -> TokenStream {
        let (name, wire, explode) = (spell::snake(&param.name), &param.wire, param.explode);
        let value = match self.sdk.codec(&param.value.ty) {
            Some(codec) => quote!(&codec::Out::<#codec, _>::new(v)),
            None => quote!(v),
        };
        let place = format!("{:?}", param.place);
        let push = if param.style == Style::Json {
            let put = quote::format_ident!("{}", place.to_lowercase());
            quote!(prepared.#put(#wire, prepare::json_text(#value));)
        } else {
            let style = quote::format_ident!("{}", format!("{:?}", param.style));
            let place = quote::format_ident!("{place}");
            quote! {
                let style = (styled::Place::#place, styled::Style::#style, #explode);
                prepared.styled(#wire, style, #value);
            }
        };
        match param.value.required {
            true => quote!({ let v = &self.#name; #push }),
            false => quote!(if let Some(v) = &self.#name { #push }),
        }
    }

    fn send(&self, body: &Body) -> TokenStream {
        let field = body_field(self.operation);
        let push = match body.media.as_slice() {
            [media] => self.send_media(media),
            several => {
                let ident = self.sdk.body_ident(self.operation);
                let names = variants(several);
                let pushes = several.iter().map(|media| self.send_media(media));
                quote!(match v { #(#ident::#names(v) => { #pushes })* })
            }
        };
        match body.required {
            true => quote!({ let v = &self.#field; #push }),
            false => quote!(if let Some(v) = &self.#field { #push }),
        }
    }

    fn send_media(&self, media: &Media) -> TokenStream {
        let content_type = &media.content_type;
        let has_fields = self.sdk.structure(&media.value.ty).is_some();
        match media.kind {
            MediaKind::Form if has_fields => quote!(prepared.form(v.fields());),
            MediaKind::Multipart if has_fields => quote!(prepared.multipart(v.fields());),
            MediaKind::Text => quote!(prepared.bytes(#content_type, v.clone().into_bytes());),
            MediaKind::Binary => quote!(prepared.bytes(#content_type, v.clone());),
            _ => match self.sdk.element_codec(&media.value) {
                Some(codec) => quote! {
                    let v = codec::Out::<#codec, _>::new(v);
                    prepared.json(#content_type, &v);
                },
                None => quote!(prepared.json(#content_type, v);),
            },
        }
    }

    /// The enum of bodies where several media types are accepted.
    pub fn body_enum(&self) -> TokenStream {
        let Some(body) = self.operation.body.as_ref().filter(|body| body.media.len() > 1) else {
            return quote!();
        };
        let ident = self.sdk.body_ident(self.operation);
        let names = variants(&body.media);
        let types: Vec<TokenStream> = body.media.iter().map(|m| self.media_type(m)).collect();
        let docs = body.media.iter().map(|media| format!(" As `{}`.", media.content_type));
        let head = format!(" The body of [`Client::{}`].", self.sdk.method_ident(self.operation));
        let mut seen: Vec<String> = Vec::new();
        let froms = names.iter().zip(&types).filter_map(|(name, ty)| {
            let fresh = !seen.contains(&ty.to_string());
            seen.push(ty.to_string());
            fresh.then(|| {
                quote! {
                    impl From<#ty> for #ident {
                        fn from(body: #ty) -> Self {
                            Self::#name(body)
                        }
                    }
                }
            })
        });
        quote! {
            #[doc = #head]
            #[derive(Debug, Clone)]
            pub enum #ident {
                #(#[doc = #docs] #names(#types),)*
            }
            #(#froms)*
        }
    }
}

/// `body`, or another name where a parameter has that one.
pub fn body_field(operation: &Operation) -> Ident {
    let taken = operation.params.iter().any(|param| param.name.snake() == "body");
    spell::ident(if taken { "request_body" } else { "body" }, "n")
}

fn setter(input: &Input) -> TokenStream {
    let Input { ident, docs, ty, converts, .. } = input;
    let name = match ident.to_string().as_str() {
        "new" | "default" | "clone" | "prepare" => spell::ident(&format!("set_{ident}"), "n"),
        _ => ident.clone(),
    };
    let (argument, value) = match converts {
        true => (quote!(impl Into<#ty>), quote!(#ident.into())),
        false => (ty.clone(), quote!(#ident)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #ident: #argument) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

/// `Json`, `Multipart`, …, numbered where a kind comes twice.
pub fn variants(media: &[Media]) -> Vec<Ident> {
    let stem = |kind: MediaKind| match kind {
        MediaKind::Json => "Json",
        MediaKind::Form => "Form",
        MediaKind::Multipart => "Multipart",
        MediaKind::Text => "Text",
        MediaKind::Binary => "Binary",
    };
    let mut names: Vec<Ident> = Vec::new();
    for (index, media) in media.iter().enumerate() {
        let word = stem(media.kind);
        let taken = names.iter().any(|name| name == word);
        let word = if taken { format!("{word}{}", index + 1) } else { word.to_owned() };
        names.push(spell::ident(&word, "N"));
    }
    names
}
