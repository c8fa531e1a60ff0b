//! Styles, places and bodies that only strangers' documents use.

use super::dialect::dialect;
use crate::strangers::requests::*;
use crate::strangers::traits::Default_ as Strangers;
use crate::strangers::types::Rgb;

dialect!(strangers);

impl Strangers for Echo {
    async fn report_read(
        &self,
        _: wire::Visitor,
        request: ReportReadRequest,
    ) -> Result<Rgb, String> {
        if request.from == 0 {
            return Ok(Rgb { r: request.to, g: wire::Patch::Null });
        }
        let ReportReadRequest { from, to, session, filter, ids, color, flat, either, r#where } =
            request;
        let query = format!("{filter:?} {ids:?} {color:?} {flat:?} {either:?} {:?}", r#where);
        Err(format!("{from} {to} {session} {query}"))
    }

    async fn get_points_matrix_by_label_by_undeclared(
        &self,
        _: String,
        request: GetPointsMatrixByLabelByUndeclaredRequest,
    ) -> Result<String, String> {
        Ok(format!("{:?} {:?} {}", request.matrix, request.label, request.undeclared))
    }

    async fn note_write(&self, _: String, request: NoteWriteRequest) -> Result<String, String> {
        Ok(request.body)
    }

    async fn blob_write(&self, _: String, request: BlobWriteRequest) -> Result<Vec<u8>, String> {
        Ok(request.body)
    }

    async fn socket_open(&self, _: String, _: SocketOpenRequest) -> Result<(), String> {
        Ok(())
    }
}

/// What the handler saw of the query: filter, ids, color, flat, either, where.
async fn seen(query: &str) -> String {
    let answer = ask("GET", &format!("/reports/1..2.json{query}"), None, ()).await;
    answer.body.strip_prefix("1 2 a b ").unwrap_or(&answer.body).to_owned()
}

#[tokio::test]
async fn every_style_is_read() {
    let rgb = |r: i64, g: &str| format!("Some(Rgb {{ r: {r}, g: {g} }})");
    let cases = [
        ("", "None None None None None None".to_owned()),
        ("?ids=1%7C2", "None Some([1, 2]) None None None None".to_owned()),
        ("?R=1&G=2", format!("None None {} None None None", rgb(1, "Value(2)"))),
        ("?flat=R,1", format!("None None None {} None None", rgb(1, "Absent"))),
        ("?where=%7B%22R%22:3%7D", format!("None None None None None {}", rgb(3, "Absent"))),
    ];
    for (query, expected) in cases {
        assert_eq!(seen(query).await, expected, "{query}");
    }
    let deep = seen("?filter[name]=x&filter%5Bage%5D[gte]=7&filter[tags]=a&filter[tags][]=b").await;
    for part in ["name: Some(\"x\")", "gte: Some(7)", "tags: Some([\"a\", \"b\"])"] {
        assert!(deep.contains(part), "{deep}");
    }
    assert!(seen("?either=7").await.contains("Int(7)"));
    assert!(seen("?either=7&either=8").await.contains("List([7, 8])"));
}

#[tokio::test]
async fn what_is_wrong_in_a_style_is_named() {
    let cases = [
        ("?filter[age][gte]=x", "filter/age/gte must be an integer"),
        ("?flat=G,1", "Missing required parameter: flat/R"),
        ("?ids=1%7Cx", "ids/1 must be an integer"),
    ];
    for (query, expected) in cases {
        assert!(seen(query).await.contains(expected), "{query}: {}", seen(query).await);
    }
}

#[tokio::test]
async fn several_parameters_of_one_segment_are_told_apart() {
    let answer = ask("GET", "/reports/0..17.json", None, ()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"R":17,"G":null}"#));
    for path in ["/reports/0..17", "/reports/..17.json", "/reports/0.17.json"] {
        assert_eq!(ask("GET", path, None, ()).await.status, 404, "{path}");
    }
    let answer = ask("GET", "/points;matrix=1;matrix=2/.R,1/x", None, ()).await;
    assert_eq!(answer.body, r#""[1, 2] Rgb { r: 1, g: Absent } x""#);
}

#[tokio::test]
async fn text_and_bytes_come_as_they_are() {
    let cases = [
        ("POST", Some("text/markdown"), "*a*", (200, "*a*")),
        ("POST", Some("text/plain; charset=utf-8"), "", (200, "")),
        ("POST", Some("text/plain"), "longer", (400, "body must be at most 5 characters long")),
        ("POST", Some("image/png"), "x", (415, "unsupported")),
        ("POST", None, "", (400, "Missing request body")),
        ("PUT", Some("application/octet-stream"), "abcd", (200, "abcd")),
        ("PUT", Some("application/octet-stream"), "abcde", (400, "body must be at most 4 bytes")),
    ];
    for (method, kind, body, expected) in cases {
        let answer = ask(method, "/notes", kind, body).await;
        assert_eq!((answer.status, answer.body.as_str()), expected, "{method} {body:?}");
    }
    assert_eq!(ask("GET", "/socket", None, ()).await.status, 101);
}
