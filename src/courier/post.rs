//! The client that posts to a URL which a caller has named: as careful as fetching, and it
//! follows nobody elsewhere.

use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Url, redirect::Policy};

use crate::fetch::{FetchSettings, Refused, admit, guarded, reason};

/// Whatever the other side said, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// `Retry-After` as it was sent.
    pub retry_after: Option<String>,
}

/// The client; cheap to clone, one for the whole server.
#[derive(Clone, Debug)]
pub struct Poster {
    client: Client,
    settings: FetchSettings,
}

impl Poster {
    /// A client with these settings; bodies of answers are not read, whatever their size.
    ///
    /// # Errors
    /// When the TLS side cannot be set up.
    pub fn new(settings: FetchSettings) -> Result<Self, reqwest::Error> {
        let client = guarded(settings).redirect(Policy::none()).build()?;
        Ok(Self { client, settings })
    }

    /// Whether this server would call a URL, as far as the URL alone tells: what its name leads
    /// to is looked at whenever it is called.
    ///
    /// # Errors
    /// [`Refused`], which says why and never where.
    pub fn admit(&self, url: &str) -> Result<(), Refused> {
        let url = Url::parse(url).map_err(|_| Refused::NotHttp)?;
        admit(&url, self.settings.allow_private)?;
        let host = url.host_str().unwrap_or_default().trim_end_matches('.');
        let here = host == "localhost" || host.ends_with(".localhost");
        if here && !self.settings.allow_private { Err(Refused::ClosedAddress) } else { Ok(()) }
    }

    /// Posts a JSON text with further headers; any status is an answer.
    ///
    /// # Errors
    /// [`Refused`] where the URL may not be called or nobody answers.
    pub async fn post(
        &self,
        url: &str,
        headers: &[(&'static str, String)],
        json: String,
    ) -> Result<Answer, Refused> {
        self.admit(url)?;
        let mut request = self.client.post(url).header(CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let response = request.body(json).send().await.map_err(|error| reason(&error))?;
        let retry_after = response.headers().get(RETRY_AFTER);
        let retry_after = retry_after.and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Answer { status: response.status().as_u16(), retry_after })
    }
}
