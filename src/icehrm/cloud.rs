//! The cloud form: the same routes once more below `/{instance}`, for each company under its
//! public id. The API's own first segments win, and no company can be called like one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use hr::access::company;
use hr::id::CompanyId;
use icehrm_server::API;
use poem::http::Uri;
use poem::http::uri::PathAndQuery;
use poem::{Endpoint, Request, Response, Result};
use wire::route::BoxEndpoint;
use wire::{Dialect, Mount, Refusal};

use crate::IceHrm;

type Routes = Arc<BoxEndpoint<'static>>;

/// Both forms of the API. Limits count over both together.
pub struct Cloud {
    mount: Mount<IceHrm>,
    whole: Routes,
    /// Those that were asked for, which are companies that exist.
    instances: Mutex<BTreeMap<CompanyId, Routes>>,
}

impl Cloud {
    pub fn new(mount: Mount<IceHrm>) -> Cloud {
        let whole = Arc::new(icehrm_server::endpoint(mount.clone()));
        Cloud { mount, whole, instances: Mutex::default() }
    }

    /// The routes of one company: whoever belongs to another one is not known there.
    fn of(&self, id: CompanyId) -> Routes {
        let mut all = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || {
            let dialect = IceHrm { instance: Some(id), ..IceHrm::clone(&self.mount) };
            Arc::new(icehrm_server::endpoint(self.mount.beside(dialect)))
        };
        all.entry(id).or_insert_with(made).clone()
    }
}

impl Endpoint for Cloud {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        let Some((instance, rest)) = split(request.uri()) else {
            return self.whole.call(request).await;
        };
        match company::find(&self.mount.hr, &instance).await {
            Ok(found) => {
                *request.uri_mut() = rest;
                self.of(found.id).call(request).await
            }
            Err(hr::Error::NotFound(_)) => self.whole.call(request).await,
            Err(error) => Ok(self.mount.envelope(None, Refusal::Handler(error))),
        }
    }
}

/// An instance's name and what follows it; nothing where the path is one of the API's own.
fn split(uri: &Uri) -> Option<(String, Uri)> {
    let (first, rest) = uri.path().strip_prefix('/')?.split_once('/')?;
    if first.is_empty() || first_segments().any(|own| own == first) {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let rest: PathAndQuery = format!("/{rest}{query}").parse().ok()?;
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(rest);
    Some((first.to_owned(), Uri::from_parts(parts).ok()?))
}

/// The first segment of every operation's path.
pub fn first_segments() -> impl Iterator<Item = &'static str> {
    API.operations.iter().filter_map(|op| op.path.split('/').nth(1))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn an_instance_is_any_first_segment_but_the_apis_own() {
        for (path, expected) in [
            ("/acme/oauth/token", Some(("acme", "/oauth/token"))),
            ("/acme/user/password?a=b", Some(("acme", "/user/password?a=b"))),
            ("/oauth/token", None),
            ("/user/password", None),
            ("/acme", None),
            ("//user/password", None),
        ] {
            let found = split(&path.parse().unwrap());
            let found = found.as_ref().map(|(name, rest)| (name.as_str(), rest.to_string()));
            let expected = expected.map(|(name, rest)| (name, rest.to_owned()));
            assert_eq!(found, expected, "{path}");
        }
    }
}
