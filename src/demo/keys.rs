//! What programs show: fixed tokens, keys and apps for every API, and two webhooks.

use std::collections::BTreeMap;

use hr::access::application_token::{self, NewApplicationToken};
use hr::access::bearer::{self, NewBearer};
use hr::access::user::{self, SignedIn};
use hr::access::{machine_key, whosoff_app};
use hr::department::{self, DepartmentChange};
use hr::employee::{self, EmployeeChange, NewEmployee};
use hr::id::{DepartmentId, EmployeeId, PositionId, RoleId, WebhookId};
use hr::position::{self, PositionChange};
use hr::webhook::{self, Event, NewWebhook, Outcome, WebhookChange};
use hr::{Error, Hr, PageRequest, Who, role};

use crate::in_order;

/// The APIs that people sign in to.
const SIGN_IN: [&str; 3] = ["okta-hr", "whosoff", "icehrm"];

const READ: [&str; 4] = ["users:read", "departments:read", "positions:read", "leave-records:read"];
const WRITE: [&str; 3] = ["users:write", "webhooks:manage", "integrations:manage"];

/// The demo company's: employees 1 to 3 have `demo-<api>-admin`, `-manager` and `-employee`.
pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let all = [&READ[..], &WRITE].concat();
    let tokens = [
        token("staging", "Demo", "demo-workbeats-token", &all),
        token("staging", "Read only", "demo-workbeats-readonly", &READ),
        token("staging", "Spare", "demo-workbeats-spare", &["users:read"]),
    ];
    in_order(tokens.map(|new| application_token::create(hr, who, new))).await?;
    bearers(hr, who, "demo", &[(1, "admin"), (2, "manager"), (3, "employee")]).await?;
    app(hr, who, "demo-app", "demo-secret").await?;
    machine_key::create(hr, "Demo service", Some("demo-service-key".into())).await?;
    webhooks(hr, who).await
}

/// The rival's: an administrator, a program, an app and a webhook.
pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let all = [&READ[..], &WRITE].concat();
    let new = token("staging", "Rival", "rival-workbeats-token", &all);
    application_token::create(hr, who, new).await?;
    bearers(hr, who, "rival", &[(first.get(), "admin")]).await?;
    app(hr, who, "rival-app", "rival-secret").await?;
    webhook::create(hr, who, hook("https://hooks.example.com/rival")).await?;
    Ok(())
}

/// A small company of its own behind Workbeats' other environment.
pub async fn uat(hr: &Hr, who: &Who) -> Result<(), Error> {
    let roles = role::list(hr, who, PageRequest::new(1, 100)).await?.items;
    let of = |key: &str| roles.iter().find(|role| role.key == key).map_or(RoleId(0), |r| r.id);
    let people = [("Uma", "admin"), ("Ugo", "manager"), ("Ute", "employee")];
    let people = people.map(|(name, role)| {
        let email = format!("{role}@uat.example");
        employee::create(hr, who, NewEmployee::new(name, "Acceptance", &email, of(role)))
    });
    in_order(people).await?;
    let all = [&READ[..], &WRITE].concat();
    let new = token("uat", "Acceptance", "demo-workbeats-uat", &all);
    application_token::create(hr, who, new).await?;
    Ok(())
}

fn token(environment: &str, name: &str, secret: &str, scopes: &[&str]) -> NewApplicationToken {
    NewApplicationToken {
        environment: environment.into(),
        name: name.into(),
        description: Some(format!("{name} of the demo")),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        secret: Some(secret.into()),
    }
}

async fn bearers(hr: &Hr, who: &Who, house: &str, people: &[(i64, &str)]) -> Result<(), Error> {
    let ids: Vec<_> = people.iter().map(|(id, _)| EmployeeId(*id)).collect();
    let accounts: BTreeMap<_, _> = user::accounts(hr, who, &ids).await?;
    for api in SIGN_IN {
        for (id, role) in people {
            let employee = EmployeeId(*id);
            let user = accounts.get(&employee).ok_or(Error::NotFound("user"))?.user;
            let signed_in = SignedIn { company: who.company, user, employee };
            let new = NewBearer {
                api: api.into(),
                name: "Demo".into(),
                lifetime: None,
                secret: Some(format!("{house}-{api}-{role}")),
            };
            bearer::issue(hr, signed_in, new).await?;
        }
    }
    Ok(())
}

async fn app(hr: &Hr, who: &Who, id: &str, secret: &str) -> Result<(), Error> {
    whosoff_app::create(hr, who, Some(id.into()), Some(secret.into())).await?;
    Ok(())
}

/// Two endpoints that are turned off, so that a demo calls nobody; the first has a delivery of
/// every status.
async fn webhooks(hr: &Hr, who: &Who) -> Result<(), Error> {
    let active = NewWebhook { active: true, ..hook("https://hooks.example.com/rosetta") };
    let first = webhook::create(hr, who, active).await?.0.id;
    webhook::create(hr, who, hook("https://hooks.example.com/spare")).await?;
    employee::change(hr, who, EmployeeId(3), EmployeeChange::default()).await?;
    department::change(hr, who, DepartmentId(1), DepartmentChange::default()).await?;
    position::change(hr, who, PositionId(1), PositionChange::default()).await?;
    settle(hr, who, first).await?;
    let off = WebhookChange { active: Some(false), ..WebhookChange::default() };
    webhook::change(hr, who, first, off).await?;
    Ok(())
}

async fn settle(hr: &Hr, who: &Who, id: WebhookId) -> Result<(), Error> {
    let deliveries = webhook::deliveries(hr, who, id, PageRequest::new(1, 10)).await?.items;
    let answered = Outcome::Answered { status: 200, not_before: None };
    for (delivery, outcome) in deliveries.iter().rev().zip([answered, Outcome::Unsendable]) {
        webhook::report(hr, who.company, delivery.id, outcome).await?;
    }
    Ok(())
}

fn hook(url: &str) -> NewWebhook {
    NewWebhook {
        url: url.into(),
        events: Event::ALL.to_vec(),
        description: Some("For the demo".into()),
        active: false,
        secret: Some(b"demo-webhook-secret-of-32-bytes!".to_vec()),
    }
}
