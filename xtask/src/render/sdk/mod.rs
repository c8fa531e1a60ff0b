//! What SDKs of all languages decide alike over the IR: which types they hold, what a call gives.

use crate::ir::*;

/// What a successful call hands over.
#[derive(Debug, Clone)]
pub enum Success<'a> {
    Nothing,
    Text,
    Bytes,
    Bare(&'a Use),
    Data(&'a Use),
    /// The use of one item.
    Page(&'a Use),
}

/// By type: where an SDK meets it.
pub struct Marks {
    /// A caller builds it.
    pub input: Vec<bool>,
    /// An answer holds it.
    pub output: Vec<bool>,
    /// A file is somewhere in it, so that it cannot be JSON.
    pub files: Vec<bool>,
}

impl Marks {
    /// Goes through all operations.
    pub fn of(api: &Api) -> Self {
        let none = vec![false; api.types.len()];
        let mut marks = Self { input: none.clone(), output: none.clone(), files: none.clone() };
        for operation in &api.operations {
            let params = operation.params.iter().map(|param| &param.value);
            let media = operation.body.iter().flat_map(|body| &body.media).map(|m| &m.value);
            for value in params.chain(media) {
                mark(api, &value.ty, &mut marks.input);
            }
            for (_, success) in successes(api, operation) {
                if let Success::Bare(value) | Success::Data(value) | Success::Page(value) = success
                {
                    mark(api, &value.ty, &mut marks.output);
                }
            }
            for (_, value) in failures(operation) {
                mark(api, &value.ty, &mut marks.output);
            }
        }
        let own: Vec<bool> = api.types.iter().map(has_file).collect();
        for index in 0..api.types.len() {
            let mut below = none.clone();
            mark(api, &Type::Ref(TypeId(index)), &mut below);
            marks.files[index] = below.iter().zip(&own).any(|(seen, own)| *seen && *own);
        }
        marks
    }
}

/// Where calls go by default: the first server that is a whole URL without a part to fill in.
pub fn base_url(api: &Api) -> Option<&str> {
    let whole = |url: &&str| url.contains("://") && !url.contains(['{', '}']);
    api.servers.iter().map(|(url, _)| url.as_str()).find(whole)
}

/// Where the demo server answers for this API.
pub fn demo_url(api: &Api) -> String {
    let path = api.servers.iter().map(|(url, _)| url).find(|url| url.starts_with('/'));
    let path = path.map_or_else(|| format!("/{}", api.folder), Clone::clone);
    format!("http://localhost:8080{path}")
}

/// `rosetta-shiftcare`, the package's name in every language.
pub fn package(api: &Api) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("rosetta-{}", api.folder.chars().map(plain).collect::<String>())
}

/// The document's version as three numbers.
pub fn version(api: &Api) -> [u64; 3] {
    let digits = api.version.trim_start_matches(['v', 'V']);
    let mut parts = digits.split('.').map_while(|part| part.parse().ok());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

/// Our revision of the SDKs of one document version.
pub const REVISION: u32 = 1;

/// Marks a type and all that it holds; what a constant field holds is nobody's to give or read.
pub fn mark(api: &Api, ty: &Type, seen: &mut [bool]) {
    match ty {
        Type::List(value) | Type::Map(value) => mark(api, &value.ty, seen),
        Type::Ref(id) if !std::mem::replace(&mut seen[id.0], true) => {
            for value in uses(&api.ty(*id).kind) {
                mark(api, &value.ty, seen);
            }
        }
        _ => {}
    }
}

/// The uses that a type consists of, constant fields left out.
pub fn uses(kind: &TypeKind) -> Vec<&Use> {
    match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().filter(|field| field.constant.is_none());
            fields.map(|field| &field.value).chain(structure.rest.as_deref()).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.value).collect(),
        TypeKind::Alias(value) => vec![value],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The type has a part that is a file.
pub fn has_file(definition: &TypeDef) -> bool {
    let is_file = |value: &&Use| match &value.ty {
        Type::List(inner) => matches!(inner.ty, Type::File),
        ty => matches!(ty, Type::File),
    };
    uses(&definition.kind).iter().any(is_file)
}

/// Every 2xx of an operation and what it hands over; behind them `2XX` as 2, or `default` as 0
/// where nothing else is a success.
pub fn successes<'a>(api: &'a Api, operation: &'a Operation) -> Vec<(u16, Success<'a>)> {
    let all = || operation.responses.iter();
    let known = all().any(|r| matches!(r.status, 1..=3 | 100..400));
    let exact = all().filter(|r| (200..300).contains(&r.status));
    let others = all().filter(|r| r.status == 2 || (r.status == 0 && !known));
    exact.chain(others).map(|response| (response.status, success(api, response))).collect()
}

/// The schemes of one way to be let in, joined by ` + `.
pub fn schemes_of(api: &Api, needs: &Requirement) -> String {
    let all = std::iter::once(needs).chain(&needs.and);
    let names = all.map(|one| api.security[one.scheme].wire.as_str());
    names.collect::<Vec<_>>().join(" + ")
}

/// `404`, `4XX` or `Default`
pub fn spelt(status: u16) -> String {
    match status {
        0 => "Default".to_owned(),
        1..=5 => format!("{status}XX"),
        _ => status.to_string(),
    }
}

fn success<'a>(api: &'a Api, response: &'a Response) -> Success<'a> {
    let field = |body: &TypeId, index: usize| match &api.ty(*body).kind {
        TypeKind::Struct(structure) => structure.fields.get(index).map(|field| &field.value),
        _ => None,
    };
    match &response.wrap {
        Wrap::Empty | Wrap::Constant(_) => Success::Nothing,
        Wrap::Data { body, field: index } => {
            field(body, *index).map_or(Success::Nothing, Success::Data)
        }
        Wrap::Page { body, items, .. } => match field(body, *items).map(|value| &value.ty) {
            Some(Type::List(item)) => Success::Page(item),
            _ => Success::Nothing,
        },
        Wrap::Bare => match response.media.first() {
            None => Success::Nothing,
            Some(media) => match media.kind {
                MediaKind::Json | MediaKind::Form | MediaKind::Multipart => {
                    Success::Bare(&media.value)
                }
                MediaKind::Text => Success::Text,
                MediaKind::Binary => Success::Bytes,
            },
        },
    }
}

/// Every documented failure of an operation whose body is JSON; 4 and 5 are ranges, 0 is any
/// other status.
pub fn failures(operation: &Operation) -> impl Iterator<Item = (u16, &Use)> {
    let failed = |status: u16| matches!(status, 0 | 4 | 5 | 400..);
    operation.responses.iter().filter(move |r| failed(r.status)).filter_map(|response| {
        let media = response.media.iter().find(|media| media.kind == MediaKind::Json)?;
        Some((response.status, &media.value))
    })
}
