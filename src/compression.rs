//! Compresses answers that are worth it for callers who ask for it.

use http_body::Body as _;
use http_body_util::combinators::BoxBody;
use poem::{
    Body, Endpoint, IntoResponse, Middleware, Request, Response, Result,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    web::{Compress, CompressionAlgo},
};

/// Below this many bytes a packet is not saved.
const WORTH_BYTES: u64 = 1024;

/// Text of more than a kilobyte leaves as gzip or brotli; ranges and packed files stay as they are.
///
/// poem's own middleware also unpacks requests, packs everything and takes `q=0` for a wish.
pub struct Compression;

impl<E: Endpoint> Middleware<E> for Compression {
    type Output = Compressing<E>;

    fn transform(&self, inner: E) -> Compressing<E> {
        Compressing(inner)
    }
}

/// An endpoint whose answers are compressed.
pub struct Compressing<E>(E);

impl<E: Endpoint> Endpoint for Compressing<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let wish = wish(request.headers());
        let head = request.method() == Method::HEAD;
        let mut response = self.0.get_response(request).await;
        if !packable(&response) {
            return Ok(response);
        }
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
        match wish {
            Some(algorithm) if !head && is_large(&mut response) => {
                Ok(Compress::new(response, algorithm).into_response())
            }
            _ => Ok(response),
        }
    }
}

fn packable(response: &Response) -> bool {
    let headers = response.headers();
    let whole = !matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::PARTIAL_CONTENT);
    whole
        && !headers.contains_key(header::CONTENT_ENCODING)
        && response.content_type().is_some_and(is_text)
}

fn is_text(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or(media).trim();
    media.starts_with("text/")
        || media.ends_with("json")
        || media.ends_with("javascript")
        || media.ends_with("yaml")
        || media.ends_with("xml")
}

/// A body of unknown length is taken for a large one.
fn is_large(response: &mut Response) -> bool {
    let body: BoxBody<_, _> = response.take_body().into();
    let large = body.size_hint().exact().is_none_or(|bytes| bytes >= WORTH_BYTES);
    response.set_body(Body::from(body));
    large
}

/// The packing that the caller likes best among those we have.
fn wish(headers: &HeaderMap) -> Option<CompressionAlgo> {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter();
    let accepted = accepted.filter_map(|value| value.to_str().ok());
    let mut best: Option<(f32, CompressionAlgo)> = None;
    for part in accepted.flat_map(|value| value.split(',')) {
        let mut words = part.split(';').map(str::trim);
        let algorithm = match words.next() {
            Some("gzip" | "x-gzip" | "*") => CompressionAlgo::GZIP,
            Some("br") => CompressionAlgo::BR,
            _ => continue,
        };
        let weight = words.find_map(|word| word.strip_prefix("q="));
        let weight = weight.map_or(Some(1.0), |text| text.parse::<f32>().ok()).unwrap_or(0.0);
        if weight > 0.0 && best.as_ref().is_none_or(|(top, _)| weight > *top) {
            best = Some((weight, algorithm));
        }
    }
    best.map(|(_, algorithm)| algorithm)
}
