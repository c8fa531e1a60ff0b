//! `schemathesis.toml`: every check, every phase, hollow runs fail, refusals are named one by one.

use super::{mark, refusing, settings};
use crate::ir::{Api, Operation};

/// What schemathesis accepts by itself as an answer to a well-formed request.
const ACCEPTED: &[&str] = &["2xx", "3xx", "401", "403", "404", "409", "429", "5xx"];

/// Read by schemathesis from the folder it runs in.
const GENERAL: &str = r#"hooks = "hooks.py"
workers = 2
seed = 1
request-timeout = 30
continue-on-failure = true

[cache]
enabled = false

[generation]
mode = "all"
max-examples = 10
database = "none"
allow-x00 = true
with-security-parameters = true

[checks]
enabled = true

[phases.examples]
enabled = true

[phases.coverage]
enabled = true

[phases.fuzzing]
enabled = true

# Positive only: a link puts a good value where a negative case had broken one, and its success
# would be called a failure. For the same reason nothing is negative here, whatever a case is called
# once a link has changed a form with a file in it: bytes are no JSON, so it would pass for broken.
[phases.stateful]
enabled = true
generation.mode = "positive"
checks.negative_data_rejection.enabled = false
inference.algorithms = ["location-headers", "dependency-analysis"]

# A run in which most answers are 401, 404 or 429 is hollow, whatever its colour.
[warnings]
display = [
  "missing_auth", "missing_test_data", "rate_limited", "low_valid_rate", "method_not_allowed",
  "validation_mismatch", "missing_deserializer", "unsupported_regex", "unresolvable_reference",
]
fail-on = [
  "missing_auth", "missing_test_data", "rate_limited", "low_valid_rate", "method_not_allowed",
]
# Rules about records refuse many a well-formed case; hollow is what refuses nearly all of them.
low_valid_rate.threshold = 0.05
"#;

/// The whole file.
pub fn config(api: &Api) -> String {
    let mut text = format!("# {}\n{GENERAL}", mark(api));
    text.push_str(&callers(api));
    for operation in refusing(api) {
        text.push_str(&refusal(operation));
    }
    text
}

/// Two callers: the one under test, and a peer who must not see what the first one owns.
fn callers(api: &Api) -> String {
    match settings::callers(api)[..] {
        [user, peer] => format!(
            "\n[auth.wfc]\npath = \"callers.json\"\nuser = \"{user}\"\n\
             peers = [\"{user}\", \"{peer}\"]\n"
        ),
        _ => String::new(),
    }
}

/// One operation that refuses well-formed requests; the comments name the rules.
fn refusal(operation: &Operation) -> String {
    let mut text = "\n".to_owned();
    let mut statuses: Vec<String> = ACCEPTED.iter().map(|status| (*status).to_owned()).collect();
    for (status, rule) in &operation.refusals {
        let rule: String = rule.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        text.push_str(&format!("# {status}: {rule}\n"));
        if !statuses.contains(&status.to_string()) {
            statuses.push(status.to_string());
        }
    }
    let statuses: Vec<String> = statuses.iter().map(|status| format!("\"{status}\"")).collect();
    text.push_str(&format!(
        "[[operations]]\ninclude-operation-id = \"{}\"\n\
         checks.positive_data_acceptance.expected-statuses = [{}]\n",
        operation.id.snake(),
        statuses.join(", "),
    ));
    text
}
