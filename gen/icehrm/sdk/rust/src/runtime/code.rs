//! What all code lists have in common: text, JSON, and a place for codes not yet known.

/// Implements the rest of a code list whose codes are strings.
macro_rules! text_code {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<String> for $name {
            fn from(code: String) -> Self {
                Self::from(code.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(crate::runtime::code::TextCode).map(Self::from)
            }
        }
    };
}

/// Implements the rest of a code list whose codes are integers.
macro_rules! int_code {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.as_i64().fmt(f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(crate::runtime::code::IntCode).map(Self::from)
            }
        }
    };
}

#[allow(unused_imports)]
pub(crate) use {int_code, text_code};

use serde::de::{Error, Visitor};

/// Reads a string code, also where it is written as a number.
pub(crate) struct TextCode;

impl Visitor<'_> for TextCode {
    type Value = String;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a code")
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<String, E> {
        Ok(code.to_owned())
    }

    fn visit_i64<E: Error>(self, code: i64) -> Result<String, E> {
        Ok(code.to_string())
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<String, E> {
        Ok(code.to_string())
    }
}

/// Reads an integer code, also where it is written as a string.
pub(crate) struct IntCode;

impl Visitor<'_> for IntCode {
    type Value = i64;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an integer code")
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<i64, E> {
        code.parse().map_err(|_| E::custom("expected an integer code"))
    }

    fn visit_i64<E: Error>(self, code: i64) -> Result<i64, E> {
        Ok(code)
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<i64, E> {
        i64::try_from(code).map_err(|_| E::custom("the code is too large"))
    }
}
