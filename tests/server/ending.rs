//! How the server ends: what is under way is finished, what is new is not begun.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::process::{Process, signal};
use crate::scene::{Scene, everything};

const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
                    Content-Type: text/plain\r\n\r\nHalf of it, and the other half\r\n--x--\r\n";

fn address(server: &Process) -> SocketAddr {
    server.base.strip_prefix("http://").unwrap().parse().unwrap()
}

/// An upload of which the first half is sent.
fn half_an_upload(server: &Process, token: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address(server)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head = format!(
        "POST /shiftcare/hr/v1/files HTTP/1.1\r\nHost: localhost\r\n\
         Authorization: Bearer {token}\r\n\
         X-Enterprise-Id: ent_demo\r\nContent-Type: multipart/form-data; boundary=x\r\n\
         Content-Length: {}\r\n\r\n",
        BODY.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&BODY.as_bytes()[..60]).unwrap();
    stream.flush().unwrap();
    // Until the server has surely begun with it.
    std::thread::sleep(Duration::from_millis(300));
    stream
}

async fn finishes_what_is_under_way(name: &str) {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (_, all) = everything(&server).await;
    let mut upload = half_an_upload(&server, all.secret());
    signal(server.id(), name);
    std::thread::sleep(Duration::from_millis(500));
    let refused = TcpStream::connect_timeout(&address(&server), Duration::from_millis(500));
    assert!(refused.is_err(), "a server that ends takes new guests");
    upload.write_all(&BODY.as_bytes()[60..]).unwrap();
    let mut answer = String::new();
    upload.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{name}: {answer}");
    assert!(answer.contains("\"fileSize\":30"), "{answer}");
    let begun = Instant::now();
    let (status, said) = server.wait();
    assert!(status.success(), "{status}: {said}");
    assert!(begun.elapsed() < Duration::from_secs(5), "it lingers");
    assert!(!said.contains("panic"), "{said}");
}

#[tokio::test]
async fn a_running_request_is_finished_after_sigterm() {
    finishes_what_is_under_way("TERM").await;
}

#[tokio::test]
async fn a_running_request_is_finished_after_sigint() {
    finishes_what_is_under_way("INT").await;
}

#[tokio::test]
async fn a_guest_who_says_nothing_does_not_keep_the_server() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    // One connection that is idle, one that never sent a request, one that stopped in the middle.
    client.sample("employee_get").by(&all).send().await.held(200);
    let _silent = TcpStream::connect(address(&server)).unwrap();
    let _stuck = half_an_upload(&server, all.secret());
    let begun = Instant::now();
    let (status, said) = server.stop();
    assert!(status.success(), "{status}: {said}");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn an_end_in_good_order_leaves_one_file_and_every_write() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    let made = client.sample("position_create").by(&all).send().await.held(201).data();
    let (status, _) = server.stop();
    assert!(status.success());
    for ending in ["db-wal", "db-shm"] {
        let left = scene.file.with_extension(ending);
        assert!(!left.exists(), "{} is left behind", left.display());
    }
    let again = scene.serve(&[]);
    let (client, all) = everything(&again).await;
    let call = client.sample("position_get").by(&all).id(made["positionId"].clone());
    assert_eq!(call.send().await.held(200).data(), made);
}
