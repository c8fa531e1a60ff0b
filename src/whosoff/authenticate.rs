//! Tag Authenticate: the vendor's page `authenticate`.

use chrono::TimeDelta;
use hr::access::{NewBearer, bearer, user, whosoff_app};
use hr::{Actor, Error, Who};
use whosoff_server::requests::AuthenticateWithCredentialsRequest;
use whosoff_server::traits::Authenticate;
use whosoff_server::types::{AccessToken, AccessTokenRow};
use wire::{Secret, Visitor};

use crate::translate::{moment, users};
use crate::{Failure, Whosoff, people, principal};

/// How long a token holds, in hours.
const LIFETIME_H: i64 = 8;
/// How much of what a caller calls itself is kept, in characters.
const DEVICE: usize = 250;

impl Authenticate for Whosoff {
    async fn authenticate_with_credentials(
        &self,
        visitor: Visitor,
        request: AuthenticateWithCredentialsRequest,
    ) -> Result<Vec<AccessTokenRow>, Failure> {
        let sent = request.body;
        if sent.app_id != request.app_id {
            return Err(Error::BadCredentials.into());
        }
        let company =
            whosoff_app::check(&self.hr, &sent.app_id, &sent.nonce, sent.secret.expose()).await?;
        let name = sent.username.as_str();
        let signed_in =
            user::sign_in(&self.hr, Some(company), name, sent.password.expose()).await?;
        let token = bearer::issue(&self.hr, signed_in, new_token(&visitor)).await?;
        let who = Who::new(company, Actor::User(signed_in.user), &visitor.request_id);
        let ends = token.expires_at.unwrap_or(token.created_at);
        Ok(vec![AccessTokenRow {
            token: AccessToken {
                access_token: Secret(token.secret),
                token_expiry_date: moment(ends),
            },
            user: users::signed_in(people::card(&self.hr, &who, signed_in.employee).await?),
        }])
    }
}

/// A token that is named after the caller's program.
fn new_token(visitor: &Visitor) -> NewBearer {
    let device = visitor.user_agent.as_deref().unwrap_or_default();
    NewBearer {
        api: principal::API.into(),
        name: device.chars().take(DEVICE).collect(),
        lifetime: Some(TimeDelta::hours(LIFETIME_H)),
        secret: None,
    }
}
