//! A fresh world for each test: an empty database with two companies, a clock that stands still.

use chrono::{DateTime, TimeZone, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tempfile::TempDir;

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
    _folder: TempDir,
}

impl World {
    /// Where the clock stands: Monday 2026-03-02, 09:30:15 UTC.
    pub fn start() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 15).unwrap()
    }

    pub async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let hr = Hr::open(Settings {
            database: database(&folder).await,
            migrate: migrations::run,
            clock: Clock::fixed(Self::start()),
            random: Random::seeded(7),
            vault: Vault::new([7; 32]),
            count_statements: true,
        })
        .await
        .unwrap();
        let who = Who::system(add_company(&hr, "ent_one").await);
        let rival = Who::system(add_company(&hr, "ent_two").await);
        Self { hr, who, rival, _folder: folder }
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

/// A database of its own: a file in the folder, or a new schema in the given PostgreSQL.
async fn database(folder: &TempDir) -> String {
    let Ok(url) = std::env::var(POSTGRES) else {
        return format!("sqlite://{}", folder.path().join("hr.db").display());
    };
    let schema = format!("t_{}", Random::os().uuid().unwrap().simple());
    let db = sea_orm::Database::connect(&url).await.unwrap();
    db.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.unwrap();
    db.close().await.unwrap();
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}options[search_path]={schema}")
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
