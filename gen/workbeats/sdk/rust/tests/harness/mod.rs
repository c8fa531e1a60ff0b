//! Runs operations one by one in the document's order, which reads records before it deletes them.
//! The usual harness would go by name, and several at once.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::process::ExitCode;

use rosetta_workbeats::rust_decimal::Decimal;
use rosetta_workbeats::{Client, Error};

/// One operation; it is good when it succeeds.
pub type Run = for<'a> fn(&'a Client) -> Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;

/// Options of the usual harness whose value is the next argument.
const WITH_VALUE: [&str; 4] = ["--color", "--format", "--skip", "--test-threads"];

/// Runs what the arguments pick. `path` is where the demo server has this API, for a base URL
/// that names the server only.
pub fn run(
    path: &str,
    client: fn(String) -> Result<Client, Error>,
    all: &[(&str, Run)],
) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let (exact, ignored) = (has("--exact"), has("--ignored"));
    let words = arguments.iter().enumerate().filter(|(at, word)| {
        !word.starts_with('-') && (*at == 0 || !WITH_VALUE.contains(&&*arguments[at - 1]))
    });
    let words: Vec<&String> = words.map(|(_, word)| word).collect();
    let fits = |name: &str| {
        let one =
            |word: &&String| if exact { name == **word } else { name.contains(word.as_str()) };
        !ignored && (words.is_empty() || words.iter().any(one))
    };
    let picked: Vec<&(&str, Run)> = all.iter().filter(|(name, _)| fits(name)).collect();
    if has("--list") {
        picked.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    let Ok(url) = std::env::var("ROSETTA_BASE_URL") else {
        println!("skipped: ROSETTA_BASE_URL does not say where a server is");
        return ExitCode::SUCCESS;
    };
    let client = client(base(&url, path)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut failed = 0;
    for (name, operation) in &picked {
        // An example that does not fit its type panics; the others still have their turn.
        let run = AssertUnwindSafe(|| runtime.block_on(operation(&client)));
        let why = match std::panic::catch_unwind(run) {
            Ok(Ok(())) => {
                println!("test {name} ... ok");
                continue;
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => "panicked".to_owned(),
        };
        failed += 1;
        println!("test {name} ... FAILED\n    {why}");
    }
    println!("{} passed; {failed} failed", picked.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The URL as it is where it has a path, or else with the demo server's for this API.
fn base(url: &str, path: &str) -> String {
    let url = url.trim_end_matches('/');
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    if host.contains('/') { url.to_owned() } else { format!("{url}{path}") }
}

/// A value of the document.
#[allow(dead_code)]
pub fn json<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

/// A decimal of the document.
#[allow(dead_code)]
pub fn decimal(text: &str) -> Decimal {
    text.parse().or_else(|_| Decimal::from_scientific(text)).unwrap()
}
