//! 500: operations broken on purpose, by a panic and by a failure, keep to the envelope.

use crate::client::Client;
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::process::{Process, say, serve};

use super::{MARKER, Pass};

pub static FAILING: Pass = Pass::new(|| Box::pin(failing()));

/// Faults can be seeded only where they are built in.
pub const POSSIBLE: bool = cfg!(feature = "faults");

#[tokio::test]
async fn every_operation_that_breaks_says_so_in_the_envelope_and_nothing_more() {
    FAILING.findings().await.hold();
}

/// A server of its own for each kind of fault: faults are seeded for a whole process.
async fn failing() -> Findings {
    let mut found = Findings::default();
    if !POSSIBLE {
        say("SKIPPED: status 500 is provoked by seeded faults, which need --features faults");
        return found;
    }
    // The broken servers issue no token; a whole one on the same database does.
    let house = House::start().await;
    let (url, files) = (house.database.url.clone(), house.database.files.clone());
    let all = house.demo(&house.every_scope()).await;
    for fault in ["panic", "fail"] {
        let named = SHIFTCARE.operations.iter().map(|o| format!("{}={fault}", o.id));
        let named = named.collect::<Vec<_>>().join(",");
        let mut command = serve(&["--limits", "off", "--database", &url, "--files", &files]);
        command.env("ROSETTA_HR_FAULTS", named);
        let broken = tokio::task::spawn_blocking(move || Process::start(&mut command));
        let broken = broken.await.unwrap();
        let client = Client::new(&broken.base);
        for operation in &SHIFTCARE.operations {
            let call = client.sample(&operation.id);
            let call = if operation.scopes.is_empty() { call } else { call.by(&all) };
            let answer = call.header("x-request-note", MARKER).answer().await;
            if found.note(&answer, 500, fault) {
                let said = answer.message();
                let plain = said == "Internal server error";
                found.claim(plain, || format!("{} tells too much: {said}", operation.id));
            }
        }
        let alive = client.plain(reqwest::Method::GET, "/health/ready").send().await.unwrap();
        found.claim(alive.status() == 200, || format!("{fault}: the server is gone"));
    }
    found
}
