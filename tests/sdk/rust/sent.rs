//! One form for the calls, answers and errors of all SDKs: each has types of its own.

use std::time::Duration;

use futures_util::future::BoxFuture;
use serde_json::Value;

/// What came of a call.
pub type Outcome<T> = Result<T, Box<Wrong>>;

/// A client of one SDK.
pub trait Api {
    /// A call by operationId, with parameters under their wire names; `Err`: unknown to the runner.
    fn call(&self, id: &str, with: &Value, options: &Options) -> Result<Box<dyn Sent>, String>;

    /// All that can be printed of it.
    fn shown(&self) -> String;
}

/// A call of any SDK, not sent yet.
pub trait Sent: Send {
    fn answer(self: Box<Self>) -> BoxFuture<'static, Outcome<Told>>;

    /// The items as JSON, at most so many.
    fn items(self: Box<Self>, most: usize) -> BoxFuture<'static, Outcome<Vec<String>>>;

    /// How many items each page has.
    fn pages(self: Box<Self>) -> BoxFuture<'static, Outcome<Vec<usize>>>;

    /// How long the body is, read piece by piece.
    fn stream(self: Box<Self>) -> BoxFuture<'static, Outcome<usize>>;
}

/// What a step says of one call.
#[derive(Default, Clone)]
pub struct Options {
    pub timeout: Option<Duration>,
    pub retries: Option<u32>,
    pub repeat_unsafe: Option<bool>,
    pub headers: Vec<(String, String)>,
}

/// A good answer.
pub struct Told {
    /// As JSON.
    pub data: String,
    /// Number, size, total items, total pages, whether there is a next.
    pub page: Option<Value>,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub request_id: Option<String>,
    /// Limit, remaining, reset.
    pub rate_limit: Option<[u64; 3]>,
    pub body: Vec<u8>,
    pub shown: String,
}

/// A bad end.
#[derive(Default)]
pub struct Wrong {
    pub kind: &'static str,
    pub status: Option<u16>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub retry_after: Option<Duration>,
    /// As JSON; `null` where it has no type.
    pub failure: String,
    pub fields: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub shown: String,
}

/// Everything of one SDK that does not depend on its operations.
macro_rules! sdk {
    ($krate:ident) => {
        use std::time::{Duration, SystemTime};

        use futures_util::future::BoxFuture;
        use serde::Serialize;
        use serde_json::{Value, json};
        use $krate::{Answer, Call, Client, ClientBuilder, Error, Page};

        use super::{Given, Setting};
        use crate::sent::{Api, Options, Outcome, Sent, Told, Wrong};
        use crate::time::Time;

        struct Ticks(Time);

        impl $krate::clock::Clock for Ticks {
            fn now(&self) -> SystemTime {
                self.0.now()
            }

            fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()> {
                self.0.sleep(wait);
                Box::pin(std::future::ready(()))
            }
        }

        /// A client with all that a case says, but for who calls.
        fn builder(setting: &Setting) -> ClientBuilder {
            let mut builder = Client::builder();
            builder = builder.base_url(&setting.base).clock(Ticks(setting.time.clone()));
            if let Some(timeout) = setting.options.timeout {
                builder = builder.timeout(timeout);
            }
            if let Some(retries) = setting.options.retries {
                builder = builder.retries(retries);
            }
            if let Some(allowed) = setting.options.repeat_unsafe {
                builder = builder.repeat_unsafe(allowed);
            }
            for (name, value) in &setting.options.headers {
                builder = builder.header(name, value);
            }
            if let Some(product) = &setting.product {
                builder = builder.user_agent(product);
            }
            builder.pacing(setting.pacing)
        }

        fn tuned<T>(mut call: Call<T>, options: &Options) -> Call<T> {
            if let Some(timeout) = options.timeout {
                call = call.timeout(timeout);
            }
            if let Some(retries) = options.retries {
                call = call.retries(retries);
            }
            if let Some(allowed) = options.repeat_unsafe {
                call = call.repeat_unsafe(allowed);
            }
            for (name, value) in &options.headers {
                call = call.header(name, value);
            }
            call
        }

        fn wrong(error: Error) -> Box<Wrong> {
            let shown = format!("{error} {error:?}");
            let kind = match &error {
                Error::Status(_) => "status",
                Error::Connection(_) => "connection",
                Error::Timeout { .. } => "timeout",
                Error::Invalid(_) => "invalid",
                Error::Decode(_) => "decode",
                _ => "unknown",
            };
            let mut wrong = Wrong { kind, shown, ..Wrong::default() };
            if let Error::Status(error) = error {
                wrong.status = Some(error.status);
                wrong.message = error.message.clone();
                wrong.request_id = error.request_id.clone();
                wrong.retry_after = error.retry_after;
                wrong.failure = serde_json::to_string(&error.failure).unwrap();
                let fields = error.field_errors.iter();
                wrong.fields =
                    fields.map(|wrong| (wrong.field.clone(), wrong.message.clone())).collect();
                wrong.body = error.body.to_vec();
            }
            Box::new(wrong)
        }

        fn told<T: std::fmt::Debug>(answer: &Answer<T>, data: String, page: Option<Value>) -> Told {
            let headers = answer.headers.iter();
            let headers = headers.map(|(name, value)| {
                (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())
            });
            Told {
                data,
                page,
                status: answer.status,
                headers: headers.collect(),
                request_id: answer.request_id.clone(),
                rate_limit: answer.rate_limit.map(|it| [it.limit, it.remaining, it.reset]),
                body: answer.body.to_vec(),
                shown: format!("{answer:?}"),
            }
        }

        async fn streamed<T>(call: Call<T>) -> Outcome<usize> {
            let mut download = call.stream().await.map_err(wrong)?;
            let mut size = 0;
            while let Some(piece) = download.next().await {
                size += piece.map_err(wrong)?.len();
            }
            Ok(size)
        }

        /// A call without pages.
        struct One<T>(Call<T>);

        impl<T: Serialize + std::fmt::Debug + Send + 'static> Sent for One<T> {
            fn answer(self: Box<Self>) -> BoxFuture<'static, Outcome<Told>> {
                Box::pin(async move {
                    let answer = self.0.answer().await.map_err(wrong)?;
                    let data = serde_json::to_string(&answer.data).unwrap();
                    Ok(told(&answer, data, None))
                })
            }

            fn items(self: Box<Self>, _: usize) -> BoxFuture<'static, Outcome<Vec<String>>> {
                unreachable!("the operation has no pages")
            }

            fn pages(self: Box<Self>) -> BoxFuture<'static, Outcome<Vec<usize>>> {
                unreachable!("the operation has no pages")
            }

            fn stream(self: Box<Self>) -> BoxFuture<'static, Outcome<usize>> {
                Box::pin(streamed(self.0))
            }
        }

        /// A call of a list.
        #[allow(dead_code, reason = "an API without pages has none")]
        struct Many<T>(Call<Page<T>>);

        impl<T: Serialize + std::fmt::Debug + Send + Unpin + 'static> Sent for Many<T> {
            fn answer(self: Box<Self>) -> BoxFuture<'static, Outcome<Told>> {
                Box::pin(async move {
                    let answer = self.0.answer().await.map_err(wrong)?;
                    let page = &answer.data;
                    let numbers = json!({
                        "items": page.items.len(), "number": page.number, "size": page.size,
                        "total_items": page.total_items, "total_pages": page.total_pages,
                        "has_next": page.has_next,
                    });
                    let data = serde_json::to_string(&page.items).unwrap();
                    Ok(told(&answer, data, Some(numbers)))
                })
            }

            fn items(self: Box<Self>, most: usize) -> BoxFuture<'static, Outcome<Vec<String>>> {
                Box::pin(async move {
                    let (mut items, mut all) = (self.0.items(), Vec::new());
                    while all.len() < most
                        && let Some(item) = items.next().await
                    {
                        all.push(serde_json::to_string(&item.map_err(wrong)?).unwrap());
                    }
                    Ok(all)
                })
            }

            fn pages(self: Box<Self>) -> BoxFuture<'static, Outcome<Vec<usize>>> {
                Box::pin(async move {
                    let (mut pages, mut all) = (self.0.pages(), Vec::new());
                    while let Some(page) = pages.next().await {
                        all.push(page.map_err(wrong)?.items.len());
                    }
                    Ok(all)
                })
            }

            fn stream(self: Box<Self>) -> BoxFuture<'static, Outcome<usize>> {
                Box::pin(streamed(self.0))
            }
        }
    };
}

pub(crate) use sdk;
