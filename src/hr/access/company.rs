//! Companies: how a tenant comes to be, and how its public id is read.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::client;
use crate::employee::{self, NewEmployee};
use crate::entity::company::{ActiveModel, Column, Entity, Model};
use crate::entity::user;
use crate::hr::Register;
use crate::id::{ClientId, CompanyId, EmployeeId, RoleId};
use crate::vault::Place;
use crate::{Actor, Error, Faults, Hr, role};

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    pub id: CompanyId,
    /// The opaque id that callers know: `ent_` and letters.
    pub public_id: String,
    pub name: String,
    /// Unique over all companies without regard to case.
    pub contact_email: String,
    /// ISO 4217.
    pub currency: Option<String>,
    /// A name of the IANA database.
    pub time_zone: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// What a new company is made of.
#[derive(Clone, Default)]
pub struct NewCompany {
    /// A random one where it is not given; only fixed test data gives one.
    pub public_id: Option<String>,
    pub name: String,
    pub contact_email: String,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub time_zone: Option<String>,
    pub currency: Option<String>,
    pub phone: Option<String>,
    pub phone_code: Option<String>,
    pub logo_url: Option<String>,
    pub plan_id: Option<String>,
    /// Kept sealed and never shown.
    pub api_credentials: Option<Vec<u8>>,
}

/// The first administrator of a provisioned company.
#[derive(Clone, Debug)]
pub struct Founder {
    pub full_name: String,
    pub email: String,
    pub username: String,
}

/// Makes a company with its system roles and nobody in it: for seeding and the command line.
///
/// `Invalid` where name or contact are empty, `Conflict` where another company has the contact
/// e-mail address.
pub async fn found(hr: &Hr, new: NewCompany) -> Result<Company, Error> {
    hr.register(move |r| {
        Box::pin(async move {
            let (company, _) = make(&r, new).await?;
            r.audit("company.found", company.id.get(), Some(company.id), Actor::System).await?;
            Ok(company)
        })
    })
    .await
}

/// Makes a company with its system roles and its first administrator, open to the client.
///
/// The administrator is an employee whose account is inactive and has no password. Fails as
/// [`found`] does, and `Invalid` names the administrator's fields.
pub async fn provision(
    hr: &Hr,
    client: ClientId,
    new: NewCompany,
    founder: Founder,
) -> Result<Company, Error> {
    let company = hr
        .register(move |r| {
            Box::pin(async move {
                let (company, admin) = make(&r, new).await?;
                let admin = administrator(founder, admin);
                let admin = employee::create_in(r.tx, company.id, admin, r.now).await?;
                open_account(&r, company.id, admin.id).await?;
                client::bind_in(r.tx, client, company.id).await?;
                let (id, actor) = (company.id.get(), Actor::Client(client));
                r.audit("company.provision", id, Some(company.id), actor).await?;
                Ok(company)
            })
        })
        .await?;
    client::forget(hr, client);
    Ok(company)
}

/// The company with this public id.
pub async fn find(hr: &Hr, public_id: &str) -> Result<Company, Error> {
    let row = Entity::find().filter(Column::PublicId.eq(public_id)).one(hr.db().read()).await?;
    row.map(Company::from).ok_or(Error::NotFound("company"))
}

/// The company with this id.
pub async fn by_id(hr: &Hr, id: CompanyId) -> Result<Company, Error> {
    let row = Entity::find().filter(Column::Id.eq(id)).one(hr.db().read()).await?;
    row.map(Company::from).ok_or(Error::NotFound("company"))
}

/// The clock on a company's wall at `now`; UTC where it has no zone, or one that is none.
pub(crate) async fn local_time(
    db: &impl ConnectionTrait,
    company: CompanyId,
    now: DateTime<Utc>,
) -> Result<NaiveDateTime, Error> {
    let query = Entity::find().filter(Column::Id.eq(company)).select_only();
    let zone: Option<Option<String>> = query.column(Column::TimeZone).into_tuple().one(db).await?;
    let zone = zone.flatten().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC);
    Ok(now.with_timezone(&zone).naive_local())
}

/// Every company in the order of ids: for services of the operator only.
pub async fn list(hr: &Hr) -> Result<Vec<Company>, Error> {
    let rows = Entity::find().order_by_asc(Column::Id).all(hr.db().read()).await?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// What no company is called, because an address could not tell the two apart: the first segments
/// of paths where a company's name may stand.
pub const RESERVED: [&str; 24] = [
    "attendance",
    "charts",
    "company",
    "company-assets",
    "employee",
    "employees",
    "expenses",
    "insights",
    "learn",
    "leave",
    "marketplace",
    "meta",
    "my-teams",
    "oauth",
    "payroll_config",
    "projects",
    "recruitment",
    "settings",
    "staff",
    "tasks",
    "team-members",
    "teams",
    "timesheets",
    "user",
];

async fn make(r: &Register<'_>, new: NewCompany) -> Result<(Company, RoleId), Error> {
    Faults::default()
        .filled("name", &new.name)
        .filled("contact_email", &new.contact_email)
        .check(!new.public_id.as_deref().is_some_and(reserved), "public_id", "is reserved")
        .result()?;
    let contact_key = new.contact_email.to_lowercase();
    let same = Column::ContactEmailKey.eq(&contact_key);
    if Entity::find().filter(same).one(r.tx).await?.is_some() {
        return Err(Error::conflict("another company has this contact e-mail address"));
    }
    let public_id = match new.public_id {
        Some(public_id) => public_id,
        None => format!("ent_{}", r.hr.random().uuid()?.simple()),
    };
    let row = ActiveModel {
        id: NotSet,
        public_id: Set(public_id),
        name: Set(new.name),
        contact_email: Set(new.contact_email),
        contact_email_key: Set(contact_key),
        industry: Set(new.industry),
        country: Set(new.country),
        time_zone: Set(new.time_zone),
        currency: Set(new.currency),
        phone: Set(new.phone),
        phone_code: Set(new.phone_code),
        logo_url: Set(new.logo_url),
        plan_id: Set(new.plan_id),
        api_credentials: Set(None),
        created_at: Set(r.now),
        updated_at: Set(r.now),
    };
    let company = Company::from(Entity::insert(row).exec_with_returning(r.tx).await?);
    if let Some(secret) = new.api_credentials {
        keep_credentials(r, company.id, &secret).await?;
    }
    let admin = role::found(r.tx, company.id, r.now).await?;
    Ok((company, admin))
}

fn reserved(public_id: &str) -> bool {
    RESERVED.contains(&public_id)
}

/// A statement of its own: the seal is bound to the company's id.
async fn keep_credentials(r: &Register<'_>, id: CompanyId, secret: &[u8]) -> Result<(), Error> {
    let place = Place { table: "companies", company: Some(id), row: id.get() };
    let sealed = r.hr.vault().seal(r.hr.random(), place, secret)?;
    let sealed = ActiveModel { api_credentials: Set(Some(sealed)), ..Default::default() };
    Entity::update_many().filter(Column::Id.eq(id)).set(sealed).exec(r.tx).await?;
    Ok(())
}

/// The last word of a full name is the last name; of a single word there is none.
fn administrator(founder: Founder, role: RoleId) -> NewEmployee {
    let full = founder.full_name.trim();
    let (first, last) = match full.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim_end(), last),
        None if full.is_empty() => (founder.full_name.as_str(), ""),
        None => (full, ""),
    };
    NewEmployee {
        username: Some(founder.username),
        ..NewEmployee::new(first, last, &founder.email, role)
    }
}

async fn open_account(
    r: &Register<'_>,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<(), Error> {
    let row = user::ActiveModel {
        id: NotSet,
        company_id: Set(company),
        employee_id: Set(employee),
        password_hash: Set(None),
        active: Set(false),
        created_at: Set(r.now),
        updated_at: Set(r.now),
        ..Default::default()
    };
    user::Entity::insert(row).exec_without_returning(r.tx).await?;
    Ok(())
}

impl From<Model> for Company {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            public_id: row.public_id,
            name: row.name,
            contact_email: row.contact_email,
            currency: row.currency,
            time_zone: row.time_zone,
            created_at: row.created_at,
        }
    }
}
