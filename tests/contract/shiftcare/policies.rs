//! Policies: written as JSON or as a file, addressed to some, archived.

use rosetta_shiftcare::*;

use super::watched::{Desk, day, gone, walked};

const ELSEWHERE: &str = "https://files.demo.example/quiet.pdf";

fn quiet() -> PolicyCreate {
    PolicyCreate::new("Quiet Hours")
        .audience(PolicyAudienceInput::Departments)
        .dept_ids(vec![1, 2])
        .attachment_url(ELSEWHERE)
        .effective_date(day("2026-03-01"))
        .acknowledgement_deadline(day("2026-03-31"))
        .mandatory_acknowledgement(true)
}

#[tokio::test]
async fn policy_create_then_get_shows_a_draft() {
    let desk = Desk::open().await;
    let made = desk.policy_create(quiet()).await.unwrap();
    assert_eq!((made.title.as_str(), &made.status), ("Quiet Hours", &PolicyStatus::Draft));
    assert_eq!(made.audience, PolicyAudience::Departments);
    assert_eq!(made.audience_label, PolicyAudienceLabel::Department);
    assert_eq!((made.dept_ids.as_slice(), made.employee_ids.len()), (&[1, 2][..], 0));
    assert_eq!(made.attachment_url.as_deref(), Some(ELSEWHERE));
    assert_eq!(made.effective_date, Some(day("2026-03-01")));
    assert_eq!(made.acknowledgement_deadline, Some(day("2026-03-31")));
    assert!(made.mandatory_acknowledgement);
    assert_eq!(desk.policy_get(PolicyGet::new(made.policy_id)).await.unwrap(), made);
}

#[tokio::test]
async fn policy_create_from_a_file_reads_the_rest_from_the_query() {
    let desk = Desk::open().await;
    let file = || PolicyUpload::new(Upload::bytes("quiet & calm.txt", &b"hush"[..]));
    let request = PolicyCreateRequest::new(file())
        .title("Hush & be calm")
        .audience(PolicyAudience::Employees)
        .employee_ids(vec![4, 5])
        .effective_date(day("2026-03-01"));
    let made = desk.policy_create(request).await.unwrap();
    assert_eq!(made.title, "Hush & be calm");
    assert_eq!(made.audience_label, PolicyAudienceLabel::SpecificEmployees);
    assert_eq!(made.employee_ids, [4, 5]);
    assert_eq!(made.effective_date, Some(day("2026-03-01")));
    let address = made.attachment_url.unwrap();
    assert_eq!(reqwest::get(address).await.unwrap().text().await.unwrap(), "hush");
    let nameless = desk.policy_create(PolicyCreateRequest::new(file())).await.unwrap();
    assert_eq!(nameless.title, "quiet & calm.txt");
}

#[tokio::test]
async fn policy_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.policy_create(quiet()).await.unwrap();
    let all = walked(desk.policy_list(PolicyList::new().size(3))).await;
    assert_eq!(all.len(), 7);
    assert_eq!(all[6], made);
}

#[tokio::test]
async fn policy_update_changes_what_it_names_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.policy_create(quiet()).await.unwrap();
    let id = made.policy_id;
    let body = PolicyUpdate::new()
        .status(PolicyStatus::Active)
        .dept_ids(vec![3])
        .effective_date(Patch::Null);
    let changed = desk.policy_update(PolicyUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.status = PolicyStatus::Active;
    expected.dept_ids = vec![3];
    expected.effective_date = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(desk.policy_get(PolicyGet::new(id)).await.unwrap(), expected);

    let file = PolicyUpload::new(Upload::bytes("new.txt", &b"psst"[..]));
    let request = PolicyUpdateRequest::new(id, file).title("Quieter Hours");
    let changed = desk.policy_update(request).await.unwrap();
    let address = changed.attachment_url.clone().unwrap();
    assert_eq!(reqwest::get(address).await.unwrap().text().await.unwrap(), "psst");
    expected.title = "Quieter Hours".into();
    expected.attachment_url = changed.attachment_url.clone();
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
}

#[tokio::test]
async fn policy_archive_succeeds_from_every_state() {
    let desk = Desk::open().await;
    for id in [1, 2, 2] {
        desk.policy_archive(PolicyArchive::new(id)).await.unwrap();
        let seen = desk.policy_get(PolicyGet::new(id)).await.unwrap();
        assert_eq!(seen.status, PolicyStatus::Archived);
    }
    let other = desk.policy_get(PolicyGet::new(3)).await.unwrap();
    assert_eq!(other.status, PolicyStatus::Draft);
}

#[tokio::test]
async fn policy_delete_is_final() {
    let desk = Desk::open().await;
    desk.policy_delete(PolicyDelete::new(6)).await.unwrap();
    gone(desk.policy_get(PolicyGet::new(6)).await, "policy");
    gone(desk.policy_delete(PolicyDelete::new(6)).await, "policy");
    gone(desk.policy_archive(PolicyArchive::new(6)).await, "policy");
    let body = PolicyUpdate::new().title("Ghost");
    gone(desk.policy_update(PolicyUpdateRequest::new(6, body)).await, "policy");
}
