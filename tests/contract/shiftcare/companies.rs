//! Companies: provisioned for the calling client, with roles and an administrator.

use rosetta_shiftcare::*;

use super::watched::{Desk, refused};

fn fresh() -> CompanyProvision {
    let (office, admin) = ("office@fresh.example", "fay@fresh.example");
    CompanyProvision::new("Fresh Care", office, "Fay Fresh", admin, "fay")
        .country("AU")
        .time_zone("Australia/Perth")
        .currency("AUD")
        .encrypted_api_credentials(EncryptedApiCredentials::new("aXY=", "c2VjcmV0"))
}

#[tokio::test]
async fn company_provision_opens_the_company_to_the_client() {
    let desk = Desk::open().await;
    let made = desk.company_provision(fresh()).await.unwrap();
    assert_eq!(made.company_name, "Fresh Care");
    assert_eq!(made.admin_username, "fay");
    assert_eq!(made.admin_email, "fay@fresh.example");

    let inside = desk.for_company(&made.enterprise_id);
    let people = inside.employee_list(EmployeeList::new()).await.unwrap().items;
    assert_eq!(people.len(), 1);
    assert_eq!((people[0].first_name.as_str(), people[0].last_name.as_str()), ("Fay", "Fresh"));
    assert_eq!(people[0].status, EmployeeStatus::Active);
    let roles = inside.role_list(RoleList::new()).await.unwrap().items;
    let keys: Vec<&str> = roles.iter().map(|role| role.role_key.as_str()).collect();
    assert_eq!(keys, ["admin", "manager", "employee"]);
    let settings = inside.company_settings_get().await.unwrap();
    assert_eq!(settings.enterprise_id, made.enterprise_id);

    let outside = desk.rival();
    let call = outside.employee_list(EmployeeList::new());
    let said = refused(call.header("X-Enterprise-Id", &made.enterprise_id).await, 403);
    assert!(!said.is_empty());
}

#[tokio::test]
async fn company_provision_refuses_a_contact_that_another_company_has() {
    let desk = Desk::open().await;
    desk.company_provision(fresh()).await.unwrap();
    let mut again = fresh();
    again.contact_email = "OFFICE@fresh.example".into();
    let said = refused(desk.company_provision(again).await, 409);
    assert_eq!(said, "another company has this contact e-mail address");
}
