//! Exact decimals that travel as JSON numbers.

use std::fmt;

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{FromText, is_number};

/// A decimal with at most 15 significant digits on the wire, so that a JSON double is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(pub rust_decimal::Decimal);

impl Decimal {
    /// From a double, rounded to its 15 significant digits; `None` beyond 28 digits.
    pub fn from_f64(number: f64) -> Option<Decimal> {
        rust_decimal::Decimal::from_f64(number).map(Decimal)
    }

    /// The nearest double.
    pub fn as_f64(self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(decimal: rust_decimal::Decimal) -> Self {
        Decimal(decimal)
    }
}

impl From<Decimal> for rust_decimal::Decimal {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

impl FromText for Decimal {
    fn from_text(text: &str) -> Option<Self> {
        if !is_number(text) {
            return None;
        }
        serde_json::from_str::<f64>(text).ok().and_then(Decimal::from_f64)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract().is_zero()
            && let Some(int) = self.0.to_i64()
        {
            return serializer.serialize_i64(int);
        }
        serializer.serialize_f64(self.as_f64())
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number")
            }

            fn visit_i64<E: de::Error>(self, int: i64) -> Result<Decimal, E> {
                Ok(Decimal(int.into()))
            }

            fn visit_u64<E: de::Error>(self, int: u64) -> Result<Decimal, E> {
                Ok(Decimal(int.into()))
            }

            fn visit_f64<E: de::Error>(self, float: f64) -> Result<Decimal, E> {
                Decimal::from_f64(float).ok_or_else(|| E::custom("out of range"))
            }
        }

        deserializer.deserialize_any(Number)
    }
}
