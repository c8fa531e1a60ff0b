//! How much somebody may do, in the three steps that every API knows.

/// What an account may do; each step includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Employee = 1,
    Manager = 2,
    Admin = 3,
}

impl Level {
    /// The level that a role's key gives.
    pub fn of(role_key: &str) -> Self {
        match role_key {
            "admin" => Self::Admin,
            "manager" => Self::Manager,
            _ => Self::Employee,
        }
    }
}
