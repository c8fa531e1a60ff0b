//! Absent, null or a value: the four states of a field, for serde.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A field that must be there and may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nullable<T> {
    #[default]
    Null,
    Value(T),
}

/// A field that may be absent and may be null; null clears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Patch<T> {
    #[default]
    Absent,
    Null,
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        self.into()
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Nullable::Null, Nullable::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        match value {
            Nullable::Null => None,
            Nullable::Value(value) => Some(value),
        }
    }
}

impl<T> Patch<T> {
    pub fn is_absent(&self) -> bool {
        matches!(self, Patch::Absent)
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Patch::Value(value) => Some(value),
            Patch::Absent | Patch::Null => None,
        }
    }

    /// The same state around another value.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Patch::Absent => Patch::Absent,
            Patch::Null => Patch::Null,
            Patch::Value(value) => Patch::Value(turn(value)),
        }
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Nullable::Null => serializer.serialize_none(),
            Nullable::Value(value) => value.serialize(serializer),
        }
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    /// `Absent` must be skipped by the struct (`skip_serializing_if = "wire::Patch::is_absent"`).
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Patch::Absent | Patch::Null => serializer.serialize_none(),
            Patch::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        nullable(deserializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Patch::Null, Patch::Value))
    }
}

/// `#[serde(default, deserialize_with = "wire::presence::some")]`: may be absent, not null.
pub fn some<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// `#[serde(deserialize_with = "wire::presence::nullable")]`: may be null, not absent. (Without the
/// attribute serde takes an absent field for null.)
pub fn nullable<'de, D, T>(deserializer: D) -> Result<Nullable<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Nullable::from)
}

/// Reads a string, borrowed where the input allows it, and hands it on.
pub(super) fn text<'de, D, T>(
    deserializer: D,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
{
    #[derive(serde::Deserialize)]
    struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

    Borrowed::deserialize(deserializer).map(|text| read(&text.0))
}

/// The presence functions of a foreign type that serde reads too leniently.
macro_rules! strict {
    ($type:ty, $parse:path, $expected:literal) => {
        /// The value as the document writes it.
        #[derive(serde::Deserialize)]
        #[serde(transparent)]
        struct Strict(#[serde(deserialize_with = "read")] $type);

        /// Required, not null.
        pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
            presence::text(deserializer, $parse)
                .and_then(|read| read.ok_or_else(|| D::Error::custom($expected)))
        }

        /// May be absent, not null; goes with `default`.
        pub fn some<'de, D>(deserializer: D) -> Result<Option<$type>, D::Error>
        where
            D: Deserializer<'de>,
        {
            read(deserializer).map(Some)
        }

        /// May be null, not absent.
        pub fn nullable<'de, D>(deserializer: D) -> Result<Nullable<$type>, D::Error>
        where
            D: Deserializer<'de>,
        {
            Ok(Option::<Strict>::deserialize(deserializer)?.map(|strict| strict.0).into())
        }

        /// May be absent and may be null; goes with `default`.
        pub fn patch<'de, D>(deserializer: D) -> Result<Patch<$type>, D::Error>
        where
            D: Deserializer<'de>,
        {
            let read = Option::<Strict>::deserialize(deserializer)?;
            Ok(read.map_or(Patch::Null, |strict| Patch::Value(strict.0)))
        }

        /// A list of them.
        pub fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<$type>, D::Error> {
            let read = Vec::<Strict>::deserialize(deserializer)?;
            Ok(read.into_iter().map(|strict| strict.0).collect())
        }

        /// A list of them that may be absent; goes with `default`.
        pub fn some_list<'de, D>(deserializer: D) -> Result<Option<Vec<$type>>, D::Error>
        where
            D: Deserializer<'de>,
        {
            list(deserializer).map(Some)
        }
    };
}

pub(super) use strict;
