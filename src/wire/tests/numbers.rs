//! Numeric bounds and steps at their edges, in both paths.

use serde_json::{Value, json};

use crate::check::{self, Check};
use crate::*;

const INT: Kind = Kind::Int { bits: 64, tolerant: false };

fn raw(mut value: Value, schema: &Schema) -> Option<Fault> {
    let found = check::violations(&mut value, schema, Place::Body, "");
    found.iter().next().map(|violation| violation.fault.clone())
}

#[test]
fn inclusive_and_exclusive_bounds_agree_in_both_paths() {
    let open = Bound { value: Number::Int(3), exclusive: true };
    let cases = [
        (Some(Bound::int(3)), None, vec![(2, false), (3, true), (4, true)]),
        (Some(open), None, vec![(3, false), (4, true)]),
        (None, Some(Bound::int(3)), vec![(3, true), (4, false)]),
        (None, Some(open), vec![(2, true), (3, false)]),
    ];
    for (min, max, values) in cases {
        let schema = Schema::bounded(INT, Limits { min, max, ..Limits::NONE });
        for (value, holds) in values {
            assert_eq!(i64::holds(&value, &schema), holds, "{value} {min:?} {max:?}");
            assert_eq!(raw(json!(value), &schema).is_none(), holds);
        }
    }
}

#[test]
fn steps_are_exact_for_fractions() {
    let step = |multiple_of| Limits { multiple_of: Some(multiple_of), ..Limits::NONE };
    let hundredths = Schema::bounded(Kind::Float, step(Number::Float(0.01)));
    for (value, holds) in [(0.07, true), (4.35, true), (1.005, false), (1e9, true)] {
        assert_eq!(f64::holds(&value, &hundredths), holds, "{value}");
        assert_eq!(raw(json!(value), &hundredths).is_none(), holds, "{value}");
    }
    let sevens = Schema::bounded(INT, step(Number::Int(7)));
    assert!(14i64.holds(&sevens) && !15i64.holds(&sevens));
}

#[test]
fn integers_outside_their_bits_are_named() {
    let small = Schema::of(Kind::Int { bits: 32, tolerant: false });
    assert_eq!(raw(json!(2_147_483_648_i64), &small), Some(Fault::Format("int32")));
    assert_eq!(raw(json!(-2_147_483_648_i64), &small), None);
    let big = Schema::of(INT);
    assert_eq!(raw(json!(u64::MAX), &big), Some(Fault::Format("int64")));
    assert_eq!(raw(json!(1e300), &big), Some(Fault::Format("int64")));
    assert_eq!(raw(json!(9.5), &big), Some(Fault::Type("an integer")));
    assert_eq!(raw(json!(true), &big), Some(Fault::Type("an integer")));
}
