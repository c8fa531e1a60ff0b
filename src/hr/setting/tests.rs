//! Settings: rules as a table, verbs on a fresh database.

use std::collections::BTreeSet;

use sea_orm::EntityTrait;

use super::*;
use crate::Error;
use crate::entity::setting::Entity;
use crate::testing::World;

#[test]
fn setting_of_each_id_is_itself_and_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = Key::ALL.iter().map(|key| key.about().name).collect();
    assert_eq!(names.len(), Key::ALL.len());
    for key in Key::ALL {
        assert_eq!(Key::of(key.id()), Some(*key));
        assert!(key.about().name.contains(": "), "{key:?}");
    }
    assert_eq!((Key::of(0), Key::of(65_537)), (None, None));
}

#[test]
fn setting_check_refuses_what_the_kind_excludes() {
    for (key, value, allowed) in [
        (Key::RestApi, "0", true),
        (Key::RestApi, "1", true),
        (Key::RestApi, "yes", false),
        (Key::RestApi, "", false),
        (Key::CompanyName, "Bolt", true),
        (Key::CompanyName, "", false),
        (Key::SmtpPassword, "", false),
        (Key::CompanyLogo, "https://example.com/logo.png", true),
        (Key::CompanyLogo, "https://", false),
        (Key::CompanyLogo, "logo.png", false),
    ] {
        assert_eq!(rules::check(key, value).is_ok(), allowed, "{key:?} {value}");
    }
}

#[tokio::test]
async fn setting_save_then_get_and_on_give_the_value_of_this_company_only() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let key = Key::LeaveManagerApproves;
    let by_default = Setting { key, value: Some("1".into()), changed: false };
    assert_eq!(get(hr, who, key).await.unwrap(), by_default);
    for (value, is_on) in [("0", false), ("1", true)] {
        let saved = save(hr, who, key.id(), value.into()).await.unwrap();
        assert_eq!(saved, Setting { key, value: Some(value.into()), changed: true });
        assert_eq!(get(hr, who, key).await.unwrap(), saved);
        let before = hr.db().statements();
        assert_eq!(on(hr.db().read(), who.company, key).await.unwrap(), is_on);
        assert_eq!(hr.db().statements() - before, 1);
        assert_eq!(get(hr, rival, key).await.unwrap(), by_default);
    }
    assert_eq!(world.audited(who).await, ["setting.save", "setting.save"]);
}

#[tokio::test]
async fn setting_save_refuses_an_unknown_id() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    for id in [0, -1, 99] {
        let refused = save(hr, who, id, "1".into()).await;
        assert_eq!(refused, Err(Error::invalid("id", "does not exist")));
    }
}

#[tokio::test]
async fn setting_that_is_secret_is_sealed_and_never_shown() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let key = Key::SmtpPassword;
    let saved = save(hr, who, key.id(), "open sesame".into()).await.unwrap();
    assert_eq!(saved, Setting { key, value: None, changed: true });
    let row = Entity::find().one(hr.db().read()).await.unwrap().unwrap();
    let sealed = row.sealed.unwrap();
    assert_eq!(row.value, None);
    assert!(!sealed.windows(4).any(|part| part == b"open"));
}

#[tokio::test]
async fn setting_list_has_all_with_the_registered_name_until_it_is_set() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let before = hr.db().statements();
    let listed = list(hr, who).await.unwrap();
    assert!(hr.db().statements() - before <= 2);
    let keys: Vec<Key> = listed.iter().map(|setting| setting.key).collect();
    assert_eq!(keys, Key::ALL);
    assert_eq!(listed[0].value.as_deref(), Some("ent_one"));
    assert_eq!(listed[1].value.as_deref(), Some(""));
    save(hr, who, Key::CompanyName.id(), "One".into()).await.unwrap();
    let name = get(hr, who, Key::CompanyName).await.unwrap();
    assert_eq!((name.value.as_deref(), name.changed), (Some("One"), true));
}
