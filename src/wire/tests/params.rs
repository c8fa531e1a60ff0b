//! Parameters of path and query: typed, named when wrong, ignored when unknown.

use super::sample::{ready, told};

#[tokio::test]
async fn query_values_are_typed() {
    let client = ready();
    let cases = [
        ("", "(1, None, None, None, None)"),
        ("?page=2&unknown=1&kind=BIG", "(2, Some(Big), None, None, None)"),
        ("?page=2.0", "(2, None, None, None, None)"),
        ("?name=a%20b&ids=1,2,3", r#"(1, None, Some("a b"), Some([1, 2, 3]), None)"#),
        ("?tags=a&tags=b", r#"(1, None, None, None, Some(["a", "b"]))"#),
        ("?ids=", "(1, None, None, Some([]), None)"),
        ("?n%61me=abc", r#"(1, None, Some("abc"), None, None)"#),
    ];
    for (query, expected) in cases {
        let answer = told(client.get(format!("/items{query}"))).await;
        assert_eq!(answer, (200, expected.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn wrong_query_values_are_named() {
    let client = ready();
    let cases = [
        ("page=0", "page must be at least 1"),
        ("page=", "page must be an integer"),
        ("page=01", "page must be an integer"),
        ("page=+1", "page must be an integer"),
        ("page=1.5", "page must be an integer"),
        ("page=99999999999999999999", "page must be a valid int64"),
        ("page=1&page=1", "page must be sent only once"),
        ("kind=HUGE", "kind must be one of BIG, SMALL"),
        ("name=", "name must not be empty"),
        ("name=%00", "name must not contain the character U+0000"),
        ("name=%ff", "name cannot be read"),
        ("ids=1,x", "ids must be an integer"),
        ("tags=a&tags=b&tags=c", "tags must have at most 2 entries"),
        ("page=x&kind=y", "page must be an integer; kind must be one of BIG, SMALL"),
    ];
    for (query, expected) in cases {
        let answer = told(client.get(format!("/items?{query}"))).await;
        assert_eq!(answer, (400, expected.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn path_values_are_decoded_and_typed() {
    let client = ready();
    assert_eq!(told(client.get("/items/17")).await, (200, "17".to_owned()));
    assert_eq!(told(client.get("/items/1%37")).await, (200, "17".to_owned()));
    assert_eq!(told(client.get("/items/17/")).await, (200, "17".to_owned()));
    let wrong = (400, "itemId must be an integer".to_owned());
    assert_eq!(told(client.get("/items/x")).await, wrong);
    let low = (400, "itemId must be at least 1".to_owned());
    assert_eq!(told(client.get("/items/0")).await, low);
}
