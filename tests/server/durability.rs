//! What was acknowledged is there after `kill -9`, however often and whenever it comes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::client::{Body, Caller, Client};
use crate::process::{Process, say};
use crate::scene::{Scene, everything};

/// Kills of a usual run, of a long one, or as many as the environment says.
fn kills() -> u64 {
    let asked = std::env::var("ROSETTA_HR_TEST_KILLS").ok().and_then(|n| n.parse().ok());
    let long = std::env::var("ROSETTA_HR_TEST_LONG").is_ok_and(|v| v == "1");
    asked.unwrap_or(if long { 50 } else { 5 })
}

/// Writers at once.
const WRITERS: u64 = 6;

/// Every acknowledged position by id, and what was acknowledged of it last.
type Acknowledged = Arc<Mutex<BTreeMap<i64, Value>>>;

/// Creates, changes and deletes until the server is gone.
async fn write(client: Client, all: Caller, marks: Arc<AtomicU64>, known: Acknowledged) {
    loop {
        let mark = marks.fetch_add(1, Ordering::Relaxed);
        let body = json!({ "positionName": format!("P{mark}"), "responsibilities": "Survives" });
        let create = client.sample("position_create").by(&all).json(body);
        let Some((201, made)) = attempt(create).await else { return };
        let id = made["data"]["positionId"].as_i64().unwrap();
        known.lock().await.insert(id, made["data"].clone());
        match mark % 4 {
            0 => {
                let body = json!({ "remarks": format!("R{mark}") });
                let update = client.sample("position_update").by(&all).id(id).json(body);
                // Unknown from here on: it may be done without having been acknowledged.
                let before = known.lock().await.remove(&id);
                let Some((200, changed)) = attempt(update).await else { return };
                assert!(before.is_some());
                known.lock().await.insert(id, changed["data"].clone());
            }
            1 => {
                known.lock().await.remove(&id);
                let delete = client.sample("position_delete").by(&all).id(id).body(Body::Empty);
                let Some((200, _)) = attempt(delete).await else { return };
                known.lock().await.insert(id, Value::Null);
            }
            _ => {}
        }
    }
}

/// Status and body, or nothing where the server went away.
async fn attempt(call: crate::client::Call) -> Option<(u16, Value)> {
    let answer = call.attempt().await?;
    let body = serde_json::from_slice(&answer.body).ok()?;
    Some((answer.status, body))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_write_is_lost_by_kills_under_load() {
    let scene = Scene::demo();
    let marks = Arc::new(AtomicU64::new(0));
    let mut all_known = BTreeMap::new();
    let mut moment_ms = 150;
    for _ in 0..kills() {
        let server = scene.serve(&[]);
        let (client, all) = everything(&server).await;
        let known = Acknowledged::default();
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| tokio::spawn(write(client.clone(), all.clone(), marks.clone(), known.clone())))
            .collect();
        // Another moment each time, spread over the first second.
        moment_ms = 150 + (moment_ms * 31 + 77) % 850;
        tokio::time::sleep(Duration::from_millis(moment_ms)).await;
        server.kill();
        for writer in writers {
            writer.await.unwrap();
        }
        // What one round wrote, no later one touches: it is looked at now and once in the end.
        let known = std::mem::take(&mut *known.lock().await);
        let server = scene.serve(&[]);
        check(&server, &known).await;
        all_known.extend(known);
        server.kill();
    }
    let server = scene.serve(&[]);
    check(&server, &all_known).await;
    let known = all_known.len();
    say(&format!("{} kills under load: {known} acknowledged records, none lost", kills()));
    assert!(known as u64 >= kills() * 5, "only {known} records were written between the kills");
}

/// Each acknowledged record reads as acknowledged.
async fn check(server: &Process, known: &BTreeMap<i64, Value>) {
    let (client, all) = everything(server).await;
    for (id, expected) in known {
        let call = client.sample("position_get").by(&all).id(*id);
        if expected.is_null() {
            call.send().await.held(404);
        } else {
            assert_eq!(call.send().await.held(200).data(), *expected, "position {id}");
        }
    }
}
