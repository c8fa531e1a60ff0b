//! What a document must say so that the general passes can speak by it, found out without a server.

use crate::document::DOCUMENTS;

#[test]
fn every_document_says_what_its_tests_need() {
    let mut wrong = Vec::new();
    for document in DOCUMENTS.iter() {
        let owner = document.identity(&document.owner());
        assert_ne!(document.owner(), document.other(), "{document:?}");
        for operation in &document.operations {
            let mut say =
                |what: String| wrong.push(format!("{document:?} {}: {what}", operation.id));
            for parameter in &operation.parameters {
                let needed = parameter.required || parameter.place == "path";
                if needed && parameter.example.is_null() {
                    say(format!("{} has no example", parameter.name));
                }
            }
            if operation.body_required && operation.examples.is_empty() {
                say("its body has no example".into());
            }
            let held = |scheme: &String| owner["credentials"].get(scheme).is_some();
            if !operation.public && !operation.schemes.iter().any(held) {
                say(format!("{} has credentials for none of its schemes", document.owner()));
            }
            if !operation.public && !operation.documents(401) {
                say("it answers no 401".into());
            }
            let input = !operation.parameters.is_empty() || !operation.kinds.is_empty();
            if input && !document.can_refuse(operation) && !operation.documents(404) {
                say("a wrong request has no status".into());
            }
            // Both panic where the root lacks the name.
            let _ = operation.role.as_ref().map(|role| document.level(role));
            let _ = document.page_style(operation);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
