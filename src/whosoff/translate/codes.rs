//! The code lists of this API and the core's enums, in both directions.

use hr::annex::profile::{EmailType, Role, Sorting, UserType, View};
use hr::annex::system_message;
use hr::leave::Status;
use hr::work_pattern::Unit;
use whosoff_server::types;

use super::{ToCore, ToWire};

/// Codes that requests send, as the core has them.
macro_rules! read {
    ($input:path => $core:path { $($outside:ident = $inside:ident),+ $(,)? }) => {
        impl ToCore<$core> for $input {
            fn core(self) -> $core {
                match self { $(Self::$outside => <$core>::$inside),+ }
            }
        }
    };
}

/// Codes of the core, as answers have them.
macro_rules! shown {
    ($core:path => $output:path { $($inside:ident = $outside:ident),+ $(,)? }) => {
        impl ToWire<$output> for $core {
            fn wire(self) -> $output {
                match self { $(Self::$inside => <$output>::$outside),+ }
            }
        }
    };
}

/// Both ways.
macro_rules! codes {
    ($core:path, $input:path, $output:path { $($inside:ident = $outside:ident),+ $(,)? }) => {
        read!($input => $core { $($outside = $inside),+ });
        shown!($core => $output { $($inside = $outside),+ });
    };
}

codes!(UserType, types::UserTypeInput, types::UserType {
    Staff = Staff,
    Approver = Approver,
    ApproverAdd = ApproverPlusAdd,
    ApproverEdit = ApproverPlusAddEditCancel,
    SuperUser = SuperUser,
    SuperUserHub = SuperUserWithStaffHub,
});

codes!(View, types::DefaultViewTypeInput, types::DefaultViewType {
    Department = Department,
    Tag = Tag,
});

codes!(Sorting, types::DefaultSortingInput, types::DefaultSorting {
    None = None,
    FirstNameUp = FirstNameAscending,
    FirstNameDown = FirstNameDescending,
    LastNameUp = LastNameAscending,
    LastNameDown = LastNameDescending,
});

codes!(Role, types::ApproverRoleInput, types::ApproverRole {
    None = None,
    Approver = ApproverBoth,
    LeaveApprover = ApproverLeave,
    OvertimeApprover = ApproverOvertime,
    Notifier = NotifierBoth,
    LeaveNotifier = NotifierLeave,
    OvertimeNotifier = NotifierOvertime,
});

codes!(EmailType, types::EmailTypeInput, types::EmailType {
    None = None, Text = Text, Html = Html
});

codes!(Unit, types::AllowanceUnitInput, types::AllowanceUnit { Days = Days, Hours = Hours });

shown!(Status => types::LeaveStatus {
    Pending = Pending,
    Approved = Approved,
    Rejected = Declined,
    Cancelled = Cancelled,
    CancelRequested = Approved,
});

shown!(system_message::Kind => types::SystemMessageType {
    Available = Available,
    Maintenance = Maintenance,
});

impl ToCore<bool> for types::ActiveStatusInput {
    fn core(self) -> bool {
        matches!(self, Self::Active)
    }
}

impl ToWire<types::ActiveStatus> for bool {
    fn wire(self) -> types::ActiveStatus {
        if self { types::ActiveStatus::Active } else { types::ActiveStatus::Disabled }
    }
}
