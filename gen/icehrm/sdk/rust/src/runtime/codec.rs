//! How values travel in JSON where serde's own form differs: exact decimals and local times.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use chrono::{NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::value::Patch;

/// One way to write and read a `T`.
pub(crate) trait Codec<T> {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// The form that serde's `with` attribute asks for.
pub(crate) struct As<C>(PhantomData<C>);

impl<C> As<C> {
    pub(crate) fn serialize<T, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
    where
        C: Codec<T>,
    {
        C::write(value, serializer)
    }

    pub(crate) fn deserialize<'de, T, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>
    where
        C: Codec<T>,
    {
        C::read(deserializer)
    }
}

/// A borrowed value together with its codec.
pub(crate) struct Out<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C: Codec<T>, T> Out<'a, C, T> {
    pub(crate) fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Codec<T>, T> Serialize for Out<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::write(self.0, serializer)
    }
}

/// An owned value that was read through its codec.
pub(crate) struct In<C, T>(pub(crate) T, PhantomData<C>);

impl<'de, C: Codec<T>, T> Deserialize<'de> for In<C, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        C::read(deserializer).map(|value| Self(value, PhantomData))
    }
}

/// A decimal as a JSON number, digit for digit; never through a double.
pub(crate) struct Exact;

impl Codec<Decimal> for Exact {
    fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(value.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get().trim().trim_matches('"');
        Decimal::from_str_exact(text)
            .or_else(|_| text.parse())
            .or_else(|_| Decimal::from_scientific(text))
            .map_err(|_| D::Error::custom("expected a decimal number"))
    }
}

/// Declares a local time and its one spelling.
macro_rules! local {
    ($name:ident, $type:ty, $format:literal, $doc:literal) => {
        #[doc = $doc]
        pub(crate) struct $name;

        impl $name {
            pub(crate) fn text(value: &$type) -> String {
                value.format($format).to_string()
            }
        }

        impl Codec<$type> for $name {
            fn write<S: Serializer>(value: &$type, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&Self::text(value))
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let text = String::deserialize(deserializer)?;
                <$type>::parse_from_str(&text, $format)
                    .map_err(|_| D::Error::custom(concat!("expected ", $format)))
            }
        }
    };
}

local!(Second, NaiveDateTime, "%Y-%m-%dT%H:%M:%S", "`2026-11-30T09:00:00`, no zone.");
local!(Minute, NaiveDateTime, "%Y-%m-%d %H:%M", "`2026-11-30 09:00`, no zone.");
local!(SpacedSecond, NaiveDateTime, "%Y-%m-%d %H:%M:%S", "`2026-11-30 09:00:00`, no zone.");
local!(IsoMinute, NaiveDateTime, "%Y-%m-%dT%H:%M", "`2026-11-30T09:00`, no zone.");
local!(TimeOfDay, NaiveTime, "%H:%M:%S", "`09:00:00`.");

/// An optional or nullable value.
pub(crate) struct Maybe<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Option<T>> for Maybe<C> {
    fn write<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Out::<C, T>::new).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Ok(Option::<In<C, T>>::deserialize(deserializer)?.map(|value| value.0))
    }
}

/// A value that may be absent or null.
pub(crate) struct Patched<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Patch<T>> for Patched<C> {
    fn write<S: Serializer>(value: &Patch<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.value().map(Out::<C, T>::new).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Patch<T>, D::Error> {
        Ok(Option::<In<C, T>>::deserialize(deserializer)?.map(|value| value.0).into())
    }
}

/// A list.
pub(crate) struct Each<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Vec<T>> for Each<C> {
    fn write<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(Out::<C, T>::new))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        Ok(Vec::<In<C, T>>::deserialize(deserializer)?.into_iter().map(|value| value.0).collect())
    }
}

/// A map from string keys.
pub(crate) struct Keyed<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<BTreeMap<String, T>> for Keyed<C> {
    fn write<S: Serializer>(value: &BTreeMap<String, T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(value.iter().map(|(key, value)| (key, Out::<C, T>::new(value))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error> {
        let map = BTreeMap::<String, In<C, T>>::deserialize(deserializer)?;
        Ok(map.into_iter().map(|(key, value)| (key, value.0)).collect())
    }
}

/// serde's own form.
pub(crate) struct Same;

impl<T: Serialize + DeserializeOwned> Codec<T> for Same {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// Reads one variant of a union or one known key of an open object.
pub(crate) fn parse<C: Codec<T>, T>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str::<In<C, T>>(text).map(|value| value.0)
}

/// The members of a JSON object, unread.
pub(crate) type Members = BTreeMap<String, Box<RawValue>>;

/// The members of a text; empty when it is no object.
pub(crate) fn members(text: &str) -> Members {
    serde_json::from_str(text).unwrap_or_default()
}

/// Reads a key that has to be there.
pub(crate) fn take<C, T, E>(members: &mut Members, key: &'static str) -> Result<T, E>
where
    C: Codec<T>,
    E: serde::de::Error,
{
    let raw = members.remove(key).ok_or_else(|| E::missing_field(key))?;
    parse::<C, T>(raw.get()).map_err(E::custom)
}

/// Reads a key that may be absent.
pub(crate) fn take_or_default<C, T, E>(members: &mut Members, key: &str) -> Result<T, E>
where
    C: Codec<T>,
    T: Default,
    E: serde::de::Error,
{
    let Some(raw) = members.remove(key) else { return Ok(T::default()) };
    parse::<C, T>(raw.get()).map_err(E::custom)
}

/// Reads all keys that are left.
pub(crate) fn rest<C, T, M, E>(members: Members) -> Result<M, E>
where
    C: Codec<T>,
    M: FromIterator<(String, T)>,
    E: serde::de::Error,
{
    let read = |(key, raw): (String, Box<RawValue>)| Ok((key, parse::<C, T>(raw.get())?));
    members.into_iter().map(read).collect::<Result<_, serde_json::Error>>().map_err(E::custom)
}

/// A constant of the document.
pub(crate) fn raw(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// The scalar under `key` as text: what a discriminator says.
pub(crate) fn tag(text: &str, key: &str) -> Option<String> {
    let raw = members(text).remove(key)?;
    match serde_json::from_str(raw.get()).ok()? {
        serde_json::Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

/// The JSON type of a text, from its first character.
pub(crate) fn kind(text: &str) -> &'static str {
    match text.trim_start().as_bytes().first() {
        Some(b'"') => "string",
        Some(b'{') => "object",
        Some(b'[') => "array",
        Some(b't' | b'f') => "boolean",
        Some(b'n') | None => "null",
        Some(_) => "number",
    }
}
