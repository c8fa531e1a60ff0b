//! JSON and form bodies: what is read, what is refused, and how everything wrong is named.

use super::sample::{Client, ready, told};
use crate::Enforcement;

const GOOD: &str = r#"{"name":"ada","note":null,"amount":12.5,"ownerId":17}"#;

async fn create(client: &Client, body: impl Into<poem::Body>) -> (u16, String) {
    told(client.post("/items").content_type("application/json").body(body.into())).await
}

#[tokio::test]
async fn a_good_body_is_read_strictly() {
    let (status, seen) = create(&ready(), GOOD).await;
    assert_eq!(status, 200, "{seen}");
    assert!(seen.contains("owner_id: Some(17)") && seen.contains("note: Null"), "{seen}");
    assert!(seen.contains("due: Absent") && seen.contains("12.5"), "{seen}");
}

#[tokio::test]
async fn tolerated_spellings_mean_the_same() {
    for owner in ["17", "17.0", "1.7e1", "\"17\""] {
        let body = format!(r#"{{"name":"ada","note":"x","ownerId":{owner},"due":null}}"#);
        let (status, seen) = create(&ready(), body).await;
        assert_eq!(status, 200, "{owner}: {seen}");
        assert!(seen.contains("owner_id: Some(17)") && seen.contains("due: Null"), "{seen}");
    }
}

#[tokio::test]
async fn all_violations_are_named_and_no_value_is_echoed() {
    let body = r#"{"name":"-secretvalue","amount":-1,"ownerId":"007","kind":"HUGE",
        "due":"2026-2-30","startsAt":"2026-02-30 09:00","note":7}"#;
    let (status, text) = create(&ready(), body).await;
    assert_eq!(status, 400);
    let expected = "name must be at most 10 characters long; amount must be at least 0; \
        ownerId does not have the documented form; kind must be one of BIG, SMALL; \
        due must be a valid date (yyyy-MM-dd); and 2 more";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn nested_faults_carry_their_path() {
    let lines = r#"[{"text":"ok","count":1},{"text":"too long","count":9999999999},{}]"#;
    let body = format!(r#"{{"name":"ada","note":null,"lines":{lines}}}"#);
    let (_, text) = create(&ready(), body).await;
    let expected = "lines[1].text must be at most 5 characters long; \
        lines[1].count must be a valid int32; Missing required field: lines[2].text; \
        Missing required field: lines[2].count";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn one_bad_body_one_clear_message() {
    let deep = format!(r#"{{"name":"ada","note":null,"x":{}{}}}"#, "[".repeat(65), "]".repeat(65));
    let cases: [(&str, &str); 14] = [
        (r#"{"note":null}"#, "Missing required field: name"),
        (r#"{"name":"ada"}"#, "Missing required field: note"),
        (r#"{"name":null,"note":null}"#, "name must not be null"),
        (r#"{"name":1,"note":null}"#, "name must be a string"),
        (r#"{"name":"","note":null}"#, "name must not be empty"),
        (r#"{"name":"-a","note":null}"#, "name does not have the documented form"),
        (r#"{"name":"a","note":"\u0000"}"#, "note must not contain the character U+0000"),
        (r#"{"name":"a","note":null,"kind":null}"#, "kind must not be null"),
        (r#"{"name":"a","note":null,"ownerId":1.5}"#, "ownerId must be an integer"),
        (
            r#"{"name":"a","note":null,"ownerId":9223372036854775808}"#,
            "ownerId must be at most 9223372036854775807",
        ),
        (r#"{"name":"a","note":null,"lines":{}}"#, "lines must be a list"),
        ("{\"name\":\n oops}", "body cannot be read at line 2, column 2"),
        ("[]", "body must be an object"),
        (&deep, "body must not be nested deeper than 64 levels"),
    ];
    for (body, expected) in cases {
        assert_eq!(create(&ready(), body.to_owned()).await, (400, expected.to_owned()), "{body}");
    }
}

#[tokio::test]
async fn of_a_key_sent_twice_the_last_counts() {
    let (status, seen) = create(&ready(), r#"{"name":"ada","note":null,"name":"bob"}"#).await;
    assert_eq!(status, 200);
    assert!(seen.contains("bob"), "{seen}");
}

#[tokio::test]
async fn bytes_that_are_no_text_cannot_be_read() {
    let (status, text) = create(&ready(), b"{\"name\":\"\xff\",\"note\":null}".to_vec()).await;
    assert_eq!(status, 400);
    assert!(text.starts_with("body cannot be read"), "{text}");
}

#[tokio::test]
async fn the_content_type_is_checked_before_anything_is_read() {
    let client = ready();
    let with = |media: &str| client.post("/items").content_type(media).body(GOOD);
    assert_eq!(told(with("application/json; charset=utf-8")).await.0, 200);
    assert_eq!(told(with("Application/JSON")).await.0, 200);
    assert_eq!(told(with("text/plain")).await, (415, "application/json".to_owned()));
    assert_eq!(told(client.post("/items").body(GOOD)).await.0, 415);
    assert_eq!(told(client.post("/items")).await, (400, "Missing request body".to_owned()));
    let empty = client.post("/items").content_type("application/json").body("");
    assert_eq!(told(empty).await, (400, "Missing request body".to_owned()));
}

#[tokio::test]
async fn the_cap_counts_declared_and_arriving_bytes() {
    let client = ready();
    let long = format!(r#"{{"name":"ada","note":"{}"}}"#, "x".repeat(400));
    assert_eq!(create(&client, long.clone()).await, (400, "over 400 bytes".to_owned()));
    let declared = client.post("/items").header("content-length", 401).body("{}");
    assert_eq!(told(declared).await, (400, "over 400 bytes".to_owned()));
    let pieces: Vec<Result<Vec<u8>, std::io::Error>> =
        long.as_bytes().chunks(64).map(|piece| Ok(piece.to_vec())).collect();
    let stream = poem::Body::from_bytes_stream(futures_util::stream::iter(pieces));
    assert_eq!(create(&client, stream).await, (400, "over 400 bytes".to_owned()));
}

#[tokio::test]
async fn forms_are_decoded_and_repeated_fields_refused() {
    let (client, _) = super::sample::serve(Enforcement::Off);
    let ask = |body: &'static str| {
        told(client.post("/token").content_type("application/x-www-form-urlencoded").body(body))
    };
    let (status, seen) = ask("grant_type=a%20b+c&scope=%C3%A9&extra=1").await;
    assert_eq!((status, seen.as_str()), (200, r#"("a b c", Some("é"), "http://localhost")"#));
    let repeated = "scope must be sent only once".to_owned();
    assert_eq!(ask("grant_type=a&scope=x&scope=y").await, (400, repeated));
    let missing = "Missing required field: grant_type".to_owned();
    assert_eq!(ask("scope=x").await, (400, missing));
    assert_eq!(ask("grant_type=%ff").await, (400, "body cannot be read".to_owned()));
    assert_eq!(ask("").await, (400, "Missing request body".to_owned()));
}
