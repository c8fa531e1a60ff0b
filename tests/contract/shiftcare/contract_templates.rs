//! Contract templates: texts that are kept as they came.

use rosetta_shiftcare::*;

use super::watched::{Desk, at, gone, walked};

const CONTENT: &str = "<p>Between …</p><script>kept()</script>";

fn text() -> ContractTemplateCreate {
    ContractTemplateCreate::new("Night Contract").template_content(CONTENT)
}

#[tokio::test]
async fn contract_template_create_then_get_keeps_the_content_exactly() {
    let desk = Desk::open().await;
    let made = desk.contract_template_create(text()).await.unwrap();
    assert_eq!(made.template_name, "Night Contract");
    assert_eq!(made.template_content.as_deref(), Some(CONTENT));
    assert_eq!(made.status, ContractTemplateStatus::Normal);
    let seen = desk.contract_template_get(ContractTemplateGet::new(made.template_id)).await;
    assert_eq!(seen.unwrap(), made);
}

#[tokio::test]
async fn contract_template_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.contract_template_create(text()).await.unwrap();
    let all = walked(desk.contract_template_list(ContractTemplateList::new().size(4))).await;
    assert_eq!(all.len(), 6);
    assert_eq!(all[5], made);
}

#[tokio::test]
async fn contract_template_update_changes_what_it_names_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.contract_template_create(text()).await.unwrap();
    let id = made.template_id;
    let body = ContractTemplateUpdate::new("Old").status(ContractTemplateStatusInput::Deactivated);
    let request = ContractTemplateUpdateRequest::new(id, body);
    let changed = desk.contract_template_update(request).await.unwrap();
    let mut expected = made;
    expected.template_name = "Old".into();
    expected.status = ContractTemplateStatus::Deactivated;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);

    let body = ContractTemplateUpdate::new("Old").template_content(Patch::Null);
    let request = ContractTemplateUpdateRequest::new(id, body);
    let cleared = desk.contract_template_update(request).await.unwrap();
    assert_eq!(cleared.template_content, None);
    assert_eq!(cleared.status, ContractTemplateStatus::Deactivated);
    let seen = desk.contract_template_get(ContractTemplateGet::new(id)).await.unwrap();
    assert_eq!(seen, cleared);
}

#[tokio::test]
async fn contract_template_delete_is_final_and_contracts_keep_its_id() {
    let desk = Desk::open().await;
    let (begin, end) = (at("2026-02-01T09:00:00"), at("2031-02-01T09:00:00"));
    let contract = ContractCreate::new(4, begin, end).template_id(5);
    let contract = desk.contract_create(contract).await.unwrap();
    desk.contract_template_delete(ContractTemplateDelete::new(5)).await.unwrap();
    let noun = "contract template";
    gone(desk.contract_template_get(ContractTemplateGet::new(5)).await, noun);
    gone(desk.contract_template_delete(ContractTemplateDelete::new(5)).await, noun);
    let body = ContractTemplateUpdate::new("Ghost");
    let change = ContractTemplateUpdateRequest::new(5, body);
    gone(desk.contract_template_update(change).await, noun);
    let seen = desk.contract_get(ContractGet::new(contract.id)).await.unwrap();
    assert_eq!(seen.template_id, Some(5));
}
