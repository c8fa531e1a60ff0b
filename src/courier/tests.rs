//! Addresses as a table; fetching against a small server of our own; files in a fresh folder.

use std::{
    io::{Read, Seek, SeekFrom, Write},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

use futures_util::TryStreamExt;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::{
    FetchSettings, Fetcher, FileKey, Files, FilesError, NewFile, Refused, address::is_open,
};

const NOW_S: i64 = 1_800_000_000;

#[test]
fn addresses_outside_the_open_network_are_closed() {
    for closed in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a01:203",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_open(closed.parse().unwrap()), "{closed}");
    }
}

#[test]
fn addresses_of_the_open_network_are_open() {
    for open in [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.0.1",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.1",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::808:808",
    ] {
        assert!(is_open(open.parse().unwrap()), "{open}");
    }
}

/// Answers every connection with what `reply` makes of the request's first line.
async fn server(reply: impl Fn(&str, u16) -> String + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let reply = Arc::new(reply);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let reply = reply.clone();
            tokio::spawn(async move {
                let mut request = vec![0; 4096];
                let count = stream.read(&mut request).await.unwrap();
                let request = String::from_utf8_lossy(&request[..count]).into_owned();
                let answer = reply(request.lines().next().unwrap_or(""), address.port());
                stream.write_all(answer.as_bytes()).await.unwrap();
            });
        }
    });
    address
}

fn ok(body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{body}")
}

fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

fn settings(allow_private: bool) -> FetchSettings {
    FetchSettings { max_bytes: 10, timeout_s: 2, allow_private }
}

/// A client for which one name leads to the test's server, as a public name would.
fn strict(address: SocketAddr) -> Fetcher {
    Fetcher::pinned(settings(false), "public.test", address).unwrap()
}

#[tokio::test]
async fn fetch_brings_file_type_size_and_name() {
    let address = server(|_, _| ok("hello")).await;
    let mut got = strict(address)
        .fetch(&format!("http://public.test:{}/a/note.txt?x=1", address.port()))
        .await
        .unwrap();
    let mut text = String::new();
    got.file.read_to_string(&mut text).unwrap();
    assert_eq!((text.as_str(), got.size), ("hello", 5));
    assert_eq!(got.content_type.as_deref(), Some("text/plain"));
    assert_eq!(got.file_name.as_deref(), Some("note.txt"));
}

#[tokio::test]
async fn fetch_refuses_closed_addresses_however_they_are_written() {
    let fetcher = Fetcher::new(settings(false)).unwrap();
    for url in [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/",
        "http://localhost:1/",
        "https://10.0.0.1/",
    ] {
        assert_eq!(fetcher.fetch(url).await.unwrap_err(), Refused::ClosedAddress, "{url}");
    }
}

#[tokio::test]
async fn fetch_refuses_what_is_no_plain_http_url() {
    let fetcher = Fetcher::new(settings(true)).unwrap();
    for url in ["", "/relative", "ftp://example.org/", "file:///etc/passwd", "data:,x", "http://"] {
        assert_eq!(fetcher.fetch(url).await.unwrap_err(), Refused::NotHttp, "{url}");
    }
    let url = "http://user:word@example.org/";
    assert_eq!(fetcher.fetch(url).await.unwrap_err(), Refused::Credentials);
}

#[tokio::test]
async fn fetch_refuses_a_redirect_to_a_closed_address_or_name() {
    for target in ["http://127.0.0.1:PORT/x", "http://localhost:PORT/x", "http://[::1]:PORT/x"] {
        let address = server(move |line, port| match line.contains("/start") {
            true => moved(&target.replace("PORT", &port.to_string())),
            false => ok("secret"),
        })
        .await;
        let url = format!("http://public.test:{}/start", address.port());
        let refused = strict(address).fetch(&url).await.unwrap_err();
        assert_eq!(refused, Refused::ClosedAddress, "{target}");
    }
}

#[tokio::test]
async fn fetch_refuses_a_redirect_to_another_scheme() {
    let address = server(|_, _| moved("ftp://example.org/")).await;
    let url = format!("http://public.test:{}/", address.port());
    assert_eq!(strict(address).fetch(&url).await.unwrap_err(), Refused::NotHttp);
}

#[tokio::test]
async fn fetch_follows_three_redirects_and_no_fourth() {
    let address = server(|line, _| match line.split(' ').nth(1) {
        Some("/0") => ok("end"),
        Some(path) => {
            let left: u32 = path.trim_start_matches('/').parse().unwrap();
            moved(&format!("/{}", left - 1))
        }
        None => String::new(),
    })
    .await;
    let url = |left: u32| format!("http://public.test:{}/{left}", address.port());
    assert_eq!(strict(address).fetch(&url(3)).await.unwrap().size, 3);
    assert_eq!(strict(address).fetch(&url(4)).await.unwrap_err(), Refused::Redirects);
}

#[tokio::test]
async fn fetch_stops_at_the_size_cap_declared_or_not() {
    let declared = server(|_, _| ok("more than ten bytes")).await;
    let url = format!("http://public.test:{}/", declared.port());
    assert_eq!(strict(declared).fetch(&url).await.unwrap_err(), Refused::TooLarge(10));
    let silent = server(|_, _| format!("HTTP/1.0 200 OK\r\n\r\n{}", "x".repeat(11))).await;
    let url = format!("http://public.test:{}/", silent.port());
    assert_eq!(strict(silent).fetch(&url).await.unwrap_err(), Refused::TooLarge(10));
}

#[tokio::test]
async fn fetch_stops_when_the_time_is_up_even_inside_the_body() {
    let address =
        server(|_, _| "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nslow".to_owned()).await;
    let url = format!("http://public.test:{}/", address.port());
    let refused = strict(address).fetch(&url).await.unwrap_err();
    assert!(matches!(refused, Refused::TimedOut | Refused::Unreachable), "{refused:?}");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("http://public.test:{}/", address.port());
    assert_eq!(strict(address).fetch(&url).await.unwrap_err(), Refused::TimedOut);
}

#[tokio::test]
async fn fetch_reports_a_status_that_is_no_success() {
    let address =
        server(|_, _| "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned()).await;
    let url = format!("http://public.test:{}/", address.port());
    assert_eq!(strict(address).fetch(&url).await.unwrap_err(), Refused::Status(404));
}

#[tokio::test]
async fn fetch_reaches_private_addresses_when_the_operator_allows_it() {
    let address = server(|_, _| ok("hi")).await;
    let fetcher = Fetcher::new(settings(true)).unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let url = format!("http://{host}:{}/", address.port());
        assert_eq!(fetcher.fetch(&url).await.unwrap().size, 2, "{host}");
    }
}

fn storage(folder: &tempfile::TempDir) -> Files {
    let next = AtomicU8::new(1);
    let random = Arc::new(move || Some([next.fetch_add(1, Ordering::Relaxed); 16]));
    Files::open(&format!("file:{}", folder.path().display()), b"secret", random).unwrap()
}

async fn stored(files: &Files, content: &[u8]) -> FileKey {
    let mut source = tempfile::tempfile().unwrap();
    source.write_all(content).unwrap();
    source.seek(SeekFrom::End(0)).unwrap();
    let new = NewFile {
        owner: "ent_demo".to_owned(),
        name: "Zeugnis ü.pdf".to_owned(),
        content_type: "application/pdf".to_owned(),
    };
    files.put(new, source).await.unwrap().0
}

async fn content(files: &Files, key: &FileKey, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let opened = files.get(key, range).await.unwrap();
    let parts: Vec<_> = opened.bytes.try_collect().await.unwrap();
    parts.concat()
}

#[tokio::test]
async fn files_come_back_whole_in_part_and_with_their_description() {
    let folder = tempfile::tempdir().unwrap();
    let files = storage(&folder);
    let long: Vec<u8> = (0..6_000_000_u32).map(|n| n as u8).collect();
    let key = stored(&files, &long).await;
    let info = files.info(&key).await.unwrap();
    assert_eq!((info.size, info.name.as_str()), (6_000_000, "Zeugnis ü.pdf"));
    assert_eq!((info.owner.as_str(), info.content_type.as_str()), ("ent_demo", "application/pdf"));
    assert!(content(&files, &key, None).await == long);
    assert_eq!(content(&files, &key, Some(10..13)).await, [10, 11, 12]);
    assert_eq!(content(&files, &key, Some(5_999_999..9_000_000)).await.len(), 1);
    let outside = files.get(&key, Some(6_000_000..6_000_001)).await;
    assert!(matches!(outside, Err(FilesError::OutOfRange(6_000_000))));
}

#[tokio::test]
async fn files_may_be_empty_and_may_go() {
    let folder = tempfile::tempdir().unwrap();
    let files = storage(&folder);
    let key = stored(&files, b"").await;
    assert!(content(&files, &key, None).await.is_empty());
    files.remove(&key).await.unwrap();
    files.remove(&key).await.unwrap();
    assert!(matches!(files.info(&key).await, Err(FilesError::NotFound)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn files_are_kept_in_a_folder_only() {
    let random: crate::Random = Arc::new(|| Some([0; 16]));
    for place in ["s3://bucket", "file:", "/plain/path", ""] {
        let refused = Files::open(place, b"secret", random.clone());
        assert!(matches!(refused, Err(FilesError::Place)), "{place}");
    }
}

#[tokio::test]
async fn own_address_is_recognised_by_its_signature() {
    let folder = tempfile::tempdir().unwrap();
    let files = storage(&folder);
    let key = stored(&files, b"x").await;
    let url = files.url("http://localhost:8080/", &key, None);
    assert!(url.starts_with("http://localhost:8080/files/"));
    assert_eq!(files.own_key(&url, NOW_S), Some(key.clone()));
    let behind_a_proxy = url.replace("http://localhost:8080", "https://hr.example/base");
    assert_eq!(files.own_key(&behind_a_proxy, NOW_S), Some(key.clone()));
    let other = FileKey::parse(&"a".repeat(32)).unwrap();
    for stranger in [
        url.replace("signature=", "signature=A"),
        url.replace(key.as_str(), other.as_str()),
        url.replace("/files/", "/other/"),
        url.replace('?', "?expires=9999999999&"),
        url.replace("?signature", "?other"),
        format!("{url}&signature=x"),
        "http://localhost:8080/files/".to_owned(),
        "not a url".to_owned(),
    ] {
        assert_eq!(files.own_key(&stranger, NOW_S), None, "{stranger}");
    }
}

#[tokio::test]
async fn own_address_ends_when_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let files = storage(&folder);
    let key = stored(&files, b"x").await;
    let url = files.url("http://localhost:8080", &key, Some(NOW_S + 60));
    assert_eq!(files.own_key(&url, NOW_S), Some(key.clone()));
    assert_eq!(files.own_key(&url, NOW_S + 60), None);
    let longer = url.replace(&(NOW_S + 60).to_string(), &(NOW_S + 600).to_string());
    assert_eq!(files.own_key(&longer, NOW_S), None);
    let elsewhere = Files::open(
        &format!("file:{}", folder.path().display()),
        b"another secret",
        Arc::new(|| Some([0; 16])),
    );
    assert_eq!(elsewhere.unwrap().own_key(&url, NOW_S), None);
}

#[test]
fn keys_are_digits_and_nothing_else() {
    for wrong in ["", "../etc/passwd", &"A".repeat(32), &"a".repeat(31), &"g".repeat(32)] {
        assert_eq!(FileKey::parse(wrong), None, "{wrong}");
    }
}
