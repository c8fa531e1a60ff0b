//! What a pass over many operations found: all of it, not only the first fault.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::client::Answer;

/// Statuses that were seen, and everything that was wrong.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// API, operation and status, each seen with an answer as documented.
    pub seen: BTreeSet<(&'static str, String, u16)>,
    pub wrong: Vec<String>,
}

impl Findings {
    /// Takes note of an answer that should have this status; `case` says what was tried.
    ///
    /// `true` where it did, so that its content is worth a look.
    pub fn note(&mut self, answer: &Answer, status: u16, case: &str) -> bool {
        self.note_any(answer, &[status], case)
    }

    /// The same where the document leaves open which of several statuses it is.
    pub fn note_any(&mut self, answer: &Answer, statuses: &[u16], case: &str) -> bool {
        for complaint in &answer.complaints {
            self.say(answer, case, complaint);
        }
        if !statuses.contains(&answer.status) {
            let what = format!("{} instead of {statuses:?}: {}", answer.status, answer.text());
            self.say(answer, case, &what);
            return false;
        }
        if answer.complaints.is_empty() {
            self.seen.insert((answer.document.name, answer.what.clone(), answer.status));
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

    /// The refusal must name the field, as `a[0].b` or `a.0.b`, in a key or in a text.
    pub fn names(&mut self, answer: &Answer, field: &str, case: &str) {
        let said = named(&answer.json(), true).join(" ");
        let dotted = field.replace('[', ".").replace(']', "");
        if !said.contains(field) && !said.contains(&dotted) {
            self.say(answer, case, &format!("does not name {field}: {}", answer.text()));
        }
    }

    pub fn say(&mut self, answer: &Answer, case: &str, what: &str) {
        let api = answer.document.name;
        self.wrong.push(format!("{api} {} ({case}): {what}", answer.what));
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

/// Every text of a refusal, and the keys of its inner maps: there some envelopes name fields.
fn named(value: &Value, outermost: bool) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(|item| named(item, false)).collect(),
        Value::Object(all) => {
            let keys = all.keys().filter(|_| !outermost).cloned();
            keys.chain(all.values().flat_map(|value| named(value, false))).collect()
        }
        _ => Vec::new(),
    }
}
