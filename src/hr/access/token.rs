//! Access tokens of clients: JWTs signed with RS256, for one issuer and audience each.

use std::sync::Arc;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Client, client, key};
use crate::id::ClientId;
use crate::{Error, Hr};

/// How long a token lives, in seconds.
pub const LIFETIME_S: i64 = 900;

/// Longer texts are no tokens of ours.
const LONGEST: usize = 8 * 1024;

/// Who issues tokens and for whom: each API has its own, so that none takes another's tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    pub iss: String,
    pub aud: String,
}

/// A token that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub client: ClientId,
    /// The client's public name.
    pub client_id: String,
    pub scopes: Vec<String>,
    /// End of life, in Unix seconds.
    pub exp: i64,
    pub jti: String,
    issuer: Issuer,
}

/// Why a token does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not a JWT at all.
    Malformed,
    /// Signed by somebody else, for something else, or its client is revoked.
    Invalid,
    Expired,
    /// It could not be verified.
    Failed(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: String,
    exp: i64,
    iat: i64,
    jti: String,
    scope: String,
    client_id: String,
}

/// A token for a client that has shown its secret; lives [`LIFETIME_S`].
///
/// Whether the client may have these scopes is for the caller to check, with [`Client::allows`].
pub async fn issue(
    hr: &Hr,
    issuer: &Issuer,
    client: &Client,
    scopes: &[String],
) -> Result<String, Error> {
    let now = hr.clock().now().timestamp();
    let claims = Claims {
        iss: issuer.iss.clone(),
        sub: client.client_id.clone(),
        aud: issuer.aud.clone(),
        exp: now + LIFETIME_S,
        iat: now,
        jti: hr.random().uuid()?.to_string(),
        scope: scopes.join(" "),
        client_id: client.client_id.clone(),
    };
    sign(hr, &claims).await
}

/// A JWT with these claims, signed with the current key.
pub(super) async fn sign(hr: &Hr, claims: &impl Serialize) -> Result<String, Error> {
    let keys = key::ring(hr).await?;
    let mut header = Header::new(Algorithm::RS256);
    header.kid = Some(keys.current().to_owned());
    jsonwebtoken::encode(&header, claims, &keys.signer)
        .map_err(|error| Error::internal(format!("a token could not be signed: {error}")))
}

/// What the token says, if it holds now for this issuer and audience.
///
/// Remembers tokens that held; each call still looks at the time and at the client.
pub async fn verify(hr: &Hr, issuer: &Issuer, token: &str) -> Result<Arc<Verified>, Refused> {
    let digest: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    let memory = &hr.memory().tokens;
    let verified = match memory.get(&digest) {
        Some(known) => known,
        None => {
            let verified = Arc::new(check(hr, issuer, token).await?);
            memory.insert(digest, verified.clone());
            verified
        }
    };
    if verified.issuer != *issuer {
        return Err(Refused::Invalid);
    }
    if hr.clock().now().timestamp() >= verified.exp {
        memory.remove(&digest);
        return Err(Refused::Expired);
    }
    match client::state(hr, verified.client).await?.revoked {
        true => Err(Refused::Invalid),
        false => Ok(verified),
    }
}

/// Signature and claims; not the time, which `verify` looks at on every call.
async fn check(hr: &Hr, issuer: &Issuer, token: &str) -> Result<Verified, Refused> {
    let claims: Claims = read(hr, issuer, token).await?;
    let client = client::id_of(hr, &claims.client_id).await?.ok_or(Refused::Invalid)?;
    Ok(Verified {
        client,
        client_id: claims.client_id,
        scopes: claims.scope.split_whitespace().map(str::to_owned).collect(),
        exp: claims.exp,
        jti: claims.jti,
        issuer: issuer.clone(),
    })
}

/// The claims of a JWT of ours for this issuer and audience; the time is not looked at.
pub(super) async fn read<C: DeserializeOwned>(
    hr: &Hr,
    issuer: &Issuer,
    token: &str,
) -> Result<C, Refused> {
    if token.len() > LONGEST {
        return Err(Refused::Malformed);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| Refused::Malformed)?;
    let kid = header.kid.ok_or(Refused::Invalid)?;
    let mut keys = key::ring(hr).await?;
    if keys.find(&kid).is_none() {
        // Another process may have rotated a moment ago.
        keys = key::reload(hr).await?;
    }
    let key = keys.find(&kid).ok_or(Refused::Invalid)?;
    let mut rules = Validation::new(Algorithm::RS256);
    // The library reads the machine's clock; ours is a parameter.
    rules.validate_exp = false;
    rules.set_issuer(&[&issuer.iss]);
    rules.set_audience(&[&issuer.aud]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    match jsonwebtoken::decode::<C>(token, key, &rules) {
        Ok(data) => Ok(data.claims),
        Err(error) => Err(match error.kind() {
            ErrorKind::InvalidToken | ErrorKind::Base64(_) => Refused::Malformed,
            _ => Refused::Invalid,
        }),
    }
}
