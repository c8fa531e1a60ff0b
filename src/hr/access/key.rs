//! The keys that sign access tokens: one signs, retired ones still verify for a while.

use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{DecodingKey, EncodingKey};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{STALE_AFTER_S, token};
use crate::entity::signing_key::{ActiveModel, Column, Entity, Model};
use crate::hr::Register;
use crate::vault::Place;
use crate::{Actor, Error, Hr};

/// How long a retired key still verifies and is listed, in seconds: as long as a token lives, and
/// a minute for other processes that have not noticed yet.
const OVERLAP_S: i64 = token::LIFETIME_S + 60;

/// How long a retired key is kept at all.
const KEPT_S: i64 = 24 * 3600;

/// The public half of a key, as a JSON Web Key Set shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    pub kid: String,
    /// `n`, base64url.
    pub modulus: String,
    /// `e`, base64url.
    pub exponent: String,
}

/// The keys in force, remembered.
#[derive(Default)]
pub(super) struct Ring(RwLock<Option<Arc<Keys>>>);

pub(super) struct Keys {
    /// The newest first; the first one signs.
    public: Vec<(PublicKey, DecodingKey)>,
    pub signer: EncodingKey,
    loaded_at: DateTime<Utc>,
}

impl Keys {
    /// The key that signs.
    pub fn current(&self) -> &str {
        self.public.first().map_or("", |(key, _)| &key.kid)
    }

    pub fn find(&self, kid: &str) -> Option<&DecodingKey> {
        self.public.iter().find(|(key, _)| key.kid == kid).map(|(_, key)| key)
    }
}

/// The keys that verify tokens, the one that signs now first.
pub async fn list(hr: &Hr) -> Result<Vec<PublicKey>, Error> {
    let keys = ring(hr).await?;
    Ok(keys.public.iter().map(|(key, _)| key.clone()).collect())
}

/// Puts a new key in force; the one before verifies for as long as its tokens live. Returns the
/// new key's id.
pub async fn rotate(hr: &Hr) -> Result<String, Error> {
    let new = generate(hr).await?;
    let kid = new.kid.clone();
    hr.register(move |r| {
        Box::pin(async move {
            let retired = ActiveModel { retired_at: Set(Some(r.now)), ..Default::default() };
            let current = Column::RetiredAt.is_null();
            Entity::update_many().filter(current).set(retired).exec(r.tx).await?;
            let gone = Column::RetiredAt.lt(r.now - TimeDelta::seconds(KEPT_S));
            Entity::delete_many().filter(gone).exec(r.tx).await?;
            insert(&r, new).await
        })
    })
    .await?;
    forget(hr);
    Ok(kid)
}

/// The keys in force, from memory where that is fresh; the first call ever makes one.
pub(super) async fn ring(hr: &Hr) -> Result<Arc<Keys>, Error> {
    let known = hr.memory().keys.0.read().unwrap_or_else(PoisonError::into_inner).clone();
    match known {
        Some(keys) if fresh(hr, &keys) => Ok(keys),
        _ => reload(hr).await,
    }
}

/// The keys in force, from the database.
pub(super) async fn reload(hr: &Hr) -> Result<Arc<Keys>, Error> {
    let mut rows = load(hr, hr.db().read()).await?;
    if rows.first().is_none_or(|row| row.retired_at.is_some()) {
        make_first(hr).await?;
        rows = load(hr, hr.db().read()).await?;
    }
    let keys = Arc::new(open(hr, rows)?);
    *hr.memory().keys.0.write().unwrap_or_else(PoisonError::into_inner) = Some(keys.clone());
    Ok(keys)
}

fn fresh(hr: &Hr, keys: &Keys) -> bool {
    (hr.clock().now() - keys.loaded_at).abs() < TimeDelta::seconds(STALE_AFTER_S)
}

fn forget(hr: &Hr) {
    *hr.memory().keys.0.write().unwrap_or_else(PoisonError::into_inner) = None;
}

/// The rows that verify, the one in force first.
async fn load(hr: &Hr, db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let listed = Column::RetiredAt.gt(hr.clock().now() - TimeDelta::seconds(OVERLAP_S));
    let rows = Entity::find()
        .filter(Condition::any().add(Column::RetiredAt.is_null()).add(listed))
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

fn open(hr: &Hr, rows: Vec<Model>) -> Result<Keys, Error> {
    let broken = |error: jsonwebtoken::errors::Error| Error::internal(format!("key: {error}"));
    let current = rows.first().ok_or_else(|| Error::internal("no signing key"))?;
    let private = hr.vault().open(place(current.id.get()), &current.sealed)?;
    let signer = EncodingKey::from_rsa_pem(pem(&private).as_bytes()).map_err(broken)?;
    let mut public = Vec::with_capacity(rows.len());
    for row in rows {
        let key = DecodingKey::from_rsa_components(&row.modulus, &row.exponent).map_err(broken)?;
        let shown = PublicKey { kid: row.kid, modulus: row.modulus, exponent: row.exponent };
        public.push((shown, key));
    }
    Ok(Keys { public, signer, loaded_at: hr.clock().now() })
}

/// The form of PKCS#8 that the library reads; its DER would have to be PKCS#1.
fn pem(private: &[u8]) -> String {
    let body = STANDARD.encode(private);
    format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
}

/// A key that is not stored yet.
struct Fresh {
    kid: String,
    private: Vec<u8>,
    modulus: String,
    exponent: String,
}

/// Several processes may start at once: whoever comes second finds the key of the first.
async fn make_first(hr: &Hr) -> Result<(), Error> {
    let new = generate(hr).await?;
    hr.register(move |r| {
        Box::pin(async move {
            let current = Entity::find().filter(Column::RetiredAt.is_null()).one(r.tx).await?;
            if current.is_some() { Ok(()) } else { insert(&r, new).await }
        })
    })
    .await
}

/// RSA of 2048 bits. Its randomness is the library's own: a key cannot be made from given bytes.
async fn generate(hr: &Hr) -> Result<Fresh, Error> {
    let kid = hr.random().uuid()?.simple().to_string();
    let made = tokio::task::spawn_blocking(move || {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        let private: Pkcs8V1Der<'_> = pair.as_der()?;
        let public = pair.public_key();
        Ok::<_, aws_lc_rs::error::Unspecified>(Fresh {
            kid,
            private: private.as_ref().to_vec(),
            modulus: URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero()),
            exponent: URL_SAFE_NO_PAD.encode(public.exponent().big_endian_without_leading_zero()),
        })
    })
    .await;
    match made {
        Ok(Ok(fresh)) => Ok(fresh),
        Ok(Err(_)) => Err(Error::internal("an RSA key could not be generated")),
        Err(error) => Err(Error::internal(format!("an RSA key could not be generated: {error}"))),
    }
}

/// Two statements: the seal is bound to the row's id, which the first one gives.
async fn insert(r: &Register<'_>, new: Fresh) -> Result<(), Error> {
    let row = ActiveModel {
        id: NotSet,
        kid: Set(new.kid),
        sealed: Set(Vec::new()),
        modulus: Set(new.modulus),
        exponent: Set(new.exponent),
        created_at: Set(r.now),
        retired_at: Set(None),
    };
    let id = Entity::insert(row).exec_with_returning(r.tx).await?.id;
    let sealed = r.hr.vault().seal(r.hr.random(), place(id.get()), &new.private)?;
    let sealed = ActiveModel { sealed: Set(sealed), ..Default::default() };
    Entity::update_many().filter(Column::Id.eq(id)).set(sealed).exec(r.tx).await?;
    r.audit("key.create", id.get(), None, Actor::System).await
}

fn place(row: i64) -> Place {
    Place { table: "signing_keys", company: None, row }
}
