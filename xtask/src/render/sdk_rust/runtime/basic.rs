//! HTTP Basic: a name and a password in one header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::auth::Fixed;
use super::value::Secret;

/// `Authorization: Basic …`
pub(crate) fn basic(user: &str, password: &Secret) -> Fixed {
    let pair = STANDARD.encode(format!("{user}:{}", password.expose()));
    Fixed::key("authorization", Secret::new(format!("Basic {pair}")))
}
