//! Apps that prove a shared secret with every sign-in: SHA-512 over a nonce of their own and it.

use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use sha2::{Digest, Sha512};
use subtle::ConstantTimeEq;

use super::digest;
use crate::entity::whosoff_app::{ActiveModel, Column, Entity, Model};
use crate::entity::whosoff_nonce as nonces;
use crate::id::{CompanyId, WhosoffAppId};
use crate::vault::Place;
use crate::{Error, Hr, Who, Write};

/// How long a nonce is remembered, in hours.
const REMEMBERED_H: i64 = 24;

/// An app's id and secret, shown once.
pub struct AppCredentials {
    /// 16 characters.
    pub app_id: String,
    pub secret: String,
}

/// Registers an app of the company; id and secret are random where none are given, which only
/// fixed test data does. `Duplicate` where the app id is taken.
pub async fn create(
    hr: &Hr,
    who: &Who,
    app_id: Option<String>,
    secret: Option<String>,
) -> Result<AppCredentials, Error> {
    let app_id = match app_id {
        Some(app_id) => app_id,
        None => hr.random().bytes::<8>()?.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    let secret = match secret {
        Some(secret) => secret,
        None => hr.random().secret()?,
    };
    let (name, plain) = (app_id.clone(), secret.clone());
    hr.write(who, move |w| {
        Box::pin(async move {
            let id = insert(&w, name, plain.as_bytes()).await?;
            w.audit("whosoff_app.create", id.get()).await
        })
    })
    .await?;
    Ok(AppCredentials { app_id, secret })
}

/// Two statements: the seal is bound to the row's id, which the first one gives.
async fn insert(w: &Write<'_>, app_id: String, secret: &[u8]) -> Result<WhosoffAppId, Error> {
    let company = w.who.company;
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        app_id: Set(app_id),
        sealed: Set(Vec::new()),
        created_at: Set(w.now),
    };
    let id = Entity::insert(row).exec_with_returning(w.tx).await?.id;
    let sealed = w.hr.vault().seal(w.hr.random(), place(company, id), secret)?;
    let sealed = ActiveModel { sealed: Set(sealed), ..Default::default() };
    let own = Entity::update_many().filter(Column::CompanyId.eq(company)).filter(Column::Id.eq(id));
    own.set(sealed).exec(w.tx).await?;
    Ok(id)
}

/// The company of the app with this id.
pub async fn by_app_id(hr: &Hr, app_id: &str) -> Result<Option<CompanyId>, Error> {
    Ok(find(hr, app_id).await?.map(|row| row.company_id))
}

/// The company of the app, if `proof` is the hexadecimal SHA-512 over nonce and secret and the
/// nonce is a new one; `BadCredentials` otherwise.
///
/// A nonce is used up by a right proof only: who does not know the secret takes none away.
pub async fn check(hr: &Hr, app_id: &str, nonce: &str, proof: &str) -> Result<CompanyId, Error> {
    let row = find(hr, app_id).await?;
    // An unknown app is compared with something too, so that it takes as long.
    let secret = match &row {
        Some(row) => hr.vault().open(place(row.company_id, row.id), &row.sealed)?,
        None => Vec::new(),
    };
    let expected = proof_of(nonce, &secret);
    let same = bool::from(expected.as_bytes().ct_eq(proof.to_ascii_lowercase().as_bytes()));
    match row {
        Some(row) if same && !nonce.is_empty() => {
            use_up(hr, row.company_id, row.id, nonce).await?;
            Ok(row.company_id)
        }
        _ => Err(Error::BadCredentials),
    }
}

fn proof_of(nonce: &str, secret: &[u8]) -> String {
    let mut hash = Sha512::new();
    hash.update(nonce.as_bytes());
    hash.update(secret);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn use_up(hr: &Hr, company: CompanyId, app: WhosoffAppId, nonce: &str) -> Result<(), Error> {
    use nonces::{ActiveModel, Column, Entity};
    let hash = digest(nonce).to_vec();
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move {
            let forgotten = w.now - TimeDelta::hours(REMEMBERED_H);
            let own = Column::CompanyId.eq(company);
            let old = Entity::delete_many().filter(own.clone());
            old.filter(Column::SeenAt.lt(forgotten)).exec(w.tx).await?;
            let same = Entity::find().filter(own).filter(Column::App.eq(app));
            if same.filter(Column::NonceHash.eq(hash.clone())).count(w.tx).await? > 0 {
                return Err(Error::BadCredentials);
            }
            let row = ActiveModel {
                company_id: Set(company),
                app: Set(app),
                nonce_hash: Set(hash),
                seen_at: Set(w.now),
            };
            Entity::insert(row).exec_without_returning(w.tx).await?;
            Ok(())
        })
    })
    .await
}

async fn find(hr: &Hr, app_id: &str) -> Result<Option<Model>, Error> {
    Ok(Entity::find().filter(Column::AppId.eq(app_id)).one(hr.db().read()).await?)
}

fn place(company: CompanyId, id: WhosoffAppId) -> Place {
    Place { table: "whosoff_apps", company: Some(company), row: id.get() }
}
