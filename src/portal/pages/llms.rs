//! `llms.txt`: what is here and where, for programs that read for somebody.

use std::sync::Arc;

use poem::{Request, Response, handler, http::header, web::Data};

use super::SECTIONS;
use crate::{book::Book, document::Document, page, site};

/// `/llms.txt`
#[handler]
pub(crate) fn llms(request: &Request, book: Data<&Arc<Book>>) -> Response {
    let text = text(&book).replace(site::ORIGIN, &site::origin(request));
    let mut response = Response::builder()
        .content_type("text/plain; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-cache")
        .body(text);
    page::guard(&mut response, page::POLICY);
    response
}

fn text(book: &Book) -> String {
    let origin = site::ORIGIN;
    let mut out = format!(
        "# rosetta-hr\n\n> One HR record behind the HTTP APIs of five vendors: the same employees, \
         leave and payroll, in each vendor's paths, bodies and errors.\n\n\
         Every page has a Markdown form: its address and `.md`. Each operation has a page: \
         `{origin}/apis/<api>/operations/<operationId>.md`.\n\n\
         ## Start\n\n\
         - [Overview]({origin}/index.md): which APIs there are and the first call\n\
         - [One state, five vocabularies]({origin}/words.md): how each API spells the same state\n\
         - [Messages of the rules]({origin}/rules.md): what the APIs say about records\n\
         - [Conformance]({origin}/conformance.md): what was proven of each API, and when\n"
    );
    for api in &book.apis {
        let document = Document::of(api, book.demo);
        let base = format!("{origin}/apis/{}", api.name);
        let about = document.text("/info/summary");
        out.push_str(&format!("\n## {}\n\n", api.title));
        out.push_str(&format!("- [Quickstart]({base}.md): {about}\n"));
        for (end, name, about) in SECTIONS {
            out.push_str(&format!("- [{name}]({base}/{end}.md): {about}\n"));
        }
        out.push_str(&format!(
            "- [OpenAPI 3.1]({origin}/openapi/{}.yaml): the whole document\n",
            api.name
        ));
    }
    out.push_str(&format!(
        "\n## Optional\n\n- [SDKs]({origin}/sdks.md): client packages with checksums\n\
         - [Swagger UI]({origin}/docs/): for people\n"
    ));
    out
}
