//! Who may ask: secrets, tokens, keys, accounts and new companies, on a fresh database.

mod secrets;

use std::sync::Arc;

use chrono::TimeDelta;

use super::client::{self, NewClient};
use super::*;
use crate::employee::{self, tests::ada};
use crate::id::CompanyId;
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Random, Who, role};

async fn demo(hr: &Hr, companies: Vec<CompanyId>) -> Client {
    let new = NewClient {
        name: "Demo".into(),
        client_id: Some("demo".into()),
        secret: Some("secret".into()),
        scopes: vec!["employee:read".into(), "write".into()],
        companies,
    };
    client::create(hr, new).await.unwrap();
    client::authenticate(hr, "demo", "secret").await.unwrap()
}

fn issuer() -> Issuer {
    Issuer { iss: "issuer".into(), aud: "audience".into() }
}

async fn token(hr: &Hr, client: &Client) -> String {
    token::issue(hr, &issuer(), client, &["write".into()]).await.unwrap()
}

#[tokio::test]
async fn client_authenticate_takes_the_right_secret_only() {
    let World { hr, who, .. } = &World::new().await;
    let client = demo(hr, vec![who.company]).await;
    assert!(client.allows("write") && !client.allows("read"));
    for (id, secret) in [("demo", "Secret"), ("demo", ""), ("other", "secret"), ("", "")] {
        let refused = client::authenticate(hr, id, secret).await;
        assert_eq!(refused, Err(Error::BadCredentials));
    }
    client::revoke(hr, "demo").await.unwrap();
    let refused = client::authenticate(hr, "demo", "secret").await;
    assert_eq!(refused, Err(Error::BadCredentials));
    assert_eq!(client::revoke(hr, "nobody").await, Err(Error::NotFound("client")));
}

#[tokio::test]
async fn client_company_is_open_to_bound_clients_only() {
    let World { hr, who, rival, .. } = &World::new().await;
    let demo = demo(hr, vec![who.company]).await;
    assert_eq!(client::company(hr, demo.id, "ent_one").await, Ok(who.company));
    for closed in ["ent_two", "ent_three", ""] {
        let refused = client::company(hr, demo.id, closed).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
    }
    client::bind(hr, demo.id, rival.company).await.unwrap();
    client::bind(hr, demo.id, rival.company).await.unwrap();
    assert_eq!(client::company(hr, demo.id, "ent_two").await, Ok(rival.company));
}

#[tokio::test]
async fn token_issue_then_verify_gives_client_and_scopes_for_900_seconds() {
    let World { hr, who, .. } = &World::new().await;
    let client = demo(hr, vec![who.company]).await;
    let token = token(hr, &client).await;
    let verified = token::verify(hr, &issuer(), &token).await.unwrap();
    assert_eq!(verified.client, client.id);
    assert_eq!(verified.scopes, ["write"]);
    assert_eq!(verified.exp, World::start().timestamp() + 900);
    let before = hr.db().statements();
    let again = token::verify(hr, &issuer(), &token).await.unwrap();
    assert!(Arc::ptr_eq(&verified, &again));
    assert_eq!(hr.db().statements(), before);
    hr.clock().set(World::start() + TimeDelta::seconds(899));
    assert!(token::verify(hr, &issuer(), &token).await.is_ok());
    hr.clock().set(World::start() + TimeDelta::seconds(900));
    for _ in 0..2 {
        let refused = token::verify(hr, &issuer(), &token).await;
        assert_eq!(refused, Err(Refused::Expired));
    }
}

#[tokio::test]
async fn token_of_another_issuer_audience_or_key_is_refused() {
    let World { hr, who, .. } = &World::new().await;
    let client = demo(hr, vec![who.company]).await;
    let token = token(hr, &client).await;
    for remembered in [false, true] {
        for other in
            [Issuer { iss: "other".into(), ..issuer() }, Issuer { aud: "other".into(), ..issuer() }]
        {
            let refused = token::verify(hr, &other, &token).await;
            assert_eq!(refused, Err(Refused::Invalid), "remembered: {remembered}");
        }
        token::verify(hr, &issuer(), &token).await.unwrap();
    }
    let elsewhere = World::new().await;
    let theirs = demo(&elsewhere.hr, vec![]).await;
    let theirs = token::issue(&elsewhere.hr, &issuer(), &theirs, &[]).await.unwrap();
    let changed = format!("{}AAAA", &token[..token.len() - 4]);
    for wrong in [&theirs, &changed] {
        assert_eq!(token::verify(hr, &issuer(), wrong).await, Err(Refused::Invalid));
    }
    for wrong in ["", "abc", "a.b.c", &"x".repeat(10_000)] {
        assert_eq!(token::verify(hr, &issuer(), wrong).await, Err(Refused::Malformed));
    }
}

#[tokio::test]
async fn token_of_a_revoked_client_is_refused_at_once() {
    let World { hr, who, .. } = &World::new().await;
    let client = demo(hr, vec![who.company]).await;
    let token = token(hr, &client).await;
    token::verify(hr, &issuer(), &token).await.unwrap();
    client::revoke(hr, "demo").await.unwrap();
    assert_eq!(token::verify(hr, &issuer(), &token).await, Err(Refused::Invalid));
}

#[tokio::test]
async fn key_rotate_keeps_the_old_key_as_long_as_its_tokens_live() {
    let World { hr, who, .. } = &World::new().await;
    let client = demo(hr, vec![who.company]).await;
    let old = token(hr, &client).await;
    let first = key::list(hr).await.unwrap();
    assert_eq!(first.len(), 1);
    let kid = key::rotate(hr).await.unwrap();
    let both = key::list(hr).await.unwrap();
    assert_eq!((both.len(), &both[0].kid, &both[1]), (2, &kid, &first[0]));
    let new = token(hr, &client).await;
    for token in [&old, &new] {
        assert!(token::verify(hr, &issuer(), token).await.is_ok());
    }
    hr.clock().set(World::start() + TimeDelta::seconds(900));
    assert_eq!(key::list(hr).await.unwrap().len(), 2);
    hr.clock().set(World::start() + TimeDelta::seconds(1000));
    assert_eq!(key::list(hr).await.unwrap().len(), 1);
}

#[tokio::test]
async fn user_signs_in_with_name_or_address_and_the_right_password() {
    let World { hr, who, rival, .. } = &World::new().await;
    let employee = employee::create(hr, who, ada()).await.unwrap().id;
    let hash = password::hash(hr, "demo-password").await.unwrap();
    let user = user::set(hr, who, employee, Some(hash.clone())).await.unwrap();
    let expected = user::SignedIn { company: who.company, user, employee };
    for name in ["ada", "ADA", "ada@example.test"] {
        assert_eq!(user::sign_in(hr, None, name, "demo-password").await, Ok(expected));
    }
    for (company, name, password) in [
        (None, "ada", "Demo-password"),
        (None, "bob", "demo-password"),
        (Some(rival.company), "ada", "demo-password"),
    ] {
        let refused = user::sign_in(hr, company, name, password).await;
        assert_eq!(refused, Err(Error::BadCredentials));
    }
    assert_eq!(employee_of(hr.db().read(), who.company, user).await, Ok(Some(employee)));
    assert_eq!(employee_of(hr.db().read(), rival.company, user).await, Ok(None));
    assert_eq!(user::set(hr, who, employee, None).await, Ok(user));
    let refused = user::sign_in(hr, None, "ada", "demo-password").await;
    assert_eq!(refused, Err(Error::BadCredentials));
    user::set(hr, who, employee, Some(hash)).await.unwrap();
    employee::offboard(hr, who, employee, Default::default()).await.unwrap();
    let refused = user::sign_in(hr, None, "ada", "demo-password").await;
    assert_eq!(refused, Err(Error::BadCredentials));
}

#[tokio::test]
async fn user_level_comes_from_the_role() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let ada = world.admin(who, "Ada").await;
    for (employee, expected) in [(eve, Level::Employee), (ada, Level::Admin)] {
        let user = user::set(hr, who, employee, None).await.unwrap();
        assert_eq!(level(hr.db().read(), who.company, user).await, Ok(expected));
        let missing = Err(Error::NotFound("user"));
        assert_eq!(level(hr.db().read(), rival.company, user).await, missing);
    }
    let keys = ["admin", "manager", "employee", "clerk"].map(Level::of);
    assert_eq!(keys, [Level::Admin, Level::Manager, Level::Employee, Level::Employee]);
}

fn acme() -> (NewCompany, Founder) {
    let company = NewCompany {
        name: "Acme".into(),
        contact_email: "Office@acme.test".into(),
        api_credentials: Some(b"opaque".to_vec()),
        ..Default::default()
    };
    let founder = Founder {
        full_name: "John Paul Smith".into(),
        email: "john@acme.test".into(),
        username: "john".into(),
    };
    (company, founder)
}

#[tokio::test]
async fn company_provision_opens_a_whole_company_to_the_client() {
    let World { hr, .. } = &World::new().await;
    let client = demo(hr, vec![]).await;
    let (new, founder) = acme();
    let made = company::provision(hr, client.id, new, founder).await.unwrap();
    assert!(made.public_id.starts_with("ent_"));
    assert_eq!(company::find(hr, &made.public_id).await, Ok(made.clone()));
    assert_eq!(client::company(hr, client.id, &made.public_id).await, Ok(made.id));
    let who = &Who::system(made.id);
    assert_eq!(role::list(hr, who, PageRequest::new(1, 20)).await.unwrap().total, 3);
    let admin = employee::first_admin(hr.db().read(), made.id).await.unwrap().unwrap();
    let admin = employee::get(hr, who, admin).await.unwrap();
    assert_eq!((admin.first_name.as_str(), admin.last_name.as_str()), ("John Paul", "Smith"));
    let refused = user::sign_in(hr, None, "john", "").await;
    assert_eq!(refused, Err(Error::BadCredentials));
}

#[tokio::test]
async fn company_provision_twice_with_one_contact_conflicts_and_leaves_nothing() {
    let world = World::new().await;
    let hr = &world.hr;
    let client = demo(hr, vec![]).await;
    let (new, founder) = acme();
    company::provision(hr, client.id, new.clone(), founder.clone()).await.unwrap();
    let again = NewCompany { contact_email: "OFFICE@ACME.test".into(), ..new.clone() };
    let refused = company::provision(hr, client.id, again, founder.clone()).await;
    assert!(matches!(refused, Err(Error::Conflict { .. })));
    let other = NewCompany { contact_email: "other@acme.test".into(), ..new };
    let broken = Founder { email: "none".into(), ..founder };
    let refused = company::provision(hr, client.id, other, broken).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    assert_eq!(world.companies().await, 3);
}

#[tokio::test]
async fn random_secrets_differ_and_are_long() {
    let World { hr, .. } = &World::new().await;
    let new = || NewClient {
        name: "x".into(),
        client_id: None,
        secret: None,
        scopes: vec![],
        companies: vec![],
    };
    let (one, two) =
        (client::create(hr, new()).await.unwrap(), client::create(hr, new()).await.unwrap());
    assert_ne!(one.secret, two.secret);
    assert_eq!(one.secret.len(), 43);
    assert_ne!(Random::os().secret().unwrap(), Random::os().secret().unwrap());
    assert!(client::authenticate(hr, &one.client_id, &one.secret).await.is_ok());
}
