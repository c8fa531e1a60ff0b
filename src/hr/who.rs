//! Who asks: every verb is told, so that no query forgets the company and no audit row the actor.

use std::sync::Arc;

use crate::id::{ApplicationTokenId, ClientId, CompanyId, UserId};

/// Who stands behind a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A registered API client.
    Client(ClientId),
    /// A company's own program, by its token.
    Application(ApplicationTokenId),
    /// A person who signed in.
    User(UserId),
    /// The server itself: migrations, seeding, the command line.
    System,
}

/// The company that is acted in, by whom, and in which request.
#[derive(Clone, Debug)]
pub struct Who {
    pub company: CompanyId,
    pub actor: Actor,
    pub request_id: Arc<str>,
}

impl Who {
    pub fn new(company: CompanyId, actor: Actor, request_id: &str) -> Self {
        Self { company, actor, request_id: Arc::from(request_id) }
    }

    /// The server itself, acting in a company.
    pub fn system(company: CompanyId) -> Self {
        Self::new(company, Actor::System, "")
    }
}
