//! Every setting that there is, with what obeys it.

use super::{About, Key, Kind};

const ON: &str = "1";
const OFF: &str = "0";

impl Key {
    /// What is fixed of the setting.
    pub fn about(self) -> About {
        match self {
            Self::CompanyName => About {
                name: "Company: Name",
                description: "How the company calls itself to its people; what it is registered \
                              as until it is set.",
                kind: Kind::Text,
                default: "",
            },
            Self::CompanyLogo => About {
                name: "Company: Logo",
                description: "Address of the company's logo; the registered one until it is set.",
                kind: Kind::Address,
                default: "",
            },
            Self::MobileLocation => switch(
                "Attendance: Request Attendance Location on Mobile",
                "Apps ask for the position of whoever punches in or out.",
                OFF,
            ),
            Self::TimesheetCrossCheck => switch(
                "Attendance: Time-sheet Cross Check",
                "Time can be entered in a time sheet only where attendance covers it.",
                OFF,
            ),
            Self::RestApi => switch(
                "Api: REST Api Enabled",
                "For programs to read; this server answers them whatever it says.",
                ON,
            ),
            Self::SmtpPassword => About {
                name: "Email: SMTP Password",
                description: "Kept encrypted for the company's mail program and never shown; \
                              this server sends no mail.",
                kind: Kind::Secret,
                default: "",
            },
            _ => self.about_approval().unwrap_or_else(|| self.about_mobile()),
        }
    }

    /// Who decides what, and who may book time where.
    fn about_approval(self) -> Option<About> {
        Some(match self {
            Self::LeaveMultiLevel => switch(
                "Leave: Enable Multi Level Approvals",
                "After the supervisor, the employee's approvers decide about leave in their order.",
                OFF,
            ),
            Self::LeaveIndirectAdmins => switch(
                "Leave: Allow Indirect Admins to Approve",
                "Indirect supervisors may decide about leave too.",
                OFF,
            ),
            Self::LeaveManagerApproves => switch(
                "Leave: Manager Needs to Approve",
                "Where it is off, leave is approved as soon as it is asked for.",
                ON,
            ),
            Self::ExpensePreApprove => switch(
                "Expense: Pre-Approve Expenses",
                "A new expense is approved as soon as it is entered.",
                OFF,
            ),
            Self::ExpenseMultiLevel => switch(
                "Expense: Enable Multi Level Approvals",
                "After the supervisor, the employee's approvers decide about expenses in their \
                 order.",
                OFF,
            ),
            Self::ProjectsForAll => switch(
                "Projects: Make All Projects Available to Employees",
                "Time can be entered for every project, not only for those one is assigned to.",
                ON,
            ),
            _ => return None,
        })
    }

    /// Which parts apps for the phone show.
    fn about_mobile(self) -> About {
        let name = match self {
            Self::MobileLeave => "Mobile: Leave Module",
            Self::MobileAttendance => "Mobile: Attendance Module",
            Self::MobileDirectory => "Mobile: Staff Directory Module",
            _ => "Mobile: Expenses Module",
        };
        switch(name, "Apps show this part, as the list of mobile modules says.", ON)
    }
}

const fn switch(name: &'static str, description: &'static str, default: &'static str) -> About {
    About { name, description, kind: Kind::Switch, default }
}
