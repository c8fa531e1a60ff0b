//! The files below `/sdks/`, and contract kits as zip files.

use std::{
    collections::HashMap,
    io::{Cursor, Write},
    sync::{Arc, Mutex, PoisonError},
};

use include_dir::{Dir, DirEntry};
use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
    web::{Data, Path, Redirect},
};
use serde_json::{Value, json};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    book::Book,
    packages::{self, Package},
    page::missing,
    site::origin,
};

/// Packed kits, each packed when it is first asked for.
#[derive(Clone, Default)]
pub(crate) struct Shelf(Arc<Mutex<HashMap<String, &'static [u8]>>>);

/// `/sdks`
#[handler]
pub(crate) fn to_folder() -> Redirect {
    Redirect::permanent("/sdks/")
}

/// `/sdks/index.json`: every package, for programs.
#[handler]
pub(crate) async fn index(request: &Request, book: Data<&Arc<Book>>) -> Response {
    let packages = packages::all(&book).await;
    let origin = origin(request);
    let listed: Vec<Value> = packages.iter().map(|it| described(it, &origin)).collect();
    Response::builder()
        .content_type("application/json")
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(json!({ "packages": listed }).to_string())
}

fn described(it: &Package, origin: &str) -> Value {
    json!({
        "api": it.api,
        "language": it.language,
        "kind": it.kind,
        "name": it.name,
        "version": it.version,
        "file": it.file,
        "url": it.url,
        "alias": it.alias,
        "size": it.bytes.len(),
        "sha256": it.sha256,
        "install": it.install(origin),
    })
}

/// A package, by the name of its file or by the one that stays.
#[handler]
pub(crate) async fn sdk(request: &Request, book: Data<&Arc<Book>>) -> Response {
    // The sign before our revision may come encoded.
    let asked = request.uri().path().replace("%2B", "+").replace("%2b", "+");
    let packages = packages::all(&book).await;
    match packages.into_iter().find(|it| it.url == asked || it.alias == asked) {
        Some(package) => hand_over(request, package),
        None => missing(),
    }
}

/// The bytes, or that the caller has them already.
fn hand_over(request: &Request, package: &'static Package) -> Response {
    let tag = format!("\"{}\"", package.sha256);
    let known = request.header(header::IF_NONE_MATCH).is_some_and(|tags| {
        tags.split(',').any(|seen| matches!(seen.trim(), "*") || seen.trim().ends_with(&tag))
    });
    let response =
        Response::builder().header(header::ETAG, &tag).header(header::CACHE_CONTROL, "no-cache");
    if known {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    let name = format!("attachment; filename=\"{}\"", package.file);
    response
        .content_type(package.media())
        // HEAD takes the body away, and its length with it.
        .header(header::CONTENT_LENGTH, package.bytes.len())
        .header(header::CONTENT_DISPOSITION, name)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(package.bytes.as_slice())
}

/// `/contract/<api>.zip`
#[handler]
pub(crate) fn contract(
    Path(file): Path<String>,
    book: Data<&Arc<Book>>,
    shelf: Data<&Shelf>,
) -> Response {
    let Some(api) = file.strip_suffix(".zip").and_then(|name| book.api(name)) else {
        return missing();
    };
    give(&shelf, format!("rosetta-{}-contract", api.name), api.contract)
}

fn give(shelf: &Shelf, name: String, dir: &'static Dir<'static>) -> Response {
    let mut packed = shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
    let bytes = match packed.get(&name) {
        Some(bytes) => *bytes,
        None => match pack(&name, dir) {
            // Kept for good: there are few of them and they never change while the server runs.
            Ok(bytes) => *packed.entry(name.clone()).or_insert(Vec::leak(bytes)),
            Err(error) => {
                tracing::error!(%error, "a download could not be packed");
                return Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).finish();
            }
        },
    };
    Response::builder()
        .content_type("application/zip")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.zip\""))
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(bytes)
}

/// Packs a folder under one top folder; the same bytes for the same files.
fn pack(name: &str, dir: &Dir<'static>) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut zip, name, dir, dir)?;
    Ok(zip.finish()?.into_inner())
}

fn add(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    top: &str,
    root: &Dir<'static>,
    dir: &Dir<'static>,
) -> Result<(), ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => add(zip, top, root, inner)?,
            DirEntry::File(file) => {
                let path = file.path().strip_prefix(root.path()).unwrap_or(file.path());
                let runs = file.contents().starts_with(b"#!");
                let options = options.unix_permissions(if runs { 0o755 } else { 0o644 });
                zip.start_file(format!("{top}/{}", path.display()), options)?;
                zip.write_all(file.contents())?;
            }
        }
    }
    Ok(())
}
