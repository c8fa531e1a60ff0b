//! Contracts: made, signed, expired, renewed.

use rosetta_shiftcare::*;

use super::watched::{Desk, at, gone, invalid, walked};

const BEGIN: &str = "2026-02-01T09:00:00";
const END: &str = "2031-02-01T09:00:00";

fn agreed() -> ContractCreate {
    ContractCreate::new(4, at(BEGIN), at(END))
        .template_id(2)
        .position("Night Nurse")
        .contract_name("EMP-777")
        .contract_type(ContractTypeInput::Paper)
        .accessory("https://files.demo.example/contract.pdf")
}

#[tokio::test]
async fn contract_create_then_get_shows_an_unsigned_contract() {
    let desk = Desk::open().await;
    let made = desk.contract_create(agreed()).await.unwrap();
    assert_eq!((made.employee_id, made.template_id), (4, Some(2)));
    assert_eq!((made.contract_start_time, made.contract_end_time), (at(BEGIN), at(END)));
    assert_eq!(made.contract_type, Some(ContractType::Paper));
    assert_eq!(made.is_renewal, ContractRenewalFlag::No);
    assert_eq!(made.sign_status, ContractSignStatus::Pending);
    assert_eq!(made.is_maturity, ContractMaturity::No);
    assert_eq!(made.sign_date, None);
    assert_eq!(desk.contract_get(ContractGet::new(made.id)).await.unwrap(), made);

    invalid(desk.contract_create(ContractCreate::new(4, at(END), at(BEGIN))).await, "EndTime");
    invalid(desk.contract_create(agreed().template_id(99_999)).await, "templateId");
    let nobody = ContractCreate::new(99_999, at(BEGIN), at(END));
    invalid(desk.contract_create(nobody).await, "employeeId");
}

#[tokio::test]
async fn contract_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.contract_create(agreed()).await.unwrap();
    let all = walked(desk.contract_list(ContractList::new().size(4))).await;
    assert_eq!(all.len(), 9);
    assert_eq!(all[8], made);
}

#[tokio::test]
async fn contract_list_expired_has_the_past_and_the_matured() {
    let desk = Desk::open().await;
    let body = ContractUpdate::new().is_maturity(ContractMaturityInput::Yes);
    desk.contract_update(ContractUpdateRequest::new(3, body)).await.unwrap();
    let expired = walked(desk.contract_list_expired(ContractListExpired::new().size(2))).await;
    assert_eq!(expired.iter().map(|one| one.id).collect::<Vec<_>>(), [3, 7, 8]);
}

#[tokio::test]
async fn contract_update_signs_changes_what_it_names_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.contract_create(agreed()).await.unwrap();
    let id = made.id;
    let body = ContractUpdate::new()
        .sign_status(ContractSignStatusInput::Signed)
        .sign_date("2026-01-15")
        .position(Patch::Null)
        .template_id(Patch::Null);
    let changed = desk.contract_update(ContractUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.sign_status = ContractSignStatus::Signed;
    expected.sign_date = Some("2026-01-15".into());
    expected.position = None;
    expected.template_id = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(desk.contract_get(ContractGet::new(id)).await.unwrap(), expected);
    let body = ContractUpdate::new().contract_end_time(at(BEGIN));
    invalid(desk.contract_update(ContractUpdateRequest::new(id, body)).await, "EndTime");
}

#[tokio::test]
async fn contract_renew_makes_another_and_leaves_the_first() {
    let desk = Desk::open().await;
    let old = desk.contract_create(agreed()).await.unwrap();
    let (begin, end) = (at(END), at("2036-02-01T09:00:00"));
    let body = ContractRenewal::new(3, begin, end);
    let new = desk.contract_renew(ContractRenew::new(old.id, body)).await.unwrap();
    assert_ne!(new.id, old.id);
    assert_eq!(new.employee_id, old.employee_id);
    assert_eq!((&new.position, &new.contract_name), (&old.position, &old.contract_name));
    assert_eq!(new.template_id, Some(3));
    assert_eq!((new.contract_start_time, new.contract_end_time), (begin, end));
    assert_eq!(new.is_renewal, ContractRenewalFlag::Yes);
    assert_eq!(new.sign_status, ContractSignStatus::Pending);
    assert_eq!(new.accessory, None);
    assert_eq!(desk.contract_get(ContractGet::new(new.id)).await.unwrap(), new);
    assert_eq!(desk.contract_get(ContractGet::new(old.id)).await.unwrap(), old);
    let lost = ContractRenew::new(old.id, ContractRenewal::new(99_999, begin, end));
    invalid(desk.contract_renew(lost).await, "templateId");
}

#[tokio::test]
async fn contract_renew_takes_the_type_from_the_body_alone() {
    let desk = Desk::open().await;
    let body = || ContractRenewal::new(1, at(BEGIN), at(END));
    let paper = body().contract_type(ContractTypeInput::Paper);
    let new = desk.contract_renew(ContractRenew::new(1, paper)).await.unwrap();
    assert_eq!(new.contract_type, Some(ContractType::Paper));
    let new = desk.contract_renew(ContractRenew::new(1, body())).await.unwrap();
    assert_eq!(new.contract_type, None);
}

#[tokio::test]
async fn contract_delete_is_final_and_renewals_stay() {
    let desk = Desk::open().await;
    let renewal = || ContractRenewal::new(1, at(BEGIN), at(END));
    let new = desk.contract_renew(ContractRenew::new(8, renewal())).await.unwrap();
    desk.contract_delete(ContractDelete::new(8)).await.unwrap();
    gone(desk.contract_get(ContractGet::new(8)).await, "contract");
    gone(desk.contract_delete(ContractDelete::new(8)).await, "contract");
    gone(desk.contract_renew(ContractRenew::new(8, renewal())).await, "contract");
    let body = ContractUpdate::new().position("Ghost");
    gone(desk.contract_update(ContractUpdateRequest::new(8, body)).await, "contract");
    assert_eq!(desk.contract_get(ContractGet::new(new.id)).await.unwrap(), new);
}
