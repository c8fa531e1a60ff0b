//! Who asks: a user behind a personal token, or another service of the suite behind its key.

use hr::access::{Bearer, Level, Refused, bearer, machine_key};
use hr::id::{BearerTokenId, CompanyId, EmployeeId, UserId};
use hr::{Actor, Error, Hr, Who};
use wire::{Denied, Forbidden, Head, Operation};

/// The name under which the core keeps this API's tokens.
pub const API: &str = "okta-hr";

/// Key of the security scheme of services in the document.
const SERVICE_KEY: &str = "serviceKey";

/// Whoever was recognised.
#[derive(Clone, Debug)]
pub enum Caller {
    Person(Person),
    /// A service, in the request with this id.
    Service(String),
}

/// A user with a token that holds.
#[derive(Clone, Debug)]
pub struct Person {
    /// The user in their company.
    pub who: Who,
    pub user: UserId,
    pub employee: EmployeeId,
    pub level: Level,
    /// The token of this request.
    pub token: BearerTokenId,
}

/// Reads `X-Service-Key` or `Authorization: Bearer`, whichever the operation asks for.
pub async fn authenticate(
    hr: &Hr,
    op: &'static Operation,
    head: &Head<'_>,
) -> Result<Caller, Denied> {
    if asks_for_key(op) {
        let key = head.header("x-service-key").ok_or(Denied::Missing)?;
        machine_key::verify(hr, key).await.map_err(denied)?;
        return Ok(Caller::Service(head.request_id.to_owned()));
    }
    let text = head.header("authorization").ok_or(Denied::Missing)?;
    let (scheme, token) = text.split_once(' ').ok_or(Denied::Malformed)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Denied::Malformed);
    }
    let bearer = bearer::verify(hr, API, token.trim()).await.map_err(denied)?;
    Ok(Caller::Person(Person::new(bearer, head.request_id)))
}

/// Whether an operation is for services and not for users.
pub fn asks_for_key(op: &Operation) -> bool {
    op.security.iter().any(|requirement| requirement.scheme == SERVICE_KEY)
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

impl Caller {
    /// Any user has the role `employee`; services have none and need none.
    pub fn permit(&self, op: &'static Operation) -> Result<(), Forbidden> {
        let Some(role) = op.role else { return Ok(()) };
        let needed = match role {
            "employee" => Level::Employee,
            "manager" => Level::Manager,
            _ => Level::Admin,
        };
        match self {
            Caller::Person(person) if person.level >= needed => Ok(()),
            Caller::Person(_) | Caller::Service(_) => Err(Forbidden::Role(role)),
        }
    }

    /// The user who asks.
    ///
    /// # Errors
    /// Only where an operation for services asks for one, which is a fault of ours.
    pub fn person(&self) -> Result<&Person, Error> {
        match self {
            Caller::Person(person) => Ok(person),
            Caller::Service(_) => Err(Error::internal("the operation has no user")),
        }
    }

    /// A service in one of the companies, all of which it may read.
    ///
    /// # Errors
    /// Only where an operation for users asks for it, which is a fault of ours.
    pub fn service_in(&self, company: CompanyId) -> Result<Who, Error> {
        match self {
            Caller::Service(request_id) => Ok(Who::new(company, Actor::System, request_id)),
            Caller::Person(_) => Err(Error::internal("the operation is not for users")),
        }
    }
}

impl Person {
    fn new(bearer: Bearer, request_id: &str) -> Person {
        Person {
            who: Who::new(bearer.company, Actor::User(bearer.user), request_id),
            user: bearer.user,
            employee: bearer.employee,
            level: bearer.level,
            token: bearer.id,
        }
    }

    /// Whose records a list for managers shows: everybody's to HR, where it is `None`.
    ///
    /// # Errors
    /// As the store.
    pub async fn reports(&self, hr: &Hr) -> Result<Option<Vec<EmployeeId>>, Error> {
        match self.level {
            Level::Admin => Ok(None),
            Level::Employee | Level::Manager => {
                hr::employee::reports(hr, &self.who, self.employee).await.map(Some)
            }
        }
    }
}
