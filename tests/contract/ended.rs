//! Credentials that were good once and are over: nothing serves them any more.

use serde_json::json;

use crate::document::DOCUMENTS;
use crate::house::House;

#[tokio::test]
async fn a_token_that_its_owner_ended_opens_nothing() {
    let mut ended = 0;
    for document in DOCUMENTS.iter() {
        let over = |verb: &Option<String>| verb.as_deref() == Some("token.revoke");
        for revoke in document.operations.iter().filter(|o| over(&o.verb)) {
            let house = House::of(document).await;
            let owner = house.owner().await;
            let caller = house.sign_in(&house.document.owner()).await;
            let read =
                document.guarded().find(|o| o.reads() && o.schemes == revoke.schemes).unwrap();
            house.sample(&read.id).by(&caller).send().await.held(read.success());
            house.sample(&revoke.id).by(&caller).send().await.held(revoke.success());
            for operation in [read, revoke] {
                house.sample(&operation.id).by(&caller).send().await.held(401);
            }
            house.sample(&read.id).by(&owner).send().await.held(read.success());
            ended += 1;
        }
    }
    assert!(ended > 0, "no document ends a token");
}

#[tokio::test]
async fn an_application_token_that_was_deleted_opens_nothing() {
    let document = DOCUMENTS.iter().find(|d| d.name == "workbeats").unwrap();
    let house = House::of(document).await;
    let owner = house.owner().await;
    let made = house.sample("application_token_create").by(&owner);
    let made = made.json(json!({ "name": "Passing", "scopes": ["users:read"] }));
    let made = made.send().await.held(201).data();
    let with_it = || {
        let call = house.sample("user_list").by(&owner);
        call.token(made["attributes"]["token"].as_str().unwrap())
    };
    with_it().send().await.held(200);
    let delete = house.sample("application_token_delete").by(&owner).id(made["id"].clone());
    delete.send().await.held(document.operation("application_token_delete").success());
    with_it().send().await.held(401);
}
