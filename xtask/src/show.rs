//! Prints the IR: what a reviewer reads, and what snapshots compare.

use std::fmt::Write;

use crate::ir::*;

/// The whole API, a line for each thing.
pub fn show(api: &Api) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_api(api, &mut out);
    out
}

fn write_api(api: &Api, out: &mut String) -> std::fmt::Result {
    writeln!(out, "api {} `{}` {}", api.folder, api.title, api.version)?;
    for (url, _) in &api.servers {
        writeln!(out, "server {url}")?;
    }
    for scheme in &api.security {
        let kind = match &scheme.kind {
            SecurityKind::ClientCredentials { token_url, scopes } => {
                format!("client credentials {token_url} {} scopes", scopes.len())
            }
            other => format!("{other:?}"),
        };
        writeln!(out, "security {} {kind} {}", scheme.wire, scheme.principal)?;
        if let Some(token) = &scheme.token {
            let id = api.operations.get(token.operation).map(|o| o.id.snake()).unwrap_or_default();
            writeln!(out, "  token of {id}: {:?} {:?}", token.body, token.token)?;
        }
    }
    if let Some(envelope) = &api.envelope {
        writeln!(out, "{envelope:?}")?;
    }
    if let Some(tenant) = &api.tenant {
        writeln!(out, "tenant {}", tenant.header)?;
    }
    for (i, limit) in api.limits.iter().enumerate() {
        let star = if api.fallback_limit == Some(i) { " default" } else { "" };
        let (name, n, window) = (limit.name.snake(), limit.limit, limit.window_s);
        writeln!(out, "limit {name} {n} per {window}s by {}{star}", limit.key)?;
    }
    if let Some(webhooks) = &api.webhooks {
        writeln!(out, "{webhooks:?}")?;
    }
    for page in &api.pages {
        writeln!(
            out,
            "page {} {} {} {:?}",
            page.name.snake(),
            page.number,
            page.size,
            page.totals
        )?;
    }
    for (i, def) in api.types.iter().enumerate() {
        write_type(api, i, def, out)?;
    }
    for operation in &api.operations {
        write_operation(api, operation, out)?;
    }
    Ok(())
}

fn write_type(api: &Api, index: usize, def: &TypeDef, out: &mut String) -> std::fmt::Result {
    let place = match (def.in_request, def.in_response) {
        (true, true) => "asked and answered",
        (true, false) => "asked",
        (false, true) => "answered",
        (false, false) => "unused",
    };
    let tag = def.tag.and_then(|t| api.tags.get(t)).map_or("shared", |t| t.wire.as_str());
    write!(out, "\ntype {index} {} `{}` {place}, {tag}: ", def.name.pascal(), def.wire)?;
    match &def.kind {
        TypeKind::Struct(of) => {
            writeln!(out, "struct{}", if of.closed { " closed" } else { "" })?;
            for field in &of.fields {
                let constant = field.constant.as_ref().map(|c| format!(" = {}", literal(c)));
                let flags = [
                    (field.read_only, " read-only"),
                    (field.write_only, " write-only"),
                    (field.deprecated, " deprecated"),
                ];
                let flags: String = flags.iter().filter(|f| f.0).map(|f| f.1).collect();
                writeln!(
                    out,
                    "  {} `{}`: {}{}{flags}",
                    field.name.snake(),
                    field.wire,
                    used(api, &field.value),
                    constant.unwrap_or_default()
                )?;
            }
            if let Some(rest) = &of.rest {
                writeln!(out, "  rest: {}", used(api, rest))?;
            }
        }
        TypeKind::Enum(of) => {
            let tolerant = if of.tolerant { " tolerant" } else { "" };
            writeln!(out, "enum {:?}{tolerant}", of.repr)?;
            for member in &of.members {
                writeln!(out, "  {} `{}`", member.name.pascal(), member.wire)?;
            }
        }
        TypeKind::Alias(value) => writeln!(out, "alias {}", used(api, value))?,
        TypeKind::Union(of) => {
            writeln!(out, "union by {:?}", of.told_by)?;
            for variant in &of.variants {
                writeln!(out, "  {}: {}", variant.name.pascal(), used(api, &variant.value))?;
            }
        }
    }
    Ok(())
}

fn write_operation(api: &Api, of: &Operation, out: &mut String) -> std::fmt::Result {
    let tag = api.tags.get(of.tag).map_or("?", |t| t.wire.as_str());
    writeln!(out, "\noperation {} {} {} ({tag})", of.id.snake(), of.method, of.path)?;
    for param in &of.params {
        let (name, place) = (param.name.snake(), format!("{:?}", param.place).to_lowercase());
        let joined = !param.explode && matches!(param.value.ty, Type::List(_));
        let mut style = if joined { " joined".to_owned() } else { String::new() };
        if param.style != Style::Plain {
            style.push_str(&format!(" {:?}", param.style).to_lowercase());
        }
        writeln!(out, "  {place} {name} `{}`: {}{style}", param.wire, used(api, &param.value))?;
    }
    if let Some(body) = &of.body {
        let required = if body.required { "" } else { "?" };
        for media in &body.media {
            let value = used(api, &media.value);
            let examples = media.examples.len();
            writeln!(
                out,
                "  body{required} {} {:?}: {value} ({examples} examples)",
                media.content_type, media.kind
            )?;
        }
    }
    for response in &of.responses {
        let media: Vec<String> = response.media.iter().map(|m| used(api, &m.value)).collect();
        let headers = response.headers.iter().map(|h| match &h.constant {
            Some(constant) => format!("{}={constant}", h.wire),
            None => h.wire.clone(),
        });
        let headers: Vec<String> = headers.collect();
        let (body, headers) = (media.join(" | "), headers.join(", "));
        writeln!(out, "  {} {body} {:?} [{headers}]", response.status, response.wrap)?;
    }
    let any = of.security.iter().map(|r| {
        let scheme = api.security.get(r.scheme).map_or("?", |s| s.wire.as_str());
        format!("{scheme}({})", r.scopes.join(" "))
    });
    let any: Vec<String> = any.collect();
    let optional = if of.security_optional { " optional" } else { "" };
    let limit = of.limit.and_then(|l| api.limits.get(l)).map(|l| l.name.snake());
    writeln!(
        out,
        "  security {}{optional}; tenant {}; limit {}; verb {}; {:?}; body cap {}",
        any.join(" or "),
        format!("{:?}", of.tenant).to_lowercase(),
        limit.as_deref().unwrap_or("none"),
        of.verb.as_deref().unwrap_or("none"),
        of.provenance,
        of.max_body
    )?;
    for (status, rule) in &of.refusals {
        writeln!(out, "  refuses {status}: {rule}")?;
    }
    Ok(())
}

/// A use in one line: type, presence, null, bounds, default.
fn used(api: &Api, of: &Use) -> String {
    let mut text = ty(api, &of.ty);
    if !of.required {
        text.push('?');
    }
    if of.nullable {
        text.push_str(" | null");
    }
    let bounds = bounds(&of.limits);
    if !bounds.is_empty() {
        let _ = write!(text, " {{{}}}", bounds.join(", "));
    }
    if let Some(default) = &of.default {
        let _ = write!(text, " default {}", literal(default));
    }
    text
}

fn ty(api: &Api, of: &Type) -> String {
    match of {
        Type::Int { bits, tolerant } => {
            format!("int{bits}{}", if *tolerant { " tolerant" } else { "" })
        }
        Type::Text(Text::Plain) => "text".to_string(),
        Type::Text(kind) => format!("{kind:?}"),
        Type::List(item) => format!("[{}]", used(api, item)),
        Type::Map(value) => format!("{{*: {}}}", used(api, value)),
        Type::Ref(id) => api.types.get(id.0).map_or("?".into(), |t| t.name.pascal()),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn bounds(of: &Limits) -> Vec<String> {
    let mut all = Vec::new();
    let edge = |b: &Bound| if b.exclusive { "" } else { "=" };
    if let Some(b) = &of.min {
        all.push(format!(">{}{}", edge(b), b.value));
    }
    if let Some(b) = &of.max {
        all.push(format!("<{}{}", edge(b), b.value));
    }
    let counts = [
        ("length >=", of.min_length),
        ("length <=", of.max_length),
        ("items >=", of.min_items),
        ("items <=", of.max_items),
        ("keys >=", of.min_properties),
        ("keys <=", of.max_properties),
    ];
    for (what, count) in counts {
        if let Some(count) = count {
            all.push(format!("{what} {count}"));
        }
    }
    if let Some(step) = &of.multiple_of {
        all.push(format!("multiple of {step}"));
    }
    if let Some(pattern) = &of.pattern {
        all.push(format!("/{pattern}/"));
    }
    if of.unique_items {
        all.push("unique".to_string());
    }
    all
}

fn literal(of: &Literal) -> String {
    match of {
        Literal::Null => "null".to_string(),
        Literal::Bool(b) => b.to_string(),
        Literal::Number(n) => n.clone(),
        Literal::Text(t) => format!("{t:?}"),
        Literal::List(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        Literal::Object(pairs) => {
            let pairs = pairs.iter().map(|(k, v)| format!("{k:?}: {}", literal(v)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
