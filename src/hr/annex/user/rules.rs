//! How rights and roles go together: pure, so that tests can be tables.

use crate::Error;
use crate::access::Level;
use crate::annex::profile::UserType;
use crate::role::{ADMIN, EMPLOYEE, MANAGER};

/// The level that a user type stands for.
pub fn level(it: UserType) -> Level {
    match it {
        UserType::Staff => Level::Employee,
        UserType::Approver | UserType::ApproverAdd | UserType::ApproverEdit => Level::Manager,
        UserType::SuperUser | UserType::SuperUserHub => Level::Admin,
    }
}

/// The user type of somebody of this level: what was set, as long as the level is the same.
pub fn user_type(set: Option<UserType>, of: Level) -> UserType {
    let least = match of {
        Level::Employee => UserType::Staff,
        Level::Manager => UserType::Approver,
        Level::Admin => UserType::SuperUser,
    };
    set.filter(|it| level(*it) == of).unwrap_or(least)
}

/// The key of the role that a level comes with.
pub fn role_key(of: Level) -> &'static str {
    match of {
        Level::Employee => EMPLOYEE,
        Level::Manager => MANAGER,
        Level::Admin => ADMIN,
    }
}

/// Refuses to take the last super user away, of whom there are `others` besides.
pub fn keeps_one(is_super_user: bool, others: u64) -> Result<(), Error> {
    match is_super_user && others == 0 {
        true => Err(Error::conflict("the last super user must remain")),
        false => Ok(()),
    }
}
