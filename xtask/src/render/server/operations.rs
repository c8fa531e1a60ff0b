//! `src/operations/`: the static rows that the guard reads, one file a tag, and the rate limits.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::Printer;
use super::spell::{doc, ident, module, screaming, text, whole};
use crate::ir::{LimitHeaders, Operation, Provenance, RateLimit, Requirement};
use crate::render::Output;

impl Printer<'_> {
    /// The limits and the list of all rows, then the rows of each tag.
    pub fn operations(&self) -> anyhow::Result<Vec<Output>> {
        let limits = self.api.limits.iter().map(limit);
        let modules = self.tag_modules();
        let rows = self.api.operations.iter().map(|operation| {
            let module = self.module_of(operation);
            let row = screaming(&operation.id);
            quote!(&#module::#row)
        });
        let items = quote! {
            #modules
            #(#limits)*
            /// Every operation, in document order.
            pub static ALL: &[&wire::Operation] = &[#(#rows),*];
        };
        let mut files = vec![self.rust(
            "src/operations/mod.rs",
            "The table of operations: policy as data.",
            quote!(),
            items,
        )?];
        for (index, tag) in self.tags() {
            let rows = self.api.of_tag(index).map(|operation| self.row(operation));
            let path = format!("src/operations/{}.rs", module(&tag.name));
            let why = format!("Rows of the tag {}.", tag.wire);
            files.push(self.rust(&path, &why, quote!(), quote!(#(#rows)*))?);
        }
        Ok(files)
    }

    fn row(&self, operation: &Operation) -> TokenStream {
        let name = screaming(&operation.id);
        let about = doc(&[&format!("`{} {}`", operation.method, operation.path)]);
        let id = text(&operation.id.snake());
        let tag = text(&self.api.tags[operation.tag].wire);
        let method = text(&operation.method);
        let path = text(&operation.path);
        let security = operation.security.iter().map(|r| self.requirement(r));
        let security_optional = operation.security_optional;
        let tenant = format_ident!("{}", format!("{:?}", operation.tenant));
        let limit = option(operation.limit.map(|index| {
            let name = self.limit_name(index);
            quote!(&super::#name)
        }));
        let envelope = text(operation.envelope.as_deref().unwrap_or(""));
        let verb = option(operation.verb.as_deref().map(text));
        let role = option(operation.role.as_deref().map(text));
        let provenance = provenance(operation.provenance);
        let media = operation.body.iter().flat_map(|body| &body.media);
        let media = media.flat_map(|media| std::iter::once(&media.content_type).chain(&media.also));
        let media = media.map(|media| text(media));
        let body_required = operation.body.as_ref().is_some_and(|body| body.required);
        let max_body = whole(operation.max_body);
        let exact = operation.responses.iter().filter(|response| response.status >= 100);
        let statuses = exact.map(|response| whole(u64::from(response.status)));
        quote! {
            #about
            pub static #name: wire::Operation = wire::Operation {
                id: #id,
                tag: #tag,
                method: #method,
                path: #path,
                security: &[#(#security),*],
                security_optional: #security_optional,
                tenant: wire::Tenancy::#tenant,
                limit: #limit,
                envelope: #envelope,
                verb: #verb,
                role: #role,
                provenance: wire::Provenance::#provenance,
                media: &[#(#media),*],
                body_required: #body_required,
                max_body: #max_body,
                statuses: &[#(#statuses),*],
            };
        }
    }

    fn requirement(&self, requirement: &Requirement) -> TokenStream {
        let all = || std::iter::once(requirement).chain(&requirement.and);
        let schemes = all().map(|one| self.api.security[one.scheme].wire.as_str());
        let scheme = text(&schemes.collect::<Vec<_>>().join(" + "));
        let scopes = all().flat_map(|one| &one.scopes).map(|scope| text(scope));
        quote!(wire::Requirement { scheme: #scheme, scopes: &[#(#scopes),*] })
    }

    /// `LIMIT_GENERAL`
    pub fn limit_name(&self, index: usize) -> Ident {
        limit_name(&self.api.limits[index])
    }
}

fn limit_name(limit: &RateLimit) -> Ident {
    format_ident!("LIMIT_{}", limit.name.screaming())
}

fn limit(limit: &RateLimit) -> TokenStream {
    let name = limit_name(limit);
    let key = ident(&capital(&limit.key), "K");
    let label = text(&limit.name.snake());
    let (count, window_s) = (limit.limit, limit.window_s);
    let (count, window_s) = (whole(u64::from(count)), whole(u64::from(window_s)));
    let before_auth = limit.before_auth;
    let (headers, refused_headers) = (names(&limit.headers), names(&limit.refused_headers));
    let about =
        doc(&[&format!("{} in {} s, counted per {}.", limit.limit, limit.window_s, limit.key)]);
    quote! {
        #about
        pub static #name: wire::RateLimit = wire::RateLimit {
            name: #label,
            limit: #count,
            window_s: #window_s,
            key: wire::LimitKey::#key,
            before_auth: #before_auth,
            headers: #headers,
            refused_headers: #refused_headers,
        };
    }
}

fn names(headers: &LimitHeaders) -> TokenStream {
    let LimitHeaders { limit, remaining, reset } = headers;
    if limit.is_none() && remaining.is_none() && reset.is_none() {
        return quote!(wire::LimitHeaders::NONE);
    }
    let [limit, remaining, reset] =
        [limit, remaining, reset].map(|name| option(name.as_deref().map(text)));
    quote!(wire::LimitHeaders { limit: #limit, remaining: #remaining, reset: #reset })
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `Some(x)` or `None`.
pub fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn provenance(provenance: Provenance) -> Ident {
    match provenance {
        Provenance::Vendor => format_ident!("Vendor"),
        Provenance::Public => format_ident!("Public"),
        Provenance::Ours => format_ident!("Ours"),
    }
}
