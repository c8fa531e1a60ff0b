//! OAuth 2.0 client credentials through the `oauth2` crate.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use oauth2::basic::BasicClient;
use oauth2::{
    AsyncHttpClient, AuthType, ClientId, ClientSecret, HttpRequest, HttpResponse,
    RequestTokenError, Scope, TokenResponse, TokenUrl,
};

use super::engine::{Engine, Received};
use super::error::Error;
use super::operation::Operation;
use super::prepare::Prepared;
use super::token::{Issue, Token};
use super::value::Secret;

/// Fetches a token with a client id and secret.
pub(crate) struct ClientCredentials {
    client_id: String,
    client_secret: Secret,
    /// The token endpoint.
    operation: &'static Operation,
}

impl ClientCredentials {
    /// `operation` is the token endpoint.
    pub(crate) fn new(id: String, secret: Secret, operation: &'static Operation) -> Self {
        Self { client_id: id, client_secret: secret, operation }
    }
}

impl Issue for ClientCredentials {
    fn issue(&self, engine: Arc<Engine>) -> BoxFuture<'static, Result<Token, Error>> {
        let id = ClientId::new(self.client_id.clone());
        let secret = ClientSecret::new(self.client_secret.expose().to_owned());
        fetch(engine, self.operation, id, secret)
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
        let asked = engine.clock.now();
        let answer =
            client.exchange_client_credentials().add_scopes(scopes).request_async(&http).await;
        let answer = answer.map_err(|error| match error {
            RequestTokenError::Request(error) => error,
            other => {
                let message = "the token answer is not RFC 6749's";
                Error::decode(operation.id, message, Opaque::from(other))
            }
        })?;
        let ends = answer.expires_in().map(|life| asked + life);
        Ok(Token::new(Secret::new(answer.access_token().secret()), asked, ends))
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
