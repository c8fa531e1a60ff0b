//! The command line, its settings, the secret key, compression and downloads, without a database.

use std::{os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use clap::{CommandFactory, Parser};
use courier::{FileKey, Files, NewFile};
use hr::{Clock, Random};
use poem::{
    Endpoint, EndpointExt, Request, Response, Route, get, handler,
    http::{StatusCode, header},
};

use crate::{
    cli::{Cli, Command, one_line},
    compression::Compression,
    config::{Config, Store},
    secret,
    stored::{self, Shelf},
};

fn config(arguments: &[&str]) -> Result<Config, String> {
    let all = ["rosetta-hr", "serve"].iter().chain(arguments);
    let cli = Cli::try_parse_from(all).map_err(|error| one_line(&error.render().to_string()))?;
    match cli.command {
        Command::Serve(args) => Config::new(*args).map_err(|failure| failure.to_string()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn command_line_is_sound_and_every_flag_has_its_variable() {
    fn walk(command: &clap::Command) {
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            let variable = argument.get_env().and_then(|name| name.to_str());
            let named = variable.is_some_and(|name| name.starts_with("ROSETTA_HR_"));
            assert!(named || ["help", "version"].contains(&id), "{id} has no variable");
        }
        command.get_subcommands().for_each(walk);
    }
    Cli::command().debug_assert();
    walk(&Cli::command());
}

#[test]
fn no_company_can_be_called_like_a_path_of_an_api_that_names_companies_in_paths() {
    let reserved = hr::access::company::RESERVED;
    let missing: Vec<_> = icehrm::first_segments().filter(|it| !reserved.contains(it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn each_api_asks_for_what_its_credentials_need() {
    for (line, missing) in [
        ("client create", Some("--id")),
        ("client create --id a --scope *", None),
        ("client create --api whosoff --company a", None),
        ("token create", Some("--client")),
        ("token create --client a", None),
        ("token create --api workbeats --scope a", Some("--company")),
        ("token create --api workbeats --company a", Some("--scope")),
        ("token create --api workbeats --company a --scope b --environment uat", None),
        ("token create --api okta-hr --company a", Some("--user")),
        ("token create --api whosoff --company a --user b", None),
        ("key service", Some("--name")),
        ("key service --name a", None),
    ] {
        let refused = Cli::try_parse_from(["rosetta-hr"].into_iter().chain(line.split(' '))).err();
        let refused = refused.map(|error| error.render().to_string());
        assert_eq!(refused.is_some(), missing.is_some(), "{line}: {refused:?}");
        assert!(refused.is_none_or(|it| it.contains(missing.unwrap())), "{line}");
    }
}

#[test]
fn demo_alone_gets_a_folder_of_its_own_that_vanishes() {
    let first = config(&["--demo"]).unwrap();
    let second = config(&["--demo"]).unwrap();
    assert!(first.store.is_scratch() && first.store.folder != second.store.folder);
    let folder = first.store.folder.clone();
    assert!(folder.is_dir() && first.files.ends_with("/files"));
    drop(first);
    assert!(!folder.exists());
}

#[test]
fn demo_with_a_database_keeps_it() {
    let kept = config(&["--demo", "--database", "sqlite:///tmp/a%20b/x.db?mode=rwc"]).unwrap();
    assert!(!kept.store.is_scratch());
    assert_eq!(kept.store.folder, Path::new("/tmp/a b"));
    assert_eq!(kept.files, "file:/tmp/a b/files");
}

#[test]
fn demo_is_refused_where_others_could_reach_it() {
    for open in [
        ["--listen", "0.0.0.0:8080"],
        ["--listen", "[::]:8080"],
        ["--listen", "192.0.2.1:80"],
        ["--admin-listen", "0.0.0.0:9000"],
    ] {
        let refused = config(&["--demo", open[0], open[1]]).unwrap_err();
        assert!(refused.contains("loopback"), "{refused}");
    }
    assert!(config(&["--demo", "--listen", "[::1]:0"]).is_ok());
}

#[test]
fn data_live_in_a_folder_where_nothing_is_named() {
    let plain = config(&[]).unwrap();
    assert_eq!(plain.store.database, "sqlite://data/rosetta-hr.db");
    assert_eq!(plain.files, "file:data/files");
    let postgres = config(&["--database", "postgres://u:p@h/d"]).unwrap();
    assert_eq!((postgres.store.folder.to_str(), postgres.store.file), (Some("data"), None));
}

#[test]
fn wrong_flags_are_told_in_one_line() {
    for (arguments, part) in [
        (vec!["--frobnicate"], "--frobnicate"),
        (vec!["--listen", "nowhere"], "--listen"),
        (vec!["--limits", "some"], "documented"),
        (vec!["--tls-cert", "a.pem"], "--tls-key"),
        (vec!["--trusted-proxy", "10.0.0.0/99"], "network"),
        (vec!["--python-index", "https://me:word@index/simple"], "password"),
        (vec!["--python-index", "index/simple"], "plain"),
        (vec!["--redis", "redis://x"], "--redis"),
        (vec!["--database", "mysql://x"], "sqlite: or postgres:"),
        (vec!["--database", "sqlite::memory:"], "names a file"),
    ] {
        let line = config(&arguments).unwrap_err();
        assert!(line.contains(part) && !line.contains('\n'), "{line}");
    }
}

#[test]
fn proxies_may_be_listed_networks_or_single_addresses() {
    let proxies = config(&["--trusted-proxy", "10.0.0.0/8,::1"]).unwrap().trusted_proxies;
    assert_eq!(
        proxies.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["10.0.0.0/8", "::1/128"]
    );
}

#[test]
fn an_index_for_pip_ends_without_a_slash() {
    let named = config(&["--python-index", "http://localhost:3141/root/simple/"]).unwrap();
    assert_eq!(named.python_index.as_deref(), Some("http://localhost:3141/root/simple"));
    assert_eq!(config(&[]).unwrap().python_index, None);
}

#[test]
fn secret_key_is_made_once_and_only_for_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let first = secret::load(folder.path(), &Random::os()).unwrap();
    let path = folder.path().join(secret::FILE);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(secret::load(folder.path(), &Random::os()).unwrap(), first);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let refused = secret::load(folder.path(), &Random::os()).unwrap_err().to_string();
    assert!(refused.contains("chmod 600"), "{refused}");
    std::fs::write(&path, "c2hvcnQ=").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let refused = secret::load(folder.path(), &Random::os()).unwrap_err().to_string();
    assert!(refused.contains("32 bytes") && !refused.contains("c2hvcnQ"), "{refused}");
}

#[test]
fn store_of_another_kind_is_refused() {
    let args = crate::cli::StoreArgs { database: Some("sqlite:".to_owned()) };
    assert!(Store::named(&args).is_err());
}

#[handler]
fn long() -> Response {
    Response::builder().content_type("application/json; charset=utf-8").body("[1]".repeat(1000))
}

#[handler]
fn short() -> Response {
    Response::builder().content_type("application/json").body("{}")
}

#[handler]
fn packed() -> Response {
    Response::builder().content_type("application/zip").body("x".repeat(5000))
}

async fn encoding(path: &str, accept: &str) -> Option<String> {
    let routes = Route::new().at("/long", long).at("/short", short).at("/packed", packed);
    let request = Request::builder().uri(path.parse().unwrap());
    let request = request.header(header::ACCEPT_ENCODING, accept).finish();
    let response = routes.with(Compression).get_response(request).await;
    response.header("content-encoding").map(str::to_owned)
}

#[tokio::test]
async fn answers_are_compressed_when_asked_and_worth_it() {
    for (path, accept, expected) in [
        ("/long", "gzip", Some("gzip")),
        ("/long", "gzip;q=0.5, br", Some("br")),
        ("/long", "*", Some("gzip")),
        ("/long", "gzip;q=0", None),
        ("/long", "identity", None),
        ("/long", "zstd", None),
        ("/short", "gzip", None),
        ("/packed", "gzip", None),
    ] {
        assert_eq!(encoding(path, accept).await.as_deref(), expected, "{path} {accept}");
    }
}

async fn shelf(folder: &tempfile::TempDir) -> (Shelf, FileKey) {
    let place = format!("file:{}", folder.path().display());
    let files = Files::open(&place, b"secret", Arc::new(|| Some([7; 16]))).unwrap();
    let source = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut &source, b"0123456789").unwrap();
    let new = NewFile {
        owner: "ent_demo".to_owned(),
        name: "a \"b\"\r\n.html".to_owned(),
        content_type: "text/html".to_owned(),
    };
    let (key, _) = files.put(new, source).await.unwrap();
    (Shelf { files, clock: Clock::system() }, key)
}

async fn download(shelf: &Shelf, address: &str, range: Option<&str>) -> Response {
    let route = Route::new().at("/files/:key", get(stored::file).data(shelf.clone()));
    let mut request = Request::builder().uri(address.parse().unwrap());
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    route.get_response(request.finish()).await
}

#[tokio::test]
async fn stored_file_is_a_download_that_runs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (shelf, key) = shelf(&folder).await;
    let response = download(&shelf, &shelf.files.url("", &key, None), None).await;
    assert_eq!(response.status(), StatusCode::OK);
    let name = response.header("content-disposition").unwrap();
    assert_eq!(name, "attachment; filename*=UTF-8''a%20%22b%22%0D%0A.html");
    assert!(response.header("content-security-policy").unwrap().starts_with("sandbox"));
    assert_eq!(response.header("content-length"), Some("10"));
    assert_eq!(response.into_body().into_string().await.unwrap(), "0123456789");
}

#[tokio::test]
async fn stored_file_is_given_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let (shelf, key) = shelf(&folder).await;
    let address = shelf.files.url("", &key, None);
    for (range, status, body, content_range) in [
        ("bytes=2-4", 206, "234", Some("bytes 2-4/10")),
        ("bytes=8-", 206, "89", Some("bytes 8-9/10")),
        ("bytes=-3", 206, "789", Some("bytes 7-9/10")),
        ("bytes=5-99", 206, "56789", Some("bytes 5-9/10")),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("lines=1-2", 200, "0123456789", None),
        ("bytes=10-", 416, "the file has no such part\n", Some("bytes */10")),
    ] {
        let response = download(&shelf, &address, Some(range)).await;
        assert_eq!(response.status().as_u16(), status, "{range}");
        assert_eq!(response.header("content-range"), content_range, "{range}");
        assert_eq!(response.into_body().into_string().await.unwrap(), body, "{range}");
    }
}

#[tokio::test]
async fn stored_file_opens_with_its_signature_only() {
    let folder = tempfile::tempdir().unwrap();
    let (shelf, key) = shelf(&folder).await;
    let good = shelf.files.url("", &key, None);
    let past = shelf.files.url("", &key, Some(1_000));
    for (address, status) in [
        (good.split('?').next().unwrap(), 403),
        (good.replace("signature=", "signature=A").as_str(), 403),
        (past.as_str(), 403),
        ("/files/../etc/passwd?signature=x", 404),
        ("/files/short?signature=x", 404),
    ] {
        assert_eq!(download(&shelf, address, None).await.status().as_u16(), status, "{address}");
    }
    shelf.files.remove(&key).await.unwrap();
    assert_eq!(download(&shelf, &good, None).await.status(), StatusCode::NOT_FOUND);
}
