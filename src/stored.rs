//! Downloads of stored files, opened by the signature in their address.

use std::{
    fmt::Write,
    ops::{Bound, Range as Bytes},
};

use courier::{FileInfo, FileKey, Files, FilesError, Opened};
use futures_util::TryStreamExt;
use hr::Clock;
use poem::{
    Body, Request, Response, handler,
    http::{StatusCode, header},
    web::{
        Data, Path,
        headers::{HeaderMapExt, Range},
    },
};

/// What a download needs.
#[derive(Clone)]
pub struct Shelf {
    pub files: Files,
    pub clock: Clock,
}

/// `/files/<key>?signature=…`
#[handler]
pub async fn file(request: &Request, Path(key): Path<String>, shelf: Data<&Shelf>) -> Response {
    let Some(key) = FileKey::parse(&key) else {
        return refuse(StatusCode::NOT_FOUND, "there is no such file");
    };
    let query = request.uri().query().unwrap_or_default();
    if !shelf.files.verify(&key, query, shelf.clock.now().timestamp()) {
        return refuse(StatusCode::FORBIDDEN, "the signature is wrong or outdated");
    }
    match open(request, &key, &shelf.files).await {
        Ok((opened, whole)) => give(opened, whole),
        Err(FilesError::NotFound) => refuse(StatusCode::NOT_FOUND, "there is no such file"),
        Err(FilesError::OutOfRange(size)) => {
            let mut refusal =
                refuse(StatusCode::RANGE_NOT_SATISFIABLE, "the file has no such part");
            set(&mut refusal, header::CONTENT_RANGE, &format!("bytes */{size}"));
            refusal
        }
        Err(error) => {
            tracing::error!(%error, "a stored file could not be read");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "the file could not be read")
        }
    }
}

/// The file and whether it is all of it.
async fn open(
    request: &Request,
    key: &FileKey,
    files: &Files,
) -> Result<(Opened, bool), FilesError> {
    match request.headers().typed_get::<Range>() {
        None => Ok((files.get(key, None).await?, true)),
        Some(wish) => {
            let size = files.info(key).await?.size;
            let part = part(&wish, size)?;
            let whole = part.is_none();
            Ok((files.get(key, part).await?, whole))
        }
    }
}

/// The part that is asked for; several parts at once are answered with the whole file.
fn part(wish: &Range, size: u64) -> Result<Option<Bytes<u64>>, FilesError> {
    let mut parts = wish.satisfiable_ranges(size);
    match (parts.next(), parts.next()) {
        (Some((Bound::Included(from), to)), None) => {
            let to = match to {
                Bound::Included(last) => last.saturating_add(1),
                Bound::Excluded(end) => end,
                Bound::Unbounded => size,
            };
            Ok(Some(from..to))
        }
        (None, _) => Err(FilesError::OutOfRange(size)),
        _ => Ok(None),
    }
}

fn give(opened: Opened, whole: bool) -> Response {
    let Opened { info, range, bytes } = opened;
    let length = (range.end - range.start).to_string();
    let mut response = Response::builder()
        .status(if whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT })
        .body(Body::from_bytes_stream(bytes.map_err(std::io::Error::other)));
    if !whole {
        let (first, end, size) = (range.start, range.end, info.size);
        let last = end.saturating_sub(1);
        set(&mut response, header::CONTENT_RANGE, &format!("bytes {first}-{last}/{size}"));
    }
    set(&mut response, header::CONTENT_TYPE, "application/octet-stream");
    set(&mut response, header::CONTENT_TYPE, &info.content_type);
    set(&mut response, header::CONTENT_LENGTH, &length);
    set(&mut response, header::CONTENT_DISPOSITION, &disposition(&info));
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    set(&mut response, header::CACHE_CONTROL, "private, no-cache");
    // Whatever a stranger has uploaded, a browser saves it and runs nothing of it.
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
    response
}

/// Always a download, under the name that its owner gave it.
fn disposition(info: &FileInfo) -> String {
    let mut name = String::new();
    for byte in info.name.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
                name.push(char::from(byte));
            }
            // Writing to a string does not fail.
            _ => _ = write!(name, "%{byte:02X}"),
        }
    }
    format!("attachment; filename*=UTF-8''{name}")
}

/// Leaves the header as it was where the text cannot be one.
fn set(response: &mut Response, name: header::HeaderName, text: &str) {
    if let Ok(value) = text.parse() {
        response.headers_mut().insert(name, value);
    }
}

fn refuse(status: StatusCode, why: &str) -> Response {
    Response::builder()
        .status(status)
        .content_type("text/plain; charset=utf-8")
        .body(format!("{why}\n"))
}
