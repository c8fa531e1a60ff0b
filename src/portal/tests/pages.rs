//! What the pages say, in both forms, and what a browser is allowed to do with them.

use poem::{
    Request,
    http::{Method, StatusCode},
};

use super::{call, get, send, text};

/// Every page of the sample.
const PAGES: [&str; 12] = [
    "/",
    "/words",
    "/rules",
    "/conformance",
    "/sdks/",
    "/apis/sample",
    "/apis/sample/operations",
    "/apis/sample/operations/thing_list",
    "/apis/sample/errors",
    "/apis/sample/limits",
    "/apis/sample/fidelity",
    "/apis/sample/changelog",
];

#[tokio::test]
async fn every_page_is_html_and_markdown_with_the_same_headings() {
    for path in PAGES {
        let html = text(path, true).await;
        let other = match path {
            "/" => "/index.md".to_owned(),
            path => format!("{}.md", path.trim_end_matches('/')),
        };
        let markdown = text(&other, true).await;
        let heads = |text: &str, mark: &str| text.matches(mark).count();
        assert_eq!(heads(&html, "<h1>"), 1, "{path}");
        let sections = format!("\n{markdown}").matches("\n## ").count();
        assert_eq!(heads(&html, "<h2"), sections, "{path}: {markdown}");
        assert!(html.contains(&format!("href=\"{other}\"")), "{path} does not lead to {other}");
    }
}

#[tokio::test]
async fn no_page_runs_or_loads_anything_of_others() {
    for path in PAGES {
        let response = get(path).await;
        let policy = response.header("content-security-policy").unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        for name in ["x-content-type-options", "referrer-policy", "permissions-policy", "etag"] {
            assert!(response.header(name).is_some(), "{path} has no {name}");
        }
        let page = response.into_body().into_string().await.unwrap();
        for (at, _) in page.match_indices("src=\"").chain(page.match_indices("<link ")) {
            let tag: String = page[at..].chars().take_while(|c| *c != '>').collect();
            assert!(!tag.contains("//"), "{path}: {tag}");
        }
        assert!(!page.contains("style=\"") && !page.contains("<script>"), "{path}");
    }
}

#[tokio::test]
async fn texts_of_a_document_cannot_break_out() {
    let overview = text("/apis/sample", false).await;
    assert!(overview.contains("&lt;script&gt;") && !overview.contains("<script>alert"));
    let notes = text("/apis/sample/fidelity", false).await;
    assert!(notes.contains("&lt;b&gt;raw&lt;/b&gt;"));
    let found = text("/search?q=%3Cscript%3E%22", false).await;
    assert!(!found.contains("<script>\"") && found.contains("&lt;script&gt;&quot;"));
}

#[tokio::test]
async fn credentials_are_shown_in_the_demo_only() {
    for path in [
        "/",
        "/apis/sample",
        "/apis/sample/operations/token_create",
        "/openapi/sample.postman.json",
    ] {
        assert!(text(path, true).await.contains("demo-secret"), "{path}");
        let plain = text(path, false).await;
        assert!(!plain.contains("demo-") && plain.contains("your-client-"), "{path}");
    }
}

#[tokio::test]
async fn calls_name_the_address_that_the_reader_used() {
    for (host, shown) in [
        ("hr.example:8443", "http://hr.example:8443/sample/things"),
        ("<b>", "http://localhost:8080/sample/things"),
    ] {
        let request = Request::builder()
            .uri("/apis/sample/operations/thing_list".parse().unwrap())
            .header("host", host)
            .finish();
        let page = send(request, true, true).await.into_body().into_string().await.unwrap();
        assert!(page.contains(shown), "{host}");
    }
}

#[tokio::test]
async fn pages_tell_what_they_are_for() {
    for (path, parts) in [
        (
            "/apis/sample/errors",
            &["Too many", "Retry-After", "the thing exists", "id=\"s429\""][..],
        ),
        ("/apis/sample/limits", &["general", "60 s", "X-R", "42"]),
        ("/apis/sample/operations", &["id=\"thing_list\"", "/apis/sample/operations/thing_change"]),
        (
            "/apis/sample/operations/thing_change",
            &[
                "at most 50 characters",
                "list of object or null",
                "It&#39;\\&#39;&#39;s a thing",
                "/things/7",
            ],
        ),
        ("/apis/sample/changelog", &["First."]),
        ("/rules", &["the thing is lost"]),
        (
            "/conformance",
            &["8 of 9", "0abc", "The document has changed since", "list_short", "lists::whole"],
        ),
        ("/words", &["Workbeats"]),
        ("/search?q=change%20thing", &["/apis/sample/operations/thing_change", "One match"]),
        ("/search?q=nothing-like-it", &["Nothing has all"]),
        ("/llms.txt", &["# rosetta-hr", "/apis/sample/errors.md"]),
    ] {
        let page = text(path, true).await.replace("&#x27;", "&#39;").replace('\'', "&#39;");
        for part in parts {
            assert!(page.contains(part), "{path} lacks {part}: {page}");
        }
    }
}

#[tokio::test]
async fn the_first_page_tells_the_state_of_the_server() {
    let down = call(Method::GET, "/", false, false).await.into_body().into_string().await.unwrap();
    assert!(down.contains("Not ready") && text("/", false).await.contains("Ready: 1 APIs"));
}

#[tokio::test]
async fn markdown_is_given_to_those_who_ask_for_it() {
    for (accept, media) in [
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/markdown, text/html;q=0.5", "text/markdown; charset=utf-8"),
        ("text/html, text/markdown", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ] {
        let request = Request::builder().header("accept", accept).finish();
        let response = send(request, false, true).await;
        assert_eq!(response.content_type(), Some(media), "{accept}");
        assert!(response.header("vary").unwrap().contains("accept"));
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    for path in
        ["/apis/sample", "/portal.css", "/portal.js", "/openapi/sample.json", "/favicon.svg"]
    {
        let tag = get(path).await.header("etag").unwrap().to_owned();
        let again = Request::builder()
            .uri(path.parse().unwrap())
            .header("if-none-match", tag.trim_start_matches("W/"))
            .finish();
        let again = send(again, false, true).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert!(again.into_body().into_vec().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_wrong_address_gets_a_page_that_helps() {
    for path in [
        "/apis/none",
        "/apis/sample/none",
        "/apis/sample/operations/none",
        "/apis/sample/errors/x",
        "/none",
    ] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(response.into_body().into_string().await.unwrap().contains("action=\"/search\""));
    }
    assert_eq!(get("/catalogue/sample").await.header("location"), Some("/apis/sample/errors"));
}
