//! Tag Authentication: bearer tokens, issued at the login and revoked at the logout.

use hr::Error;
use hr::access::{NewBearer, bearer, user};
use okta_hr_server::requests::{TokenIssueRequest, TokenRevokeRequest};
use okta_hr_server::traits::Authentication;
use okta_hr_server::types::AccessToken;
use wire::Visitor;

use crate::translate::people;
use crate::{Caller, OktaHr, principal};

impl Authentication for OktaHr {
    async fn token_issue(
        &self,
        _: Visitor,
        request: TokenIssueRequest,
    ) -> Result<AccessToken, Error> {
        let sent = request.body;
        let signed_in = user::sign_in(&self.hr, None, &sent.email, sent.password.expose()).await?;
        let name = sent.device_name.clone();
        let new = NewBearer { api: principal::API.into(), name, ..NewBearer::default() };
        let issued = bearer::issue(&self.hr, signed_in, new).await?;
        Ok(people::token(issued, sent.device_name, signed_in.user))
    }

    /// Of two at once with one token, both have what they asked for.
    async fn token_revoke(&self, caller: Caller, _: TokenRevokeRequest) -> Result<(), Error> {
        let person = caller.person()?;
        match bearer::revoke(&self.hr, &person.who, person.token).await {
            Err(Error::NotFound(_)) => Ok(()),
            other => other,
        }
    }
}
