//! Countries, currencies and modules in IceHRM's words.

use hr::country::Country;
use hr::currency::Currency;
use hr::setting::{Key, Setting};
use icehrm_server::types::{self, ExtensionGroup};

use super::settings::is_on;

pub fn country(it: Country) -> types::Country {
    types::Country {
        id: it.id,
        code: it.alpha_2.into(),
        namecap: it.name.to_uppercase(),
        name: it.name.into(),
        iso3: it.alpha_3.into(),
        numcode: it.id,
    }
}

pub fn currency(it: Currency) -> types::Currency {
    types::Currency { id: it.number, code: it.code.into(), name: it.name.into() }
}

pub fn mobile(all: &[Setting]) -> types::MobileModules {
    types::MobileModules {
        leaves: is_on(all, Key::MobileLeave),
        attendance: is_on(all, Key::MobileAttendance),
        staffdirectory: is_on(all, Key::MobileDirectory),
        expenses: is_on(all, Key::MobileExpenses),
    }
}

/// The modules of this server: the sections of its table of operations. They come with the server
/// and have its version; none needs a licence.
pub fn extensions(api: &wire::Api) -> Vec<types::Extension> {
    let mut sections: Vec<Vec<&wire::Operation>> = Vec::new();
    for op in api.operations {
        match sections.iter_mut().find(|section| section[0].tag == op.tag) {
            Some(section) => section.push(op),
            None => sections.push(vec![op]),
        }
    }
    sections.iter().map(|section| extension(section)).collect()
}

fn extension(section: &[&wire::Operation]) -> types::Extension {
    let (name, path) = section.first().map_or(("", ""), |first| (first.tag, first.path));
    let first_segment = path.split('/').nth(1).unwrap_or_default();
    let for_all = section.iter().any(|op| !matches!(op.role, Some("manager" | "admin")));
    types::Extension {
        name: name.into(),
        folder: name.to_lowercase().replace(' ', "-"),
        version: env!("CARGO_PKG_VERSION").into(),
        release_date: None.into(),
        group: if for_all { ExtensionGroup::User } else { ExtensionGroup::Admin },
        path: format!("/{first_segment}"),
        is_group: false,
        description: format!("{} operations", section.len()),
        license_status: types::LicenseStatus {
            status: types::LicenseStatusStatus::NoLicense,
            expiry: None.into(),
            license_key: None.into(),
        },
        extensions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::extensions;

    #[test]
    fn every_section_is_one_module() {
        let all = extensions(crate::TABLE);
        let tags: BTreeSet<_> = crate::TABLE.operations.iter().map(|op| op.tag).collect();
        let names: BTreeSet<_> = all.iter().map(|it| it.name.as_str()).collect();
        assert_eq!((all.len(), names), (tags.len(), tags));
        let teams = all.iter().find(|it| it.name == "Teams");
        assert_eq!(teams.map(|it| it.path.as_str()), Some("/teams"));
    }
}
