//! The rules of leave types: rules as a table, verbs on a fresh database.

use super::*;
use crate::Error;
use crate::leave_type::{self, Kind, NewLeaveType};
use crate::testing::World;

fn strict() -> LeaveRule {
    LeaveRule {
        deduct_allowance: 2,
        consecutive_minutes: 14_400,
        minimum_minutes: 720,
        concurrent: true,
        notes_visible_to: UserType::Approver,
        available_to: UserType::ApproverAdd,
        seen_by: UserType::SuperUser,
        notice_days: 14,
        cancellation_days: -1,
        counts_for_department: true,
        note_required: true,
        email_request: 1,
        email_approve: 2,
        email_cancel: 4,
        staff_url: Some("https://example.test/a".into()),
        staff_note: Some("b".into()),
        approver_url: Some("https://example.test/c".into()),
        approver_note: Some("d".into()),
        message: Some("e".into()),
    }
}

#[test]
fn leave_rule_codes_and_lengths_have_bounds() {
    let with = |change: fn(&mut LeaveRule)| {
        let mut it = strict();
        change(&mut it);
        rules::check(&it).is_ok()
    };
    assert!(with(|_| {}));
    let wrong: [fn(&mut LeaveRule); 5] = [
        |it| it.deduct_allowance = 3,
        |it| it.consecutive_minutes = -1,
        |it| it.minimum_minutes = -1,
        |it| it.email_cancel = 5,
        |it| it.email_request = -1,
    ];
    for (at, change) in wrong.into_iter().enumerate() {
        assert!(!with(change), "{at}");
    }
}

#[tokio::test]
async fn leave_rule_set_replaces_and_the_default_holds_before() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let annual = NewLeaveType::new("Annual", Kind::Annual);
    let annual = leave_type::create(hr, who, annual).await.unwrap().id;
    assert_eq!(get(hr, who, annual).await.unwrap(), LeaveRule::default());
    assert!(all(hr, who).await.unwrap().is_empty());
    set(hr, who, annual, LeaveRule { note_required: true, ..LeaveRule::default() }).await.unwrap();
    set(hr, who, annual, strict()).await.unwrap();
    assert_eq!(get(hr, who, annual).await.unwrap(), strict());
    assert_eq!(all(hr, who).await.unwrap()[&annual], strict());
    let missing = Error::NotFound("leave type");
    assert_eq!(get(hr, rival, annual).await, Err(missing.clone()));
    assert_eq!(set(hr, rival, annual, strict()).await, Err(missing));
    leave_type::delete(hr, who, annual).await.unwrap();
    assert!(all(hr, who).await.unwrap().is_empty());
}
