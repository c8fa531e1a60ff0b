//! Settings between IceHRM and the core.

use hr::setting::{Key, Setting};
use icehrm_server::types;

/// The value of one of them; empty where there is none to be shown.
fn value(all: &[Setting], key: Key) -> &str {
    let found = all.iter().find(|it| it.key == key);
    found.and_then(|it| it.value.as_deref()).unwrap_or_default()
}

/// Whether a switch is on.
pub fn is_on(all: &[Setting], key: Key) -> bool {
    value(all, key) == "1"
}

pub fn public(all: &[Setting]) -> types::PublicSettings {
    use types::PublicSettingsAttendanceRequestAttendanceLocationOnMobile as Location;
    types::PublicSettings {
        company_logo: value(all, Key::CompanyLogo).into(),
        company_name: value(all, Key::CompanyName).into(),
        attendance_request_attendance_location_on_mobile: match is_on(all, Key::MobileLocation) {
            true => Location::On,
            false => Location::Off,
        },
    }
}

pub fn shown(it: Setting) -> types::Setting {
    let about = it.key.about();
    let category = about.name.split_once(':').map_or(about.name, |(group, _)| group);
    types::Setting {
        id: it.key.id(),
        name: about.name.into(),
        value: it.value.into(),
        description: about.description.into(),
        category: category.into(),
    }
}
