//! Tables: unions, codes, lists, maps, formats; the fast path never admits what the slow refuses.

use serde_json::{Value, json};

use super::shapes::{ITEM_CREATE_SCHEMA, ItemCreate};
use crate::check::{self, Check};
use crate::*;

fn faults(value: Value, schema: &Schema) -> Vec<String> {
    let mut value = value;
    let found = check::violations(&mut value, schema, Place::Body, "");
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn the_fast_path_admits_nothing_that_the_slow_path_refuses() {
    let names =
        [json!("ada"), json!(""), json!("-a"), json!("é-"), json!(null), json!("a".repeat(11))];
    let dates = [json!("2026-01-31"), json!("2026-1-31"), json!(null), json!(5)];
    let owners = [json!(1), json!(0), json!("12"), json!("012"), json!(1.0)];
    let lines =
        [json!([]), json!([{"text": "x", "count": 1}]), json!([{}, {}, {}, {}]), json!(null)];
    for name in &names {
        for due in &dates {
            for owner in &owners {
                for lines in &lines {
                    let body = json!({"name": name, "note": null, "due": due,
                        "ownerId": owner, "lines": lines});
                    agree(body);
                }
            }
        }
    }
}

fn agree(body: Value) {
    let typed = serde_json::from_str::<ItemCreate>(&body.to_string());
    let fast = typed.is_ok_and(|typed| typed.holds(&ITEM_CREATE_SCHEMA));
    let slow = faults(body.clone(), &ITEM_CREATE_SCHEMA).is_empty();
    assert!(slow || !fast, "only the fast path admits {body}");
    let strict = !body["ownerId"].is_string() && !body["ownerId"].is_f64();
    assert!(fast || !slow || !strict, "only the slow path admits {body}");
}

static CAT: Object = Object {
    name: "Cat",
    rest: None,
    closed: true,
    fields: &[Field { wire: "lives", required: true, schema: Schema::of(INT) }],
};
static DOG: Object = Object {
    name: "Dog",
    rest: None,
    closed: false,
    fields: &[Field { wire: "barks", required: true, schema: Schema::of(Kind::Bool) }],
};
const INT: Kind = Kind::Int { bits: 64, tolerant: false };
const PETS: &[Variant] = &[
    Variant { name: "Cat", schema: Schema::of(Kind::Object(&CAT)) },
    Variant { name: "Dog", schema: Schema::of(Kind::Object(&DOG)) },
];

#[test]
fn unions_are_told_apart_without_an_echo() {
    static BY_KEY: Union = Union { variants: PETS, told_by: ToldBy::Key(&["lives", "barks"]) };
    static BY_FIELD: Union = Union {
        variants: PETS,
        told_by: ToldBy::Field { wire: "pet", values: &[&["cat"], &["dog"]] },
    };
    static BY_ORDER: Union = Union { variants: PETS, told_by: ToldBy::Order };
    let told = |value: Value, union: &'static Union| faults(value, &Schema::of(Kind::Union(union)));
    let none: Vec<String> = Vec::new();
    assert_eq!(told(json!({"barks": true}), &BY_KEY), none);
    assert_eq!(told(json!({"barks": 1}), &BY_KEY), ["barks must be true or false"]);
    assert_eq!(told(json!({"meows": 1}), &BY_KEY), ["body must be one of the documented forms"]);
    assert_eq!(told(json!({"pet": "dog"}), &BY_FIELD), ["Missing required field: barks"]);
    assert_eq!(told(json!({}), &BY_FIELD), ["Missing required field: pet"]);
    let unknown = ["pet does not have the documented form"];
    assert_eq!(told(json!({"pet": "secret"}), &BY_FIELD), unknown);
    assert_eq!(told(json!({"barks": true}), &BY_ORDER), none);
    assert_eq!(BY_ORDER.pick(&json!({"lives": 9})), Some(0));
}

#[test]
fn a_closed_object_does_not_repeat_the_callers_key() {
    let value = json!({"lives": 9, "secret": 1});
    let told = faults(value, &Schema::of(Kind::Object(&CAT)));
    assert_eq!(told, ["body has a field that is not known"]);
}

#[test]
fn tolerant_codes_are_rewritten_to_the_first_form() {
    static TEXT: Enum = Enum { repr: Repr::Text, codes: &["1", "2"], tolerant: true };
    static INTS: Enum = Enum { repr: Repr::Int, codes: &["1", "2"], tolerant: true };
    for (codes, expected) in [(&TEXT, json!("2")), (&INTS, json!(2))] {
        let schema = Schema::of(Kind::Enum(codes));
        for sent in [json!(2), json!("2"), json!(2.0)] {
            let mut value = sent.clone();
            let found = check::violations(&mut value, &schema, Place::Body, "");
            assert!(found.is_empty(), "{sent}");
            assert_eq!(value, expected);
        }
        assert_eq!(faults(json!("3"), &schema), ["body must be one of 1, 2"]);
        assert_eq!(faults(json!(3), &schema), ["body must be one of 1, 2"]);
    }
}

#[test]
fn lists_and_maps_have_bounds_too() {
    static ITEM: Schema = Schema::of(INT);
    let limits = Limits { max_items: Some(3), unique_items: true, ..Limits::NONE };
    let list = Schema::bounded(Kind::List(&ITEM), limits);
    assert_eq!(faults(json!([1, 2, 1]), &list), ["2 must not contain an entry twice"]);
    assert_eq!(faults(json!([1, 2, 3, 4]), &list), ["body must have at most 3 entries"]);
    let limits = Limits { min_properties: Some(1), ..Limits::NONE };
    let map = Schema::bounded(Kind::Map(&ITEM), limits);
    assert_eq!(faults(json!({}), &map), ["body must have at least 1 entries"]);
    assert_eq!(faults(json!({"secret": "x"}), &map), ["* must be an integer"]);
}

#[test]
fn formats_are_checked() {
    let cases = [
        (
            Text::Uuid,
            "00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-00000000000g",
        ),
        (Text::Uri, "https://a.example/x?y#z", "not a uri"),
        (Text::Base64, "aGVsbG8=", "aGVsbG8"),
        (Text::DateTime, "2026-11-30T09:00:00Z", "2026-11-30T09:00:00"),
        (Text::LocalTime, "09:00:00", "9:00"),
    ];
    for (kind, good, bad) in cases {
        let schema = Schema::of(Kind::Text(kind));
        assert!(faults(json!(good), &schema).is_empty(), "{good}");
        assert_eq!(faults(json!(bad), &schema).len(), 1, "{bad}");
        if kind != Text::DateTime && kind != Text::LocalTime {
            assert!(good.to_owned().holds(&schema) && !bad.to_owned().holds(&schema));
        }
    }
}

#[test]
fn at_most_a_hundred_violations_are_kept() {
    static ITEM: Schema = Schema::of(INT);
    let told = faults(json!(vec!["x"; 500]), &Schema::of(Kind::List(&ITEM)));
    assert_eq!(told.len(), 100);
}
