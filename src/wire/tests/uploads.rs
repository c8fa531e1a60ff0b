//! Multipart bodies: files on disk, texts by the table, both counted.

use super::sample::{Client, ready, told};

/// Name, file name, content type, content of one part.
type Part<'a> = (&'a str, Option<&'a str>, Option<&'a str>, &'a str);

fn form(parts: &[Part<'_>]) -> String {
    let mut text = String::new();
    for (name, file_name, media, content) in parts {
        text += &format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"");
        text += &file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        text += &media.map(|media| format!("\r\nContent-Type: {media}")).unwrap_or_default();
        text += &format!("\r\n\r\n{content}\r\n");
    }
    text + "--X--\r\n"
}

async fn send(client: &Client, parts: &[Part<'_>]) -> (u16, String) {
    let request = client.post("/items/1/file").content_type("multipart/form-data; boundary=X");
    told(request.body(form(parts))).await
}

#[tokio::test]
async fn a_file_is_spooled_with_its_labels() {
    let file = ("file", Some("a.txt"), Some("text/plain"), "hello");
    let parts = [file, ("title", None, None, "My title"), ("number", None, None, "17")];
    let (status, seen) = send(&ready(), &parts).await;
    let expected = r#"(Some("a.txt"), Some("text/plain"), 5, "hello", Some("My title"), Some(17))"#;
    assert_eq!((status, seen.as_str()), (200, expected));
}

#[tokio::test]
async fn a_file_part_without_a_name_is_a_file_too() {
    let (status, seen) = send(&ready(), &[("file", None, None, "")]).await;
    assert_eq!((status, seen.as_str()), (200, r#"(None, None, 0, "", None, None)"#));
}

#[tokio::test]
async fn parts_are_checked_by_the_table() {
    let file = ("file", None, None, "x");
    let long = "y".repeat(101);
    let cases: [(&[Part<'_>], &str); 6] = [
        (&[("title", None, None, "t")], "Missing required field: file"),
        (&[file, ("number", None, None, "x")], "number must be an integer"),
        (&[file, ("number", None, None, "")], "number must be an integer"),
        (
            &[file, ("title", None, None, "a"), ("title", None, None, "b")],
            "title must be sent only once",
        ),
        (&[file, file], "file must be sent only once"),
        (&[("file", None, None, &long)], "file must be at most 100 bytes"),
    ];
    for (parts, expected) in cases {
        assert_eq!(send(&ready(), parts).await, (400, expected.to_owned()));
    }
}

#[tokio::test]
async fn unknown_parts_are_read_past_and_the_cap_holds_for_all() {
    let file = ("file", None, None, "x");
    assert_eq!(send(&ready(), &[("other", None, None, "y"), file]).await.0, 200);
    let huge = "z".repeat(3000);
    let over = send(&ready(), &[("other", None, None, &huge), file]).await;
    assert_eq!(over, (400, "over 2000 bytes".to_owned()));
}

#[tokio::test]
async fn a_broken_form_cannot_be_read() {
    let client = ready();
    let request = || client.post("/items/1/file");
    let cut = request().content_type("multipart/form-data; boundary=X").body("--X\r\n");
    assert_eq!(told(cut).await, (400, "body cannot be read".to_owned()));
    let bare = request().content_type("multipart/form-data").body("x");
    assert_eq!(told(bare).await, (400, "body cannot be read".to_owned()));
    assert_eq!(told(request().content_type("application/json").body("{}")).await.0, 415);
}
