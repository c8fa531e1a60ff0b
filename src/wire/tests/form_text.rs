//! Escapes and templates of URLs.

use crate::form_text::{captured, unescape, values};

#[test]
fn escapes_are_undone_once_and_strays_stay() {
    let cases = [
        ("abc", true, Some("abc")),
        ("a+b%20c", true, Some("a b c")),
        ("a+b", false, Some("a+b")),
        ("100%", true, Some("100%")),
        ("%zz%4", true, Some("%zz%4")),
        ("%2541", true, Some("%41")),
        ("%C3%A9", true, Some("é")),
        ("%ff", true, None),
    ];
    for (text, plus, expected) in cases {
        assert_eq!(unescape(text, plus).as_deref(), expected, "{text}");
    }
}

#[test]
fn values_of_one_name_are_found_in_order() {
    let found: Vec<_> = values("a=1&b=2&a=3&&a&%61=4", "a").flatten().collect();
    assert_eq!(found, ["1", "3", "", "4"]);
}

#[test]
fn a_segment_may_stand_around_its_parameter() {
    assert_eq!(captured("{id}", "id", "17"), Some("17"));
    assert_eq!(captured("{id}.json", "id", "17.json"), Some("17"));
    assert_eq!(captured("{id}", "other", "17"), None);
    assert_eq!(captured("items", "id", "items"), None);
}
