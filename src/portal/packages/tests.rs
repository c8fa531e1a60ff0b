//! Every package is read back by somebody else's reader, and asked for as pip, npm and curl do.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    process::Command,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use poem::{
    Endpoint, Request, Response,
    http::{Method, StatusCode},
};
use sha2::{Digest, Sha256};

use super::{Package, make, of, python::normal, sample, upstream};
use crate::{endpoint, tests::book};

fn package(kind: &str) -> &'static Package {
    of(&book(false, true).apis[0]).iter().find(|it| it.kind == kind).unwrap()
}

/// What `tar` makes of an archive: its listing, and one file.
fn untar(package: &Package, file: &str) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it"), &package.bytes).unwrap();
    let run = |words: &[&str]| {
        let out = Command::new("tar").args(words).current_dir(folder.path()).output().unwrap();
        assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
        String::from_utf8(out.stdout).unwrap()
    };
    let list = run(&["-tzf", "it"]).lines().map(str::to_owned).collect();
    (list, run(&["-xzOf", "it", file]))
}

fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().to_owned(), text);
    }
    files
}

#[test]
fn a_package_is_named_as_its_installer_expects() {
    let all = of(&book(false, true).apis[0]);
    let seen: Vec<_> = all.iter().map(|it| (it.language, it.kind, it.url.as_str())).collect();
    let files = "/sdks/python/files/rosetta_sample-1.2.0+r1";
    assert_eq!(
        seen,
        [
            ("rust", "crate", "/sdks/rust/rosetta-sample-1.2.0+r1.crate"),
            ("typescript", "npm", "/sdks/typescript/rosetta-sample-1.2.0+r1.tgz"),
            ("python", "wheel", format!("{files}-py3-none-any.whl").as_str()),
            ("python", "sdist", format!("{files}.tar.gz").as_str()),
        ]
    );
}

#[test]
fn an_archive_holds_what_belongs_to_the_package_and_nothing_else() {
    let top = "rosetta-sample-1.2.0+r1";
    let (list, text) = untar(package("crate"), &format!("{top}/src/lib.rs"));
    assert_eq!(list, ["Cargo.toml", "Cargo.toml.orig", "src/lib.rs"].map(|f| format!("{top}/{f}")));
    assert_eq!(text, "//! Sample.\n");
    let (list, _) = untar(package("npm"), "package/package.json");
    let npm = ["CHANGELOG.md", "LICENSE-MIT", "dist/index.js", "package.json"];
    assert_eq!(list, npm.map(|file| format!("package/{file}")));
    let top = "rosetta_sample-1.2.0+r1";
    let (list, text) = untar(package("sdist"), &format!("{top}/{}", sample::LONG));
    assert!(list.contains(&format!("{top}/PKG-INFO")) && list.len() == 7, "{list:?}");
    assert_eq!(text, "pass\n");
}

#[test]
fn a_wheel_records_every_file_with_its_hash() {
    let files = unzip(&package("wheel").bytes);
    let info = "rosetta_sample-1.2.0+r1.dist-info";
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    let parts = ["METADATA", "RECORD", "WHEEL", "licenses/LICENSE-MIT"];
    let mut wanted = parts.map(|part| format!("{info}/{part}")).to_vec();
    wanted.extend(["__init__.py", "py.typed"].map(|part| format!("rosetta_sample/{part}")));
    assert_eq!(names, wanted);
    assert!(files[&format!("{info}/WHEEL")].contains("\nTag: py3-none-any\n"));
    let record = &files[&format!("{info}/RECORD")];
    for (name, text) in files.iter().filter(|(name, _)| !name.ends_with("RECORD")) {
        let digest = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(text));
        let line = format!("{name},sha256={digest},{}\n", text.len());
        assert!(record.contains(&line), "{line} is not in {record}");
    }
    assert!(record.ends_with(&format!("{info}/RECORD,,\n")));
}

#[test]
fn packing_again_gives_the_same_bytes() {
    let again = make(&book(false, true).apis[0]);
    for (first, second) in of(&book(false, true).apis[0]).iter().zip(&again) {
        assert_eq!((&first.sha256, &first.bytes), (&second.sha256, &second.bytes));
    }
}

#[test]
fn a_project_has_one_normal_name() {
    for spelt in ["Rosetta_Sample", "rosetta.sample", "rosetta-._sample"] {
        assert_eq!(normal(spelt), "rosetta-sample");
    }
}

#[test]
fn the_index_of_pip_is_read_from_its_help() {
    let help = |url: &str| format!(" -i, --index-url <url> Base URL (default {url}). --extra (d)");
    assert_eq!(upstream::named(&help("http://a/simple/")).as_deref(), Some("http://a/simple"));
    assert_eq!(upstream::named(&help("http://me:****@a/simple")), None);
    assert_eq!(upstream::named("--index-url <url>"), None);
}

async fn ask(path: &str, headers: &[(&str, &str)], index: Option<&str>) -> Response {
    let method = if headers.is_empty() { Method::HEAD } else { Method::GET };
    let mut request = Request::builder().method(method).uri(path.parse().unwrap());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut book = book(false, true);
    book.python_index = index.map(str::to_owned);
    endpoint(book).get_response(request.finish()).await
}

const ANY: [(&str, &str); 1] = [("accept", "*/*")];

#[tokio::test]
async fn a_package_is_handed_over_with_its_length_and_tag() {
    for kind in ["crate", "npm", "wheel", "sdist"] {
        let package = package(kind);
        for path in [&package.url, &package.alias, &package.url.replace('+', "%2B")] {
            let response = ask(path, &ANY, None).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            let tag = response.header("etag").unwrap().to_owned();
            assert!(response.header("content-disposition").unwrap().contains(&package.file));
            assert_eq!(response.into_body().into_vec().await.unwrap(), package.bytes);
            let head = ask(path, &[], None).await;
            let length = package.bytes.len().to_string();
            assert_eq!(head.header("content-length"), Some(length.as_str()));
            let again = ask(path, &[("if-none-match", &tag)], None).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        }
    }
    assert_eq!(ask("/sdks/cobol/rosetta-sample.tgz", &ANY, None).await.status(), 404);
}

#[tokio::test]
async fn the_list_for_programs_has_every_checksum() {
    let response = ask("/sdks/index.json", &[("host", "here:1")], None).await;
    let list: serde_json::Value = response.into_body().into_json().await.unwrap();
    let listed = list["packages"].as_array().unwrap();
    let all = of(&book(false, true).apis[0]);
    for (seen, package) in listed.iter().zip(all) {
        assert_eq!(seen["sha256"], package.sha256.as_str());
        assert_eq!(seen["size"], package.bytes.len());
        assert!(seen["install"].as_str().unwrap().contains("http://here:1/sdks/"));
    }
    assert_eq!(listed.len(), 4);
}

#[tokio::test]
async fn pip_finds_files_with_hashes_and_the_pythons_they_need() {
    let path = "/sdks/python/simple/rosetta-sample/";
    let page = ask(path, &ANY, None).await.into_body().into_string().await.unwrap();
    for kind in ["wheel", "sdist"] {
        let Package { url, sha256, file, .. } = package(kind);
        let link = format!(
            "<a href=\"{url}#sha256={sha256}\" data-requires-python=\"&gt;=3.10\">{file}</a>"
        );
        assert!(page.contains(&link), "{link} is not in {page}");
    }
    let json = "application/vnd.pypi.simple.v1+json";
    let response = ask(path, &[("accept", json)], None).await;
    assert_eq!(response.content_type(), Some(json));
    let project: serde_json::Value = response.into_body().into_json().await.unwrap();
    assert_eq!(project["files"][1]["hashes"]["sha256"], package("sdist").sha256.as_str());
    assert_eq!(project["files"][0]["requires-python"], ">=3.10");
    let root = ask("/sdks/python/simple/", &ANY, None).await.into_body().into_string().await;
    assert!(root.unwrap().contains("<a href=\"rosetta-sample/\">rosetta-sample</a>"));
}

#[tokio::test]
async fn pip_is_sent_on_for_what_is_not_here() {
    let index = Some("http://index.test/simple");
    let simple = "/sdks/python/simple";
    for (path, index, status, location) in [
        ("", None, 308, "/sdks/python/simple/"),
        ("/rosetta-sample", None, 308, "/sdks/python/simple/rosetta-sample/"),
        ("/Rosetta_Sample/", None, 308, "/sdks/python/simple/rosetta-sample/"),
        ("/httpx/", index, 307, "http://index.test/simple/httpx/"),
        ("/httpx/", None, 404, ""),
        ("/rosetta-other/", index, 404, ""),
        ("/%22/", index, 404, ""),
    ] {
        let response = ask(&format!("{simple}{path}"), &ANY, index).await;
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(response.header("location").unwrap_or_default(), location, "{path}");
    }
}
