//! What a request carries: nothing, bytes, or the parts of a form with files.

use std::fmt;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::Stream;

/// The body of a request; can be sent again on a retry.
#[derive(Clone, Default)]
pub enum Body {
    /// No body.
    #[default]
    Empty,
    /// Bytes of one media type.
    Bytes {
        /// `Content-Type`.
        content_type: &'static str,
        /// The bytes.
        bytes: Bytes,
    },
    /// `multipart/form-data`.
    Multipart(Vec<Part>),
}

/// One part of a multipart body.
#[derive(Debug, Clone)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What a part holds.
#[derive(Clone)]
pub enum Content {
    /// A plain field.
    Text(String),
    /// A file.
    File(Upload),
}

/// A file to send, from memory or from disk (then streamed, not loaded).
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name that the server is told.
    pub file_name: String,
    /// Its media type, where known.
    pub content_type: Option<String>,
    /// Where its bytes are.
    pub source: Source,
}

/// Where the bytes of an upload are.
#[derive(Clone)]
pub enum Source {
    /// In memory.
    Bytes(Bytes),
    /// On disk; opened when the call is sent.
    Path(PathBuf),
    /// Wherever the caller reads them from.
    Stream(Opener),
}

/// Bytes that arrive piece by piece.
pub type ByteStream = Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send>>;

/// Opens the bytes of an upload from their beginning, once per attempt.
#[derive(Clone)]
pub struct Opener(Arc<dyn Fn() -> ByteStream + Send + Sync>);

impl Opener {
    /// The bytes from their beginning.
    #[must_use]
    pub fn open(&self) -> ByteStream {
        (self.0)()
    }
}

impl Upload {
    /// A file from memory.
    pub fn bytes(file_name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let source = Source::Bytes(bytes.into());
        Self { file_name: file_name.into(), content_type: None, source }
    }

    /// A file on disk, named by the last part of its path.
    pub fn file(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let source = Source::Path(path.to_owned());
        Self { file_name: name.unwrap_or_default(), content_type: None, source }
    }

    /// A file that `open` reads from its beginning; called again where an attempt is repeated.
    pub fn stream<S>(
        file_name: impl Into<String>,
        open: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Stream<Item = std::io::Result<Bytes>> + Send + 'static,
    {
        let open = move || -> ByteStream { Box::pin(open()) };
        let source = Source::Stream(Opener(Arc::new(open)));
        Self { file_name: file_name.into(), content_type: None, source }
    }

    /// Says which media type it is.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

/// Contents are shown by their length only.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Bytes { content_type, bytes } => {
                write!(f, "Bytes({content_type}, {} bytes)", bytes.len())
            }
            Self::Multipart(parts) => f.debug_tuple("Multipart").field(parts).finish(),
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::File(upload) => upload.fmt(f),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Path(path) => path.fmt(f),
            Self::Stream(_) => f.write_str("a stream"),
        }
    }
}
