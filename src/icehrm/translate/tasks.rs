//! IceHRM's words for what there is to do.

use hr::id::EmployeeId;
use hr::task::Task;
use icehrm_server::types;

/// What `me` should do.
pub fn said(it: Task, me: EmployeeId) -> types::Task {
    let priority = it.priority();
    let (text, link, action, details) = match it {
        Task::SayStatus => (
            "You have not set your status for today",
            format!("employees/{me}/status"),
            "Set status",
            None,
        ),
        Task::CheckIn => {
            ("You have not checked in today", "attendance/punch-in".into(), "Check in", None)
        }
        Task::CheckOut { since } => {
            let since = format!("Checked in at {since}");
            ("Remember to check out", "attendance/punch-out".into(), "Check out", Some(since))
        }
        Task::Set(key) => {
            let name = key.about().name.to_owned();
            ("A basic setting has not been made yet", "settings/save".into(), "Fix", Some(name))
        }
        Task::Renew { document, name, .. } => {
            let link = format!("employees/documents/{document}");
            ("A document has expired", link, "Fix", Some(name))
        }
    };
    types::Task {
        priority,
        text: text.into(),
        link,
        action: action.into(),
        details: details.into(),
    }
}
