//! What few systems ask about an employee; whoever has no row of it has the default.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter};

use crate::code::coded;
use crate::db::Tx;
use crate::entity::employee_detail::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Faults, Patch};

coded! {
    /// Married or not.
    pub enum MaritalStatus("marital status") {
        Married = 1,
        Single = 2,
        Divorced = 3,
        Widowed = 4,
        Other = 5,
    }
}

/// Declares a group of optional fields, what may change in it, and how it is read and written:
/// the columns are called like the fields.
macro_rules! group {
    ($(#[$doc:meta])* $name:ident, $change:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Option<$type>),+
        }

        /// What is to change of it; the default changes nothing.
        #[derive(Clone, Debug, Default)]
        pub struct $change {
            $(pub $field: Patch<$type>),+
        }

        impl $name {
            fn changed(mut self, change: $change) -> Self {
                $(change.$field.apply(&mut self.$field);)+
                self
            }

            fn read(row: &Model) -> Self {
                Self { $($field: row.$field.clone()),+ }
            }

            fn write(self, row: &mut ActiveModel) {
                $(row.$field = Set(self.$field);)+
            }
        }
    };
}

group! {
    /// Who they are.
    Person, PersonChange {
        middle_name: String,
        /// How the name is said.
        name_pronunciation: String,
        pronouns: String,
        /// The number of a country.
        nationality: i64,
        birthday: NaiveDate,
        gender: String,
        /// A number that means something to the company.
        ethnicity: i64,
        /// A number that means something to the company.
        immigration_status: i64,
        home_phone: String,
        private_email: String,
    }
}

group! {
    /// What authorities and insurers call them.
    Papers, PapersChange {
        ssn_num: String,
        nic_num: String,
        other_id: String,
        driving_license: String,
        driving_license_expires_on: NaiveDate,
        tax_id: String,
        health_insurance: String,
    }
}

group! {
    /// How they work here.
    Terms, TermsChange {
        /// A number that means something to the company.
        pay_grade: i64,
        work_station: String,
        /// When the employment was confirmed.
        confirmed_on: NaiveDate,
        /// The IANA name of the zone in which their days begin; the branch's where it is not said.
        time_zone: String,
        notes: String,
    }
}

group! {
    /// What the company wanted to know besides.
    Custom, CustomChange {
        custom4: String,
        custom5: String,
        custom6: String,
        custom7: String,
        custom8: String,
        custom9: String,
        custom10: String,
    }
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    pub marital_status: Option<MaritalStatus>,
    pub person: Person,
    pub papers: Papers,
    pub terms: Terms,
    pub custom: Custom,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct DetailsChange {
    pub marital_status: Patch<MaritalStatus>,
    pub person: PersonChange,
    pub papers: PapersChange,
    pub terms: TermsChange,
    pub custom: CustomChange,
}

impl Details {
    /// The details after `change`; `Invalid` where the time zone is none.
    pub(super) fn changed(self, change: DetailsChange) -> Result<Self, Error> {
        let Self { mut marital_status, person, papers, terms, custom } = self;
        change.marital_status.apply(&mut marital_status);
        let terms = terms.changed(change.terms);
        let zone = terms.time_zone.as_deref().is_none_or(|name| name.parse::<Tz>().is_ok());
        Faults::default().check(zone, "time_zone", "is no time zone").result()?;
        Ok(Self {
            marital_status,
            person: person.changed(change.person),
            papers: papers.changed(change.papers),
            terms,
            custom: custom.changed(change.custom),
        })
    }

    /// What a search looks through besides names: the numbers of papers, a line each.
    fn search_key(&self) -> Option<String> {
        let Papers { ssn_num, nic_num, other_id, driving_license, .. } = &self.papers;
        let lines = [ssn_num, nic_num, other_id, driving_license];
        let lines: Vec<_> = lines.into_iter().flatten().map(String::as_str).collect();
        (!lines.is_empty()).then(|| lines.join("\n").to_lowercase())
    }
}

/// The details of those of the employees who have any, in one statement.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, Details>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.employee_id, row.try_into()?))).collect()
}

/// Writes an employee's details in place of those before.
pub(super) async fn save(
    tx: &Tx,
    company: CompanyId,
    employee: EmployeeId,
    it: Details,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut row = ActiveModel {
        company_id: Set(company),
        employee_id: Set(employee),
        marital_status: Set(it.marital_status.map(MaritalStatus::code)),
        search_key: Set(it.search_key()),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    it.person.write(&mut row);
    it.papers.write(&mut row);
    it.terms.write(&mut row);
    it.custom.write(&mut row);
    let key = [Column::Id, Column::CompanyId, Column::EmployeeId, Column::CreatedAt];
    let written = Column::iter().filter(|column| !key.iter().any(|it| same(it, column)));
    let again = OnConflict::columns([Column::CompanyId, Column::EmployeeId])
        .update_columns(written)
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

fn same(one: &Column, other: &Column) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// Removes what is known of somebody who is deleted.
pub(super) async fn clear(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    Ok(())
}

impl TryFrom<Model> for Details {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            marital_status: row.marital_status.map(MaritalStatus::from_code).transpose()?,
            person: Person::read(&row),
            papers: Papers::read(&row),
            terms: Terms::read(&row),
            custom: Custom::read(&row),
        })
    }
}
