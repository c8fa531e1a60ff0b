//! What `cargo xtask bench` compares with: three operations by hand in poem and sqlx, no guard.
//!
//! Same SQLite settings and allocator as the server, same columns, same bytes inside the envelope.

#![allow(clippy::disallowed_methods, reason = "a program by hand reads the clock where it likes")]

use std::str::FromStr;
use std::sync::Arc;

use poem::error::InternalServerError as broken;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::{Data, Json, Path, Query};
use poem::{EndpointExt, Route, Server, get, handler};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Moment = chrono::DateTime<chrono::Utc>;
type Answer<T> = poem::Result<Json<T>>;

macro_rules! bound {
    ($query:expr, $($value:expr),*) => { $query$(.bind($value))* };
}

const COMPANY: i64 = 1;
const STAMP: &str = "%Y-%m-%dT%H:%M:%S";
const COUNT: &str = "SELECT count(*) FROM employees WHERE company_id = ? AND deleted_at IS NULL";
const LIST: &str = "SELECT id, first_name, last_name, email, phone, phone_code, status, \
     employment, created_at, updated_at FROM employees WHERE company_id = ? AND deleted_at IS NULL \
     ORDER BY id LIMIT ? OFFSET ?";

macro_rules! columns {
    () => {
        "id, first_name, last_name, email, phone, phone_code, status, employment, created_at, \
         updated_at, job_title, hired_on, external_id, work_phone, work_phone_code, country, \
         address1, address2, city, province, postal_code"
    };
}
const ONE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM employees WHERE company_id=? AND id=? AND deleted_at IS NULL"
);
const INSERT: &str = concat!(
    "INSERT INTO employees (company_id, first_name, last_name, email, email_key, username, \
     username_key, role_id, status, phone, phone_code, employment, hired_on, job_title, city, \
     country, created_at, updated_at) VALUES (?,?,?,?,?,?,?,?,1,?,?,?,?,?,?,?,?,?) RETURNING ",
    columns!()
);

#[rustfmt::skip]
struct Pools { reads: SqlitePool, writes: SqlitePool }

fn stamp<S: serde::Serializer>(at: &Moment, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&at.format(STAMP))
}

fn code<S: serde::Serializer>(code: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(code)
}

#[rustfmt::skip] #[derive(sqlx::FromRow, Serialize)] #[serde(rename_all = "camelCase")]
struct Item {
    #[serde(rename = "employeeId")] id: i64,
    first_name: String, last_name: String, email: String,
    phone_code: Option<String>, phone: Option<String>,
    #[serde(serialize_with = "code")] status: i64,
    #[serde(skip_serializing_if = "Option::is_none")] employment: Option<i64>,
    #[serde(rename = "createdDate", serialize_with = "stamp")] created_at: Moment,
    #[serde(rename = "updatedDate", serialize_with = "stamp")] updated_at: Moment,
}

// Packed, and without serde's `flatten`, which would slow the counterpart down.
#[rustfmt::skip] #[derive(sqlx::FromRow, Serialize)] #[serde(rename_all = "camelCase")]
struct Employee {
    #[serde(rename = "employeeId")] id: i64,
    first_name: String, last_name: String, email: String,
    phone_code: Option<String>, phone: Option<String>,
    #[serde(serialize_with = "code")] status: i64,
    #[serde(skip_serializing_if = "Option::is_none")] employment: Option<i64>,
    #[serde(rename = "createdDate", serialize_with = "stamp")] created_at: Moment,
    #[serde(rename = "updatedDate", serialize_with = "stamp")] updated_at: Moment,
    job_title: Option<String>, hired_on: Option<chrono::NaiveDate>, external_id: Option<String>,
    work_phone: Option<String>, work_phone_code: Option<String>, country: Option<String>,
    address1: Option<String>, address2: Option<String>, city: Option<String>,
    province: Option<String>, postal_code: Option<String>,
}

#[rustfmt::skip] #[derive(Serialize)]
struct Listed { data: Vec<Item>, total: i64 }

#[rustfmt::skip] #[derive(Deserialize)]
struct Page { page: i64, size: i64 }

#[rustfmt::skip] #[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct New {
    first_name: String, last_name: String, email: String, phone: String, phone_code: String,
    username: String, role_id: String, position: Option<String>, employment_type: Option<String>,
    hired_on: Option<chrono::NaiveDate>, city: Option<String>, country: Option<String>,
}

#[handler]
async fn list(pools: Data<&Arc<Pools>>, page: Query<Page>) -> Answer<Listed> {
    let rows = bound!(sqlx::query_as(LIST), COMPANY, page.size, (page.page - 1) * page.size);
    let data = rows.fetch_all(&pools.reads).await.map_err(broken)?;
    let count = bound!(sqlx::query_scalar(COUNT), COMPANY).fetch_one(&pools.reads).await;
    Ok(Json(Listed { data, total: count.map_err(broken)? }))
}

#[handler]
async fn one(pools: Data<&Arc<Pools>>, Path(id): Path<i64>) -> Answer<Employee> {
    let found = bound!(sqlx::query_as(ONE), COMPANY, id).fetch_one(&pools.reads).await;
    Ok(Json(found.map_err(broken)?))
}

#[handler]
async fn create(pools: Data<&Arc<Pools>>, Json(new): Json<New>) -> Answer<Employee> {
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let code = new.employment_type.as_deref().and_then(|code| i64::from_str(code).ok());
    let role = i64::from_str(&new.role_id).unwrap_or_default();
    let (email, username) = (new.email.to_lowercase(), new.username.to_lowercase());
    let made = bound!(sqlx::query_as(INSERT), COMPANY, new.first_name, new.last_name, new.email);
    let made = bound!(made, email, new.username, username, role, new.phone, new.phone_code, code);
    let made = bound!(made, new.hired_on, new.position, new.city, new.country, now, now);
    Ok(Json(made.fetch_one(&pools.writes).await.map_err(broken)?))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = format!("sqlite://{}", std::env::args().nth(1).ok_or("which database file?")?);
    // The core's own readers, so that both sides read with the same settings.
    let db = hr::db::Db::open(&url, false).await?;
    let options = SqliteConnectOptions::from_str(&url)?
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(std::time::Duration::from_secs(10));
    let writes = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let reads = db.read().get_sqlite_connection_pool().clone();
    let app = Route::new().at("/employees", get(list).post(create)).at("/employees/:id", get(one));
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
    let at = acceptor.local_addr();
    println!("listening on http://{}", at[0].as_socket_addr().ok_or("no address")?);
    Ok(Server::new_with_acceptor(acceptor).run(app.data(Arc::new(Pools { reads, writes }))).await?)
}
