//! The server, started in this process for one test, on a demo database of the test's own.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Parser;
use hr::{Clock, Hr, Random, Settings, Vault};
use poem::http::StatusCode;
use poem::{Body, Endpoint, Request, Response};
use rosetta_hr::cli::{Cli, Command};
use rosetta_hr::config::Config;
use rosetta_hr::listen::Door;
use rosetta_hr::{Parts, app};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::client::{Client, LOOKS_ITSELF};
use crate::database::Database;
use crate::document::{Document, SHIFTCARE, serving};
use crate::process::SECRET_KEY;

/// A running server, and a client that talks to it.
///
/// Whoever calls it, every answer under an API's prefix is held against the document; a complaint
/// fails the test when the house is dropped.
pub struct House {
    client: Client,
    pub database: Arc<Database>,
    said: Complaints,
    /// Dropped, it stops the server.
    _stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

type Complaints = Arc<Mutex<Vec<String>>>;

impl House {
    /// A server whose limits refuse nobody, and a client of ShiftCare's API.
    pub async fn start() -> House {
        House::of(*SHIFTCARE).await
    }

    /// A server whose limits are as documented, and a client of ShiftCare's API.
    pub async fn limited() -> House {
        House::limited_of(*SHIFTCARE).await
    }

    /// The same as `start` for any API.
    pub async fn of(document: &'static Document) -> House {
        House::on(Arc::new(Database::demo().await), document, false).await
    }

    /// The same as `limited` for any API.
    pub async fn limited_of(document: &'static Document) -> House {
        House::on(Arc::new(Database::demo().await), document, true).await
    }

    /// A server on a database that others may use as well.
    pub async fn on(database: Arc<Database>, document: &'static Document, limited: bool) -> House {
        let limits = if limited { "documented" } else { "off" };
        let config = configured(&database, &["--limits", limits]);
        let parts = parts(&config).await;
        let said = Complaints::default();
        let endpoint = Checked { inner: app(&config, parts), said: said.clone() };
        let door = Door::open(config.listen).await.unwrap();
        let client = Client::of(&format!("http://{}", door.address), document);
        let (stop, asked) = watch::channel(false);
        let serving = tokio::spawn(async move {
            door.serve(endpoint, None, asked, || {}).await.unwrap();
        });
        House { client, database, said, _stop: stop, serving }
    }

    /// Where ShiftCare's API begins: `http://127.0.0.1:41234/shiftcare`.
    #[allow(dead_code, reason = "for clients that begin there, such as the SDK")]
    pub fn shiftcare(&self) -> String {
        format!("{}{}", self.base, SHIFTCARE.prefix)
    }
}

impl Deref for House {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.serving.abort();
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if !said.is_empty() && !std::thread::panicking() {
            panic!("answers that are not as documented: {said:#?}");
        }
    }
}

/// `serve` on a free port, as the command line would have it.
fn configured(database: &Database, words: &[&str]) -> Config {
    let fixed = ["rosetta-hr", "serve", "--listen", "127.0.0.1:0", "--database", &database.url];
    let files = ["--files", &database.files];
    let cli = Cli::try_parse_from(fixed.iter().chain(&files).chain(words)).unwrap();
    match cli.command {
        Command::Serve(args) => Config::new(*args).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// What `serve` opens, with the tests' key and without the process's one recorder of metrics.
async fn parts(config: &Config) -> Parts {
    rosetta_hr::tls::install();
    let key: [u8; 32] = STANDARD.decode(SECRET_KEY).unwrap().try_into().unwrap();
    let random = Random::os();
    let settings = Settings {
        database: config.store.database.clone(),
        migrate: migrations::run,
        clock: Clock::system(),
        random: random.clone(),
        vault: Vault::new(key),
        count_statements: false,
    };
    let hr = Hr::open(settings).await.unwrap();
    let keys: courier::Random = Arc::new(move || random.bytes().ok());
    let files = courier::Files::open(&config.files, &key, keys).unwrap();
    let fetcher = courier::Fetcher::new(courier::FetchSettings::default()).unwrap();
    let poster = courier::Poster::new(courier::FetchSettings::default()).unwrap();
    Parts { hr, files, fetcher, poster, metrics: Arc::new(String::new) }
}

/// Holds every answer of an API against its document.
struct Checked<E> {
    inner: E,
    said: Complaints,
}

impl<E: Endpoint<Output = Response>> Endpoint for Checked<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let trusted = request.headers().contains_key(LOOKS_ITSELF);
        let response = self.inner.get_response(request).await;
        let Some((document, path)) = serving(&path).filter(|_| !trusted) else {
            return Ok(response);
        };
        let (head, body) = response.into_parts();
        let Ok(bytes) = body.into_vec().await else {
            return Ok(Response::builder().status(StatusCode::BAD_GATEWAY).finish());
        };
        let status = head.status.as_u16();
        let complaints = match document.matching(&method, path) {
            Some(op) => document.complaints(op, status, &head.headers, Some(&bytes)),
            None => document.stray_complaints(status, &head.headers, Some(&bytes)),
        };
        self.said.lock().unwrap_or_else(PoisonError::into_inner).extend(complaints);
        Ok(Response::from_parts(head, Body::from(bytes)))
    }
}
