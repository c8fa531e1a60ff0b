//! No 2xx of a write leaves before a sync of the log that began after the write's commit.

use std::path::Path;
use std::process::Command;

use futures_util::future::join_all;
use serde_json::json;

use crate::client::{Body, Client};
use crate::process::{BINARY, Process, say, steer};
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
        say("SKIPPED: no strace here; install it to prove the order of writes and answers");
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
    for mark in &marks {
        assert!(is_synced(&events, mark), "{mark}: no sync between {:?}", written(&events, mark));
    }
    say(&format!("{} traced writes, each answered after its sync", marks.len()));
}

/// Whether a sync of the log began after the commit and ended before the answer.
fn is_synced(events: &[Event], mark: &str) -> bool {
    let written = written(events, mark);
    let syncs = events.iter().filter(|e| e.what == What::Sync);
    let mut syncs = syncs.map(|e| (e.begun, e.ended));
    syncs.any(|(begun, ended)| begun >= written.committed && ended <= written.answered)
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

#[test]
fn a_sync_at_the_wrong_moment_does_not_count() {
    let frame = |begun: f64, size: u8, page: &str| {
        let mut header = vec![0; 24];
        header[7] = size;
        let at = |offset: f64, bytes: Vec<u8>| {
            let begun = begun + offset;
            Event { begun, ended: begun + 0.01, what: What::Log(bytes) }
        };
        let page = format!("{page}{}", " ".repeat(100));
        [at(0.0, header), at(0.02, page.into_bytes())]
    };
    let sync = |begun: f64, ended: f64| Event { begun, ended, what: What::Sync };
    let text = "HTTP/1.1 201 Created m1".as_bytes().to_vec();
    let answer = Event { begun: 9.0, ended: 9.1, what: What::Answer(text) };
    let log = [frame(1.0, 0, "m1"), frame(2.0, 7, "the last page"), frame(5.0, 9, "m2")];
    let around = |syncs: &[Event]| {
        let all = log.iter().flatten().chain(syncs).chain([&answer]);
        let mut all: Vec<Event> = all.cloned().collect();
        all.sort_by(|a, b| a.begun.total_cmp(&b.begun));
        is_synced(&all, "m1")
    };
    assert!(around(&[sync(3.0, 4.0)]));
    assert!(!around(&[]), "none at all");
    assert!(!around(&[sync(1.5, 4.0)]), "begun before the commit");
    assert!(!around(&[sync(8.0, 9.05)]), "not done when the answer left");
}
