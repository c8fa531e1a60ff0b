//! What leaves the server and what it keeps outside the database: calls to other hosts and files.

pub mod address;
pub mod fetch;
pub mod files;
mod key;
pub mod post;
#[cfg(test)]
mod tests;
pub mod webhooks;

pub use fetch::{FetchSettings, Fetched, Fetcher, Refused};
pub use files::{FileInfo, Files, FilesError, NewFile, Opened};
pub use key::{FileKey, Random};
pub use post::{Answer, Poster};
pub use webhooks::{Render, Sender, Subject};
