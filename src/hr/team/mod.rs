//! Teams: people who work together, whatever departments they are in.

mod members;
mod mine;
mod rules;
mod store;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_mine;
mod verbs;

use chrono::{DateTime, Utc};

use crate::Patch;
use crate::code::coded;
use crate::id::{DepartmentId, EmployeeId, TeamId, TeamMemberId};
use crate::staff::Colleague;

pub(crate) use members::leave;
pub use mine::{MyStats, attendance, leaves, mine, my_members, my_stats, my_team};
pub use verbs::{
    Added, Stats, add, add_all, change, create, delete, get, list, memberships, remove, stats,
};

coded! {
    /// Whether a team is at work.
    pub enum Status("team status") { Active = 1, Inactive = 2 }
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub description: Option<String>,
    /// Who leads it, by id and name; a member only where added.
    pub lead: Option<(EmployeeId, String)>,
    /// Whose team it is.
    pub department: Option<(DepartmentId, String)>,
    pub status: Status,
    pub members: u64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a new team is made of; it has no members yet.
#[derive(Clone, Debug)]
pub struct NewTeam {
    pub name: String,
    pub description: Option<String>,
    pub lead: Option<EmployeeId>,
    pub department: Option<DepartmentId>,
    pub status: Status,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct TeamChange {
    pub name: Option<String>,
    pub description: Patch<String>,
    pub lead: Patch<EmployeeId>,
    pub department: Patch<DepartmentId>,
    pub status: Option<Status>,
}

/// Which teams a list shows, and in which order; the default shows all by their ids.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name, whatever the case.
    pub search: Option<String>,
    pub status: Option<Status>,
    pub department: Option<DepartmentId>,
    /// Only those that this one leads or is in.
    pub of: Option<EmployeeId>,
    pub by: By,
    pub descending: bool,
}

/// What a list of teams goes by; the id decides among equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    #[default]
    Id,
    Name,
}

/// That somebody is in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: TeamMemberId,
    pub team: TeamId,
    pub who: Colleague,
    /// What they do there, in free words.
    pub role: Option<String>,
}

/// Which memberships a list shows; the default shows all.
#[derive(Clone, Copy, Debug, Default)]
pub struct MemberFilter {
    pub team: Option<TeamId>,
    pub employee: Option<EmployeeId>,
    /// The latest first.
    pub descending: bool,
}
