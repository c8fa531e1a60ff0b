//! A token that is fetched when it is needed, shared, renewed before it ends, and dropped when it
//! is refused: the same for every way of getting one.
//!
//! One lock guards the token and is held while one is fetched, so a hundred calls at once wait for
//! one fetch. What that fetch ends in is theirs too, good or bad; whoever comes later asks anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use tokio::sync::Mutex;

use super::auth::{Authorize, Proof};
use super::engine::Engine;
use super::error::Error;
use super::value::Secret;

/// A token is renewed this long before it ends, or a tenth of its life where that is less.
const MARGIN: Duration = Duration::from_secs(60);

/// One way of getting a token.
pub(crate) trait Issue: Send + Sync + 'static {
    /// Asks for a token.
    fn issue(&self, engine: Arc<Engine>) -> BoxFuture<'static, Result<Token, Error>>;
}

/// A token and when it is time for the next.
pub(crate) struct Token {
    secret: Secret,
    /// `None`: it is good until it is refused.
    renew_at: Option<SystemTime>,
}

impl Token {
    /// A token that was asked for at `asked` and ends at `ends`.
    pub(crate) fn new(secret: Secret, asked: SystemTime, ends: Option<SystemTime>) -> Self {
        let renew_at = ends.map(|ends| {
            let life = ends.duration_since(asked).unwrap_or_default();
            asked + (life - MARGIN.min(life / 10))
        });
        Self { secret, renew_at }
    }
}

/// Keeps the token that `I` gets.
pub(crate) struct Kept<I> {
    issuer: I,
    state: Mutex<State>,
    /// How many fetches have ended.
    ended: AtomicU64,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    issues: u64,
    /// The number of the fetch that failed last, and how.
    failure: Option<(u64, Error)>,
}

impl<I: Issue> Kept<I> {
    pub(crate) fn new(issuer: I) -> Self {
        Self { issuer, state: Mutex::default(), ended: AtomicU64::new(0) }
    }

    async fn proof(&self, engine: &Arc<Engine>, operation: &'static str) -> Result<Proof, Error> {
        let seen = self.ended.load(Ordering::SeqCst);
        let mut state = self.state.lock().await;
        let now = engine.clock.now();
        let valid =
            state.token.as_ref().filter(|token| token.renew_at.is_none_or(|renew| now < renew));
        if let Some(token) = valid {
            let proof = Proof::bearer(operation, token.secret.expose())?;
            return Ok(Proof { issue: state.issues, fresh: false, ..proof });
        }
        if let Some((fetch, error)) = &state.failure
            && *fetch > seen
        {
            return Err(error.clone());
        }
        let issued = self.issuer.issue(Arc::clone(engine)).await;
        let fetch = self.ended.fetch_add(1, Ordering::SeqCst) + 1;
        match issued {
            Ok(token) => {
                let proof = Proof::bearer(operation, token.secret.expose());
                state.issues += 1;
                state.token = Some(token);
                state.failure = None;
                Ok(Proof { issue: state.issues, fresh: true, ..proof? })
            }
            Err(error) => {
                state.failure = Some((fetch, error.clone()));
                Err(error)
            }
        }
    }
}

impl<I: Issue> Authorize for Kept<I> {
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use super::*;
    use crate::runtime::client::Client;

    /// Refuses everyone, slowly, and counts how often it was asked.
    struct Refusing(Arc<AtomicU32>);

    impl Issue for Refusing {
        fn issue(&self, _: Arc<Engine>) -> BoxFuture<'static, Result<Token, Error>> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Box::pin(async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Err(Error::invalid("login", "refused"))
            })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn all_who_waited_share_a_failure_and_the_next_asks_anew() {
        let client = Client::builder().base_url("http://localhost").build().unwrap();
        let asked = Arc::new(AtomicU32::new(0));
        let kept = Arc::new(Kept::new(Refusing(Arc::clone(&asked))));
        let waiting = (0..20).map(|_| {
            let (kept, client) = (Arc::clone(&kept), client.clone());
            tokio::spawn(async move { kept.proof(&client.0, "thing_get").await.is_err() })
        });
        for call in waiting.collect::<Vec<_>>() {
            assert!(call.await.unwrap());
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        assert!(kept.proof(&client.0, "thing_get").await.is_err());
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_token_is_renewed_a_minute_or_a_tenth_of_its_life_before_its_end() {
        let asked = SystemTime::UNIX_EPOCH;
        for (life, renew) in [(900, 840), (100, 90), (0, 0)] {
            let ends = asked + Duration::from_secs(life);
            let token = Token::new(Secret::from("t"), asked, Some(ends));
            assert_eq!(token.renew_at, Some(asked + Duration::from_secs(renew)));
        }
        assert!(Token::new(Secret::from("t"), asked, None).renew_at.is_none());
    }
}
