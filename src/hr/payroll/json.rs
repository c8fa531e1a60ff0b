//! Lists of ids as JSON texts, as tables keep those that nothing is looked up by.

use crate::Error;

/// `[1,2]`.
pub fn text<T: Copy>(ids: &[T], number: impl Fn(T) -> i64) -> String {
    let numbers: Vec<_> = ids.iter().map(|id| number(*id).to_string()).collect();
    format!("[{}]", numbers.join(","))
}

/// What [`text`] wrote.
pub fn ids<T: From<i64>>(text: &str) -> Result<Vec<T>, Error> {
    let numbers: Vec<i64> = read(text)?;
    Ok(numbers.into_iter().map(T::from).collect())
}

/// Any list that was written as JSON.
pub fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<Vec<T>, Error> {
    serde_json::from_str(text).map_err(|error| Error::internal(format!("a stored list: {error}")))
}

/// Any list as JSON.
pub fn write<T: serde::Serialize>(list: &[T]) -> Result<String, Error> {
    serde_json::to_string(list).map_err(|error| Error::internal(format!("a list: {error}")))
}
