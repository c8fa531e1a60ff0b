//! Tag Authentication: tokens for clients, and the keys that verify them; vendor section 2.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hr::Error;
use hr::access::{client, key, token};
use shiftcare_server::requests::{KeyListRequest, TokenIssueRequest};
use shiftcare_server::traits::Authentication;
use shiftcare_server::types::{Key, KeySet, Token, TokenRequest};
use wire::{Secret, Visitor};

use crate::{ShiftCare, oauth};

impl Authentication for ShiftCare {
    async fn token_issue(
        &self,
        visitor: Visitor,
        request: TokenIssueRequest,
    ) -> Result<Token, Error> {
        let asked = request.body.scope.clone();
        let (id, secret) = credentials(&visitor, request.body)?;
        let client = client::authenticate(&self.hr, &id, secret.expose()).await?;
        let scopes = oauth::scopes(&client, asked.as_deref())?;
        let text = token::issue(&self.hr, &self.issuer, &client, &scopes).await?;
        Ok(Token { access_token: Secret(text), scope: scopes.join(" ") })
    }

    async fn key_list(&self, _: Visitor, _: KeyListRequest) -> Result<KeySet, Error> {
        let keys = key::list(&self.hr).await?.into_iter();
        let keys = keys.map(|key| Key { kid: key.kid, n: key.modulus, e: key.exponent });
        Ok(KeySet { keys: keys.collect() })
    }
}

/// Client id and secret from the form or from HTTP Basic, but not from both (RFC 6749 2.3).
fn credentials(visitor: &Visitor, form: TokenRequest) -> Result<(String, Secret), Error> {
    let basic = visitor.authorization.as_deref().and_then(basic).transpose()?;
    match (basic, form.client_id, form.client_secret) {
        (None, Some(id), Some(secret)) => Ok((id, secret)),
        (Some((id, secret)), None, None) => Ok((id, secret)),
        (Some((id, secret)), Some(named), None) if named == id => Ok((id, secret)),
        (Some(_), _, _) => {
            Err(Error::invalid("client_id", "must come in the form or by HTTP Basic, not by both"))
        }
        (None, _, _) => Err(Error::BadCredentials),
    }
}

/// `Basic` with form-encoded id and secret, as RFC 6749 section 2.3.1 has it; another scheme is no
/// client authentication and counts as none.
fn basic(header: &str) -> Option<Result<(String, Secret), Error>> {
    let (scheme, text) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = STANDARD.decode(text.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let pair = pair.as_deref().and_then(|pair| pair.split_once(':'));
    Some(
        pair.ok_or(Error::BadCredentials)
            .map(|(id, secret)| (oauth::form_decoded(id), Secret(oauth::form_decoded(secret)))),
    )
}
