//! The one client that fetches a URL which a caller has named, without being led astray by it.

use std::{
    error::Error as StdError,
    fs::File,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use futures_util::StreamExt;
use reqwest::{
    Client, ClientBuilder, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::CONTENT_TYPE,
    redirect::{Action, Attempt, Policy},
};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use crate::address::is_open;

/// Redirects that are followed; one more is refused.
pub const MAX_REDIRECTS: usize = 3;
const CONNECT_TIMEOUT_S: u64 = 5;

/// What a fetch may cost and where it may go.
#[derive(Clone, Copy, Debug)]
pub struct FetchSettings {
    /// Largest body in bytes.
    pub max_bytes: u64,
    /// Time for everything: names, redirects, body.
    pub timeout_s: u64,
    /// Whether private and loopback addresses may be called (`--allow-private-targets`).
    pub allow_private: bool,
}

impl Default for FetchSettings {
    /// 50 MB, the largest file that can be uploaded, in 20 seconds.
    fn default() -> Self {
        Self { max_bytes: 52_428_800, timeout_s: 20, allow_private: false }
    }
}

/// A body that has been fetched: an unnamed temporary file, gone when dropped, read from its start.
#[derive(Debug)]
pub struct Fetched {
    /// The body.
    pub file: File,
    /// `Content-Type` as the other side gave it.
    pub content_type: Option<String>,
    /// Bytes of the body.
    pub size: u64,
    /// Last part of the path that answered, where it has one.
    pub file_name: Option<String>,
}

/// Why nothing was fetched, in words that may be shown: none of them repeats the URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No absolute URL, or another scheme.
    #[error("is not an absolute http or https URL")]
    NotHttp,
    /// A user name or password inside the URL.
    #[error("must not carry a user name or password")]
    Credentials,
    /// Private, loopback, link-local or another closed address, at any hop.
    #[error("points to an address that is not public")]
    ClosedAddress,
    /// The name has no address.
    #[error("names a host that cannot be found")]
    UnknownHost,
    /// More than [`MAX_REDIRECTS`].
    #[error("redirects more than 3 times")]
    Redirects,
    /// No connection, a broken one, or a certificate that is not trusted.
    #[error("could not be reached")]
    Unreachable,
    /// Anything but a 2xx.
    #[error("answered with status {0}")]
    Status(u16),
    /// The body is larger than allowed, in bytes.
    #[error("is larger than {0} bytes")]
    TooLarge(u64),
    /// The time was up.
    #[error("did not answer in time")]
    TimedOut,
    /// Our own disk failed; the fault is not the caller's.
    #[error("could not be kept: {0}")]
    Disk(io::ErrorKind),
}

/// The client; cheap to clone, one for the whole server.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: Client,
    settings: FetchSettings,
}

impl Fetcher {
    /// A client with these settings.
    ///
    /// # Errors
    /// When the TLS side cannot be set up.
    pub fn new(settings: FetchSettings) -> Result<Self, reqwest::Error> {
        Ok(Self { client: guarded(settings).build()?, settings })
    }

    /// As [`Fetcher::new`], with one name that leads to one address without being checked.
    #[cfg(test)]
    pub(crate) fn pinned(
        settings: FetchSettings,
        name: &str,
        to: SocketAddr,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self { client: guarded(settings).resolve(name, to).build()?, settings })
    }

    /// Fetches a URL into a temporary file.
    ///
    /// # Errors
    /// [`Refused`], which says why and never where.
    pub async fn fetch(&self, url: &str) -> Result<Fetched, Refused> {
        let url = Url::parse(url).map_err(|_| Refused::NotHttp)?;
        admit(&url, self.settings.allow_private)?;
        let response = self.client.get(url).send().await.map_err(|error| reason(&error))?;
        if !response.status().is_success() {
            return Err(Refused::Status(response.status().as_u16()));
        }
        self.keep(response).await
    }

    async fn keep(&self, response: Response) -> Result<Fetched, Refused> {
        let limit = self.settings.max_bytes;
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(Refused::TooLarge(limit));
        }
        let content_type = response.headers().get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let file_name = last_segment(response.url());
        let mut file = tokio::fs::File::from_std(tempfile::tempfile().map_err(disk)?);
        let mut size = 0_u64;
        let mut body = response.bytes_stream();
        while let Some(part) = body.next().await {
            let part = part.map_err(|error| reason(&error))?;
            size += part.len() as u64;
            if size > limit {
                return Err(Refused::TooLarge(limit));
            }
            file.write_all(&part).await.map_err(disk)?;
        }
        file.flush().await.map_err(disk)?;
        file.rewind().await.map_err(disk)?;
        Ok(Fetched { file: file.into_std().await, content_type, size, file_name })
    }
}

pub(crate) fn guarded(settings: FetchSettings) -> ClientBuilder {
    let allow_private = settings.allow_private;
    Client::builder()
        .no_proxy()
        .referer(false)
        .user_agent("rosetta-hr")
        .timeout(Duration::from_secs(settings.timeout_s))
        .connect_timeout(Duration::from_secs(CONNECT_TIMEOUT_S))
        // A connection that is kept could outlive the name that was checked for it.
        .pool_max_idle_per_host(0)
        .dns_resolver(Arc::new(OpenNames { allow_private }))
        .redirect(Policy::custom(move |attempt| follow(attempt, allow_private)))
}

fn follow(attempt: Attempt<'_>, allow_private: bool) -> Action {
    if attempt.previous().len() > MAX_REDIRECTS {
        return attempt.error(Refused::Redirects);
    }
    match admit(attempt.url(), allow_private) {
        Ok(()) => attempt.follow(),
        Err(refused) => attempt.error(refused),
    }
}

/// What can be told from a URL alone; names are looked at when they are resolved.
///
/// A literal address never passes through the resolver, so it is checked here.
pub(crate) fn admit(url: &Url, allow_private: bool) -> Result<(), Refused> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refused::NotHttp);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refused::Credentials);
    }
    let host = url.host_str().ok_or(Refused::NotHttp)?;
    let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match literal {
        Ok(address) if !allow_private && !is_open(address) => Err(Refused::ClosedAddress),
        _ => Ok(()),
    }
}

/// Resolves names itself, so that the address which is checked is the one which is called.
#[derive(Debug)]
struct OpenNames {
    allow_private: bool,
}

impl Resolve for OpenNames {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found.map_err(|_| Refused::UnknownHost)?.collect();
            if found.is_empty() {
                return Err(Refused::UnknownHost.into());
            }
            let open = |address: &SocketAddr| allow_private || is_open(address.ip());
            let open: Vec<SocketAddr> = found.into_iter().filter(open).collect();
            if open.is_empty() {
                return Err(Refused::ClosedAddress.into());
            }
            Ok(Box::new(open.into_iter()) as Addrs)
        })
    }
}

/// Finds our own refusal inside an error of the client, or else the nearest one.
pub(crate) fn reason(error: &reqwest::Error) -> Refused {
    let mut source: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(inner) = source {
        if let Some(refused) = inner.downcast_ref::<Refused>() {
            return *refused;
        }
        source = inner.source();
    }
    if error.is_timeout() { Refused::TimedOut } else { Refused::Unreachable }
}

fn last_segment(url: &Url) -> Option<String> {
    let last = url.path_segments()?.next_back()?;
    (!last.is_empty()).then(|| last.to_owned())
}

fn disk(error: io::Error) -> Refused {
    Refused::Disk(error.kind())
}
