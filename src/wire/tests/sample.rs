//! A tiny API, written by hand exactly as the generator would print it, and its dialect.

use std::sync::Arc;

use poem::Response;
use poem::endpoint::BoxEndpoint;
use poem::test::TestClient;
use serde::Serialize;
use serde_json::json;

use super::FixedClock;
use super::shapes::*;
use crate::route::{self, Table};
use crate::*;

const LIMIT: RateLimit = RateLimit {
    name: "general",
    limit: 100,
    window_s: 60,
    key: LimitKey::Client,
    before_auth: false,
    headers: LimitHeaders {
        limit: Some("X-RateLimit-Limit"),
        remaining: Some("X-RateLimit-Remaining"),
        reset: Some("X-RateLimit-Reset"),
    },
    refused_headers: LimitHeaders::NONE,
};
static GENERAL: RateLimit = LIMIT;
static TOKEN: RateLimit = RateLimit { name: "token", limit: 3, key: LimitKey::Ip, ..LIMIT };

const ROW: Operation = Operation {
    id: "",
    tag: "Items",
    method: "GET",
    path: "/items",
    security: &[Requirement { scheme: "bearer", scopes: &["item:read"] }],
    security_optional: false,
    tenant: Tenancy::Required,
    limit: Some(&GENERAL),
    envelope: "",
    verb: None,
    role: None,
    provenance: Provenance::Ours,
    media: &[],
    body_required: false,
    max_body: 400,
    statuses: &[200, 400, 401, 403, 404, 429, 500],
};
static ITEM_LIST: Operation = Operation { id: "item_list", ..ROW };
static ITEM_GET: Operation = Operation { id: "item_get", path: "/items/{itemId}", ..ROW };
static ITEM_SPECIAL: Operation =
    Operation { id: "item_special", path: "/items/special", tenant: Tenancy::None, ..ROW };
static ITEM_CREATE_OP: Operation = Operation {
    id: "item_create",
    method: "POST",
    media: &["application/json"],
    body_required: true,
    security: &[Requirement { scheme: "bearer", scopes: &["item:write"] }],
    ..ROW
};
static ITEM_DELETE: Operation =
    Operation { id: "item_delete", method: "DELETE", path: "/items/{itemId}", ..ROW };
static ITEM_UPLOAD_OP: Operation = Operation {
    id: "item_upload",
    method: "POST",
    path: "/items/{itemId}/file",
    media: &["multipart/form-data"],
    body_required: true,
    max_body: 2000,
    ..ROW
};
static TOKEN_ISSUE: Operation = Operation {
    id: "token_issue",
    method: "POST",
    path: "/token",
    security: &[],
    tenant: Tenancy::None,
    limit: Some(&TOKEN),
    media: &["application/x-www-form-urlencoded"],
    body_required: true,
    ..ROW
};

static SAMPLE: Api = Api {
    name: "sample",
    operations: &[
        &ITEM_LIST,
        &ITEM_GET,
        &ITEM_SPECIAL,
        &ITEM_CREATE_OP,
        &ITEM_DELETE,
        &ITEM_UPLOAD_OP,
        &TOKEN_ISSUE,
    ],
    tenant_header: Some("X-Enterprise-Id"),
    tenant_before_scope: false,
    invalid_path_is_missing: false,
    too_large: 400,
    unsupported_type: 415,
    max_body: 400,
    trailing_slash: true,
    fallback_limit: Some(&GENERAL),
};

const INT: Kind = Kind::Int { bits: 64, tolerant: false };
const FROM_ONE: Limits = Limits { min: Some(Bound::int(1)), ..Limits::NONE };
static ITEM_ID: Param = Param {
    name: "itemId",
    place: Place::Path,
    required: true,
    explode: false,
    schema: Schema::bounded(INT, FROM_ONE),
};

const fn query(name: &'static str, explode: bool, schema: Schema) -> Param {
    Param { name, place: Place::Query, required: false, explode, schema }
}

static PAGE: Param = query("page", false, Schema::bounded(INT, FROM_ONE));
static KIND: Param = query("kind", false, Schema::of(Kind::Enum(&ITEM_KIND)));
static NAMED: Param = query("name", false, Schema::bounded(TEXT, NAME_LIMITS));
static ID_SCHEMA: Schema = Schema::bounded(INT, FROM_ONE);
static IDS: Param = query("ids", false, Schema::of(Kind::List(&ID_SCHEMA)));
static TAGS: Param = query(
    "tags",
    true,
    Schema::bounded(Kind::List(&NAME), Limits { max_items: Some(2), ..Limits::NONE }),
);

#[derive(Clone)]
pub struct Sample;

#[derive(Debug)]
pub struct Caller {
    client: String,
    company: Option<String>,
}

#[derive(Debug)]
pub struct Broken;

impl Dialect for Sample {
    type Caller = Caller;
    type Error = Broken;
    const API: &'static Api = &SAMPLE;

    async fn authenticate(&self, _: &'static Operation, head: &Head<'_>) -> Result<Caller, Denied> {
        let sent = head.header("authorization").ok_or(Denied::Missing)?;
        let client = sent.strip_prefix("Bearer ").ok_or(Denied::Malformed)?;
        match client {
            "wrong" => Err(Denied::Invalid),
            "old" => Err(Denied::Expired),
            client => Ok(Caller { client: client.to_owned(), company: None }),
        }
    }

    fn limit_key(&self, caller: &Caller) -> String {
        caller.client.clone()
    }

    fn permit(&self, op: &'static Operation, caller: &Caller) -> Result<(), Forbidden> {
        let scopes = op.security.first().map_or(&[] as &[&str], |needed| needed.scopes);
        let writes = scopes.contains(&"item:write");
        if writes && caller.client == "reader" { Err(Forbidden::Scope(scopes)) } else { Ok(()) }
    }

    async fn tenant(
        &self,
        _: &'static Operation,
        caller: Caller,
        header: Option<&str>,
    ) -> Result<Caller, TenantRefusal> {
        match header {
            None | Some("") => Err(TenantRefusal::Missing),
            Some("ent_demo") => Ok(Caller { company: Some("demo".to_owned()), ..caller }),
            Some(_) => Err(TenantRefusal::Unknown),
        }
    }

    fn envelope(&self, _: Option<&'static Operation>, refusal: Refusal<Broken>) -> Response {
        let (status, text) = match refusal {
            Refusal::NotFound => (404, "no such route".to_owned()),
            Refusal::MethodNotAllowed { .. } => (405, "no such method".to_owned()),
            Refusal::TooLarge { limit } => (SAMPLE.too_large, format!("over {limit} bytes")),
            Refusal::UnsupportedType { expected } => (415, expected.join(", ")),
            Refusal::Unauthenticated(denied) => (401, format!("{denied:?}")),
            Refusal::Limited { .. } => (429, "limited".to_owned()),
            Refusal::Forbidden(_) => (403, "forbidden".to_owned()),
            Refusal::Tenant(TenantRefusal::Missing) => (400, "no company".to_owned()),
            Refusal::Tenant(_) => (403, "another company".to_owned()),
            Refusal::Invalid(violations) => (400, violations.joined(5)),
            Refusal::Handler(Broken) => (409, "broken".to_owned()),
            Refusal::Panicked => (500, "ours".to_owned()),
        };
        answer::json_or_empty(status, &json!({ "success": false, "errorMessage": text }))
    }
}

#[derive(Serialize)]
struct Echo {
    seen: String,
}

fn echo(seen: impl std::fmt::Debug) -> Outcome<Sample> {
    answer::json(200, &Echo { seen: format!("{seen:?}") })
}

async fn item_list(call: Call<Sample>) -> Outcome<Sample> {
    let (_, caller, mut read) = call.open();
    let page = read.optional::<i64>(&PAGE);
    let kind = read.optional::<ItemKind>(&KIND);
    let name = read.optional::<String>(&NAMED);
    let ids = read.list::<i64>(&IDS);
    let tags = read.list::<String>(&TAGS);
    if !read.clean() {
        return read.refuse();
    }
    assert_eq!(caller.company.as_deref(), Some("demo"));
    echo((page.unwrap_or(1), kind, name, ids, tags))
}

async fn item_get(call: Call<Sample>) -> Outcome<Sample> {
    let (_, _, mut read) = call.open();
    let item_id = read.required::<i64>(&ITEM_ID);
    let (true, Some(item_id)) = (read.clean(), item_id) else { return read.refuse() };
    if item_id == 409 {
        return Err(Refusal::Handler(Broken));
    }
    echo(item_id)
}

async fn item_special(_: Call<Sample>) -> Outcome<Sample> {
    echo("special")
}

async fn item_create(call: Call<Sample>) -> Outcome<Sample> {
    let (_, _, mut read) = call.open();
    let body = read.json::<ItemCreate>(&ITEM_CREATE_SCHEMA).await?;
    let (true, Some(body)) = (read.clean(), body) else { return read.refuse() };
    echo(body)
}

async fn item_delete(_: Call<Sample>) -> Outcome<Sample> {
    panic!("on purpose")
}

async fn item_upload(call: Call<Sample>) -> Outcome<Sample> {
    use std::io::Read;

    let (_, _, mut read) = call.open();
    let item_id = read.required::<i64>(&ITEM_ID);
    let body = read.multipart::<ItemUpload>(&ITEM_UPLOAD_SCHEMA).await?;
    let (true, Some(_), Some(body)) = (read.clean(), item_id, body) else {
        return read.refuse();
    };
    let (mut text, mut file) = (String::new(), body.file);
    file.file.read_to_string(&mut text).unwrap();
    echo((file.file_name, file.content_type, file.size, text, body.title, body.number))
}

async fn token_issue(call: OpenCall<Sample>) -> Outcome<Sample> {
    let (_, visitor, mut read) = call.open();
    let body = read.form::<TokenIssue>(&TOKEN_ISSUE_SCHEMA).await?;
    let (true, Some(body)) = (read.clean(), body) else { return read.refuse() };
    echo((body.grant_type, body.scope, visitor.origin))
}

pub struct SampleApi(pub Mount<Sample>);

impl poem_openapi::OpenApi for SampleApi {
    fn meta() -> Vec<route::MetaApi> {
        route::meta(SAMPLE.operations)
    }

    fn register(_: &mut route::Registry) {}

    fn add_routes(self, table: &mut Table) {
        let mount = &self.0;
        route::add(table, mount, &ITEM_LIST, item_list);
        route::add(table, mount, &ITEM_GET, item_get);
        route::add(table, mount, &ITEM_SPECIAL, item_special);
        route::add(table, mount, &ITEM_CREATE_OP, item_create);
        route::add(table, mount, &ITEM_DELETE, item_delete);
        route::add(table, mount, &ITEM_UPLOAD_OP, item_upload);
        route::add_open(table, mount, &TOKEN_ISSUE, token_issue);
    }
}

pub type Asked<'a> = poem::test::TestRequestBuilder<'a, BoxEndpoint<'static>>;
pub type Client = TestClient<BoxEndpoint<'static>>;

/// The sample API at a clock of its own.
pub fn serve(limits: Enforcement) -> (Client, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::at_ms(1_000_000_400));
    let settings = Settings { limits, clock: clock.clone(), ..Settings::default() };
    let mount = Mount::new(Sample, settings);
    let mut table = Table::new();
    poem_openapi::OpenApi::add_routes(SampleApi(mount.clone()), &mut table);
    (TestClient::new(route::mount(mount, table)), clock)
}

/// The sample API for somebody who may do everything.
pub fn ready() -> Client {
    let (client, _) = serve(Enforcement::Documented);
    client
        .default_header("authorization", "Bearer ada")
        .default_header("X-Enterprise-Id", "ent_demo")
}

/// Status and the one text of the answer.
pub async fn told(request: Asked<'_>) -> (u16, String) {
    let answer = request.send().await;
    let status = answer.0.status().as_u16();
    let body = answer.0.into_body().into_string().await.unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
    let text = body["seen"].as_str().or(body["errorMessage"].as_str()).unwrap_or_default();
    (status, text.to_owned())
}
