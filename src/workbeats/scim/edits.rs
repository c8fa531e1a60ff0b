//! What a client says of a user, before it is clear what follows for the employee.

use hr::Patch;
use hr::employee::{Employee, EmployeeChange, NewEmployee};
use hr::id::RoleId;
use workbeats_server::types::{ScimError400ScimType as Kind, ScimUserInput};

use crate::Failure;

/// What was said; the default says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    pub user_name: Option<String>,
    pub email: Option<String>,
    pub given: Option<String>,
    /// Empty for none.
    pub family: Option<String>,
    /// `name.formatted`
    pub formatted: Option<String>,
    pub display_name: Option<String>,
    pub nick_name: Patch<String>,
    pub title: Patch<String>,
    pub external_id: Patch<String>,
    pub phone: Patch<String>,
    pub number: Patch<String>,
    pub active: Option<bool>,
}

/// First, last and, where it is written otherwise, whole name.
type Names = (String, String, Option<String>);

impl Edits {
    /// A new user's.
    pub fn of_new(sent: ScimUserInput) -> Edits {
        let name = sent.name.value();
        let (given, family, formatted) = name.map_or((None, None, None), |name| {
            (name.given_name.value(), name.family_name.value(), name.formatted.value())
        });
        let enterprise = sent.urn_ietf_params_scim_schemas_extension_enterprise_2_0_user.value();
        let number = enterprise.and_then(|it| it.employee_number.value());
        let emails = sent.emails.value().unwrap_or_default();
        let emails = emails.into_iter().map(|it| (it.r#type.value(), it.value));
        let phones = sent.phone_numbers.value().unwrap_or_default();
        let phones = phones.into_iter().map(|it| (it.r#type.value(), it.value));
        let user_name = sent.user_name;
        Edits {
            email: work(emails).or_else(|| Some(user_name.clone()).filter(|it| is_address(it))),
            user_name: Some(user_name),
            given,
            family,
            formatted,
            display_name: sent.display_name.value(),
            nick_name: kept(sent.nick_name.value()),
            title: kept(sent.title.value()),
            external_id: kept(sent.external_id.value()),
            phone: kept(work(phones)),
            number: kept(number),
            active: sent.active.value(),
        }
    }

    /// Those of a user who is replaced: what is left out is cleared, if it can be.
    pub fn of_replaced(sent: ScimUserInput) -> Edits {
        let cleared = |said| if said == Patch::Keep { Patch::Clear } else { said };
        let edits = Edits::of_new(sent);
        Edits {
            nick_name: cleared(edits.nick_name),
            title: cleared(edits.title),
            external_id: cleared(edits.external_id),
            phone: cleared(edits.phone),
            ..edits
        }
    }

    /// The employee whom these describe, and whether they are active.
    ///
    /// # Errors
    /// `invalidValue` where nothing tells an e-mail address.
    pub fn hire(self, role: RoleId) -> Result<(NewEmployee, bool), Failure> {
        let none = "userName is no e-mail address, and emails has none.";
        let email = self.email.as_deref().ok_or(Failure::scim(Kind::InvalidValue, none))?;
        let account = self.user_name.as_deref().unwrap_or(email);
        let called = account.split('@').next().unwrap_or(account).to_owned();
        let (first, last, whole) = self.names((called, String::new(), None));
        let set = |said: &Patch<String>| match said {
            Patch::Set(text) => Some(text.clone()),
            Patch::Keep | Patch::Clear => None,
        };
        let new = NewEmployee {
            directory_name: other(account, email),
            full_name: whole,
            preferred_name: set(&self.nick_name),
            job_title: set(&self.title),
            external_id: set(&self.external_id),
            phone: set(&self.phone),
            number: set(&self.number),
            ..NewEmployee::new(&first, &last, email, role)
        };
        Ok((new, self.active.unwrap_or(true)))
    }

    /// What is to change of an employee, and whether they are to be active from now on.
    ///
    /// While the account is called by its address, a new address for either is one for both.
    pub fn plan(self, old: &Employee) -> (EmployeeChange, Option<bool>) {
        let names = (old.first_name.clone(), old.last_name.clone(), old.full_name.clone());
        let (first, last, whole) = self.names(names);
        let same = old.directory_name.is_none();
        let address = self.user_name.clone().filter(|name| same && is_address(name));
        let email = self.email.or(address).unwrap_or_else(|| old.email.clone());
        let account = match (self.user_name, &old.directory_name) {
            (Some(name), _) => Some(name),
            (None, name) => name.clone(),
        };
        let account = account.and_then(|name| other(&name, &email));
        let position = match &self.title {
            Patch::Set(title) if Some(title) == old.job_title.as_ref() => Patch::Keep,
            Patch::Keep => Patch::Keep,
            // The title names the position from now on.
            Patch::Set(_) | Patch::Clear => Patch::Clear,
        };
        let change = EmployeeChange {
            first_name: Some(first),
            last_name: Some(last),
            full_name: whole.map_or(Patch::Clear, Patch::Set),
            email: Some(email),
            directory_name: account.map_or(Patch::Clear, Patch::Set),
            preferred_name: self.nick_name,
            job_title: self.title,
            position,
            external_id: self.external_id,
            phone: self.phone,
            number: self.number,
            ..EmployeeChange::default()
        };
        (change, self.active)
    }

    /// The parts of the name win over the whole, and that over the display name.
    fn names(&self, old: Names) -> Names {
        let whole = self.formatted.as_ref().or(self.display_name.as_ref());
        let (first, last) = match (&self.given, &self.family, whole) {
            (None, None, None) => return old,
            (None, None, Some(whole)) => split(whole),
            (Some(given), family, _) => (given.clone(), family.clone().unwrap_or(old.1)),
            (None, family, _) => (old.0, family.clone().unwrap_or_default()),
        };
        let joined = format!("{first} {last}");
        let whole = whole.filter(|whole| *whole != joined.trim()).cloned();
        (first, last, whole)
    }
}

/// The last word is the family name; one word alone is a given name.
fn split(whole: &str) -> (String, String) {
    let (first, last) = whole.rsplit_once(' ').unwrap_or((whole, ""));
    match first.trim().is_empty() || last.trim().is_empty() {
        true => (whole.to_owned(), String::new()),
        false => (first.to_owned(), last.to_owned()),
    }
}

/// The first one of the type `work`, or else the first.
pub fn work(all: impl Iterator<Item = (Option<String>, String)>) -> Option<String> {
    let mut all: Vec<(Option<String>, String)> = all.collect();
    let is_work = |kind: &Option<String>| kind.as_deref().is_some_and(is_work);
    let at = all.iter().position(|(kind, _)| is_work(kind)).unwrap_or(0);
    if all.is_empty() { None } else { Some(all.swap_remove(at).1) }
}

pub fn is_work(kind: &str) -> bool {
    kind.eq_ignore_ascii_case("work")
}

/// As the document writes an e-mail address.
pub fn is_address(text: &str) -> bool {
    let open = |c: char| c > ' ' && !('\u{7f}'..='\u{a0}').contains(&c);
    let parts: Vec<&str> = text.split('@').collect();
    let [name, host] = parts[..] else { return false };
    !name.is_empty() && !host.is_empty() && text.chars().all(open)
}

/// An account name that is not the address.
fn other(account: &str, email: &str) -> Option<String> {
    (account.to_lowercase() != email.to_lowercase()).then(|| account.to_owned())
}

/// An empty text is none.
pub fn kept(said: Option<String>) -> Patch<String> {
    said.filter(|text| !text.is_empty()).map_or(Patch::Keep, Patch::Set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_made_of_its_parts_or_else_of_the_whole() {
        let text = |text: &str| Some(text.to_owned());
        let old = || ("Old".to_owned(), "Name".to_owned(), text("Dr Old Name"));
        for (given, family, formatted, display, first, last, whole) in [
            (None, None, None, None, "Old", "Name", text("Dr Old Name")),
            (text("A"), text("B"), None, None, "A", "B", None),
            (text("A"), text("B"), text("B, A"), text("C"), "A", "B", text("B, A")),
            (text("A"), text(""), text("A"), None, "A", "", None),
            (text("A"), None, None, None, "A", "Name", None),
            (None, text("B"), None, None, "Old", "B", None),
            (None, None, text("Mary Jane Watson"), text("C"), "Mary Jane", "Watson", None),
            (None, None, None, text("Madonna"), "Madonna", "", None),
            (None, None, text("A "), None, "A ", "", text("A ")),
        ] {
            let edits =
                Edits { given, family, formatted, display_name: display, ..Edits::default() };
            let expected = (first.to_owned(), last.to_owned(), whole);
            assert_eq!(edits.names(old()), expected, "{edits:?}");
        }
    }

    #[test]
    fn address_has_one_at_sign_and_no_blanks() {
        for text in ["a@b", "jürgen@käse.example", "a.b+c@d.example"] {
            assert!(is_address(text), "{text}");
        }
        for text in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\u{a0}", "a@b\n"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
