//! Routing: what is found, what is not, which methods a path has, and what a panic looks like.

use poem::http::Method;

use super::sample::{ready, told};

#[tokio::test]
async fn an_unknown_path_is_404_in_the_envelope() {
    let client = ready();
    for path in ["/", "/item", "/items/1/2", "/items//file", "//items", "/items%2F1"] {
        assert_eq!(told(client.get(path)).await, (404, "no such route".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn an_undeclared_method_is_405_with_the_allowed_ones() {
    let client = ready();
    let cases = [
        ("/items", Method::PUT, "GET, POST, HEAD, OPTIONS"),
        ("/items/1", Method::PATCH, "GET, DELETE, HEAD, OPTIONS"),
        ("/items/special", Method::DELETE, "GET, HEAD, OPTIONS"),
        ("/token", Method::GET, "POST, OPTIONS"),
        ("/token", Method::HEAD, "POST, OPTIONS"),
        ("/items/1/file/", Method::TRACE, "POST, OPTIONS"),
    ];
    for (path, method, allow) in cases {
        let answer = client.request(method, path).send().await;
        assert_eq!(answer.0.status().as_u16(), 405, "{path}");
        assert_eq!(answer.0.header("allow"), Some(allow), "{path}");
        assert_eq!(answer.0.content_type(), Some("application/json"));
    }
}

#[tokio::test]
async fn options_and_head_work_without_being_declared() {
    let client = ready();
    let options = client.options("/items").send().await;
    assert_eq!(options.0.status().as_u16(), 204);
    assert_eq!(options.0.header("allow"), Some("GET, POST, HEAD, OPTIONS"));
    client.head("/items").send().await.assert_status_is_ok();
}

#[tokio::test]
async fn a_literal_segment_goes_before_a_parameter() {
    assert_eq!(told(ready().get("/items/special")).await.1, "\"special\"");
}

#[tokio::test]
async fn a_panic_is_500_in_the_envelope_and_the_server_goes_on() {
    let client = ready();
    assert_eq!(told(client.delete("/items/1")).await, (500, "ours".to_owned()));
    assert_eq!(told(client.get("/items/1")).await.0, 200);
}

#[test]
fn meta_lists_method_path_and_id() {
    let meta = <super::sample::SampleApi as poem_openapi::OpenApi>::meta();
    let first = &meta[0].paths[0];
    assert_eq!(
        (first.path.as_str(), first.operations[0].operation_id),
        ("/items", Some("item_list"))
    );
    assert_eq!(meta[0].paths.len(), 7);
}

#[cfg(feature = "faults")]
#[tokio::test]
async fn a_seeded_fault_breaks_only_its_operation() {
    crate::faults::set("item_special", crate::faults::Fault::Fail);
    assert_eq!(told(ready().get("/items/special")).await.0, 500);
    crate::faults::set("item_special", crate::faults::Fault::Panic);
    assert_eq!(told(ready().get("/items/special")).await.0, 500);
    crate::faults::clear("item_special");
    assert_eq!(told(ready().get("/items/1")).await.0, 200);
}
