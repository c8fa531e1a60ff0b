//! A document as the pages read it: references followed, nothing interpreted twice.

mod call;
mod curl;
mod fields;
mod identity;
mod sample;
mod value;

pub(crate) use call::Call;
pub(crate) use curl::{call as curl, sign_in as curl_sign_in};
pub(crate) use fields::{Field, fields, type_of};
pub(crate) use identity::{Identity, Proof, Scheme, TokenCall};
pub(crate) use sample::sample;
pub(crate) use value::Value;

use crate::book::ApiEntry;

/// A reference leads to another at most this often; a circle would have no end.
const STEPS: usize = 16;

/// One API's document, parsed.
pub(crate) struct Document {
    root: Value,
    /// Credentials of the demo may be shown.
    demo: bool,
}

impl Document {
    /// The document of an API; an empty one, and a line in the log, where it cannot be read.
    pub fn of(api: &ApiEntry, demo: bool) -> Document {
        let root = serde_json::from_str(api.json).unwrap_or_else(|error| {
            tracing::error!(%error, api = api.name, "the document cannot be read");
            Value::Null
        });
        Document { root, demo }
    }

    /// The value at a JSON pointer; null where there is none.
    pub fn at(&self, pointer: &str) -> &Value {
        self.root.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// The text at a JSON pointer; empty where there is none.
    pub fn text(&self, pointer: &str) -> &str {
        self.at(pointer).as_str().unwrap_or_default()
    }

    /// What a value is once its references have been followed.
    pub fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut value = value;
        for _ in 0..STEPS {
            let Some(to) = value["$ref"].as_str() else { return value };
            value = self.at(to.trim_start_matches('#'));
        }
        value
    }

    /// Where the API answers on this server: `/shiftcare`.
    pub fn prefix(&self) -> &str {
        self.text("/servers/0/url")
    }

    /// The vendor's own addresses.
    pub fn vendor_servers(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.at("/servers").as_array().into_iter().flatten().skip(1);
        all.filter_map(|it| Some((it["url"].as_str()?, it["description"].as_str()?)))
    }

    /// Whether the demo's credentials may be shown.
    pub fn demo(&self) -> bool {
        self.demo
    }

    /// Every operation, in the order of the document.
    pub fn calls(&self) -> Vec<Call<'_>> {
        let paths = self.at("/paths").as_object().into_iter().flatten();
        paths
            .flat_map(|(path, item)| {
                let methods = item.as_object().into_iter().flatten();
                methods.map(move |(method, it)| Call::new(self, path, method, it))
            })
            .collect()
    }

    /// The operation with this operationId.
    pub fn call(&self, id: &str) -> Option<Call<'_>> {
        self.calls().into_iter().find(|call| call.id == id)
    }

    /// The one that a newcomer tries first: a list that needs nothing, else any such read.
    pub fn first_call(&self) -> Option<Call<'_>> {
        let calls = self.calls();
        let easy = |call: &&Call<'_>| call.method == "GET" && call.needs_nothing();
        let paged = calls.iter().filter(easy).find(|call| !call.value["x-hr-page"].is_null());
        let listed = || calls.iter().filter(easy).find(|call| call.id.ends_with("_list"));
        let chosen = paged.or_else(listed).or_else(|| calls.iter().find(easy));
        chosen.copied()
    }
}
