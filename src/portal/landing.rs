//! The first page: which APIs are spoken here and how to make the first call.

use std::sync::Arc;

use maud::{Markup, html};
use poem::{Request, Response, handler, http::header, web::Data};

use crate::{
    book::{ApiEntry, Book},
    docs::{DEMO_CLIENT, DEMO_COMPANY, DEMO_SECRET},
    page::page,
};

/// All five, so that a visitor sees what is to come.
const ALL: [(&str, &str); 5] = [
    ("shiftcare", "ShiftCare HR Tool 3.1.2"),
    ("icehrm", "IceHRM Pro 2.0.0"),
    ("workbeats", "Workbeats HRMS Public API v1"),
    ("whosoff", "WhosOff v4"),
    ("okta-hr", "Okta HR v1"),
];

/// `/`
#[handler]
pub(crate) fn landing(request: &Request, book: Data<&Arc<Book>>) -> Response {
    let host = request.header(header::HOST).unwrap_or("localhost:8080");
    let origin = format!("{}://{host}", request.scheme());
    page("rosetta-hr: one HR record, five APIs", content(book.0, &origin))
}

fn content(book: &Book, origin: &str) -> Markup {
    html! {
        h1 { "One HR record, five APIs" }
        p.lead {
            "This server speaks the HTTP APIs of several HR products over one database. "
            "Point your integration at it instead of the vendor: only the base URL changes."
        }
        @if book.demo { (first_call(origin)) }
        h2 { "APIs" }
        div.cards {
            @for (name, title) in ALL {
                @match book.api(name) {
                    Some(api) => (live(api)),
                    None => div.card.later {
                        h3 { (title) span.tag { "to come" } }
                        p.soft { "Not served by this version." }
                    },
                }
            }
        }
    }
}

fn live(api: &ApiEntry) -> Markup {
    html! {
        div.card {
            h3 { (api.title) span.tag.live { "live" } }
            div.soft { (api.table.operations.len()) " operations at " code { "/" (api.name) } }
            ul {
                li { a href=(in_docs(api)) { "Try it in Swagger UI" } }
                li {
                    "OpenAPI 3.1: " a href={ "/openapi/" (api.name) ".json" } { "JSON" }
                    ", " a href={ "/openapi/" (api.name) ".yaml" } { "YAML" }
                }
                li { a href={ "/catalogue/" (api.name) } { "Errors and rate limits" } }
                li {
                    a href="/sdks/" { "SDKs" } ": "
                    (crate::packages::languages(api).collect::<Vec<_>>().join(", "))
                }
                li { a href={ "/contract/" (api.name) ".zip" } { "Contract-test kit" } }
            }
        }
    }
}

fn first_call(origin: &str) -> Markup {
    let token = format!(
        "TOKEN=$(curl -s {origin}/shiftcare/oauth2/token \\\n  \
         -u {DEMO_CLIENT}:{DEMO_SECRET} -d grant_type=client_credentials | \\\n  \
         sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\n\
         curl {origin}/shiftcare/hr/v1/employees \\\n  \
         -H \"Authorization: Bearer $TOKEN\" -H 'X-Enterprise-Id: {DEMO_COMPANY}'"
    );
    html! {
        h2 { "The first call" }
        p {
            "The demo company is " code { (DEMO_COMPANY) } ", its client " code { (DEMO_CLIENT) }
            " with the secret " code { (DEMO_SECRET) } "."
        }
        pre { (token) }
    }
}

/// Swagger UI opened at this document.
fn in_docs(api: &ApiEntry) -> String {
    format!("/docs/?urls.primaryName={}", api.title.replace(' ', "%20"))
}
