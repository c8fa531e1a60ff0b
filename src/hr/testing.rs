//! A fresh world for each test: an empty database with two companies, a clock that stands still.

use chrono::{DateTime, TimeZone, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tempfile::TempDir;
use tokio::sync::{Mutex, OnceCell};

use crate::access::{self, NewCompany};
use crate::employee::{self, NewEmployee};
use crate::entity::{audit, company};
use crate::id::{CompanyId, EmployeeId};
use crate::{Clock, Hr, PageRequest, Random, Settings, Vault, Who, role};

const POSTGRES: &str = "ROSETTA_HR_TEST_POSTGRES";

/// Whether the tests run on PostgreSQL.
pub fn is_postgres() -> bool {
    std::env::var_os(POSTGRES).is_some()
}

pub struct World {
    pub hr: Hr,
    /// The server itself, in the first company.
    pub who: Who,
    /// The same in the second company, to prove isolation.
    pub rival: Who,
    _place: Place,
}

/// Where the database of one test is, for as long as the test runs.
enum Place {
    Folder(TempDir),
    /// A database by this name on the PostgreSQL of the tests.
    Named(String),
}

impl World {
    /// Where the clock stands: Monday 2026-03-02, 09:30:15 UTC.
    pub fn start() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 15).unwrap()
    }

    pub async fn new() -> Self {
        let place = Place::new().await;
        let hr = open(place.url()).await;
        let who = Who::system(add_company(&hr, "ent_one").await);
        let rival = Who::system(add_company(&hr, "ent_two").await);
        Self { hr, who, rival, _place: place }
    }

    /// A new employee of the company by this first name, in the role "employee".
    pub async fn employee(&self, who: &Who, first_name: &str) -> EmployeeId {
        self.holder(who, first_name, "employee").await
    }

    /// A new administrator of the company.
    pub async fn admin(&self, who: &Who, first_name: &str) -> EmployeeId {
        self.holder(who, first_name, role::ADMIN).await
    }

    async fn holder(&self, who: &Who, first_name: &str, key: &str) -> EmployeeId {
        let roles = role::list(&self.hr, who, PageRequest::new(1, 20)).await.unwrap();
        let role = roles.items.iter().find(|role| role.key == key).unwrap().id;
        let email = format!("{first_name}.{}@example.test", Random::os().uuid().unwrap());
        let new = NewEmployee::new(first_name, "Test", &email, role);
        employee::create(&self.hr, who, new).await.unwrap().id
    }

    /// How many companies there are.
    pub async fn companies(&self) -> u64 {
        company::Entity::find().count(self.hr.db().read()).await.unwrap()
    }

    /// The verbs in the audit trail of a company after its founding, oldest first.
    pub async fn audited(&self, who: &Who) -> Vec<String> {
        let rows = audit::Entity::find()
            .filter(audit::Column::CompanyId.eq(who.company))
            .order_by_asc(audit::Column::Id)
            .all(self.hr.db().read())
            .await
            .unwrap();
        rows.into_iter().map(|row| row.verb).filter(|verb| verb != "company.found").collect()
    }
}

/// The core over this database, which is migrated where it is not.
async fn open(database: String) -> Hr {
    let settings = Settings {
        database,
        migrate: migrations::run,
        clock: Clock::fixed(World::start()),
        random: Random::seeded(7),
        vault: Vault::new([7; 32]),
        count_statements: true,
    };
    Hr::open(settings).await.unwrap()
}

impl Place {
    /// A new folder, or a copy of a migrated database in the PostgreSQL.
    async fn new() -> Place {
        if !is_postgres() {
            return Place::Folder(TempDir::new().unwrap());
        }
        static EMPTY: OnceCell<String> = OnceCell::const_new();
        // A template may be copied once at a time.
        static COPYING: Mutex<()> = Mutex::const_new(());
        let empty = EMPTY.get_or_init(migrated).await;
        let _turn = COPYING.lock().await;
        let name = format!("{empty}_{}", Random::os().uuid().unwrap().simple());
        order(&format!("CREATE DATABASE {name} TEMPLATE {empty}")).await;
        Place::Named(name)
    }

    fn url(&self) -> String {
        match self {
            Place::Folder(folder) => format!("sqlite://{}", folder.path().join("hr.db").display()),
            Place::Named(name) => named(name),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Place::Named(name) = self else { return };
        let sql = format!("DROP DATABASE {name} WITH (FORCE)");
        // The test's own runtime is ending.
        let work = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(order(&sql));
        });
        let _ = work.join();
    }
}

/// Migrates a database for all tests to copy: that takes longer than most of them.
async fn migrated() -> String {
    let name = format!("hr_{}", std::process::id());
    order(&format!("CREATE DATABASE {name}")).await;
    open(named(&name)).await.db().close().await.unwrap();
    name
}

/// One statement on the PostgreSQL of the tests.
async fn order(sql: &str) {
    let database = sea_orm::Database::connect(std::env::var(POSTGRES).unwrap()).await.unwrap();
    database.execute_unprepared(sql).await.unwrap();
    database.close().await.unwrap();
}

/// The URL of another database on the same server.
fn named(name: &str) -> String {
    let url = std::env::var(POSTGRES).unwrap();
    let (before, query) = url.split_once('?').unwrap_or((&url, ""));
    let (server, _) = before.rsplit_once('/').unwrap();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{server}/{name}{mark}{query}")
}

async fn add_company(hr: &Hr, public_id: &str) -> CompanyId {
    let new = NewCompany {
        public_id: Some(public_id.into()),
        name: public_id.into(),
        contact_email: format!("{public_id}@example.test"),
        ..Default::default()
    };
    access::company::found(hr, new).await.unwrap().id
}
