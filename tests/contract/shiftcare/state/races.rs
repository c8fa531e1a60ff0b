//! Several callers at once: one of them wins, and the record says which.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Scene, employee};
use crate::client::Answer;

fn statuses(answers: &[Answer]) -> Vec<u16> {
    answers.iter().map(|a| a.status).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leave_request_approve_and_reject_at_once_has_one_winner() {
    let scene = Scene::new().await;
    for round in 0..12 {
        let id = scene.leave().await;
        let verbs = ["leave_request_approve", "leave_request_reject"];
        let verbs = verbs.iter().cycle().skip(round % 2).take(6);
        let answers = join_all(verbs.map(|verb| scene.about(verb, &id))).await;
        let winners: Vec<&Answer> = answers.iter().filter(|a| a.status == 200).collect();
        assert_eq!(winners.len(), 1, "{:?}", statuses(&answers));
        assert_eq!(answers.iter().filter(|a| a.status == 400).count(), 5);
        let read = scene.about("leave_request_get", &id).await.held(200).data();
        assert_eq!(read, winners[0].data());
        let expected = if winners[0].what == "leave_request_approve" { 1 } else { 4 };
        assert_eq!(read["status"], expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn employee_create_of_one_name_at_once_has_one_winner() {
    let scene = Scene::new().await;
    for round in 0..5 {
        let body = employee(&format!("racer{round}"));
        let sent = (0..6).map(|_| scene.add("employee_create", body.clone()));
        let answers = join_all(sent).await;
        let made: Vec<_> = answers.iter().filter(|a| a.status == 201).collect();
        assert_eq!(made.len(), 1, "{:?}", statuses(&answers));
        assert_eq!(answers.iter().filter(|a| a.status == 400).count(), 5);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn employee_offboard_and_delete_at_once_leave_no_halves() {
    let scene = Scene::new().await;
    for round in 0..6 {
        let id = scene.employee(&format!("leaver{round}")).await;
        let verbs =
            ["employee_offboard", "employee_delete", "employee_offboard", "employee_delete"];
        let answers = join_all(verbs.map(|verb| scene.about(verb, &id))).await;
        let won = |verb: &str| answers.iter().filter(|a| a.what == verb && a.status == 200).count();
        assert_eq!(won("employee_delete"), 1, "{:?}", statuses(&answers));
        assert!(won("employee_offboard") <= 1, "{:?}", statuses(&answers));
        scene.about("employee_get", &id).await.held(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn department_update_at_once_loses_no_field() {
    let scene = Scene::new().await;
    let id = json!(2);
    let changes: Vec<Value> = (0..20)
        .map(|n| match n % 2 {
            0 => json!({ "orderNum": 100 + n }),
            _ => json!({ "description": format!("Version {n}") }),
        })
        .collect();
    let sent = changes.iter().map(|c| scene.change("department_update", &id, c.clone()));
    for answer in join_all(sent).await {
        answer.held(200);
    }
    let read = scene.about("department_get", &id).await.held(200).data();
    let order = changes.iter().any(|c| c["orderNum"] == read["orderNum"]);
    let text = changes.iter().any(|c| c["description"] == read["description"]);
    assert!(order && text, "a change of one field undid the other: {read}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn company_provision_of_one_contact_at_once_has_one_winner() {
    let scene = Scene::new().await;
    let sent = (0..5).map(|_| scene.house.sample("company_provision").by(&scene.all).send());
    let answers = join_all(sent).await;
    assert_eq!(answers.iter().filter(|a| a.status == 201).count(), 1, "{:?}", statuses(&answers));
    assert_eq!(answers.iter().filter(|a| a.status == 409).count(), 4);
}
