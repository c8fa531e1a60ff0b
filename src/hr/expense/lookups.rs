//! What expenses are for and how they were paid: two short lists of the company's own.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::{Category, PaymentMethod, rules};
use crate::db::table;
use crate::entity::{expense_category as category, payment_method as method};
use crate::id::{CompanyId, ExpenseCategoryId, PaymentMethodId};
use crate::{Error, Hr, Who};

/// Adds a category; `Duplicate` where another has its name.
pub async fn create_category(
    hr: &Hr,
    who: &Who,
    name: &str,
    pre_approve: bool,
) -> Result<Category, Error> {
    let name = name.to_owned();
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::category(name, pre_approve, w.now)?;
            let row = category::ActiveModel {
                id: NotSet,
                company_id: Set(w.who.company),
                name_key: Set(it.name.to_lowercase()),
                name: Set(it.name),
                pre_approve: Set(it.pre_approve),
                created_at: Set(it.created_at),
                updated_at: Set(it.updated_at),
            };
            let it: category::Model = table::insert(w.tx, row).await?;
            w.audit("expense_category.create", it.id.get()).await?;
            Ok(it.into())
        })
    })
    .await
}

/// All categories in the order of their ids, in one statement.
pub async fn categories(hr: &Hr, who: &Who) -> Result<Vec<Category>, Error> {
    let query = table::of::<category::Entity>(who.company).order_by_asc(category::Column::Id);
    Ok(query.all(hr.db().read()).await?.into_iter().map(Category::from).collect())
}

/// Adds a payment method; `Duplicate` where another has its name.
pub async fn create_payment_method(hr: &Hr, who: &Who, name: &str) -> Result<PaymentMethod, Error> {
    let name = name.to_owned();
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::payment_method(name, w.now)?;
            let row = method::ActiveModel {
                id: NotSet,
                company_id: Set(w.who.company),
                name_key: Set(it.name.to_lowercase()),
                name: Set(it.name),
                created_at: Set(it.created_at),
                updated_at: Set(it.updated_at),
            };
            let it: method::Model = table::insert(w.tx, row).await?;
            w.audit("payment_method.create", it.id.get()).await?;
            Ok(it.into())
        })
    })
    .await
}

/// All payment methods in the order of their ids, in one statement.
pub async fn payment_methods(hr: &Hr, who: &Who) -> Result<Vec<PaymentMethod>, Error> {
    let query = table::of::<method::Entity>(who.company).order_by_asc(method::Column::Id);
    Ok(query.all(hr.db().read()).await?.into_iter().map(PaymentMethod::from).collect())
}

/// A category of the company; refuses another, naming the field.
pub(super) async fn category_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ExpenseCategoryId,
) -> Result<Category, Error> {
    let query = table::of::<category::Entity>(company).filter(category::Column::Id.eq(id));
    let row = query.one(db).await?;
    row.map(Category::from).ok_or_else(|| Error::invalid("category", "does not exist"))
}

/// A payment method of the company; refuses another, naming the field.
pub(super) async fn method_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PaymentMethodId,
) -> Result<PaymentMethod, Error> {
    let query = table::of::<method::Entity>(company).filter(method::Column::Id.eq(id));
    let row = query.one(db).await?;
    row.map(PaymentMethod::from).ok_or_else(|| Error::invalid("payment_method", "does not exist"))
}

impl From<category::Model> for Category {
    fn from(row: category::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            pre_approve: row.pre_approve,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<method::Model> for PaymentMethod {
    fn from(row: method::Model) -> Self {
        Self { id: row.id, name: row.name, created_at: row.created_at, updated_at: row.updated_at }
    }
}
