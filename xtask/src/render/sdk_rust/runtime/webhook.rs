//! Tells whether a webhook delivery is genuine and fresh, as Standard Webhooks 1.0 signs it.
//!
//! Everything is compared in constant time, and nothing of the body may be believed before.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;

use super::value::Secret;
use crate::operations::WEBHOOKS;

/// How deliveries of this API are signed.
#[derive(Debug)]
pub struct Scheme {
    /// Header with the id of the delivery, the same on every attempt.
    pub id: &'static str,
    /// Header with the Unix second of the attempt.
    pub timestamp: &'static str,
    /// Header with the signatures.
    pub signature: &'static str,
    /// What stands before the base64 of a secret.
    pub secret_prefix: &'static str,
    /// How many seconds a timestamp may be from now.
    pub tolerance_s: u32,
}

/// Checks deliveries. Several secrets may hold at once, so that one can be replaced.
#[derive(Clone)]
#[must_use]
pub struct Verifier {
    keys: Vec<hmac::Key>,
    tolerance: Duration,
    now: Arc<dyn Fn() -> SystemTime + Send + Sync>,
}

/// Why a delivery is not to be believed, or a secret not to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The secret is no base64 behind its prefix.
    Secret,
    /// A header is missing or not readable.
    Header(&'static str),
    /// The timestamp is too far from now: an old delivery sent again, or a wrong clock.
    Stale,
    /// No signature is of one of the secrets.
    Signature,
}

impl Verifier {
    /// Trusts deliveries that are signed with `secret`, as it was shown when the webhook was made.
    ///
    /// # Errors
    /// [`Refusal::Secret`]
    pub fn new(secret: impl Into<Secret>) -> Result<Self, Refusal> {
        let tolerance = Duration::from_secs(u64::from(WEBHOOKS.tolerance_s));
        let now = Arc::new(SystemTime::now);
        Self { keys: Vec::new(), tolerance, now }.or_secret(secret)
    }

    /// Trusts a further secret too: the old one while it is being replaced.
    ///
    /// # Errors
    /// [`Refusal::Secret`]
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Result<Self, Refusal> {
        let secret = secret.into();
        let text = secret.expose();
        let text = text.strip_prefix(WEBHOOKS.secret_prefix).unwrap_or(text);
        let key = STANDARD.decode(text).map_err(|_| Refusal::Secret)?;
        if key.is_empty() {
            return Err(Refusal::Secret);
        }
        self.keys.push(hmac::Key::new(hmac::HMAC_SHA256, &key));
        Ok(self)
    }

    /// How far a timestamp may be from now, in place of the documented time.
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks a delivery by its headers and the body as it came, byte by byte.
    ///
    /// # Errors
    /// Why it is not to be believed.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
        let text = |name: &'static str| {
            let value = headers.get(name).and_then(|value| value.to_str().ok());
            value.ok_or(Refusal::Header(name))
        };
        let [id, timestamp, signatures] =
            [text(WEBHOOKS.id)?, text(WEBHOOKS.timestamp)?, text(WEBHOOKS.signature)?];
        self.verify_parts(id, timestamp, signatures, body)
    }

    /// Checks a delivery by the texts of its three headers, whatever the framework calls them.
    ///
    /// # Errors
    /// Why it is not to be believed.
    pub fn verify_parts(
        &self,
        id: &str,
        timestamp: &str,
        signatures: &str,
        body: &[u8],
    ) -> Result<(), Refusal> {
        let sent = timestamp.parse().map_err(|_| Refusal::Header(WEBHOOKS.timestamp))?;
        let now = (self.now)().duration_since(UNIX_EPOCH).unwrap_or_default();
        if Duration::from_secs(sent).abs_diff(now) > self.tolerance {
            return Err(Refusal::Stale);
        }
        let signed = [id.as_bytes(), b".", timestamp.as_bytes(), b".", body].concat();
        let given = signatures.split_ascii_whitespace();
        let given = given.filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok());
        let good =
            |tag: &Vec<u8>| self.keys.iter().any(|key| hmac::verify(key, &signed, tag).is_ok());
        if given.into_iter().any(|tag| good(&tag)) { Ok(()) } else { Err(Refusal::Signature) }
    }

    /// Goes by another clock.
    #[doc(hidden)]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.now = Arc::new(now);
        self
    }
}

/// Secrets are left out.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("tolerance", &self.tolerance).finish_non_exhaustive()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the secret is not base64"),
            Self::Header(name) => write!(f, "the header {name} is missing or not readable"),
            Self::Stale => f.write_str("the timestamp is too far from now"),
            Self::Signature => f.write_str("no signature fits"),
        }
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    // The sample of the Standard Webhooks specification.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const AT: &str = "1614265330";
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;

    fn at(second: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(second)
    }

    fn verifier() -> Verifier {
        Verifier::new(SECRET).unwrap().clock(|| at(1_614_265_330))
    }

    #[test]
    fn a_delivery_is_good_by_any_signature_of_any_secret() {
        let late = verifier().clock(|| at(1_614_265_330 + 300));
        assert_eq!(late.verify_parts(ID, AT, SIGNATURE, BODY), Ok(()));
        let other = "v1,AAAA v2,BBBB ".to_owned() + SIGNATURE;
        assert_eq!(verifier().verify_parts(ID, AT, &other, BODY), Ok(()));
        let rotated = Verifier::new("whsec_AAAA").unwrap().or_secret(SECRET).unwrap();
        let rotated = rotated.clock(|| at(1_614_265_330));
        assert_eq!(rotated.verify_parts(ID, AT, SIGNATURE, BODY), Ok(()));
    }

    #[test]
    fn what_was_changed_or_kept_too_long_is_refused() {
        let refused = [
            (ID, AT, SIGNATURE, &b"{}"[..], Refusal::Signature),
            ("msg_other", AT, SIGNATURE, BODY, Refusal::Signature),
            (ID, "1614265331", SIGNATURE, BODY, Refusal::Signature),
            (ID, AT, "v1,", BODY, Refusal::Signature),
            (ID, AT, "", BODY, Refusal::Signature),
            (ID, "1614265029", SIGNATURE, BODY, Refusal::Stale),
            (ID, "1614265631", SIGNATURE, BODY, Refusal::Stale),
            (ID, "soon", SIGNATURE, BODY, Refusal::Header(WEBHOOKS.timestamp)),
        ];
        for (id, at, signature, body, why) in refused {
            assert_eq!(verifier().verify_parts(id, at, signature, body), Err(why), "{at}");
        }
        let missing = verifier().verify(&HeaderMap::new(), BODY);
        assert_eq!(missing, Err(Refusal::Header(WEBHOOKS.id)));
        assert_eq!(Verifier::new("whsec_!").err(), Some(Refusal::Secret));
        assert!(!format!("{:?}", verifier()).contains("MfKQ"));
    }
}
