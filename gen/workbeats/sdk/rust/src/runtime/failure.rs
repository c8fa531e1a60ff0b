//! How the body of a failed answer is read into its documented type.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::FieldError;
use crate::Failure;

/// Reads a body into its documented failure; `None` when the body is something else.
pub type FailureReader = fn(&[u8]) -> Option<Failure>;

/// Keys under which APIs put the sentence meant for people, best first.
const MESSAGE_KEYS: [&str; 8] =
    ["errorMessage", "message", "Message", "error_description", "detail", "msg", "title", "error"];

/// Keys under which they list several errors.
const ERROR_KEYS: [&str; 3] = ["errors", "Errors", "error"];

/// Where an error of a list names its field.
const FIELD_KEYS: [&str; 5] = ["/field", "/param", "/property", "/source/pointer", "/path"];

/// Parses a failure body.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}

/// The sentence meant for people, wherever the body keeps it.
pub(crate) fn message(said: &Value) -> Option<String> {
    match said {
        Value::Array(items) => items.iter().find_map(message),
        Value::Object(_) => {
            let here = MESSAGE_KEYS.iter().find_map(|key| said.get(key)?.as_str());
            let below = || ERROR_KEYS.iter().find_map(|key| message(said.get(key)?));
            here.map(str::to_owned).or_else(below)
        }
        _ => None,
    }
}

/// What is wrong with single fields: `{field: [sentence]}` or `[{field, message}]` below the key
/// of errors. Empty where the body blames no field by name.
pub(crate) fn field_errors(said: &Value) -> Vec<FieldError> {
    let all = ERROR_KEYS.iter().find_map(|key| {
        let found = listed(said.get(key)?);
        (!found.is_empty()).then_some(found)
    });
    all.unwrap_or_default()
}

fn listed(errors: &Value) -> Vec<FieldError> {
    let error = |field: &str, message: &str| FieldError {
        field: field.to_owned(),
        message: message.to_owned(),
    };
    match errors {
        Value::Object(fields) => {
            let each = fields.iter().flat_map(|(field, said)| match said {
                Value::Array(said) => said.iter().map(|said| (field, said)).collect(),
                said => vec![(field, said)],
            });
            each.filter_map(|(field, said)| Some(error(field, said.as_str()?))).collect()
        }
        Value::Array(items) => {
            let each = items.iter().filter_map(|item| {
                let field = FIELD_KEYS.iter().find_map(|key| item.pointer(key)?.as_str())?;
                Some(error(field, &message(item)?))
            });
            each.collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_sentence_is_found_wherever_an_envelope_keeps_it() {
        for said in [
            json!({"success": false, "statusCode": 400, "errorMessage": "no"}),
            json!({"error": [[{"code": 400, "message": "no"}]]}),
            json!({"Data": [], "Errors": [{"Code": "00400", "Message": "no"}]}),
            json!({"error": "invalid_request", "error_description": "no"}),
            json!({"status": "400", "detail": "no"}),
        ] {
            assert_eq!(message(&said).as_deref(), Some("no"), "{said}");
        }
        assert_eq!(message(&json!([])), None);
    }

    #[test]
    fn fields_are_named_by_key_or_in_a_list() {
        for said in [
            json!({"message": "x", "errors": {"page": ["no"]}}),
            json!({"errors": [{"field": "page", "message": "no"}]}),
            json!({"errors": [{"source": {"pointer": "page"}, "detail": "no"}]}),
        ] {
            let [FieldError { field, message }] = &field_errors(&said)[..] else {
                panic!("{said}")
            };
            assert_eq!((field.as_str(), message.as_str()), ("page", "no"));
        }
        assert_eq!(field_errors(&json!({"Errors": [{"Code": "1", "Message": "no"}]})), []);
    }
}
