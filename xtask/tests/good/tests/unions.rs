//! Unions, recursion, maps and anything.

use super::dialect::dialect;
use crate::unions::requests::MenuReplaceRequest;
use crate::unions::traits::Menus;
use crate::unions::types::MenuTree;

dialect!(unions);

impl Menus for Echo {
    async fn menu_replace(
        &self,
        _: wire::Visitor,
        request: MenuReplaceRequest,
    ) -> Result<MenuTree, String> {
        Err(format!("{:?}", request.body))
    }
}

async fn replace(body: &'static str) -> super::dialect::Answer {
    ask("PUT", "/menus", Some("application/json"), body).await
}

#[tokio::test]
async fn menu_replace_tells_variants_apart() {
    let answer = replace(
        r#"{"menu":{"title":"a","children":[{"title":"b"}]},"shape":{"kind":"square","side":2},
        "either":5,"reach":[{"mail":"m"},{"phone":"p"}],"labels":{"a":"b"},"anything":[1,null],
        "extra":{"known":true,"more":3}}"#,
    )
    .await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    for part in ["Square { side: 2 }", "\"m\"", "\"p\"", "{\"a\": \"b\"}", "{\"more\": 3}"] {
        assert!(answer.body.contains(part), "{part} is missing in: {}", answer.body);
    }
}

#[tokio::test]
async fn menu_replace_names_what_is_wrong_inside_a_variant() {
    let answer = replace(
        r#"{"menu":{"title":"a","children":[{"title":""}]},"shape":{"kind":"square","side":0},
        "either":"longer than ten","labels":{"a":"much too long"},"extra":{"more":-1}}"#,
    )
    .await;
    assert_eq!(answer.status, 400);
    for name in ["menu.children[0].title", "shape.side", "either", "labels.*", "extra.*"] {
        assert!(answer.body.contains(name), "{name} is missing in: {}", answer.body);
    }
}

#[tokio::test]
async fn menu_replace_refuses_an_unknown_variant_without_an_echo() {
    let answer = replace(r#"{"menu":{"title":"a"},"shape":{"kind":"star"}}"#).await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("shape") && !answer.body.contains("star"), "{}", answer.body);
}
