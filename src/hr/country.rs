//! The countries that there are, for whoever asks for a list to choose from.

mod all;

use all::{ALL, EU, WITHOUT_HOLIDAYS};

/// A country of ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// The numeric code of the standard.
    pub id: i32,
    pub name: &'static str,
    pub alpha_2: &'static str,
    pub alpha_3: &'static str,
    /// Whether it is a member of the European Union.
    pub eu_member: bool,
    /// Whether it has public holidays of its own.
    pub public_holidays: bool,
}

/// The countries whose name begins with `name`, without regard to case, in the order of their two
/// letters; all of them, or those with public holidays only.
pub fn list(name: &str, public_holidays_only: bool) -> Vec<Country> {
    let name = name.to_lowercase();
    ALL.iter()
        .map(country)
        .filter(|it| it.name.to_lowercase().starts_with(&name))
        .filter(|it| it.public_holidays || !public_holidays_only)
        .collect()
}

/// The country with these two capital letters.
pub fn of(alpha_2: &str) -> Option<Country> {
    let at = ALL.binary_search_by_key(&alpha_2, |&(_, _, alpha_2, _)| alpha_2).ok()?;
    ALL.get(at).map(country)
}

/// The country with this numeric code.
pub fn numbered(id: i64) -> Option<Country> {
    ALL.iter().find(|it| i64::from(it.0) == id).map(country)
}

/// The country that is called so, whatever the case.
pub fn named(name: &str) -> Option<Country> {
    let name = name.to_lowercase();
    ALL.iter().find(|it| it.1.to_lowercase() == name).map(country)
}

fn country(
    &(id, name, alpha_2, alpha_3): &(i32, &'static str, &'static str, &'static str),
) -> Country {
    Country {
        id,
        name,
        alpha_2,
        alpha_3,
        eu_member: EU.contains(&alpha_2),
        public_holidays: !WITHOUT_HOLIDAYS.contains(&alpha_2),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn countries_are_each_there_once_with_the_flags_of_the_standard() {
        let all = list("", false);
        assert!(all.is_sorted_by_key(|it| it.alpha_2));
        let ids: BTreeSet<_> = all.iter().map(|it| it.id).collect();
        let letters: BTreeSet<_> = all.iter().map(|it| it.alpha_3).collect();
        assert_eq!((ids.len(), letters.len()), (all.len(), all.len()));
        assert_eq!(all.iter().filter(|it| it.eu_member).count(), EU.len());
        let without = all.iter().filter(|it| !it.public_holidays).count();
        assert_eq!(without, WITHOUT_HOLIDAYS.len());
        assert_eq!(list("", true).len(), all.len() - without);
    }

    #[test]
    fn country_of_its_two_letters_is_itself() {
        for it in list("", false) {
            assert_eq!(of(it.alpha_2), Some(it));
        }
        assert_eq!([of("au"), of("XX"), of("")], [None; 3]);
    }

    #[test]
    fn country_is_found_by_number_and_whole_name() {
        for it in list("", false) {
            let found = [numbered(it.id.into()), named(&it.name.to_uppercase())];
            assert_eq!(found, [Some(it); 2]);
        }
        assert_eq!([numbered(0), named("nowhere")], [None; 2]);
    }

    #[test]
    fn country_names_are_found_by_their_beginning_in_any_case() {
        let found: Vec<_> = list("uNITED k", false).iter().map(|it| it.id).collect();
        assert_eq!(found, [826]);
        assert!(list("nowhere", false).is_empty());
    }
}
