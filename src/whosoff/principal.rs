//! Who asks: the user behind an access token, whose company the header `app-id` must name.

use hr::access::{Bearer, Level, Refused, bearer, whosoff_app};
use hr::id::EmployeeId;
use hr::{Error, Hr, Who};
use wire::{Denied, Forbidden, Head, Operation, TenantRefusal};

/// The API that tokens of this dialect are for.
pub const API: &str = "whosoff";

/// A user with a token that holds.
#[derive(Clone, Debug)]
pub struct Principal {
    token: Bearer,
    who: Who,
}

/// Reads `Authorization: Bearer`.
pub async fn authenticate(hr: &Hr, head: &Head<'_>) -> Result<Principal, Denied> {
    let text = head.header("authorization").ok_or(Denied::Missing)?;
    let (scheme, credentials) = text.split_once(' ').ok_or(Denied::Malformed)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Denied::Malformed);
    }
    let token =
        bearer::verify(hr, API, credentials.trim()).await.map_err(|refused| match refused {
            Refused::Malformed => Denied::Malformed,
            Refused::Invalid => Denied::Invalid,
            Refused::Expired => Denied::Expired,
            Refused::Failed(error) => {
                tracing::error!(operator = error.operator(), "a token could not be verified");
                Denied::Unavailable
            }
        })?;
    let who = token.who(head.request_id);
    Ok(Principal { token, who })
}

impl Principal {
    /// Whose budget is used: the token's.
    pub fn key(&self) -> String {
        self.token.id.to_string()
    }

    /// The user's level, each including the ones before.
    pub fn permit(&self, op: &'static Operation) -> Result<(), Forbidden> {
        let Some(role) = op.role else { return Ok(()) };
        let least = match role {
            "super_user" => Level::Admin,
            "approver" => Level::Manager,
            _ => Level::Employee,
        };
        if self.token.level >= least { Ok(()) } else { Err(Forbidden::Role(role)) }
    }

    /// Makes sure that the header names the company that the token is for.
    pub async fn confirm(self, hr: &Hr, header: Option<&str>) -> Result<Self, TenantRefusal> {
        let name = header.map(str::trim).filter(|name| !name.is_empty());
        let name = name.ok_or(TenantRefusal::Missing)?;
        let company = whosoff_app::by_app_id(hr, name).await.map_err(|error| {
            tracing::error!(operator = error.operator(), "an app could not be looked up");
            TenantRefusal::Unavailable
        })?;
        match company {
            Some(company) if company == self.who.company => Ok(self),
            _ => Err(TenantRefusal::Unknown),
        }
    }

    /// The company and who acts in it.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// Who the user is.
    pub fn employee(&self) -> EmployeeId {
        self.token.employee
    }

    pub fn is_super_user(&self) -> bool {
        self.token.level == Level::Admin
    }
}

/// Makes sure that `app_id` is known, where nobody has to sign in.
pub async fn known_app(hr: &Hr, app_id: &str) -> Result<(), Error> {
    match whosoff_app::by_app_id(hr, app_id).await? {
        Some(_) => Ok(()),
        None => Err(Error::invalid("app-id", "names no account")),
    }
}
