//! What the runtime reads as data: the operation rows, the failures, the scopes, the builder.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::Printer;
use super::model::{Sdk, failures};
use super::spelling::doc;
use crate::ir::*;
use crate::render::server::spell;
use crate::render::{Output, sdk};

/// A success body, the field of its items, and that of its page object where it has one.
type Placed = (TypeId, usize, Option<usize>);

impl Printer<'_> {
    /// `src/operations.rs`
    pub fn operations(&self) -> anyhow::Result<Output> {
        let sdk = self.sdk;
        let names: Vec<Ident> =
            sdk.api.operations.iter().map(|operation| spell::screaming(&operation.id)).collect();
        let limits = sdk.api.limits.iter().map(limit_row);
        let pages = sdk.pages();
        let kinds: Vec<Failure<'_>> = sdk.failures().collect();
        let rows = sdk.api.operations.iter().map(|operation| sdk.row(operation, &kinds));
        let (api, token, webhooks) = (sdk.api_row(), sdk.token_row(), sdk.webhooks_row());
        let use_failure = (!kinds.is_empty()).then(|| {
            quote!(
                use crate::failure;
            )
        });
        let items = quote! {
            #[allow(unused_imports)]
            use crate::runtime::operation::{Api, Limit, Operation, PageKeys, Total};
            #use_failure
            #api
            #webhooks
            /// Every operation, in document order.
            pub static OPERATIONS: &[&Operation] = &[#(&#names),*];
            #(#limits)*
            #pages
            #token
            #(#rows)*
        };
        self.rust("src/operations.rs", "The operations as data.", items)
    }

    /// `src/failure.rs`
    pub fn failure(&self) -> anyhow::Result<Output> {
        let all: Vec<Failure<'_>> = self.sdk.failures().collect();
        let names: Vec<&Ident> = all.iter().map(|failure| &failure.ident).collect();
        let readers: Vec<&Ident> = all.iter().map(|failure| &failure.reader).collect();
        let types: Vec<TokenStream> =
            all.iter().map(|failure| self.sdk.element(failure.value, &quote!(types::))).collect();
        let docs = all.iter().map(|failure| format!(" `{}`.", sdk::spelt(failure.status)));
        let use_types = (!all.is_empty()).then(|| {
            quote!(
                use crate::types;
            )
        });
        let items = quote! {
            #use_types
            /// The typed body of a failed answer, by documented status. Serializes as that body.
            #[derive(Debug, Clone, PartialEq, serde::Serialize)]
            #[serde(untagged)]
            #[non_exhaustive]
            pub enum Failure {
                #(#[doc = #docs] #names(#types),)*
                /// A status or body that the document does not describe.
                Other,
            }
            #(
                pub(crate) fn #readers(body: &[u8]) -> Option<Failure> {
                    crate::runtime::failure::read(body).map(Failure::#names)
                }
            )*
        };
        self.rust("src/failure.rs", "Failures as the document types them.", items)
    }

    /// `src/scope.rs`, where the API has scopes.
    pub fn scope(&self) -> anyhow::Result<Option<Output>> {
        let Some((_, scopes)) = self.sdk.client_credentials() else { return Ok(None) };
        if scopes.is_empty() {
            return Ok(None);
        }
        let mut names: Vec<String> = Vec::new();
        for (scope, _) in scopes {
            let mut name = constant(scope);
            while names.contains(&name) || name == "ALL" {
                name.push('_');
            }
            names.push(name);
        }
        let idents: Vec<Ident> = names.iter().map(|name| spell::ident(name, "N")).collect();
        let docs = scopes.iter().map(|(scope, text)| doc(&[text], &format!("`{scope}`")));
        let texts = scopes.iter().map(|(scope, _)| scope);
        let items = quote! {
            #(#docs pub const #idents: &str = #texts;)*
            /// Every scope of the API.
            pub const ALL: &[&str] = &[#(#idents),*];
        };
        let why = "Scopes that a client may ask for.";
        Ok(Some(self.rust("src/scope.rs", why, items)?))
    }
}

/// One kind of failed answer: a status with one body type.
pub struct Failure<'a> {
    pub status: u16,
    pub value: &'a Use,
    pub ident: Ident,
    pub reader: Ident,
}

impl Sdk<'_> {
    /// Every kind of failure; the most used type of a status has its plain name.
    pub fn failures(&self) -> impl Iterator<Item = Failure<'_>> {
        let mut kinds: Vec<(u16, &Use, usize)> = Vec::new();
        for (status, value) in self.api.operations.iter().flat_map(failures) {
            match kinds.iter_mut().find(|(s, v, _)| *s == status && same(v, value)) {
                Some((_, _, count)) => *count += 1,
                None => kinds.push((status, value, 1)),
            }
        }
        kinds.sort_by_key(|(status, _, count)| (*status, std::cmp::Reverse(*count)));
        let mut names: Vec<String> = Vec::new();
        for (status, value, _) in &kinds {
            let mut name = reason(*status);
            if names.contains(&name) {
                name = self.element(value, &quote!()).to_string().replace(' ', "");
                name.retain(|c| c.is_ascii_alphanumeric());
            }
            while names.contains(&name) {
                name.push('2');
            }
            names.push(name);
        }
        kinds.into_iter().zip(names).map(|((status, value, _), name)| Failure {
            status,
            value,
            reader: format_ident!("read_{}", constant(&name).to_lowercase()),
            ident: spell::ident(&name, "N"),
        })
    }

    /// The scheme and scopes of client credentials, where the API has them.
    pub fn client_credentials(&self) -> Option<(&SecurityScheme, &[(String, String)])> {
        self.api.security.iter().find_map(|scheme| match &scheme.kind {
            SecurityKind::ClientCredentials { scopes, .. } => Some((scheme, scopes.as_slice())),
            _ => None,
        })
    }

    fn row(&self, operation: &Operation, kinds: &[Failure<'_>]) -> TokenStream {
        let ident = spell::screaming(&operation.id);
        let (id, method, path) = (operation.id.snake(), &operation.method, &operation.path);
        let optional = operation.security_optional;
        let schemes = operation.security.iter().filter(|_| !optional);
        let schemes = schemes.map(|needs| sdk::schemes_of(self.api, needs));
        let tenant = operation.tenant != Tenancy::None;
        let limit = option(operation.limit.map(|index| limit_ident(&self.api.limits[index])));
        let page = option(self.page_ident(operation));
        let data = self.api.envelope.as_ref().map_or("data", |envelope| &envelope.data);
        let reads = failures(operation).filter_map(|(status, value)| {
            let fits = |kind: &&Failure<'_>| kind.status == status && same(kind.value, value);
            let reader = &kinds.iter().find(fits)?.reader;
            Some(quote!((#status, failure::#reader)))
        });
        let accept = accept(operation);
        let docs = format!(" `{id}`");
        quote! {
            #[doc = #docs]
            pub static #ident: Operation = Operation {
                id: #id,
                method: #method,
                path: #path,
                security: &[#(#schemes),*],
                tenant: #tenant,
                limit: #limit,
                data: #data,
                page: #page,
                accept: #accept,
                failures: &[#(#reads),*],
            };
        }
    }

    fn api_row(&self) -> TokenStream {
        let api = self.api;
        let (name, version) = (&api.folder, &api.version);
        let base = match crate::render::sdk::base_url(api) {
            Some(url) => quote!(Some(#url)),
            None => quote!(None),
        };
        let tenant = match &api.tenant {
            Some(tenant) => {
                let header = &tenant.header;
                quote!(Some(#header))
            }
            None => quote!(None),
        };
        quote! {
            /// The API that this crate speaks.
            pub static API: Api = Api {
                name: #name,
                version: #version,
                base_url: #base,
                tenant_header: #tenant,
                operations: OPERATIONS,
            };
        }
    }

    /// How webhooks are signed, where there are any.
    fn webhooks_row(&self) -> Option<TokenStream> {
        let Webhooks { id, timestamp, signature, secret_prefix, tolerance_s } =
            self.api.webhooks.as_ref()?;
        Some(quote! {
            /// How webhooks are signed.
            pub static WEBHOOKS: crate::runtime::webhook::Scheme = crate::runtime::webhook::Scheme {
                id: #id,
                timestamp: #timestamp,
                signature: #signature,
                secret_prefix: #secret_prefix,
                tolerance_s: #tolerance_s,
            };
        })
    }

    /// A row for a token endpoint that is no operation of the document.
    fn token_row(&self) -> TokenStream {
        let absent = |_: &&str| token_operation(self.api).is_none();
        let Some(url) = token_url(self.api).filter(absent) else {
            return quote!();
        };
        let path = url
            .split_once("://")
            .map_or(url, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let path = format!("/{}", path.trim_start_matches('/'));
        quote! {
            /// The token endpoint.
            pub static TOKEN: Operation = Operation {
                id: "token",
                method: "POST",
                path: #path,
                security: &[],
                tenant: false,
                limit: None,
                data: "data",
                page: None,
                accept: "application/json",
                failures: &[],
            };
        }
    }

    fn page_ident(&self, operation: &Operation) -> Option<Ident> {
        let page = operation.responses.iter().find_map(|response| match &response.wrap {
            Wrap::Page { body, items, page } => Some((*body, *items, *page)),
            _ => None,
        });
        let keys = self.page_keys();
        let (body, items, page) = page?;
        let same = |((b, i, p), style): &(Placed, usize)| {
            Some(*style) == operation.page && self.keys(*b, *i, *p) == self.keys(body, items, page)
        };
        let place = keys.iter().position(same)?;
        Some(format_ident!("PAGE_{place}"))
    }

    /// Every distinct pair of page style and place of the page object, by keys.
    fn page_keys(&self) -> Vec<(Placed, usize)> {
        let mut all = Vec::new();
        for operation in &self.api.operations {
            for response in &operation.responses {
                if let (Wrap::Page { body, items, page }, Some(style)) =
                    (&response.wrap, operation.page)
                {
                    let same = |((b, i, p), s): &(Placed, usize)| {
                        *s == style && self.keys(*b, *i, *p) == self.keys(*body, *items, *page)
                    };
                    if !all.iter().any(same) {
                        all.push(((*body, *items, *page), style));
                    }
                }
            }
        }
        all
    }

    /// The keys of the items and of the page object, which is no key where totals stand beside.
    fn keys(&self, body: TypeId, items: usize, page: Option<usize>) -> Option<(&str, &str)> {
        let TypeKind::Struct(structure) = &self.api.ty(body).kind else { return None };
        let page = match page {
            Some(page) => structure.fields.get(page)?.wire.as_str(),
            None => "",
        };
        Some((&structure.fields.get(items)?.wire, page))
    }

    fn pages(&self) -> TokenStream {
        let rows = self.page_keys().into_iter().enumerate();
        let rows = rows.filter_map(|(index, ((body, items, page), style))| {
            let ident = format_ident!("PAGE_{index}");
            let (items, page) = self.keys(body, items, page)?;
            let PageStyle { number, size, totals, .. } = &self.api.pages[style];
            // What only a page of addresses needs is of no use to an iterator.
            let counts = |total: &PageTotal| {
                !matches!(total, PageTotal::First | PageTotal::Last | PageTotal::Path)
            };
            let totals = totals.iter().filter(|(_, total)| counts(total)).map(|(key, total)| {
                let total = format_ident!("{total:?}");
                quote!((#key, Total::#total))
            });
            Some(quote! {
                static #ident: PageKeys = PageKeys {
                    number: #number,
                    size: #size,
                    items: #items,
                    page: #page,
                    totals: &[#(#totals),*],
                };
            })
        });
        quote!(#(#rows)*)
    }
}

/// The operation behind the token URL of client credentials, where the document has one.
pub fn token_operation(api: &Api) -> Option<&Operation> {
    let url = token_url(api)?;
    let posts = api.operations.iter().filter(|operation| operation.method == "POST");
    posts.filter(|operation| url.ends_with(&operation.path)).max_by_key(|o| o.path.len())
}

fn token_url(api: &Api) -> Option<&str> {
    api.security.iter().find_map(|scheme| match &scheme.kind {
        SecurityKind::ClientCredentials { token_url, .. } => Some(token_url.as_str()),
        _ => None,
    })
}

fn same(one: &Use, other: &Use) -> bool {
    one.nullable == other.nullable
        && match (&one.ty, &other.ty) {
            (Type::Ref(one), Type::Ref(other)) => one == other,
            (one, other) => format!("{one:?}") == format!("{other:?}"),
        }
}

fn option(ident: Option<Ident>) -> TokenStream {
    match ident {
        Some(ident) => quote!(Some(&#ident)),
        None => quote!(None),
    }
}

fn limit_ident(limit: &RateLimit) -> Ident {
    format_ident!("LIMIT_{}", limit.name.screaming())
}

fn limit_row(row: &RateLimit) -> TokenStream {
    let (ident, name) = (limit_ident(row), row.name.snake());
    let RateLimit { limit, window_s, headers, .. } = row;
    // A header that is not sent has no name.
    let [limit_header, remaining, reset] = [&headers.limit, &headers.remaining, &headers.reset]
        .map(|name| name.as_deref().unwrap_or_default());
    let docs = format!(" {limit} requests in {window_s} s, by {}.", row.key);
    quote! {
        #[doc = #docs]
        pub static #ident: Limit = Limit {
            name: #name,
            limit: #limit,
            window_s: #window_s,
            limit_header: #limit_header,
            remaining_header: #remaining,
            reset_header: #reset,
        };
    }
}

fn accept(operation: &Operation) -> String {
    let mut types: Vec<&str> = Vec::new();
    for media in operation.responses.iter().flat_map(|response| &response.media) {
        if !types.contains(&media.content_type.as_str()) {
            types.push(&media.content_type);
        }
    }
    if types.is_empty() { "*/*".to_owned() } else { types.join(", ") }
}

/// `jobListings:read` → `JOB_LISTINGS_READ`
fn constant(text: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in text.chars() {
        if c.is_ascii_uppercase() && lower || !c.is_ascii_alphanumeric() {
            out.push('_');
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_uppercase());
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    out
}

fn reason(status: u16) -> String {
    let known = match status {
        0 => "Default",
        4 => "AnyClientError",
        5 => "AnyServerError",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "TooLarge",
        415 => "UnsupportedMediaType",
        422 => "Unprocessable",
        423 => "Locked",
        429 => "TooManyRequests",
        500 => "ServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "Unavailable",
        504 => "GatewayTimeout",
        _ => return format!("Status{status}"),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_become_constants() {
        for (scope, name) in [
            ("jobListings:read", "JOB_LISTINGS_READ"),
            ("read", "READ"),
            ("user.read-all", "USER_READ_ALL"),
        ] {
            assert_eq!(constant(scope), name);
        }
    }
}
