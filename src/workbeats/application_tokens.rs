//! Tag Application Tokens: ours, where the vendor has a screen.

use hr::access::application_token;
use hr::id::ApplicationTokenId;
use workbeats_server::requests::*;
use workbeats_server::traits::ApplicationTokens;
use workbeats_server::types::{ApplicationToken, ApplicationTokenSecret};

use crate::translate::{ids, tokens};
use crate::{Failure, Principal, Workbeats};

impl ApplicationTokens for Workbeats {
    async fn application_token_list(
        &self,
        caller: Principal,
        _request: ApplicationTokenListRequest,
    ) -> Result<Vec<ApplicationToken>, Failure> {
        let all = application_token::list(&self.hr, &caller.who, caller.environment()).await?;
        Ok(all.into_iter().map(tokens::shown).collect())
    }

    async fn application_token_create(
        &self,
        caller: Principal,
        request: ApplicationTokenCreateRequest,
    ) -> Result<ApplicationTokenSecret, Failure> {
        let new = tokens::new(request.body, caller.environment());
        let (made, secret) = application_token::create(&self.hr, &caller.who, new).await?;
        Ok(tokens::with_secret(made, secret))
    }

    async fn application_token_get(
        &self,
        caller: Principal,
        request: ApplicationTokenGetRequest,
    ) -> Result<ApplicationToken, Failure> {
        let (id, place) = (token(&request.token_id)?, caller.environment());
        Ok(tokens::shown(application_token::get(&self.hr, &caller.who, place, id).await?))
    }

    async fn application_token_update(
        &self,
        caller: Principal,
        request: ApplicationTokenUpdateRequest,
    ) -> Result<ApplicationToken, Failure> {
        let (id, place) = (token(&request.token_id)?, caller.environment());
        let change = tokens::change(request.body);
        let it = application_token::change(&self.hr, &caller.who, place, id, change).await?;
        Ok(tokens::shown(it))
    }

    async fn application_token_delete(
        &self,
        caller: Principal,
        request: ApplicationTokenDeleteRequest,
    ) -> Result<(), Failure> {
        let (id, place) = (token(&request.token_id)?, caller.environment());
        Ok(application_token::delete(&self.hr, &caller.who, place, id).await?)
    }
}

fn token(text: &str) -> Result<ApplicationTokenId, Failure> {
    let id = ids::read("token", text).ok_or(Failure::missing("application token"))?;
    Ok(ApplicationTokenId(id))
}
