//! What a pass over many operations found: all of it, not only the first fault.

use std::collections::BTreeSet;

use crate::client::Answer;

/// Statuses that were seen, and everything that was wrong.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Operation and status, each seen with an answer as documented.
    pub seen: BTreeSet<(String, u16)>,
    pub wrong: Vec<String>,
}

impl Findings {
    /// Takes note of an answer that should have this status; `case` says what was tried.
    ///
    /// `true` where it did, so that its content is worth a look.
    pub fn note(&mut self, answer: &Answer, status: u16, case: &str) -> bool {
        for complaint in &answer.complaints {
            self.say(answer, case, complaint);
        }
        if answer.status != status {
            let what = format!("{} instead of {status}: {}", answer.status, answer.text());
            self.say(answer, case, &what);
            return false;
        }
        if answer.complaints.is_empty() {
            self.seen.insert((answer.what.clone(), status));
        }
        answer.complaints.is_empty()
    }

    /// The answer must not repeat what was sent.
    pub fn no_echo(&mut self, answer: &Answer, sent: &str, case: &str) {
        let headers = answer.headers.values().map(|v| String::from_utf8_lossy(v.as_bytes()));
        let everything = headers.fold(answer.text(), |all, value| all + "\n" + &value);
        if everything.contains(sent) {
            self.say(answer, case, &format!("repeats what was sent: {everything}"));
        }
    }

    /// The refusal must name the field.
    pub fn names(&mut self, answer: &Answer, field: &str, case: &str) {
        if !answer.message().contains(field) {
            self.say(answer, case, &format!("does not name {field}: {}", answer.message()));
        }
    }

    pub fn say(&mut self, answer: &Answer, case: &str, what: &str) {
        self.wrong.push(format!("{} ({case}): {what}", answer.what));
    }

    pub fn claim(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.wrong.push(what());
        }
    }

    pub fn join(&mut self, other: Findings) {
        self.seen.extend(other.seen);
        self.wrong.extend(other.wrong);
    }

    /// Fails the test with everything that was found.
    pub fn hold(&self) {
        let count = self.wrong.len();
        assert!(count == 0, "{count} findings:\n{}", self.wrong.join("\n"));
    }
}
