//! OAuth 2.0 client credentials through the `oauth2` crate: fetched once, cached, renewed.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use oauth2::basic::BasicClient;
use oauth2::{
    AsyncHttpClient, AuthType, ClientId, ClientSecret, HttpRequest, HttpResponse,
    RequestTokenError, Scope, TokenResponse, TokenUrl,
};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::auth::{Authorize, Proof};
use super::engine::{Engine, Received};
use super::error::Error;
use super::operation::Operation;
use super::prepare::Prepared;
use super::value::Secret;

/// A token is renewed this long before it ends, or a tenth of its life where that is less.
const MARGIN: Duration = Duration::from_secs(60);

/// Fetches a token with a client id and secret.
pub(crate) struct ClientCredentials {
    client_id: String,
    client_secret: Secret,
    /// The token endpoint.
    operation: &'static Operation,
    state: Mutex<State>,
}

/// What the lock guards; holding it while fetching makes the flight single.
#[derive(Default)]
pub(crate) struct State {
    token: Option<Token>,
    issues: u64,
    /// When the last fetch failed, and how: shared with all who waited for it.
    failure: Option<(Instant, Error)>,
}

struct Token {
    secret: Secret,
    renew_at: Option<Instant>,
}

impl ClientCredentials {
    /// `operation` is the token endpoint.
    pub(crate) fn new(id: String, secret: Secret, operation: &'static Operation) -> Self {
        Self { client_id: id, client_secret: secret, operation, state: Mutex::default() }
    }

    async fn proof(&self, engine: &Arc<Engine>, operation: &'static str) -> Result<Proof, Error> {
        let asked = Instant::now();
        let mut state = self.state.lock().await;
        let now = Instant::now();
        let valid =
            state.token.as_ref().filter(|token| token.renew_at.is_none_or(|renew| now < renew));
        if let Some(token) = valid {
            let proof = Proof::bearer(operation, token.secret.expose())?;
            return Ok(Proof { issue: state.issues, fresh: false, ..proof });
        }
        if let Some((at, error)) = &state.failure
            && *at >= asked
        {
            return Err(error.clone());
        }
        let id = ClientId::new(self.client_id.clone());
        let secret = ClientSecret::new(self.client_secret.expose().to_owned());
        match fetch(Arc::clone(engine), self.operation, id, secret).await {
            Ok(token) => {
                let proof = Proof::bearer(operation, token.secret.expose());
                state.issues += 1;
                state.token = Some(token);
                state.failure = None;
                Ok(Proof { issue: state.issues, fresh: true, ..proof? })
            }
            Err(error) => {
                state.failure = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }
}

/// Asks for a token. Owns all it needs: the `oauth2` crate's future is `Send` only then.
fn fetch(
    engine: Arc<Engine>,
    operation: &'static Operation,
    client_id: ClientId,
    client_secret: ClientSecret,
) -> BoxFuture<'static, Result<Token, Error>> {
    Box::pin(async move {
        let url = engine.url(&Prepared::new(operation))?;
        let client = BasicClient::new(client_id)
            .set_client_secret(client_secret)
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(url));
        let scopes: Vec<Scope> = engine.scopes.iter().cloned().map(Scope::new).collect();
        let http = Http { engine: Arc::clone(&engine), operation };
        let asked = Instant::now();
        let answer =
            client.exchange_client_credentials().add_scopes(scopes).request_async(&http).await;
        let answer = answer.map_err(|error| match error {
            RequestTokenError::Request(error) => error,
            other => {
                let message = "the token answer is not RFC 6749's";
                Error::decode(operation.id, message, Opaque::from(other))
            }
        })?;
        let renew_at = answer.expires_in().map(|life| asked + life - MARGIN.min(life / 10));
        Ok(Token { secret: Secret::new(answer.access_token().secret()), renew_at })
    })
}

/// The http client of the `oauth2` crate: our own engine, so that the token request is retried,
/// paced and watched like any other. Asking twice for a token does no harm.
struct Http {
    engine: Arc<Engine>,
    operation: &'static Operation,
}

impl AsyncHttpClient<'_> for Http {
    type Error = Error;
    type Future = BoxFuture<'static, Result<HttpResponse, Error>>;

    fn call(&self, request: HttpRequest) -> Self::Future {
        let (engine, operation) = (Arc::clone(&self.engine), self.operation);
        Box::pin(async move {
            let mut prepared = Prepared::new(operation);
            let body = Bytes::from(request.into_body());
            prepared.bytes("application/x-www-form-urlencoded", body);
            let mut options = engine.options.clone();
            options.repeat_unsafe = true;
            let received = engine.exchange_without_proof(&prepared, &options).await?;
            answer(operation.id, &received)
        })
    }
}

fn answer(id: &'static str, received: &Received) -> Result<HttpResponse, Error> {
    let mut response = HttpResponse::new(received.body.to_vec());
    *response.status_mut() = oauth2::http::StatusCode::from_u16(received.status)
        .map_err(|error| Error::decode(id, "not a status", error))?;
    *response.headers_mut() = received.headers.clone();
    Ok(response)
}

impl Authorize for ClientCredentials {
    fn authorize<'a>(
        &'a self,
        engine: &'a Arc<Engine>,
        operation: &'static str,
    ) -> BoxFuture<'a, Result<Proof, Error>> {
        Box::pin(self.proof(engine, operation))
    }

    fn refused<'a>(&'a self, proof: &'a Proof) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            if state.issues == proof.issue {
                state.token = None;
            }
            !proof.fresh
        })
    }
}

/// What the `oauth2` crate says, without the answer that it quotes.
#[derive(Debug)]
struct Opaque(&'static str);

impl<R: std::error::Error, T: oauth2::ErrorResponse> From<RequestTokenError<R, T>> for Opaque {
    fn from(error: RequestTokenError<R, T>) -> Self {
        Self(match error {
            RequestTokenError::ServerResponse(_) => "the server answered an error",
            RequestTokenError::Request(_) => "the request failed",
            RequestTokenError::Parse(..) => "the body could not be read",
            RequestTokenError::Other(_) => "the answer is incomplete",
        })
    }
}

impl std::fmt::Display for Opaque {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Opaque {}
