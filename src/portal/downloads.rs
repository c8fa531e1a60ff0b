//! SDKs and contract kits as zip files, packed from what was built into the server.

use std::{
    collections::HashMap,
    io::{Cursor, Write},
    sync::{Arc, Mutex, PoisonError},
};

use include_dir::{Dir, DirEntry};
use maud::html;
use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::{Data, Path, Redirect},
};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    book::{ApiEntry, Book},
    page::{missing, page},
};

/// Packed files, each packed when it is first asked for.
#[derive(Clone, Default)]
pub(crate) struct Shelf(Arc<Mutex<HashMap<String, &'static [u8]>>>);

/// `/sdks`
#[handler]
pub(crate) fn to_folder() -> Redirect {
    Redirect::permanent("/sdks/")
}

/// `/sdks/`
#[handler]
pub(crate) fn list(book: Data<&Arc<Book>>) -> Response {
    let content = html! {
        h1 { "Downloads" }
        p.lead { "Client packages and contract-test kits, generated from the same documents." }
        @for api in &book.apis {
            h2 { (api.title) }
            ul {
                @for language in languages(api) {
                    li { a href=(sdk_path(api, language)) { "SDK for " (language) } }
                }
                li { a href={ "/contract/" (api.name) ".zip" } { "Contract-test kit" } }
            }
        }
    };
    page("Downloads", content)
}

/// `/sdks/<language>/rosetta-<api>.zip`
#[handler]
pub(crate) fn sdk(
    Path((language, file)): Path<(String, String)>,
    book: Data<&Arc<Book>>,
    shelf: Data<&Shelf>,
) -> Response {
    let name = file.strip_prefix("rosetta-").and_then(|rest| rest.strip_suffix(".zip"));
    let Some(api) = name.and_then(|name| book.api(name)) else { return missing() };
    let found = api.sdks.dirs().find(|dir| language_of(dir) == language);
    match found {
        Some(dir) => give(&shelf, &format!("rosetta-{}", api.name), &language, dir),
        None => missing(),
    }
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
    give(&shelf, &format!("rosetta-{}-contract", api.name), "contract", api.contract)
}

/// The languages that an API has a package for.
pub(crate) fn languages(api: &ApiEntry) -> impl Iterator<Item = &'static str> {
    api.sdks.dirs().map(language_of).filter(|language| !language.is_empty())
}

/// Where the package for a language lies.
pub(crate) fn sdk_path(api: &ApiEntry, language: &str) -> String {
    format!("/sdks/{language}/rosetta-{}.zip", api.name)
}

fn language_of(dir: &Dir<'static>) -> &'static str {
    dir.path().file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn give(shelf: &Shelf, name: &str, kind: &str, dir: &'static Dir<'static>) -> Response {
    let mut packed = shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
    let key = format!("{kind}/{name}");
    let bytes = match packed.get(&key) {
        Some(bytes) => *bytes,
        None => match pack(name, dir) {
            // Kept for good: there are few of them and they never change while the server runs.
            Ok(bytes) => *packed.entry(key).or_insert(Vec::leak(bytes)),
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
