//! `multipart/form-data` bodies: files go to disk while they stream in, the rest by the table.

use std::io::SeekFrom;

use multer::Field;
use poem::{Request, RequestBody, Result};
use poem_openapi::payload::{ParsePayload, Payload};
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use super::form::Fields;
use super::{DEFAULT_MAX_BODY, Unread, bytes, is_empty, rules};
use crate::schema::{Kind, Schema};
use crate::upload::{self, Upload};
use crate::violation::Fault;

const MEDIA: &str = "multipart/form-data";

/// A form with files; `T` is plain serde, its file fields are [`Upload`].
#[derive(Debug)]
pub struct Multipart<T>(pub T);

impl<T: Send> Payload for Multipart<T> {
    const CONTENT_TYPE: &'static str = MEDIA;

    fn check_content_type(content_type: &str) -> bool {
        super::same_type(MEDIA, content_type)
    }

    /// Nobody reads it: the document served is the bundled one.
    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::ANY))
    }
}

impl<T: DeserializeOwned + Send> ParsePayload for Multipart<T> {
    const IS_REQUIRED: bool = true;

    async fn from_request(request: &Request, body: &mut RequestBody) -> Result<Self> {
        read(request, body).await.map(Multipart).map_err(Unread::into_poem)
    }
}

async fn read<T: DeserializeOwned>(request: &Request, body: &mut RequestBody) -> Result<T, Unread> {
    let rules = rules(request, body, &[MEDIA])?;
    if is_empty(body) {
        return Err(Unread::Empty);
    }
    let boundary = multer::parse_boundary(request.content_type().unwrap_or_default())
        .map_err(|_| Unread::unreadable())?;
    let taken = body.take().map_err(|_| Unread::unreadable())?;
    let mut parts = multer::Multipart::new(bytes::counted(taken, rules.max_body), boundary);
    let mut fields = Fields::new(rules.schema);
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(unread)? {
        take(part, &mut fields, &mut files).await?;
    }
    upload::with_files(files, || fields.finish(rules.schema))
}

/// One part: a file to disk, a text into the form, anything else read past.
async fn take(
    mut part: Field<'static>,
    fields: &mut Fields,
    files: &mut Vec<Option<Upload>>,
) -> Result<(), Unread> {
    let name = part.name().unwrap_or_default().to_owned();
    let schema = fields.schema(&name);
    match schema.map(|schema| (schema, item(schema).kind)) {
        None => {
            while part.chunk().await.map_err(unread)?.is_some() {}
            fields.unknown();
        }
        Some((schema, Kind::File)) => {
            let max = item(schema).limits.max_length.unwrap_or(u64::MAX);
            match spool(part, max).await? {
                Some(file) => {
                    fields.put_value(&name, Value::from(files.len()));
                    files.push(Some(file));
                }
                None => {
                    fields.put_value(&name, Value::from(files.len()));
                    files.push(None);
                    fields.fault(&name, Fault::TooBig(max));
                }
            }
        }
        Some(_) => match text(part).await? {
            Ok(text) => fields.put(&name, &text),
            Err(fault) => {
                fields.put(&name, "");
                fields.fault(&name, fault);
            }
        },
    }
    Ok(())
}

/// A list's items arrive as parts of the same name.
fn item(schema: &'static Schema) -> &'static Schema {
    match schema.kind {
        Kind::List(item) => item,
        _ => schema,
    }
}

/// The part's bytes in a nameless file; `None` if there are more than `max`, which are not kept.
async fn spool(mut part: Field<'static>, max: u64) -> Result<Option<Upload>, Unread> {
    let file_name = part.file_name().map(str::to_owned);
    let content_type = part.content_type().map(|media| media.essence_str().to_owned());
    let made = tokio::task::spawn_blocking(tempfile::tempfile).await;
    let mut file = tokio::fs::File::from_std(on_disk(on_disk(made)?)?);
    let mut size = 0u64;
    while let Some(piece) = part.chunk().await.map_err(unread)? {
        size = size.saturating_add(piece.len() as u64);
        if size <= max {
            on_disk(file.write_all(&piece).await)?;
        }
    }
    if size > max {
        return Ok(None);
    }
    on_disk(file.flush().await)?;
    on_disk(file.seek(SeekFrom::Start(0)).await)?;
    Ok(Some(Upload { file_name, content_type, size, file: file.into_std().await }))
}

/// A text part; bounded, because it is kept in memory.
async fn text(mut part: Field<'static>) -> Result<Result<String, Fault>, Unread> {
    let mut bytes = Vec::new();
    let mut long = false;
    while let Some(piece) = part.chunk().await.map_err(unread)? {
        long = long || (bytes.len() + piece.len()) as u64 > DEFAULT_MAX_BODY;
        if !long {
            bytes.extend_from_slice(&piece);
        }
    }
    if long {
        return Ok(Err(Fault::TooBig(DEFAULT_MAX_BODY)));
    }
    let unreadable = Fault::Unreadable { line: 0, column: 0 };
    Ok(String::from_utf8(bytes).map_err(|_| unreadable))
}

/// The disk failed: ours to answer for, so the request ends as after a panic.
fn on_disk<T, E: std::fmt::Display>(done: Result<T, E>) -> Result<T, Unread> {
    done.map_err(|error| {
        tracing::error!(%error, "an uploaded file could not be written");
        Unread::Broken
    })
}

/// multer wraps the stream's own error, which knows about the cap.
fn unread(error: multer::Error) -> Unread {
    match error {
        multer::Error::StreamReadFailed(inner) => match inner.downcast::<Unread>() {
            Ok(unread) => *unread,
            Err(_) => Unread::unreadable(),
        },
        _ => Unread::unreadable(),
    }
}
