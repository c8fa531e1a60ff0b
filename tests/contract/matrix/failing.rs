//! 500: operations broken on purpose, by a panic and by a failure, keep to the envelope.

use std::collections::BTreeMap;

use super::{MARKER, Pass};
use crate::client::Client;
use crate::document::Document;
use crate::findings::Findings;
use crate::house::House;
use crate::process::{Process, say, serve};

pub static FAILING: Pass = Pass::new(|document| Box::pin(failing(document)));

/// Faults can be seeded only where they are built in.
pub const POSSIBLE: bool = cfg!(feature = "faults");

#[tokio::test]
async fn every_operation_that_breaks_says_so_in_the_envelope_and_nothing_more() {
    FAILING.findings().await.hold();
}

/// A server of its own for each kind of fault: faults are seeded for a whole process.
async fn failing(document: &'static Document) -> Findings {
    let mut found = Findings::default();
    if !POSSIBLE {
        say("SKIPPED: status 500 is provoked by seeded faults, which need --features faults");
        return found;
    }
    // The broken servers issue no token; a whole one on the same database does.
    let house = House::of(document).await;
    let (url, files) = (house.database.url.clone(), house.database.files.clone());
    let all = house.owner().await;
    // Whatever broke, an envelope says the same.
    let mut said: BTreeMap<Option<String>, String> = BTreeMap::new();
    for fault in ["panic", "fail"] {
        let named = document.operations.iter().map(|o| format!("{}={fault}", o.id));
        let named = named.collect::<Vec<_>>().join(",");
        let mut command = serve(&["--limits", "off", "--database", &url, "--files", &files]);
        command.env("ROSETTA_HR_FAULTS", named);
        let broken = tokio::task::spawn_blocking(move || Process::start(&mut command));
        let broken = broken.await.unwrap();
        let client = Client::of(&broken.base, document);
        for operation in document.operations.iter().filter(|o| o.documents(500)) {
            let call = client.sample(&operation.id);
            let call = if operation.public { call } else { call.by(&all) };
            let answer = call.header("x-request-note", MARKER).answer().await;
            if found.note(&answer, 500, fault) {
                let text = answer.text();
                let usual = said.entry(operation.envelope.clone()).or_insert_with(|| text.clone());
                let same = *usual == text && !text.contains(MARKER);
                found.claim(same, || format!("{} tells too much: {text}", operation.id));
            }
        }
        let alive = client.plain(reqwest::Method::GET, "/health/ready").send().await.unwrap();
        found.claim(alive.status() == 200, || format!("{fault}: the server is gone"));
    }
    found
}
