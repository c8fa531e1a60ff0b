//! The operator's commands, on a database that is being served at the same time.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Caller, Client};
use crate::process::Process;
use crate::scene::{Scene, everything, value};
use crate::token::part;

#[test]
fn migrate_makes_an_empty_database_and_changes_nothing_the_second_time() {
    let scene = Scene::empty();
    for _ in 0..2 {
        assert!(scene.said(&["migrate"]).contains("up to date"));
    }
    let server = scene.serve(&[]);
    let (status, _) = server.stop();
    assert!(status.success());
}

#[tokio::test]
async fn without_the_demo_there_are_no_credentials() {
    let scene = Scene::empty();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    for id in ["demo-client", "rival-client"] {
        client.token_answer(id, &id.replace("client", "secret"), "").await.held(401);
    }
    let keys = client.sample("key_list").send().await.held(200).json();
    assert!(!keys["keys"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn client_create_registers_a_client_with_its_rights_and_no_others() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    let words = ["client", "create", "--id", "payroll", "--company", "ent_demo"];
    let said = scene.said(&[&words[..], &["--scope", "employee:read,position:read"]].concat());
    assert_eq!(value(&said, "client_id"), "payroll");
    let secret = value(&said, "client_secret");
    assert!(secret.len() >= 32, "a secret that can be guessed");
    let answer = client.token_answer("payroll", &secret, "employee:read").await.held(200);
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let caller = Caller::new(client.document, "demo", "clientCredentials", &token);
    client.sample("employee_list").by(&caller).send().await.held(200);
    client.sample("position_list").by(&caller).send().await.held(403);
    let elsewhere = client.sample("employee_list").by(&caller).company("ent_rival");
    elsewhere.send().await.held(403);
    let refused = client.token_answer("payroll", &secret, "employee:admin").await.held(400);
    assert_eq!(refused.json()["error"], "invalid_scope");
    client.token_answer("payroll", "another", "employee:read").await.held(401);
}

#[test]
fn client_create_refuses_what_cannot_be() {
    let scene = Scene::demo();
    for words in [
        ["--id", "demo-client", "--company", "ent_demo", "--scope", "read"],
        ["--id", "new-client", "--company", "ent_nobody", "--scope", "read"],
    ] {
        let output = scene.run(&[&["client", "create"][..], &words].concat());
        assert!(!output.status.success(), "{words:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn token_create_prints_a_token_that_is_accepted() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    let words = ["token", "create", "--client", "demo-client", "--scope", "employee:read"];
    let token = scene.said(&words).trim().to_owned();
    assert_eq!(part(&token, 1)["scope"], "employee:read");
    let caller = Caller::new(client.document, "demo", "clientCredentials", &token);
    client.sample("employee_get").by(&caller).send().await.held(200);
    client.sample("position_list").by(&caller).send().await.held(403);
    for words in
        [["--client", "nobody", "--scope", "read"], ["--client", "demo-client", "--scope", "x"]]
    {
        assert!(!scene.run(&[&["token", "create"][..], &words].concat()).status.success());
    }
}

#[tokio::test]
async fn user_create_gives_an_account_to_an_employee_old_or_new() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    let of_company = ["user", "create", "--company", "ent_demo"];
    let said = scene.said(&[&of_company[..], &["--employee", "4"]].concat());
    assert_eq!(value(&said, "employee"), "4");
    assert!(value(&said, "password").len() >= 16);
    let person = [
        "--username",
        "ola",
        "--email",
        "ola@demo.example",
        "--first-name",
        "Ola",
        "--last-name",
        "Nordmann",
        "--role",
        "manager",
    ];
    let said = scene.said(&[&of_company[..], &person].concat());
    let id: i64 = value(&said, "employee").parse().unwrap();
    let read = client.sample("employee_get").by(&all).id(id).send().await.held(200).data();
    assert_eq!((&read["firstName"], &read["email"]), (&json!("Ola"), &json!("ola@demo.example")));
    assert!(!scene.run(&[&of_company[..], &person].concat()).status.success(), "twice");
    assert!(!scene.run(&[&of_company[..], &["--employee", "987654"]].concat()).status.success());
}

#[tokio::test]
async fn key_rotate_keeps_old_tokens_good_and_lists_both_keys() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, old) = everything(&server).await;
    let before = part(old.secret(), 0)["kid"].clone();
    let kid = value(&scene.said(&["key", "rotate"]), "kid");
    assert_ne!(before, kid.as_str());
    let begun = Instant::now();
    let fresh = loop {
        let fresh = client.demo("read").await;
        client.sample("employee_list").by(&old).send().await.held(200);
        if part(fresh.secret(), 0)["kid"] == kid.as_str() {
            break fresh;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "the new key is not used");
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    client.sample("employee_list").by(&fresh).send().await.held(200);
    client.sample("employee_list").by(&old).send().await.held(200);
    let keys = client.sample("key_list").send().await.held(200).json();
    let listed: Vec<&Value> = keys["keys"].as_array().unwrap().iter().map(|k| &k["kid"]).collect();
    assert_eq!(listed.len(), 2);
    assert!(listed.contains(&&before) && listed.contains(&&json!(kid)));
}

/// What the server answers to reads, as text.
async fn picture(server: &Process) -> Vec<String> {
    let (client, all) = everything(server).await;
    let mut seen = Vec::new();
    for operation in client.document.operations.iter().filter(|o| o.method == Method::GET) {
        let call = client.sample(&operation.id);
        let call = if operation.is_list() { call.query("size", 100) } else { call };
        let answer = call.by(&all).send().await.held(200);
        seen.push(format!("{} {}", operation.id, answer.text()));
    }
    seen
}

#[tokio::test]
async fn backup_of_a_running_server_is_whole_and_serves_the_same() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    for _ in 0..20 {
        client.sample("position_create").by(&all).send().await.held(201);
    }
    let copy = Scene::empty();
    let to = copy.file.display().to_string();
    let said = scene.said(&["backup", "--to", &to]);
    assert!(said.contains(&to) && said.to_lowercase().contains("key"), "{said}");
    let restored = copy.serve(&[]);
    assert_eq!(picture(&restored).await, picture(&server).await);
    let old = client.sample("employee_list").by(&all).send().await.held(200);
    let there = Client::new(&restored.base).sample("employee_list").by(&all).send().await.held(200);
    assert_eq!(old.data(), there.data(), "a token of the original is good at the copy");
    let again = scene.run(&["backup", "--to", &to]);
    assert!(!again.status.success(), "a backup was overwritten");
    let nothing = Scene::empty().run(&["backup", "--to", "/proc/nowhere"]);
    assert!(!nothing.status.success(), "nothing was backed up");
}
