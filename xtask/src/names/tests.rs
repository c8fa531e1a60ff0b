//! Names as tables: what comes in, what comes out.

use super::words::{python, rust, typescript};
use super::*;

#[test]
fn spellings_are_split_into_words() {
    for (text, expected) in [
        ("employee_offboard", "employee offboard"),
        ("enable2fa", "enable2fa"),
        ("enable2FA", "enable2 fa"),
        ("address1", "address1"),
        ("isAnswerVideo", "is answer video"),
        ("empleHolidayId", "emple holiday id"),
        ("XMLHttpRequest2", "xml http request2"),
        ("employeeIDs", "employee ids"),
        ("userIDsList", "user ids list"),
        ("HTTPServer", "http server"),
        ("IDToken", "id token"),
        ("OAuthFailure400", "oauth failure400"),
        ("SHA256Hash", "sha256 hash"),
        ("X-Enterprise-Id", "x enterprise id"),
        ("Leave Requests", "leave requests"),
        ("a.b/c~d", "a b c d"),
        ("_id", "id"),
        ("@type", "type"),
        ("__", "underscore underscore"),
        ("<=", "less equal"),
        ("*", "star"),
        ("-1", "minus1"),
        ("naïve Größe", "naive grosse"),
        ("Ærø", "aero"),
        ("名前", "u540d u524d"),
        ("ACTIVE", "active"),
        ("IN_PROGRESS", "in progress"),
        ("ISO8601", "iso8601"),
        ("", ""),
    ] {
        assert_eq!(split(text).join(" "), expected, "{text}");
    }
}

#[test]
fn leading_digits_and_nothing_get_letters() {
    for (text, noun, expected) in [
        ("1", Noun::Code, "code1"),
        ("2fa", Noun::Field, "field2fa"),
        ("3D Model", Noun::Type, "type3 d model"),
        ("", Noun::Code, "empty"),
        ("", Noun::Field, "empty"),
    ] {
        assert_eq!(words_of(text, noun).join(" "), expected, "{text}");
    }
}

#[test]
fn collisions_climb_the_ladder_in_order() {
    let mut scope = Scope::default();
    let mut claim = |owner, ladder: &[&str]| {
        let ladder: Vec<Vec<String>> = ladder.iter().map(|l| split(l)).collect();
        let claim = scope.claim(owner, &ladder);
        (claim.name.snake(), claim.rung, claim.holder)
    };
    assert_eq!(claim(0, &["asc"]), ("asc".into(), Some(0), None));
    assert_eq!(claim(1, &["ASC"]), ("asc2".into(), None, Some(0)));
    assert_eq!(claim(2, &["Asc"]), ("asc3".into(), None, Some(0)));
    assert_eq!(claim(3, &["status"]), ("status".into(), Some(0), None));
    assert_eq!(claim(4, &["status", "query status"]), ("query_status".into(), Some(1), Some(3)));
    assert_eq!(claim(5, &["address1"]), ("address1".into(), Some(0), None));
    assert_eq!(claim(6, &["address_1"]), ("address_1_no2".into(), None, Some(5)));
}

#[test]
fn reserved_names_are_never_given_away() {
    let mut scope = Scope::reserving(&["body"]);
    let claim = scope.claim(0, &[split("body"), split("query body")]);
    assert_eq!((claim.name.snake(), claim.holder), ("query_body".into(), Some(usize::MAX)));
}

#[test]
fn keywords_are_stepped_around_per_language() {
    for (name, in_rust, in_typescript, in_python) in [
        ("type", "type_", "type_", "type_"),
        ("match", "match_", "match", "match_"),
        ("class", "class", "class_", "class_"),
        ("self", "self_", "self", "self_"),
        ("default", "default", "default_", "default"),
        ("None", "None", "None", "None_"),
        ("gen", "gen_", "gen", "gen"),
        ("id", "id", "id", "id_"),
        ("employee", "employee", "employee", "employee"),
    ] {
        assert_eq!(rust(name), in_rust);
        assert_eq!(typescript(name), in_typescript);
        assert_eq!(python(name), in_python);
    }
}
