//! IceHRM's words for what there is to do.

use hr::task::Task;
use icehrm_server::types;

pub fn said(it: Task) -> types::Task {
    let priority = it.priority();
    let (text, link, action, details) = match it {
        Task::CheckIn => {
            ("You have not checked in today", "/attendance/punch-in", "Check in", None)
        }
        Task::CheckOut { since } => {
            let since = format!("Checked in at {since}");
            ("Remember to check out", "/attendance/punch-out", "Check out", Some(since))
        }
        Task::Set(key) => {
            let name = key.about().name.to_owned();
            ("A basic setting has not been made yet", "/settings/save", "Fix", Some(name))
        }
    };
    types::Task {
        priority,
        text: text.into(),
        link: link.into(),
        action: action.into(),
        details: details.into(),
    }
}
