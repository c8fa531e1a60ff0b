//! Contract templates on a fresh database.

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

fn standard() -> NewContractTemplate {
    NewContractTemplate {
        name: "Standard".into(),
        content: Some("<p>We agree.</p>".into()),
        active: true,
    }
}

#[tokio::test]
async fn contract_template_create_then_get_gives_every_field() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, standard()).await.unwrap();
    assert_eq!(made.content.as_deref(), Some("<p>We agree.</p>"));
    assert_eq!(made, get(hr, who, made.id).await.unwrap());
    assert_eq!(list(hr, who, PageRequest::new(1, 20)).await.unwrap().items, [made]);
}

#[tokio::test]
async fn contract_template_without_a_name_is_refused() {
    let World { hr, who, .. } = &World::new().await;
    let nameless = NewContractTemplate { name: String::new(), ..standard() };
    let refused = create(hr, who, nameless).await;
    assert!(matches!(refused, Err(Error::Invalid(faults)) if faults[0].field == "name"));
}

#[tokio::test]
async fn contract_template_of_another_company_is_not_found() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, standard()).await.unwrap();
    let missing = Err(Error::NotFound("contract template"));
    assert_eq!(get(hr, rival, made.id).await, missing);
    assert_eq!(change(hr, rival, made.id, ContractTemplateChange::default()).await, missing);
    assert!(delete(hr, rival, made.id).await.is_err());
    assert!(get(hr, who, made.id).await.is_ok());
}

#[tokio::test]
async fn contract_template_change_clears_the_text_and_deactivates() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, standard()).await.unwrap();
    let asked =
        ContractTemplateChange { content: Patch::Clear, active: Some(false), ..Default::default() };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.content, changed.active), ("Standard", None, false));
}
