//! Who asks: a user behind an access token or a personal one.

use hr::access::{Issuer, Level, Refused, Session, bearer, user_token};
use hr::id::{EmployeeId, UserId};
use hr::sight::Viewer;
use hr::{Actor, Hr, Who};
use wire::{Denied, Forbidden, Head, Operation};

/// The name under which the core keeps this API's personal tokens.
pub const API: &str = "icehrm";

/// A user with a token that holds.
#[derive(Clone, Debug)]
pub struct Caller {
    who: Who,
    user: UserId,
    viewer: Viewer,
    /// `https://hr.example`, for addresses of our own files.
    pub origin: String,
    /// The address that the request came from.
    pub address: String,
}

/// Reads `Authorization: Bearer`: access tokens are JWTs, with two dots; personal ones have none.
pub async fn authenticate(hr: &Hr, issuer: &Issuer, head: &Head<'_>) -> Result<Caller, Denied> {
    let text = head.header("authorization").ok_or(Denied::Missing)?;
    let (scheme, token) = text.split_once(' ').ok_or(Denied::Malformed)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Denied::Malformed);
    }
    let token = token.trim();
    let session = match token.contains('.') {
        true => user_token::verify(hr, issuer, token).await,
        false => personal(hr, token).await,
    };
    Ok(Caller::new(session.map_err(denied)?, head))
}

async fn personal(hr: &Hr, token: &str) -> Result<Session, Refused> {
    let it = bearer::verify(hr, API, token).await?;
    Ok(Session { company: it.company, user: it.user, employee: it.employee, level: it.level })
}

fn denied(refused: Refused) -> Denied {
    match refused {
        Refused::Malformed => Denied::Malformed,
        Refused::Invalid => Denied::Invalid,
        Refused::Expired => Denied::Expired,
        Refused::Failed(error) => {
            tracing::error!(operator = error.operator(), "credentials could not be verified");
            Denied::Unavailable
        }
    }
}

/// The level that the document calls by this name.
fn level(role: &str) -> Level {
    match role {
        "employee" => Level::Employee,
        "manager" => Level::Manager,
        _ => Level::Admin,
    }
}

impl Caller {
    fn new(session: Session, head: &Head<'_>) -> Caller {
        let Session { company, user, employee, level } = session;
        Caller {
            who: Who::new(company, Actor::User(user), head.request_id),
            user,
            viewer: Viewer { employee, level },
            origin: head.origin(),
            address: head.address.to_string(),
        }
    }

    /// A higher level may do what a lower one may.
    pub fn permit(&self, op: &'static Operation) -> Result<(), Forbidden> {
        match op.role {
            Some(role) if self.viewer.level < level(role) => Err(Forbidden::Role(role)),
            _ => Ok(()),
        }
    }

    /// The company and who acts in it.
    pub fn who(&self) -> &Who {
        &self.who
    }

    pub fn user(&self) -> UserId {
        self.user
    }

    /// The caller as the core's rules of visibility know them.
    pub fn viewer(&self) -> Viewer {
        self.viewer
    }

    /// "Me".
    pub fn employee(&self) -> EmployeeId {
        self.viewer.employee
    }
}
