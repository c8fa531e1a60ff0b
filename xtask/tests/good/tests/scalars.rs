//! Scalars in every state of presence.

use super::dialect::dialect;
use crate::scalars::requests::ThingUpdateRequest;
use crate::scalars::traits::Things;
use crate::scalars::types::Thing;

dialect!(scalars);

impl Things for Echo {
    async fn thing_update(
        &self,
        _: wire::Visitor,
        request: ThingUpdateRequest,
    ) -> Result<Thing, String> {
        let body = request.body;
        let note = format!(
            "{} {:?} {:?} {:?} {:?}",
            request.loud, request.on, request.words, request.numbers, request.x_reason
        );
        Ok(Thing {
            id: request.thing_id,
            text: body.text,
            null_text: body.null_text,
            note: Some(note),
            patch: body.patch_text,
            price: body.price.ok_or("no price")?,
            day: body.day,
            minute: body.minute,
            secret: body.secret.ok_or("no secret")?,
        })
    }
}

const JSON: Option<&str> = Some("application/json");

#[tokio::test]
async fn thing_update_keeps_absent_null_and_value_apart() {
    let body = r#"{"text":"one","nullText":null,"patchText":null,"count":3,"price":12.5,
        "day":"2026-11-30","minute":"2026-11-30 09:00","secret":"12345678"}"#;
    let path = "/things/17?on=2026-11-30&words=a,b&numbers=1&numbers=2";
    let answer = ask("PUT", path, JSON, body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        answer.body,
        concat!(
            r#"{"id":17,"text":"one","nullText":null,"#,
            r#""note":"false Some(2026-11-30) Some([\"a\", \"b\"]) Some([1, 2]) None","#,
            r#""patch":null,"price":12.5,"day":"2026-11-30","minute":"2026-11-30 09:00","#,
            r#""secret":"12345678"}"#
        )
    );
}

#[tokio::test]
async fn thing_update_names_every_violation_at_once() {
    let body = r#"{"text":"","count":10,"big":7,"flag":"yes","day":"2026-1-5","tags":["a","a"]}"#;
    let answer = ask("PUT", "/things/0?loud=maybe&words=a,b,c,d", JSON, body).await;
    assert_eq!(answer.status, 400);
    for name in
        ["thingId", "loud", "words", "text", "nullText", "count", "big", "flag", "day", "tags"]
    {
        assert!(answer.body.contains(name), "{name} is missing in: {}", answer.body);
    }
}

#[tokio::test]
async fn thing_update_refuses_null_where_the_document_has_none() {
    let body = r#"{"text":"one","nullText":null,"count":3,"optionalText":null}"#;
    let answer = ask("PUT", "/things/1", JSON, body).await;
    assert_eq!(answer.body, "optionalText must not be null");
}
