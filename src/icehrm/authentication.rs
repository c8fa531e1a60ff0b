//! Tag Authentication: access tokens by the password grant, and the own password.

use hr::Error;
use hr::access::{Level, client, password, user, user_token};
use icehrm_server::requests::{AccessTokenCreateRequest, UserPasswordChangeRequest};
use icehrm_server::traits::Authentication;
use icehrm_server::types::{AccessToken, AccessTokenScope};
use wire::{Secret, Visitor};

use crate::{Caller, IceHrm};

impl Authentication for IceHrm {
    async fn access_token_create(
        &self,
        _: Visitor,
        request: AccessTokenCreateRequest,
    ) -> Result<AccessToken, Error> {
        if !self.password_grant {
            return Err(Error::invalid("grant_type", "is turned off: ask for a personal token"));
        }
        let (hr, sent) = (&self.hr, request.body);
        let client = client::authenticate(hr, &sent.client_id, sent.client_secret.expose()).await?;
        let password = sent.password.expose();
        let (access_token, session) =
            user_token::grant(hr, &self.issuer, &client, self.instance, &sent.username, password)
                .await?;
        Ok(AccessToken {
            access_token: Secret(access_token),
            expires_in: i32::try_from(user_token::LIFETIME_S).unwrap_or(i32::MAX),
            scope: match session.level {
                Level::Employee => AccessTokenScope::Employee,
                Level::Manager => AccessTokenScope::Manager,
                Level::Admin => AccessTokenScope::Admin,
            },
        })
    }

    async fn user_password_change(
        &self,
        caller: Caller,
        request: UserPasswordChangeRequest,
    ) -> Result<(), Error> {
        let (hr, sent) = (&self.hr, request.body);
        let (current, new) = (sent.current_password.expose(), sent.new_password.expose());
        password::strong(new)?;
        let new = password::hash(hr, new).await?;
        user::change_password(hr, caller.who(), caller.user(), current, new).await
    }
}
