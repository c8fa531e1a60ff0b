//! `operations.py`: the operations as data.

use super::model::{Sdk, imports};
use super::text::quoted;
use super::types::{RUNTIME, SOURCES};
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk::{self, Success};
use crate::render::sdk_rust::token_operation;

/// Types behind rows, each built once: by the annotation that it stands for.
#[derive(Default)]
struct Interned(Vec<String>);

impl Interned {
    /// The variable that holds a type.
    fn name(&mut self, annotation: &str) -> String {
        let known = self.0.iter().position(|held| held == annotation);
        let index = known.unwrap_or_else(|| {
            self.0.push(annotation.to_owned());
            self.0.len() - 1
        });
        variable(&self.0[index], index)
    }

    fn lines(&self) -> String {
        let rows = self.0.iter().enumerate();
        rows.map(|(index, ty)| format!("{} = Typed({ty})\n", variable(ty, index))).collect()
    }
}

fn variable(annotation: &str, index: usize) -> String {
    match annotation.strip_prefix("models.") {
        Some(name) if name.chars().all(|c| c.is_alphanumeric() || c == '_') => format!("_{name}"),
        _ => format!("_T{index}"),
    }
}

impl Sdk<'_> {
    /// `operations.py`
    pub fn operations(&self) -> Output {
        let mut types = Interned::default();
        let rows: String =
            self.api.operations.iter().map(|operation| self.row(operation, &mut types)).collect();
        let limits: String = self.api.limits.iter().map(limit_row).collect();
        let pages: String = self
            .api
            .operations
            .iter()
            .filter_map(|operation| self.page_row(operation))
            .fold(String::new(), |all, row| if all.contains(&row) { all } else { all + &row });
        let token = self.token_row();
        let body = format!("{}{limits}{pages}{rows}{token}", types.lines());
        let mut head = imports(&body, &[SOURCES[1], SOURCES[2]]);
        let theirs = imports(&body, &[SOURCES[3]]);
        let ours = imports(&body, &[("._runtime.model", RUNTIME)])
            + &imports(
                &body,
                &[(
                    "._runtime.operation",
                    &["Limit", "Media", "Operation", "PageKeys", "Param", "Success", "Typed"],
                )],
            );
        let models = if body.contains("models.") { "from . import models\n" } else { "" };
        for part in [theirs, format!("{models}{ours}")] {
            if !head.is_empty() && !part.is_empty() {
                head.push('\n');
            }
            head.push_str(&part);
        }
        self.module_file("operations.py", &["The operations as data."], &format!("{head}\n{body}"))
    }

    fn row(&self, operation: &Operation, types: &mut Interned) -> String {
        let constant = operation.id.screaming();
        let mut out = format!(
            "\n{constant}: Operation[{}] = Operation(\n    id={},\n    method={},\n    path={},\n",
            self.row_type(operation),
            quoted(&operation.id.snake()),
            quoted(&operation.method),
            quoted(&operation.path),
        );
        let params: String = operation.params.iter().map(|param| self.param_row(param)).collect();
        if !params.is_empty() {
            out.push_str(&format!("    params=(\n{params}    ),\n"));
        }
        let media = operation.body.iter().flat_map(|body| &body.media);
        let media: String = media
            .map(|media| {
                let ty = types.name(&self.media_type(media));
                let kind = media_kind(media.kind);
                format!("        Media({}, \"{kind}\", {ty}),\n", quoted(&media.content_type))
            })
            .collect();
        if !media.is_empty() {
            out.push_str(&format!("    body=(\n{media}    ),\n"));
        }
        out.push_str(&self.success_rows(operation, types));
        let failures: String = sdk::failures(operation)
            .map(|(status, value)| {
                format!("        {status}: {},\n", types.name(&self.element(value, "models.")))
            })
            .collect();
        if !failures.is_empty() {
            out.push_str(&format!("    failures={{\n{failures}    }},\n"));
        }
        out.push_str(&self.policy(operation));
        out + ")\n"
    }

    fn policy(&self, operation: &Operation) -> String {
        let mut out = String::new();
        let firm = operation.security.iter().filter(|_| !operation.security_optional);
        let schemes: Vec<String> =
            firm.map(|needs| quoted(&sdk::schemes_of(self.api, needs))).collect();
        if !schemes.is_empty() {
            let comma = if schemes.len() == 1 { "," } else { "" };
            out.push_str(&format!("    security=({}{comma}),\n", schemes.join(", ")));
        }
        if operation.tenant != Tenancy::None {
            out.push_str("    tenant=True,\n");
        }
        if let Some(limit) = operation.limit {
            out.push_str(&format!("    limit={},\n", limit_name(&self.api.limits[limit])));
        }
        if let Some(envelope) = self.api.envelope.as_ref().filter(|e| e.data != "data") {
            out.push_str(&format!("    data={},\n", quoted(&envelope.data)));
        }
        if let Some(name) = self.page_name(operation) {
            out.push_str(&format!("    page={name},\n"));
        }
        let accept = accept(operation);
        if accept != "application/json" {
            out.push_str(&format!("    accept={},\n", quoted(&accept)));
        }
        out
    }

    fn success_rows(&self, operation: &Operation, types: &mut Interned) -> String {
        let rows = sdk::successes(self.api, operation).into_iter().map(|(status, success)| {
            let typed = match &success {
                Success::Nothing | Success::Text | Success::Bytes => String::new(),
                Success::Page(item) => {
                    let items = format!("list[{}]", self.element(item, "models."));
                    format!(", {}", types.name(&items))
                }
                other => format!(", {}", types.name(&self.success_type(other))),
            };
            let kind = match success {
                Success::Nothing => "nothing",
                Success::Text => "text",
                Success::Bytes => "bytes",
                Success::Bare(_) => "bare",
                Success::Data(_) => "data",
                Success::Page(_) => "page",
            };
            format!("        {status}: Success(\"{kind}\"{typed}),\n")
        });
        let rows: String = rows.collect();
        if rows.is_empty() { rows } else { format!("    success={{\n{rows}    }},\n") }
    }

    fn param_row(&self, param: &Param) -> String {
        let place = match param.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        let list = matches!(self.resolve(&param.value.ty), Type::List(_));
        let joined = if list && !param.explode { ", explode=False" } else { "" };
        let format = match self.format(&param.value.ty) {
            "" => String::new(),
            format => format!(", format=\"{format}\""),
        };
        let style = match param.is_plain(self.api) {
            true => String::new(),
            false => {
                let explode = if list || param.explode { "" } else { ", explode=False" };
                let style = format!("{:?}", param.style).to_lowercase();
                format!("{explode}, style=\"{style}\"")
            }
        };
        format!("        Param({}, \"{place}\"{joined}{style}{format}),\n", quoted(&param.wire))
    }

    fn media_type(&self, media: &Media) -> String {
        match media.kind {
            MediaKind::Text => "str".to_owned(),
            MediaKind::Binary => "bytes".to_owned(),
            _ => self.element(&media.value, "models."),
        }
    }

    /// What the body argument may be.
    pub fn body_type(&self, body: &Body) -> String {
        let mut types: Vec<String> = Vec::new();
        for media in &body.media {
            let ty = match media.kind {
                MediaKind::Binary => "bytes | Upload".to_owned(),
                MediaKind::Text => "str | Upload".to_owned(),
                _ => self.media_type(media),
            };
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        types.join(" | ")
    }

    fn success_type(&self, success: &Success<'_>) -> String {
        match success {
            Success::Nothing => "None".to_owned(),
            Success::Text => "str".to_owned(),
            Success::Bytes => "bytes".to_owned(),
            Success::Bare(value) | Success::Page(value) => self.element(value, "models."),
            Success::Data(value) => {
                let ty = self.element(value, "models.");
                let open = !value.required && !ty.ends_with("| None") && ty != "Any";
                if open { format!("{ty} | None") } else { ty }
            }
        }
    }

    /// The operation gives pages, and nothing else.
    pub fn is_paged(&self, operation: &Operation) -> bool {
        let all = sdk::successes(self.api, operation);
        self.page_name(operation).is_some()
            && !all.is_empty()
            && all.iter().all(|(_, success)| matches!(success, Success::Page(_)))
    }

    /// What a call gives, or an item of its pages.
    pub fn row_type(&self, operation: &Operation) -> String {
        let paged = self.is_paged(operation);
        let mut types: Vec<String> = Vec::new();
        for (_, success) in sdk::successes(self.api, operation) {
            let ty = match &success {
                Success::Page(_) if !paged => format!("list[{}]", self.success_type(&success)),
                _ => self.success_type(&success),
            };
            for part in [
                ty.strip_suffix(" | None").unwrap_or(&ty),
                ty.strip_suffix(" | None").map_or("", |_| "None"),
            ] {
                if !part.is_empty() && !types.iter().any(|known| known == part) {
                    types.push(part.to_owned());
                }
            }
        }
        if types.is_empty() {
            return "None".to_owned();
        }
        types.sort_by_key(|ty| ty == "None");
        types.join(" | ")
    }

    fn placed(&self, operation: &Operation) -> Option<(&PageStyle, &str, &str)> {
        let style = &self.api.pages[operation.page?];
        let (body, items, page) =
            operation.responses.iter().find_map(|response| match &response.wrap {
                Wrap::Page { body, items, page } => Some((*body, *items, *page)),
                _ => None,
            })?;
        let TypeKind::Struct(structure) = &self.api.ty(body).kind else { return None };
        let page = match page {
            Some(page) => structure.fields.get(page)?.wire.as_str(),
            None => "",
        };
        Some((style, &structure.fields.get(items)?.wire, page))
    }

    fn page_name(&self, operation: &Operation) -> Option<String> {
        let (style, items, page) = self.placed(operation)?;
        let plain = |text: &str| {
            let safe =
                |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
            text.chars().map(safe).collect::<String>()
        };
        let style = style.name.screaming();
        Some(
            format!("_PAGE_{style}_{}_{}", plain(items), plain(page))
                .trim_end_matches('_')
                .to_owned(),
        )
    }

    fn page_row(&self, operation: &Operation) -> Option<String> {
        let (style, items, page) = self.placed(operation)?;
        let name = self.page_name(operation)?;
        let totals: String = style
            .totals
            .iter()
            .filter_map(|(key, total)| {
                Some(format!("        {}: {},\n", quoted(total_word(*total)?), quoted(key)))
            })
            .collect();
        Some(format!(
            "\n{name} = PageKeys(\n    number={},\n    size={},\n    items={},\n    page={},\n    \
             totals={{\n{totals}    }},\n)\n",
            quoted(&style.number),
            quoted(&style.size),
            quoted(items),
            quoted(page),
        ))
    }

    /// A row for a token endpoint that is no operation of the document.
    fn token_row(&self) -> String {
        let Some(url) = self.foreign_token_url() else { return String::new() };
        let path = url
            .split_once("://")
            .map_or(url, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let path = format!("/{}", path.trim_start_matches('/'));
        format!(
            "\n_TOKEN_ENDPOINT: Operation[None] = \
             Operation(id=\"token\", method=\"POST\", path={})\n",
            quoted(&path)
        )
    }

    /// The token URL of client credentials that is no operation of the document.
    pub fn foreign_token_url(&self) -> Option<&str> {
        let url = self.api.security.iter().find_map(|scheme| match &scheme.kind {
            SecurityKind::ClientCredentials { token_url, .. } => Some(token_url.as_str()),
            _ => None,
        })?;
        token_operation(self.api).is_none().then_some(url)
    }
}

fn media_kind(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Binary => "binary",
    }
}

fn total_word(total: PageTotal) -> Option<&'static str> {
    match total {
        PageTotal::Number => Some("number"),
        PageTotal::Size => Some("size"),
        PageTotal::Items => Some("items"),
        PageTotal::Pages => Some("pages"),
        PageTotal::HasNext => Some("has_next"),
        PageTotal::HasPrevious => Some("has_previous"),
        PageTotal::Next => Some("next"),
        // What only a page of addresses needs is of no use to an iterator.
        PageTotal::First | PageTotal::Last | PageTotal::Path => None,
    }
}

fn limit_name(limit: &RateLimit) -> String {
    format!("_LIMIT_{}", limit.name.screaming())
}

fn limit_row(limit: &RateLimit) -> String {
    let mut headers = String::new();
    for (word, name) in [
        ("limit", &limit.headers.limit),
        ("remaining", &limit.headers.remaining),
        ("reset", &limit.headers.reset),
    ] {
        if let Some(name) = name {
            headers.push_str(&format!("    {word}_header={},\n", quoted(name)));
        }
    }
    format!(
        "\n{} = Limit(\n    name={},\n    limit={},\n    window_s={},\n{headers})\n",
        limit_name(limit),
        quoted(&limit.name.snake()),
        limit.limit,
        limit.window_s
    )
}

fn accept(operation: &Operation) -> String {
    let mut types: Vec<&str> = Vec::new();
    for media in operation.responses.iter().flat_map(|response| &response.media) {
        if !types.contains(&media.content_type.as_str()) {
            types.push(&media.content_type);
        }
    }
    let joined = if types.is_empty() { "*/*".to_owned() } else { types.join(", ") };
    joined.chars().filter(|c| matches!(c, ' '..='~')).collect()
}
