//! `attributes` and `excludedAttributes` of RFC 7644 section 3.9: what of a user is answered.

use super::attribute::{CORE, ENTERPRISE};

/// What is wanted; the default wants everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    only: Option<Vec<Name>>,
    except: Vec<Name>,
}

/// An attribute and perhaps one of its parts, in lower case.
type Name = (String, Option<String>);

/// Names separated by commas.
pub fn named(only: Option<String>, except: Option<String>) -> Projection {
    let list = |text: String| text.split(',').map(str::to_owned).collect();
    Projection::new(only.map(list), except.map(list))
}

impl Projection {
    /// Where `only` names anything, `except` does not count.
    pub fn new(only: Option<Vec<String>>, except: Option<Vec<String>>) -> Projection {
        let names = |list: Option<Vec<String>>| -> Vec<Name> {
            let list = list.unwrap_or_default();
            list.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).map(name).collect()
        };
        let only = names(only);
        Projection { only: (!only.is_empty()).then_some(only), except: names(except) }
    }

    /// Whether a part of an attribute is wanted, both in lower case; an attribute without parts
    /// has an empty one.
    pub fn has(&self, attribute: &str, part: &str) -> bool {
        let among = |names: &[Name]| {
            let fits =
                |(name, of): &Name| name == attribute && of.as_deref().is_none_or(|of| of == part);
            names.iter().any(fits)
        };
        match &self.only {
            Some(only) => among(only),
            None => !among(&self.except),
        }
    }
}

fn name(text: &str) -> Name {
    let text = text.to_ascii_lowercase();
    if let Some(rest) = text.strip_prefix(ENTERPRISE) {
        return (ENTERPRISE.to_owned(), rest.strip_prefix(':').map(str::to_owned));
    }
    let plain = text.strip_prefix(CORE).and_then(|rest| rest.strip_prefix(':')).unwrap_or(&text);
    match plain.split_once('.') {
        Some((name, part)) => (name.to_owned(), Some(part.to_owned())),
        None => (plain.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projection_names_attributes_and_parts_whatever_the_case() {
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        let number = format!("{enterprise}:employeeNumber");
        let core = "urn:ietf:params:scim:schemas:core:2.0:User:userName";
        for (only, except, attribute, part, wanted) in [
            (None, None, "username", "", true),
            (Some("USERNAME, active"), None, "username", "", true),
            (Some("active"), Some("active"), "active", "", true),
            (Some("active"), None, "username", "", false),
            (Some(core), None, "username", "", true),
            (Some("name"), None, "name", "givenname", true),
            (Some("name.givenName"), None, "name", "givenname", true),
            (Some("name.givenName"), None, "name", "familyname", false),
            (Some(enterprise), None, ENTERPRISE, "department", true),
            (Some(&number), None, ENTERPRISE, "department", false),
            (Some(""), Some("title"), "title", "", false),
            (None, Some("emails.type"), "emails", "value", true),
            (None, Some("emails.type"), "emails", "type", false),
            (None, Some("nothing"), "title", "", true),
        ] {
            let it = named(only.map(str::to_owned), except.map(str::to_owned));
            assert_eq!(it.has(attribute, part), wanted, "{only:?} {except:?} {attribute}.{part}");
        }
    }
}
