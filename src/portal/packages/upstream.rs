//! Where pip finds what the SDKs need and this index does not have.

use std::{
    process::{Command, Stdio},
    sync::OnceLock,
};

use crate::book::Book;

/// The index that the operator has named; in the demo, where none is named, pip's own.
///
/// `--index-url` puts this server in the place of the index that pip would have asked, so that
/// this server has to know it. In the demo both run on one machine.
pub(crate) async fn index(book: &Book) -> Option<String> {
    match &book.python_index {
        Some(named) => Some(named.clone()),
        None if book.demo => tokio::task::spawn_blocking(of_pip).await.ok()?.map(str::to_owned),
        None => None,
    }
}

/// What pip on this machine says is its index, asked once.
fn of_pip() -> Option<&'static str> {
    static SAID: OnceLock<Option<String>> = OnceLock::new();
    let ask = || {
        let mut pip = Command::new("python3");
        // As wide as can be: a broken line would break the URL.
        pip.args(["-m", "pip", "install", "--help"]).env("COLUMNS", "1000").stdin(Stdio::null());
        named(&String::from_utf8_lossy(&pip.output().ok()?.stdout))
    };
    SAID.get_or_init(ask).as_deref()
}

/// The default of `--index-url` in pip's help; none if it needs a password, which pip blackens.
pub(super) fn named(help: &str) -> Option<String> {
    let (_, option) = help.split_once("--index-url")?;
    let (_, default) = option.split_once("(default ")?;
    let (url, _) = default.split_once(')')?;
    let usable = url.starts_with("http") && !url.contains('@');
    usable.then(|| url.trim_end_matches('/').to_owned())
}
