//! Plays the language-neutral cases of `tests/sdk/cases` through the Rust SDKs, against the mock.
//! An argument picks the cases whose names contain it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it is wrong")]

mod apis;
mod compare;
mod mock;
mod play;
mod seen;
mod sent;
mod time;

use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk");
    let mock = mock::Mock::start(&home);
    let mut failed = 0;
    for case in cases(&home.join("cases")) {
        let name = case["name"].as_str().unwrap();
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        match runtime.block_on(play::play(&mock, &case)) {
            Ok(()) => println!("ok {name}"),
            Err(why) => {
                failed += 1;
                println!("FAILED {name}: {why}");
            }
        }
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// All cases by file name, with what their files define put in place.
fn cases(folder: &Path) -> Vec<Value> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let cases = file["cases"].as_array().unwrap();
        all.extend(cases.iter().map(|case| defined(case, &file["define"])));
    }
    all
}

/// `@name` stands for `define.name`, wherever it stands.
fn defined(value: &Value, define: &Value) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('@').and_then(|name| define.get(name)) {
            Some(known) => defined(known, define),
            None => value.clone(),
        },
        Value::Array(items) => items.iter().map(|item| defined(item, define)).collect(),
        Value::Object(fields) => {
            let each = fields.iter().map(|(key, value)| (key.clone(), defined(value, define)));
            Value::Object(each.collect())
        }
        _ => value.clone(),
    }
}
