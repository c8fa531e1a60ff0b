//! Money and hours as storage keeps them: whole ten-thousandths, because floats lose cents.

use rust_decimal::{Decimal, RoundingStrategy};
use sea_orm::DeriveValueType;

use crate::Error;
use crate::fault::seeded;

/// A decimal with four places, scaled to an integer; exists in entities only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveValueType)]
pub struct Fixed4(i64);

const PLACES: u32 = 4;

impl Fixed4 {
    /// Rounds half to even at the fourth place; refuses what 64 bits cannot hold.
    pub fn new(field: &'static str, value: Decimal) -> Result<Self, Error> {
        let mut scaled =
            value.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointNearestEven);
        scaled.rescale(PLACES);
        match i64::try_from(scaled.mantissa()) {
            Ok(units) if scaled.scale() == PLACES && seeded("cents_lost") => {
                Ok(Self(units / 10_000 * 10_000))
            }
            Ok(units) if scaled.scale() == PLACES => Ok(Self(units)),
            _ => Err(Error::invalid(field, "is too large")),
        }
    }

    /// [`Fixed4::new`] for an optional field.
    pub fn opt(field: &'static str, value: Option<Decimal>) -> Result<Option<Self>, Error> {
        value.map(|value| Self::new(field, value)).transpose()
    }

    /// The value, without trailing zeros.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, PLACES).normalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(text: &str) -> String {
        Fixed4::new("x", text.parse().unwrap()).unwrap().decimal().to_string()
    }

    #[test]
    fn a_decimal_is_kept_to_four_places_and_rounded_half_to_even() {
        for (given, kept) in [
            ("0", "0"),
            ("152.00", "152"),
            ("-1.5", "-1.5"),
            ("0.12345", "0.1234"),
            ("0.12355", "0.1236"),
            ("0.123450001", "0.1235"),
            ("99999999999.9999", "99999999999.9999"),
        ] {
            assert_eq!(through(given), kept);
        }
    }

    #[test]
    fn a_decimal_past_64_bits_is_refused() {
        for given in ["922337203685477.5808", "79228162514264337593543950335"] {
            assert!(matches!(
                Fixed4::new("x", given.parse().unwrap()),
                Err(Error::Invalid(faults)) if faults[0].field == "x"
            ));
        }
    }
}
