//! `operations.js` and `api.js`: what the runtime reads as data.

use super::credentials::Choices;
use super::model::{Sdk, View};
use super::spell;
use crate::ir::*;
use crate::render::sdk::{self, Success};

/// What a successful call hands over, for the table and for the compiler.
pub struct Given {
    pub status: u16,
    /// The word and the shape that the runtime decodes by.
    pub row: String,
    pub ty: String,
    /// The type of an item, where the answer is a page.
    pub item: Option<String>,
}

/// One kind of failed answer: a status with one body type.
pub struct Failure<'a> {
    pub status: u16,
    pub value: &'a Use,
    pub kind: String,
}

impl Sdk<'_> {
    /// `operations.js`
    pub fn operations(&self) -> String {
        let mut out = format!("// {}\n\nconst OPERATIONS = {{\n", self.mark());
        let kinds = self.failures();
        for operation in &self.api.operations {
            out.push_str(&self.operation(operation, &kinds));
        }
        out.push_str("};\n\nexport { OPERATIONS };\n");
        out
    }

    fn operation(&self, operation: &Operation, kinds: &[Failure<'_>]) -> String {
        let mut out = format!("  {}: {{\n", operation.id.camel());
        let mut row = |key: &str, value: String| out.push_str(&format!("    {key}: {value},\n"));
        row("id", spell::text(&operation.id.snake()));
        row("method", spell::text(&operation.method));
        row("path", spell::text(&operation.path));
        row("accept", spell::text(&accept(operation)));
        let schemes = operation.security.iter().map(|needs| sdk::schemes_of(self.api, needs));
        if !operation.security.is_empty() && !operation.security_optional {
            row("security", spell::list(schemes.map(|wires| spell::text(&wires))));
        }
        if operation.tenant != Tenancy::None {
            row("tenant", "true".to_owned());
        }
        if let Some(limit) = operation.limit {
            row("limit", limit.to_string());
        }
        if let Some(envelope) = &self.api.envelope {
            row("data", spell::text(&envelope.data));
        }
        if let Some(page) = self.page(operation) {
            row("page", page);
        }
        let params: Vec<String> = operation.params.iter().map(|p| self.param(p)).collect();
        if !params.is_empty() {
            row("params", rows(&params));
        }
        if let Some(body) = &operation.body {
            row("bodies", rows(&self.bodies(body)));
            if body.required {
                row("bodyRequired", "true".to_owned());
            }
            if body.media.len() > 1 {
                row("bodyType", format!("'{}'", body_type(operation)));
            }
        }
        row("answers", rows(&self.given(operation).into_iter().map(|g| g.row).collect::<Vec<_>>()));
        let failures: Vec<String> = sdk::failures(operation)
            .filter_map(|(status, value)| {
                let fits = |kind: &&Failure<'_>| kind.status == status && same(kind.value, value);
                let kind = &kinds.iter().find(fits)?.kind;
                Some(format!("[{status}, '{kind}', {}]", self.shape(value)))
            })
            .collect();
        if !failures.is_empty() {
            row("failures", rows(&failures));
        }
        out.push_str("  },\n");
        out
    }

    fn param(&self, param: &Param) -> String {
        let place = match param.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        let required = if param.value.required { "!" } else { "" };
        let repeated = if param.explode { "*" } else { "" };
        let style = match param.is_plain(self.api) {
            true => String::new(),
            false => format!(", '{}'", format!("{:?}", param.style).to_lowercase()),
        };
        format!(
            "['{}', {}, '{place}', {}, '{required}{repeated}'{style}]",
            param.name.camel(),
            spell::text(&param.wire),
            self.shape(&param.value)
        )
    }

    fn bodies(&self, body: &Body) -> Vec<String> {
        let row = |media: &Media| {
            let has_fields = matches!(self.json_kind(&media.value.ty), "object");
            let kind = match media.kind {
                MediaKind::Form if has_fields => "form",
                MediaKind::Multipart if has_fields => "multipart",
                MediaKind::Text => "text",
                MediaKind::Binary => "binary",
                _ => "json",
            };
            let ty = spell::text(&media.content_type);
            format!("[{ty}, '{kind}', {}]", self.shape(&media.value))
        };
        body.media.iter().map(row).collect()
    }

    /// The keys of a paged answer.
    fn page(&self, operation: &Operation) -> Option<String> {
        let style = &self.api.pages[operation.page?];
        let (body, items, page) = operation.responses.iter().find_map(|r| match &r.wrap {
            Wrap::Page { body, items, page } => Some((*body, *items, *page)),
            _ => None,
        })?;
        let TypeKind::Struct(structure) = &self.api.ty(body).kind else { return None };
        let page = page.and_then(|index| structure.fields.get(index));
        let page = page.map(|field| format!(", page: {}", spell::text(&field.wire)));
        let totals = style.totals.iter().filter_map(|(key, total)| {
            let word = match total {
                PageTotal::Number => "number",
                PageTotal::Size => "size",
                PageTotal::Items => "items",
                PageTotal::Pages => "pages",
                PageTotal::HasNext => "hasNext",
                PageTotal::HasPrevious => "hasPrevious",
                PageTotal::Next => "next",
                // What only a page of addresses needs is of no use to a walk.
                PageTotal::First | PageTotal::Last | PageTotal::Path => return None,
            };
            Some(format!("[{}, '{word}']", spell::text(key)))
        });
        Some(format!(
            "{{\n      number: {}, size: {}, items: {}{},\n      totals: {},\n    }}",
            spell::text(&style.number),
            spell::text(&style.size),
            spell::text(&structure.fields.get(items)?.wire),
            page.unwrap_or_default(),
            spell::list(totals)
        ))
    }

    /// Each success whose type differs from those before it.
    pub fn given(&self, operation: &Operation) -> Vec<Given> {
        let mut all: Vec<Given> = Vec::new();
        for (status, success) in sdk::successes(self.api, operation) {
            let given = self.one_given(operation, status, &success);
            if !all.iter().any(|other| other.row[5..] == given.row[5..]) {
                all.push(given);
            }
        }
        all
    }

    fn one_given(&self, operation: &Operation, status: u16, success: &Success<'_>) -> Given {
        let typed = |value: &Use| self.element(value, View::Read, "types.");
        let (how, shape, ty) = match success {
            Success::Nothing => ("nothing", None, "void".to_owned()),
            Success::Text => ("text", None, "string".to_owned()),
            Success::Bytes => ("bytes", None, "Uint8Array".to_owned()),
            Success::Bare(value) => ("bare", Some(self.shape(value)), typed(value)),
            Success::Data(value) if value.required || value.nullable => {
                ("data", Some(self.shape(value)), typed(value))
            }
            Success::Data(value) => {
                ("maybe", Some(self.shape(value)), format!("{} | undefined", typed(value)))
            }
            Success::Page(item) if self.page(operation).is_some() => {
                ("page", Some(self.shape(item)), format!("Page<{}>", typed(item)))
            }
            Success::Page(item) => (
                "bare",
                Some(format!("{{ list: {} }}", self.shape(item))),
                format!("({})[]", typed(item)),
            ),
        };
        let item = match success {
            Success::Page(item) if how == "page" => Some(typed(item)),
            _ => None,
        };
        let shape = shape.map(|shape| format!(", {shape}")).unwrap_or_default();
        Given { status, row: format!("[{status}, '{how}'{shape}]"), ty, item }
    }

    /// Every kind of failure; the most used type of a status has its plain name.
    pub fn failures(&self) -> Vec<Failure<'_>> {
        let mut kinds: Vec<(u16, &Use, usize)> = Vec::new();
        for (status, value) in self.api.operations.iter().flat_map(sdk::failures) {
            match kinds.iter_mut().find(|(s, v, _)| *s == status && same(v, value)) {
                Some((_, _, count)) => *count += 1,
                None => kinds.push((status, value, 1)),
            }
        }
        kinds.sort_by_key(|(status, _, count)| (*status, std::cmp::Reverse(*count)));
        let mut names: Vec<String> = vec!["Other".to_owned()];
        let mut all = Vec::new();
        for (status, value, _) in kinds {
            let mut kind = reason(status);
            if names.contains(&kind) {
                kind = self.ty(&value.ty, View::Read, "");
                kind.retain(|c| c.is_ascii_alphanumeric());
            }
            while names.contains(&kind) {
                kind.push('2');
            }
            names.push(kind.clone());
            all.push(Failure { status, value, kind });
        }
        all
    }

    /// `api.js`
    pub fn api_table(&self, choices: &Choices<'_>) -> String {
        let api = self.api;
        let rows = self.credential_rows(choices);
        let imports = if rows.contains("OPERATIONS.") {
            "import { OPERATIONS } from './operations.js';\n"
        } else {
            ""
        };
        let mut out = format!(
            "// {mark}\n\n{imports}import {{ TYPES }} from './schema.js';\n\nconst API = {{\n  \
             name: {name},\n  version: {version},\n  package: '{package}',\n  release: \
             '{release}',\n",
            mark = self.mark(),
            name = spell::text(&api.folder),
            version = spell::text(&api.version),
            package = sdk::package(api),
            release = self.version(),
        );
        if let Some(url) = self.base_url() {
            out.push_str(&format!("  baseUrl: {},\n", spell::text(url)));
        }
        if let (Some(tenant), Some(option)) = (&api.tenant, &choices.tenant) {
            let header = spell::text(&tenant.header);
            out.push_str(&format!("  tenant: {{ option: '{option}', header: {header} }},\n"));
        }
        out.push_str(&format!("  credentials: [\n{rows}  ],\n  limits: [\n"));
        for limit in &api.limits {
            out.push_str(&limit_row(limit));
        }
        out.push_str("  ],\n  types: TYPES,\n};\n\nexport { API };\n");
        out
    }
}

fn limit_row(row: &RateLimit) -> String {
    let LimitHeaders { limit, remaining, reset } = &row.headers;
    let headers = [("limitHeader", limit), ("remainingHeader", remaining), ("resetHeader", reset)];
    let headers: String = (headers.iter())
        .filter_map(|(key, name)| Some(format!("      {key}: {},\n", spell::text(name.as_ref()?))))
        .collect();
    format!(
        "    {{\n      name: '{}',\n      limit: {},\n      windowS: {},\n{headers}    }},\n",
        row.name.snake(),
        row.limit,
        row.window_s
    )
}

fn rows(all: &[String]) -> String {
    match all {
        [] => "[]".to_owned(),
        [one] => format!("[{one}]"),
        several => {
            let lines: String = several.iter().map(|row| format!("\n      {row},")).collect();
            format!("[{lines}\n    ]")
        }
    }
}

/// The argument that says in which of several media types the body comes.
pub fn body_type(operation: &Operation) -> &'static str {
    let taken = |word: &&str| operation.params.iter().any(|param| param.name.camel() == *word);
    let words = ["contentType", "bodyType", "bodyMediaType"];
    words.into_iter().find(|word| !taken(word)).unwrap_or("bodyContentType")
}

fn same(one: &Use, other: &Use) -> bool {
    one.nullable == other.nullable
        && match (&one.ty, &other.ty) {
            (Type::Ref(one), Type::Ref(other)) => one == other,
            (one, other) => format!("{one:?}") == format!("{other:?}"),
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

fn reason(status: u16) -> String {
    let known = match status {
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
