//! Takes the envelope off a successful answer.

use bytes::Bytes;
use serde_json::Value;

use super::codec::{Codec, Members, parse};
use super::engine::Received;
use super::error::Error;
use super::operation::{Operation, PageKeys, Total};
use super::page::Page;

fn misfit(operation: &'static Operation, error: serde_json::Error) -> Error {
    Error::decode(operation.id, format!("the body does not fit its type: {error}"), error)
}

fn text<'a>(operation: &'static Operation, received: &'a Received) -> Result<&'a str, Error> {
    std::str::from_utf8(&received.body)
        .map_err(|error| Error::decode(operation.id, "the body is not UTF-8", error))
}

/// Nothing to hand over.
pub(crate) fn nothing(_: &'static Operation, _: &Received) -> Result<(), Error> {
    Ok(())
}

/// The body as bytes.
pub(crate) fn bytes(_: &'static Operation, received: &Received) -> Result<Bytes, Error> {
    Ok(received.body.clone())
}

/// The body as text.
pub(crate) fn plain(operation: &'static Operation, received: &Received) -> Result<String, Error> {
    text(operation, received).map(str::to_owned)
}

/// The whole body.
pub(crate) fn bare<C: Codec<T>, T>(
    operation: &'static Operation,
    received: &Received,
) -> Result<T, Error> {
    parse::<C, T>(text(operation, received)?).map_err(|error| misfit(operation, error))
}

/// What stands under the data key; an absent key reads as null.
pub(crate) fn data<C: Codec<T>, T>(
    operation: &'static Operation,
    received: &Received,
) -> Result<T, Error> {
    let mut members = members(operation, received)?;
    let raw = members.remove(operation.data);
    let data = raw.as_ref().map_or("null", |raw| raw.get());
    parse::<C, T>(data).map_err(|error| misfit(operation, error))
}

fn members(operation: &'static Operation, received: &Received) -> Result<Members, Error> {
    serde_json::from_slice(&received.body).map_err(|error| misfit(operation, error))
}

/// The items of a page and its numbers.
pub(crate) fn page<C: Codec<Vec<T>>, T>(
    operation: &'static Operation,
    received: &Received,
) -> Result<Page<T>, Error> {
    let Some(keys) = operation.page else {
        return Err(Error::invalid(operation.id, "the operation does not page"));
    };
    let mut members = members(operation, received)?;
    let raw = members.remove(keys.items);
    let items = raw.as_ref().map_or("[]", |raw| raw.get());
    let items = parse::<C, Vec<T>>(items).map_err(|error| misfit(operation, error))?;
    let raw = members.remove(keys.page);
    let totals = match (keys.page, &raw) {
        ("", _) => serde_json::from_slice(&received.body),
        (_, raw) => serde_json::from_str(raw.as_ref().map_or("{}", |raw| raw.get())),
    };
    let totals = totals.map_err(|error| misfit(operation, error))?;
    Ok(numbered(keys, items, &totals, &received.asked))
}

/// What the answer does not tell is known from the question, or from the items.
fn numbered<T>(
    keys: &PageKeys,
    items: Vec<T>,
    totals: &Value,
    asked: &[(String, String)],
) -> Page<T> {
    let asked = |key: &str| asked.iter().find(|(name, _)| name == key)?.1.parse().ok();
    let find = |total| {
        let (key, _) = keys.totals.iter().find(|(_, carries)| *carries == total)?;
        totals.get(key)
    };
    let count = |total| find(total).and_then(Value::as_u64);
    let flag = |total| find(total).and_then(Value::as_bool);
    let here = u64::try_from(items.len()).unwrap_or(u64::MAX);
    let number = count(Total::Number).or_else(|| asked(keys.number)).unwrap_or(1);
    let size = count(Total::Size).or_else(|| asked(keys.size)).unwrap_or(here);
    let total_items = count(Total::Items).unwrap_or(here);
    let total_pages = count(Total::Pages).unwrap_or_else(|| total_items.div_ceil(size.max(1)));
    Page {
        has_next: flag(Total::HasNext)
            .or_else(|| find(Total::Next).map(|next| !next.is_null()))
            .unwrap_or(number < total_pages),
        has_previous: flag(Total::HasPrevious).unwrap_or(number > 1),
        items,
        number,
        size,
        total_items,
        total_pages,
    }
}
