//! The cloud form: the same routes below a company's name, for that company's people only.

use serde_json::{Value, json};

use crate::client::LOOKS_ITSELF;
use crate::document::named;
use crate::house::House;

/// A POST to a path below the API's prefix: status and body.
async fn post(house: &House, path: &str, token: Option<&str>, body: Value) -> (u16, Value) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}{}{path}", house.base, house.document.prefix);
    let mut request = http.post(url).header(LOOKS_ITSELF, "yes").json(&body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

fn sign_in(house: &str) -> Value {
    let username = if house == "demo" { "manager" } else { "rival-admin" };
    json!({
        "grant_type": "password", "client_id": format!("{house}-client"),
        "client_secret": format!("{house}-secret"), "username": username,
        "password": format!("{house}-password"),
    })
}

#[tokio::test]
async fn a_company_has_the_routes_below_its_name_for_its_own_people() {
    let house = House::of(named("icehrm")).await;
    for (path, who, status) in [
        ("/oauth/token", "demo", 200),
        ("/ent_demo/oauth/token", "demo", 200),
        ("/ent_rival/oauth/token", "rival", 200),
        ("/ent_rival/oauth/token", "demo", 401),
        ("/ent_demo/oauth/token", "rival", 401),
        ("/ent_nobody/oauth/token", "demo", 404),
        ("/ent_demo/ent_demo/oauth/token", "demo", 404),
    ] {
        let (seen, body) = post(&house, path, None, sign_in(who)).await;
        assert_eq!(seen, status, "{path} for {who}: {body}");
        let shaped = body["error"][0][0]["code"] == status || body["access_token"].is_string();
        assert!(shaped, "{path} for {who}: {body}");
    }
}

#[tokio::test]
async fn a_token_opens_its_own_company_only_whatever_form_it_came_from() {
    let house = House::of(named("icehrm")).await;
    let (_, granted) = post(&house, "/oauth/token", None, sign_in("demo")).await;
    let signed = granted["access_token"].as_str().unwrap();
    // Refused for what it asks: whoever gets so far has been let in.
    let asked = json!({ "current_password": "wrong", "new_password": "short" });
    for token in [signed, "demo-icehrm-manager"] {
        for (path, status) in [
            ("/user/password", 400),
            ("/ent_demo/user/password", 400),
            ("/ent_rival/user/password", 401),
        ] {
            let (seen, body) = post(&house, path, Some(token), asked.clone()).await;
            assert_eq!(seen, status, "{path}: {body}");
        }
    }
}
