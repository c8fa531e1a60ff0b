//! Tokens of people, programs and services, apps that prove a secret, and locked accounts.

use chrono::TimeDelta;
use sha2::{Digest, Sha512};

use crate::access::client::{self, NewClient};
use crate::access::{
    ApplicationTokenChange, Client, Issuer, Level, NewApplicationToken, NewBearer, Refused,
    application_token, bearer, company, machine_key, password, token, user, user_token,
    whosoff_app,
};
use crate::employee;
use crate::id::{ApplicationTokenId, BearerTokenId, CompanyId, EmployeeId};
use crate::testing::World;
use crate::{Actor, Error, Hr, Patch, Who};

async fn account(hr: &Hr, who: &Who, employee: EmployeeId) -> user::SignedIn {
    let hash = password::hash(hr, "right").await.unwrap();
    let user = user::set(hr, who, employee, Some(hash)).await.unwrap();
    user::SignedIn { company: who.company, user, employee }
}

fn phone() -> NewBearer {
    NewBearer { api: "okta-hr".into(), name: "Phone".into(), ..Default::default() }
}

#[tokio::test]
async fn bearer_issue_then_verify_tells_who_it_is_in_one_statement() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let people = [
        (world.admin(who, "Ada").await, Level::Admin),
        (world.employee(who, "Eve").await, Level::Employee),
    ];
    for (employee, level) in people {
        let signed_in = account(hr, who, employee).await;
        let made = bearer::issue(hr, signed_in, phone()).await.unwrap();
        assert_eq!(made.secret.len(), 43);
        let it = bearer::verify(hr, "okta-hr", &made.text()).await.unwrap();
        assert_eq!((it.id, it.user, it.employee), (made.id, signed_in.user, employee));
        assert_eq!((it.level, it.name.as_str()), (level, "Phone"));
        assert_eq!(it.who("r").actor, Actor::User(it.user));
        let before = hr.db().statements();
        assert_eq!(bearer::verify(hr, "okta-hr", &made.secret).await, Ok(it));
        assert_eq!(hr.db().statements() - before, 1);
    }
}

#[tokio::test]
async fn bearer_of_another_api_text_or_number_is_refused() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let signed_in = account(hr, who, world.employee(who, "Eve").await).await;
    let made = bearer::issue(hr, signed_in, phone()).await.unwrap();
    for (api, text, refused) in [
        ("whosoff", made.text(), Refused::Invalid),
        ("okta-hr", format!("{}|{}", made.id.get() + 1, made.secret), Refused::Invalid),
        ("okta-hr", format!("{}x", made.text()), Refused::Invalid),
        ("okta-hr", String::new(), Refused::Invalid),
        ("okta-hr", format!("a|{}", made.secret), Refused::Malformed),
    ] {
        assert_eq!(bearer::verify(hr, api, &text).await, Err(refused), "{api} {text}");
    }
}

#[tokio::test]
async fn bearer_ends_with_its_lifetime_its_account_or_its_employee() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let day = NewBearer { lifetime: Some(TimeDelta::days(1)), ..phone() };
    let mut tokens = Vec::new();
    for name in ["One", "Two", "Three", "Four"] {
        let signed_in = account(hr, who, world.employee(who, name).await).await;
        let made = bearer::issue(hr, signed_in, day.clone()).await.unwrap();
        assert!(bearer::verify(hr, "okta-hr", &made.secret).await.is_ok());
        tokens.push((signed_in.employee, made));
    }
    let of = |n: usize| tokens[n].0;
    employee::offboard(hr, who, of(0), Default::default()).await.unwrap();
    employee::delete(hr, who, of(1)).await.unwrap();
    user::set(hr, who, of(2), None).await.unwrap();
    let id = tokens[3].1.id;
    assert_eq!(bearer::revoke(hr, rival, id).await, Err(Error::NotFound("token")));
    hr.clock().set(World::start() + TimeDelta::days(1));
    let ended = bearer::verify(hr, "okta-hr", &tokens[3].1.secret).await;
    assert_eq!(ended, Err(Refused::Expired));
    bearer::revoke(hr, who, id).await.unwrap();
    assert_eq!(bearer::revoke(hr, who, BearerTokenId(99)).await, Err(Error::NotFound("token")));
    for (_, made) in &tokens {
        let refused = bearer::verify(hr, "okta-hr", &made.secret).await;
        assert_eq!(refused, Err(Refused::Invalid));
    }
}

fn program(environment: &str, scopes: &[&str]) -> NewApplicationToken {
    NewApplicationToken {
        environment: environment.into(),
        name: "Program".into(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        ..Default::default()
    }
}

#[tokio::test]
async fn application_token_holds_until_it_is_rotated_or_deleted() {
    let World { hr, who, rival, .. } = &World::new().await;
    let new = program("staging", &["users:read", "integrations:manage"]);
    let (made, secret) = application_token::create(hr, who, new).await.unwrap();
    assert_eq!(made.prefix, secret[..8]);
    let it = application_token::verify(hr, &secret).await.unwrap();
    assert_eq!((it.company, &it.token), (who.company, &made));
    assert_eq!(it.who("r").actor, Actor::Application(made.id));
    let used = application_token::get(hr, who, "staging", made.id).await.unwrap();
    assert_eq!(used.last_used_at, Some(World::start()));
    for (who, environment) in [(rival, "staging"), (who, "uat")] {
        let missing = application_token::get(hr, who, environment, made.id).await;
        assert_eq!(missing, Err(Error::NotFound("application token")));
        assert_eq!(application_token::list(hr, who, environment).await, Ok(vec![]));
    }
    let (same, newer) = application_token::rotate(hr, who, "staging", made.id).await.unwrap();
    assert_eq!(same.id, made.id);
    assert_eq!(application_token::verify(hr, &secret).await, Err(Refused::Invalid));
    assert!(application_token::verify(hr, &newer).await.is_ok());
    let other = program("staging", &["integrations:manage"]);
    application_token::create(hr, who, other).await.unwrap();
    application_token::delete(hr, who, "staging", made.id).await.unwrap();
    assert_eq!(application_token::verify(hr, &newer).await, Err(Refused::Invalid));
}

#[tokio::test]
async fn application_token_that_manages_alone_stays_and_keeps_its_scope() {
    let World { hr, who, .. } = &World::new().await;
    let (last, _) =
        application_token::create(hr, who, program("staging", &["integrations:manage"]))
            .await
            .unwrap();
    for (environment, scopes) in [("uat", "integrations:manage"), ("staging", "users:read")] {
        application_token::create(hr, who, program(environment, &[scopes])).await.unwrap();
    }
    let refused = application_token::delete(hr, who, "staging", last.id).await;
    assert!(matches!(refused, Err(Error::Conflict { .. })));
    let fewer = |scopes: &[&str]| ApplicationTokenChange {
        scopes: Some(scopes.iter().map(|scope| (*scope).to_owned()).collect()),
        ..Default::default()
    };
    for scopes in [&["users:read"][..], &[]] {
        let refused = application_token::change(hr, who, "staging", last.id, fewer(scopes)).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "scopes"));
    }
    let asked = ApplicationTokenChange {
        name: Some("Renamed".into()),
        description: Patch::Set("for tests".into()),
        scopes: fewer(&["users:read", "integrations:manage"]).scopes,
    };
    let changed = application_token::change(hr, who, "staging", last.id, asked).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.scopes.len()), ("Renamed", 2));
    assert_eq!(changed.description.as_deref(), Some("for tests"));
    let (_, other) = (changed, ApplicationTokenId(3));
    application_token::change(hr, who, "staging", other, fewer(&["integrations:manage"]))
        .await
        .unwrap();
    application_token::delete(hr, who, "staging", last.id).await.unwrap();
}

#[tokio::test]
async fn machine_key_opens_every_company_and_no_other_text_does() {
    let World { hr, who, rival, .. } = &World::new().await;
    let key = machine_key::create(hr, "billing", None).await.unwrap();
    assert_eq!(machine_key::verify(hr, &key).await.unwrap().name, "billing");
    for wrong in ["", "x", &key[1..]] {
        assert_eq!(machine_key::verify(hr, wrong).await, Err(Refused::Invalid));
    }
    let all = company::list(hr).await.unwrap();
    assert_eq!(all.iter().map(|it| it.id).collect::<Vec<_>>(), [who.company, rival.company]);
    assert_eq!(company::by_id(hr, rival.company).await.as_ref(), Ok(&all[1]));
}

fn proof(nonce: &str, secret: &str) -> String {
    let hash = Sha512::digest(format!("{nonce}{secret}").as_bytes());
    hash.iter().map(|byte| format!("{byte:02X}")).collect()
}

#[tokio::test]
async fn whosoff_app_takes_each_nonce_once_and_the_right_proof_only() {
    let World { hr, who, rival, .. } = &World::new().await;
    let app = whosoff_app::create(hr, who, None, None).await.unwrap();
    assert_eq!(app.app_id.len(), 16);
    assert_eq!(whosoff_app::by_app_id(hr, &app.app_id).await, Ok(Some(who.company)));
    assert_eq!(whosoff_app::by_app_id(hr, "none").await, Ok(None));
    let right = proof("n1", &app.secret);
    for (app_id, nonce, proof) in [
        (app.app_id.as_str(), "n2", right.as_str()),
        (&app.app_id, "n1", ""),
        ("none", "n1", &proof("n1", "")),
        (&app.app_id, "", &proof("", &app.secret)),
    ] {
        let refused = whosoff_app::check(hr, app_id, nonce, proof).await;
        assert_eq!(refused, Err(Error::BadCredentials), "{app_id} {nonce}");
    }
    let check =
        async |nonce: &str, proof: &str| whosoff_app::check(hr, &app.app_id, nonce, proof).await;
    assert_eq!(check("n1", &right).await, Ok(who.company));
    assert_eq!(check("n1", &right.to_lowercase()).await, Err(Error::BadCredentials));
    let taken = whosoff_app::create(hr, rival, Some(app.app_id.clone()), None).await;
    assert_eq!(taken.err(), Some(Error::Duplicate { field: "app_id" }));
}

#[tokio::test]
async fn user_is_locked_after_ten_wrong_passwords_in_a_row_until_unlocked() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let employee = employee::create(hr, who, employee::tests::ada()).await.unwrap().id;
    let signed_in = account(hr, who, employee).await;
    let sign_in = async |password: &str| user::sign_in(hr, None, "ada", password).await;
    for _ in 0..2 {
        for _ in 1..user::MOST_FAILURES {
            assert_eq!(sign_in("wrong").await, Err(Error::BadCredentials));
        }
        assert_eq!(sign_in("right").await, Ok(signed_in));
    }
    for _ in 0..user::MOST_FAILURES {
        assert_eq!(sign_in("wrong").await, Err(Error::BadCredentials));
    }
    assert_eq!(sign_in("right").await, Err(Error::BadCredentials));
    let it = &user::accounts(hr, who, &[employee]).await.unwrap()[&employee];
    assert_eq!((it.failed_logins, it.locked_at), (10, Some(World::start())));
    assert!(user::accounts(hr, rival, &[employee]).await.unwrap().is_empty());
    assert_eq!(user::unlock(hr, rival, employee).await, Err(Error::NotFound("user")));
    user::unlock(hr, who, employee).await.unwrap();
    assert_eq!(sign_in("right").await, Ok(signed_in));
}

#[tokio::test]
async fn user_logins_are_the_ten_newest_tokens_given_newest_first() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let signed_in = account(hr, who, world.employee(who, "Eve").await).await;
    for n in 0..12 {
        let new = NewBearer { name: format!("device {n}"), ..phone() };
        bearer::issue(hr, signed_in, new).await.unwrap();
    }
    let logins = user::logins(hr, who, signed_in.user).await.unwrap();
    let devices: Vec<_> = logins.iter().map(|login| login.device.as_str()).collect();
    assert_eq!((devices.len(), devices[0], devices[9]), (10, "device 11", "device 2"));
    assert!(user::logins(hr, rival, signed_in.user).await.unwrap().is_empty());
}

fn issuer(aud: &str) -> Issuer {
    Issuer { iss: "rosetta-hr/icehrm".into(), aud: aud.into() }
}

async fn app(hr: &Hr, companies: Vec<CompanyId>) -> Client {
    let new = NewClient {
        name: "App".into(),
        client_id: Some("app".into()),
        secret: Some("secret".into()),
        scopes: Vec::new(),
        companies,
    };
    client::create(hr, new).await.unwrap();
    client::authenticate(hr, "app", "secret").await.unwrap()
}

#[tokio::test]
async fn user_token_stands_for_the_user_as_they_are_now_for_an_hour() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let signed_in = account(hr, who, ada).await;
    let client = app(hr, vec![who.company]).await;
    let email = employee::get(hr, who, ada).await.unwrap().email;
    let aud = issuer("icehrm");
    let (text, session) =
        user_token::grant(hr, &aud, &client, None, &email, "right").await.unwrap();
    let user_token::Session { company, user, employee, level } = session;
    assert_eq!((company, user, employee), (who.company, signed_in.user, ada));
    assert_eq!(level, Level::Admin);
    assert_eq!(user_token::verify(hr, &aud, &text).await, Ok(session));
    let other = user_token::verify(hr, &issuer("shiftcare"), &text).await;
    assert_eq!(other, Err(Refused::Invalid));
    let as_client = token::verify(hr, &aud, &text).await;
    assert!(as_client.is_err(), "a user's token is no client's");
    hr.clock().set(World::start() + TimeDelta::seconds(user_token::LIFETIME_S));
    assert_eq!(user_token::verify(hr, &aud, &text).await, Err(Refused::Expired));
    hr.clock().set(World::start());
    user::set(hr, who, ada, None).await.unwrap();
    assert_eq!(user_token::verify(hr, &aud, &text).await, Err(Refused::Invalid));
}

#[tokio::test]
async fn user_token_is_refused_through_a_client_of_another_company() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    account(hr, who, ada).await;
    let client = app(hr, vec![rival.company]).await;
    let email = employee::get(hr, who, ada).await.unwrap().email;
    let refused = user_token::grant(hr, &issuer("icehrm"), &client, None, &email, "right").await;
    assert_eq!(refused.map(drop), Err(Error::BadCredentials));
}

#[tokio::test]
async fn user_changes_the_password_by_showing_the_one_that_holds() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let user = account(hr, who, ada).await.user;
    let email = employee::get(hr, who, ada).await.unwrap().email;
    let new = password::hash(hr, "New-passw0rd!").await.unwrap();
    for (who, current) in [(who, "wrong"), (rival, "right")] {
        let refused = user::change_password(hr, who, user, current, new.clone()).await;
        assert_eq!(refused, Err(Error::invalid("current_password", "is wrong")));
    }
    user::change_password(hr, who, user, "right", new).await.unwrap();
    assert!(user::sign_in(hr, None, &email, "right").await.is_err());
    assert!(user::sign_in(hr, None, &email, "New-passw0rd!").await.is_ok());
}

#[test]
fn a_strong_password_has_every_kind_of_character() {
    for (password, faults) in
        [("Passw0rd!", 0), ("passw0rd!", 1), ("PASSWORD", 3), ("12345678", 3), ("Pässw0rd!", 0)]
    {
        let said = match password::strong(password) {
            Ok(()) => 0,
            Err(Error::Invalid(faults)) => faults.len(),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(said, faults, "{password}");
    }
}
