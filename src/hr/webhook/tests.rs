//! Webhooks: the schedule as a table, events raised by writes, claims that do not overlap.

use chrono::{DateTime, TimeDelta, Utc};

use super::rules::{Next, next};
use super::*;
use crate::employee::{self, EmployeeChange, tests::ada};
use crate::position::{self, NewPosition};
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who};

fn at(seconds: i64) -> DateTime<Utc> {
    World::start() + TimeDelta::seconds(seconds)
}

fn answered(status: u16) -> Outcome {
    Outcome::Answered { status, not_before: None }
}

fn hook(events: &[Event]) -> NewWebhook {
    NewWebhook {
        url: "https://hooks.example.test/x".into(),
        events: events.to_vec(),
        active: true,
        ..Default::default()
    }
}

#[test]
fn delivery_follows_the_schedule_the_answer_and_the_wish_of_the_other_side() {
    let asked = |status, seconds| Outcome::Answered { status, not_before: Some(at(seconds)) };
    let off = Next::GivenUp { disable: true };
    for (attempts, outcome, jitter, expected) in [
        (1, answered(200), 0, Next::Succeeded),
        (3, answered(299), 0, Next::Succeeded),
        (1, answered(500), 0, Next::Again(at(5))),
        (1, answered(302), 0, Next::Again(at(5))),
        (2, Outcome::Unanswered, 0, Next::Again(at(300))),
        (9, answered(500), 0, Next::Again(at(86_400))),
        (10, answered(500), 0, off),
        (10, Outcome::Unanswered, 0, off),
        (1, answered(410), 0, off),
        (1, Outcome::Unsendable, 0, Next::GivenUp { disable: false }),
        (2, answered(400), 100, Next::Again(at(330))),
        (2, answered(400), -100, Next::Again(at(270))),
        (1, answered(429), 0, Next::Again(at(300))),
        (1, answered(502), 0, Next::Again(at(300))),
        (9, answered(504), 0, Next::Again(at(86_400))),
        (1, asked(503, 60), 0, Next::Again(at(60))),
        (3, asked(503, 60), 0, Next::Again(at(1800))),
        (1, asked(429, 1_000_000), 0, Next::Again(at(86_400))),
        (1, asked(429, -60), 0, Next::Again(at(300))),
    ] {
        let seen = next(attempts, outcome, World::start(), jitter);
        assert_eq!(seen, expected, "{attempts} {outcome:?} {jitter}");
    }
}

#[test]
fn webhook_create_refuses_what_breaks_a_rule() {
    let all = Event::ALL;
    for (new, field) in [
        (NewWebhook { url: String::new(), ..hook(all) }, "url"),
        (hook(&[]), "events"),
        (NewWebhook { secret: Some(vec![0; 23]), ..hook(all) }, "secret"),
        (NewWebhook { secret: Some(vec![0; 65]), ..hook(all) }, "secret"),
    ] {
        let refused = rules::create(new, World::start());
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == field), "{field}");
    }
    assert!(Event::ALL.iter().all(|event| Event::named(event.name()) == Some(*event)));
}

async fn seen(hr: &Hr, who: &Who, id: WebhookId) -> Vec<(Event, i64)> {
    let page = deliveries(hr, who, id, PageRequest::new(1, 100)).await.unwrap();
    page.items.iter().map(|it| (it.event, it.subject)).collect()
}

#[tokio::test]
async fn webhook_hears_of_its_events_in_its_company_while_it_is_active() {
    let World { hr, who, rival, .. } = &World::new().await;
    let users = [Event::UserCreated, Event::UserUpdated, Event::UserDeleted];
    let (hears, _) = create(hr, who, hook(&users)).await.unwrap();
    let (off, _) = create(hr, who, NewWebhook { active: false, ..hook(&users) }).await.unwrap();
    let (other, _) = create(hr, who, hook(&[Event::PositionCreated])).await.unwrap();
    let (theirs, _) = create(hr, rival, hook(Event::ALL)).await.unwrap();
    let before = hr.db().statements();
    let employee = employee::create(hr, who, ada()).await.unwrap().id;
    let with = hr.db().statements() - before;
    employee::change(hr, who, employee, EmployeeChange::default()).await.unwrap();
    employee::delete(hr, who, employee).await.unwrap();
    let post = NewPosition { name: "Post".into(), ..Default::default() };
    let post = position::create(hr, who, post).await.unwrap().id.get();
    let id = employee.get();
    let expected = [(users[2], id), (users[1], id), (users[0], id)];
    assert_eq!(seen(hr, who, hears.id).await, expected);
    assert_eq!(seen(hr, who, other.id).await, [(Event::PositionCreated, post)]);
    assert_eq!(seen(hr, who, off.id).await, []);
    assert_eq!(seen(hr, rival, theirs.id).await, []);
    delete(hr, who, hears.id).await.unwrap();
    let before = hr.db().statements();
    employee::create(hr, who, ada()).await.unwrap();
    assert_eq!(hr.db().statements() - before, with, "as many statements without a listener");
}

#[tokio::test]
async fn webhook_of_another_company_is_not_found() {
    let World { hr, who, rival, .. } = &World::new().await;
    let (made, secret) = create(hr, who, hook(Event::ALL)).await.unwrap();
    assert!(secret.starts_with("whsec_") && secret.len() == 50);
    assert_eq!(get(hr, who, made.id).await.as_ref(), Ok(&made));
    assert_eq!(list(hr, who).await, Ok(vec![made.clone()]));
    let missing = Some(Error::NotFound("webhook"));
    let page = PageRequest::new(1, 20);
    assert_eq!(get(hr, rival, made.id).await.err(), missing);
    assert_eq!(change(hr, rival, made.id, WebhookChange::default()).await.err(), missing);
    assert_eq!(delete(hr, rival, made.id).await.err(), missing);
    assert_eq!(deliveries(hr, rival, made.id, page).await.err(), missing);
    assert_eq!(redeliver(hr, rival, made.id, DeliveryId(1)).await.err(), missing);
    assert_eq!(list(hr, rival).await, Ok(vec![]));
    let asked = WebhookChange {
        url: Some("https://other.example.test/".into()),
        events: Some(vec![Event::UserDeleted, Event::UserCreated, Event::UserDeleted]),
        active: Some(false),
        description: crate::Patch::Set("text".into()),
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(changed.events, [Event::UserCreated, Event::UserDeleted]);
    assert_eq!((changed.active, changed.description.as_deref()), (false, Some("text")));
    assert_eq!(get(hr, who, made.id).await, Ok(changed));
}

async fn one_due(hr: &Hr, who: &Who) -> (WebhookId, Due) {
    let (made, _) = create(hr, who, hook(&[Event::UserCreated])).await.unwrap();
    employee::create(hr, who, ada()).await.unwrap();
    let due = claim(hr, 10).await.unwrap().remove(0);
    (made.id, due)
}

async fn latest(hr: &Hr, who: &Who, id: WebhookId) -> Delivery {
    deliveries(hr, who, id, PageRequest::new(1, 1)).await.unwrap().items.remove(0)
}

#[tokio::test]
async fn delivery_is_claimed_by_one_sender_until_its_claim_ends() {
    let World { hr, who, .. } = &World::new().await;
    let (_, first) = one_due(hr, who).await;
    let before = hr.db().statements();
    assert!(claim(hr, 10).await.unwrap().is_empty());
    assert_eq!(hr.db().statements() - before, 1);
    hr.clock().set(at(CLAIMED_S));
    keep_body(hr, who.company, first.id, "{}".into()).await.unwrap();
    let again = claim(hr, 10).await.unwrap();
    assert_eq!((again.len(), again[0].id), (1, first.id));
    assert_eq!((again[0].body.as_deref(), &again[0].secret), (Some("{}"), &first.secret));
    assert_eq!(again[0].message_id, first.message_id);
}

#[tokio::test]
async fn delivery_report_settles_retries_or_gives_up() {
    let World { hr, who, .. } = &World::new().await;
    let (hook, due) = one_due(hr, who).await;
    report(hr, who.company, due.id, answered(500)).await.unwrap();
    let it = latest(hr, who, hook).await;
    let next = it.next_attempt_at.unwrap();
    assert!(at(4) < next && next < at(6));
    assert_eq!((it.status, it.attempts, it.response_status), (Status::Pending, 1, Some(500)));
    hr.clock().set(at(6));
    assert_eq!(claim(hr, 10).await.unwrap().len(), 1);
    report(hr, who.company, due.id, answered(204)).await.unwrap();
    report(hr, who.company, due.id, answered(500)).await.unwrap();
    let it = latest(hr, who, hook).await;
    assert_eq!((it.status, it.attempts, it.next_attempt_at), (Status::Succeeded, 2, None));
    let more = redeliver(hr, who, hook, due.id).await.unwrap();
    assert_eq!((&more.message_id, more.status), (&due.message_id, Status::Pending));
    assert_eq!(claim(hr, 10).await.unwrap()[0].id, more.id);
    report(hr, who.company, more.id, answered(410)).await.unwrap();
    assert_eq!(latest(hr, who, hook).await.status, Status::Failed);
    assert!(!get(hr, who, hook).await.unwrap().active);
    redeliver(hr, who, hook, due.id).await.unwrap();
    assert!(claim(hr, 10).await.unwrap().is_empty(), "an inactive endpoint is left alone");
    delete(hr, who, hook).await.unwrap();
    report(hr, who.company, due.id, answered(200)).await.unwrap();
}
