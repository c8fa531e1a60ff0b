//! Authentication: tokens are issued for credentials, and the listed keys are those that sign them.

use rosetta_shiftcare::*;

use super::watched::{Desk, refused};
use crate::token;

fn asked(secret: &str, scope: &str) -> TokenIssue {
    let request = TokenRequest::new(TokenRequestGrantType::ClientCredentials)
        .client_id("demo-client")
        .client_secret(secret)
        .scope(scope);
    TokenIssue::new(request)
}

fn failure<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Failure {
    outcome.unwrap_err().failure().unwrap().clone()
}

#[tokio::test]
async fn token_issue_gives_the_asked_scopes_and_no_more() {
    let desk = Desk::open().await;
    let stranger = desk.stranger().build().unwrap();
    let issued = stranger.token_issue(asked("demo-secret", "employee:read")).await.unwrap();
    assert_eq!(issued.scope, "employee:read");

    let holder = desk.stranger().token(issued.access_token).enterprise_id("ent_demo");
    let holder = holder.build().unwrap();
    let ada = holder.employee_get(EmployeeGet::new(1)).await.unwrap();
    assert_eq!(ada.first_name, "Ada");
    let said = refused(holder.employee_delete(EmployeeDelete::new(40)).await, 403);
    assert!(said.contains("employee:admin"), "{said}");
    assert!(refused(holder.role_list(RoleList::new()).await, 403).contains("role:read"));
}

#[tokio::test]
async fn token_issue_refuses_in_the_words_of_oauth() {
    let desk = Desk::open().await;
    let stranger = desk.stranger().build().unwrap();
    let wrong = failure(stranger.token_issue(asked("guessed", "read")).await);
    let Failure::OauthFailure401(wrong) = wrong else { panic!("{wrong:?}") };
    assert_eq!(wrong.error, OauthFailure401Error::InvalidClient);
    assert!(!wrong.error_description.is_empty());

    let greedy = failure(stranger.token_issue(asked("demo-secret", "moon:read")).await);
    let Failure::OauthFailure400(greedy) = greedy else { panic!("{greedy:?}") };
    assert_eq!(greedy.error, OauthFailure400Error::InvalidScope);
}

#[tokio::test]
async fn token_issue_is_the_only_source_of_accepted_tokens() {
    let desk = Desk::open().await;
    let liar = desk.stranger().token("not-a-token").enterprise_id("ent_demo").build().unwrap();
    assert!(!refused(liar.employee_list(EmployeeList::new()).await, 401).is_empty());
    let astray = desk.for_company("ent_rival");
    assert!(!refused(astray.employee_list(EmployeeList::new()).await, 403).is_empty());
}

#[tokio::test]
async fn key_list_names_the_key_that_signs_tokens() {
    let desk = Desk::open().await;
    let issued = desk.token_issue(asked("demo-secret", "read")).await.unwrap();
    let header = token::part(issued.access_token.expose(), 0);
    let set = desk.key_list().await.unwrap();
    let key = set.keys.iter().find(|key| header["kid"] == key.kid.as_str()).unwrap();
    assert_eq!(key.e, "AQAB");
    assert!(!key.n.is_empty());
}
