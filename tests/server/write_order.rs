//! No 2xx of a write leaves before a sync of the log that began after the write's commit.

use std::path::Path;
use std::process::Command;

use futures_util::future::join_all;
use serde_json::json;

use crate::client::{Body, Client};
use crate::process::{BINARY, Process, steer};
use crate::scene::{Scene, everything};
use crate::trace::{Event, WORDS, What, finish, holds, read};

/// One write that a trace holds: its commit, and its answer.
#[derive(Debug)]
struct Written {
    committed: f64,
    answered: f64,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_to_a_write_leaves_before_its_sync() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED: no strace here; install it to prove the order of writes");
        return;
    }
    let scene = Scene::demo();
    let trace = scene.path("trace");
    let server = traced(&scene, &trace);
    let (client, all) = everything(&server).await;
    let mut marks = Vec::new();
    for n in 0..10 {
        marks.push(create(&client, &all, n).await);
    }
    // Several at once, which may share a commit.
    for round in 0..5 {
        let sent = (0..6).map(|n| create(&client, &all, 100 + round * 10 + n));
        marks.extend(join_all(sent).await);
    }
    let upload = client.sample("leave_request_approve").by(&all).body(Body::Empty);
    upload.send().await.held(200);
    let process = server.id();
    server.stop();
    finish(&trace, process);
    let events = read(&trace);
    let syncs: Vec<(f64, f64)> =
        events.iter().filter(|e| e.what == What::Sync).map(|e| (e.begun, e.ended)).collect();
    for mark in &marks {
        let written = written(&events, mark);
        let synced = syncs
            .iter()
            .any(|(begun, ended)| *begun >= written.committed && *ended <= written.answered);
        assert!(synced, "{mark}: no sync between {written:?}");
    }
    println!(
        "{} writes, {} syncs of the log, each answer after its sync",
        marks.len(),
        syncs.len()
    );
}

/// The server under `strace`, which passes on where it listens.
fn traced(scene: &Scene, trace: &Path) -> Process {
    let mut command = Command::new("strace");
    command.args(WORDS).arg(trace).arg(BINARY);
    command.args(["serve", "--listen", "127.0.0.1:0", "--limits", "off", "--database", &scene.url]);
    steer(&mut command);
    Process::start(&mut command)
}

/// Creates a position that a trace of the log and of the answers can be searched for.
async fn create(client: &Client, all: &crate::client::Caller, n: u32) -> String {
    let mark = format!("Tr4ced-{n:04}-{n:04}");
    let body = json!({ "positionName": mark, "responsibilities": "Is synced" });
    client.sample("position_create").by(all).json(body).send().await.held(201);
    mark
}

/// When the transaction that holds the mark had its last frame written, and its answer left.
///
/// A frame is a header of 24 bytes and a page; the header of a transaction's last frame names the
/// size of the database, that of every other frame holds zero there.
fn written(events: &[Event], mark: &str) -> Written {
    let mut frames = events.iter().filter_map(|e| match &e.what {
        What::Log(bytes) => Some((e, bytes)),
        _ => None,
    });
    let found = frames.by_ref().scan(false, |last, (event, bytes)| {
        if bytes.len() == 24 {
            *last = bytes[4..8] != [0; 4];
        }
        Some((*last, event, bytes))
    });
    let mut of_mark = found.skip_while(|(_, _, bytes)| !holds(bytes, mark));
    let commit = of_mark.find(|(last, _, bytes)| *last && bytes.len() > 24);
    let (_, commit, _) = commit.unwrap_or_else(|| panic!("{mark} was never committed"));
    let answer = events.iter().find(|e| match &e.what {
        What::Answer(bytes) => holds(bytes, "HTTP/1.1 201") && holds(bytes, mark),
        _ => false,
    });
    let answer = answer.unwrap_or_else(|| panic!("{mark} was never answered"));
    Written { committed: commit.ended, answered: answer.begun }
}
