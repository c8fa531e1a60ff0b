//! The collection has the shape that Postman's schema 2.1.0 demands, and what the document says.

use serde_json::Value;

use super::text;

async fn collection() -> Value {
    serde_json::from_str(&text("/openapi/sample.postman.json", true).await).unwrap()
}

fn is_text(value: &Value, what: &str) {
    assert!(value.is_string(), "{what} is no text: {value}");
}

fn list<'a>(value: &'a Value, what: &str) -> &'a [Value] {
    value.as_array().unwrap_or_else(|| panic!("{what} is no list: {value}"))
}

/// `#/definitions/auth`
fn check_auth(auth: &Value) {
    let kind = auth["type"].as_str().unwrap();
    assert!(["noauth", "bearer", "apikey"].contains(&kind));
    for it in auth[kind].as_array().into_iter().flatten() {
        is_text(&it["key"], "a key of auth");
    }
}

/// `#/definitions/item` and `#/definitions/item-group`
fn check_item(item: &Value) {
    is_text(&item["name"], "a name");
    if let Some(inside) = item.get("item") {
        return list(inside, "a folder").iter().for_each(check_item);
    }
    let request = &item["request"];
    is_text(&request["method"], "a method");
    for it in list(&request["header"], "headers") {
        is_text(&it["key"], "a header's key");
        is_text(&it["value"], "a header's value");
    }
    is_text(&request["url"]["raw"], "an address");
    for key in ["host", "path"] {
        list(&request["url"][key], key).iter().for_each(|it| is_text(it, key));
    }
    for key in ["query", "variable"] {
        for it in request["url"][key].as_array().into_iter().flatten() {
            is_text(&it["key"], key);
            is_text(&it["value"], key);
        }
    }
    if let Some(body) = request.get("body") {
        let mode = body["mode"].as_str().unwrap();
        assert!(["raw", "urlencoded", "formdata"].contains(&mode) && !body[mode].is_null());
    }
    request.get("auth").into_iter().for_each(check_auth);
    list(&item["response"], "responses");
}

#[tokio::test]
async fn collection_has_the_shape_of_the_format() {
    let it = collection().await;
    is_text(&it["info"]["name"], "the name");
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    assert_eq!(it["info"]["schema"], schema);
    list(&it["item"], "items").iter().for_each(check_item);
    check_auth(&it["auth"]);
    for event in list(&it["event"], "events") {
        is_text(&event["listen"], "an event");
        list(&event["script"]["exec"], "a script").iter().for_each(|line| is_text(line, "line"));
    }
    for variable in list(&it["variable"], "variables") {
        is_text(&variable["key"], "a variable");
        is_text(&variable["value"], "a variable's value");
    }
}

#[tokio::test]
async fn collection_has_a_folder_a_tag_and_the_examples_as_bodies() {
    let it = collection().await;
    let folders: Vec<&str> =
        list(&it["item"], "items").iter().filter_map(|it| it["name"].as_str()).collect();
    assert_eq!(folders, ["Things", "Tokens"]);
    let change = &it["item"][0]["item"][1]["request"];
    assert!(change["body"]["raw"].as_str().unwrap().contains("It's a thing"));
    assert_eq!(change["url"]["raw"], "{{baseUrl}}/things/:thingId");
    assert_eq!(change["url"]["variable"][0]["value"], "7");
    assert_eq!(change["header"][0]["value"], "{{X-Company}}");
    assert_eq!(it["item"][1]["item"][0]["request"]["auth"]["type"], "noauth");
}
