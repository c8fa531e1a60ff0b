//! What endpoints can be told, and which acts of the audit trail tell it.

use crate::Error;

macro_rules! events {
    ($($member:ident = $name:literal <- $($verb:literal)|+;)+) => {
        /// Something that happened to a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Event { $($member),+ }

        impl Event {
            /// Every event, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The name that storage keeps and callers know: "user.created".
            pub fn name(self) -> &'static str {
                match self { $(Self::$member => $name),+ }
            }

            /// The event that an audited act means, if any.
            pub(crate) fn of(verb: &str) -> Option<Self> {
                match verb {
                    $($($verb)|+ => Some(Self::$member),)+
                    _ => None,
                }
            }
        }
    };
}

events! {
    UserCreated = "user.created" <- "employee.create";
    UserUpdated = "user.updated" <- "employee.change" | "employee.offboard" | "employee.restore";
    UserDeleted = "user.deleted" <- "employee.delete";
    DepartmentCreated = "department.created" <- "department.create";
    DepartmentUpdated = "department.updated" <- "department.change";
    DepartmentDeleted = "department.deleted" <- "department.delete";
    PositionCreated = "position.created" <- "position.create";
    PositionUpdated = "position.updated" <- "position.change";
    PositionDeleted = "position.deleted" <- "position.delete";
    LeaveRecordCreated = "leave_record.created" <- "leave.create";
    LeaveRecordUpdated = "leave_record.updated"
        <- "leave.change" | "leave.approve" | "leave.reject" | "leave.act" | "leave.cancel";
}

impl Event {
    /// The event with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|event| event.name() == name)
    }

    /// The noun before the full stop: "user".
    pub fn noun(self) -> &'static str {
        self.name().split('.').next().unwrap_or_default()
    }

    /// Fails with an internal error: an unknown name in storage is our own fault.
    pub(super) fn stored(name: &str) -> Result<Self, Error> {
        Self::named(name).ok_or_else(|| Error::internal(format!("unknown event {name} in storage")))
    }
}
