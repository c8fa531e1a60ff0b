//! What may be said of a profile: pure, so that tests can be tables.

use super::{Profile, ProfileChange};
use crate::id::EmployeeId;
use crate::patch::set;
use crate::{Error, Faults};

/// The profile of `employee` after `change`.
pub fn change(
    mut it: Profile,
    employee: EmployeeId,
    change: ProfileChange,
) -> Result<Profile, Error> {
    change.title.apply(&mut it.title);
    change.middle_name.apply(&mut it.middle_name);
    it.user_type = change.user_type.or(it.user_type);
    it.default_view = change.default_view.or(it.default_view);
    change.default_view_id.apply(&mut it.default_view_id);
    change.default_sorting.apply(&mut it.default_sorting);
    set(&mut it.approver_role, change.approver_role);
    change.notifier_2.apply(&mut it.notifier_2);
    set(&mut it.notifier_2_role, change.notifier_2_role);
    change.notifier_3.apply(&mut it.notifier_3);
    set(&mut it.notifier_3_role, change.notifier_3_role);
    set(&mut it.email_type, change.email_type);
    set(&mut it.allowance_unit, change.allowance_unit);
    change.directory_username.apply(&mut it.directory_username);
    change.employment_ends_on.apply(&mut it.employment_ends_on);
    change.region.apply(&mut it.region);
    Faults::default()
        .check(it.notifier_2 != Some(employee), "notifier_2", "must be somebody else")
        .check(it.notifier_3 != Some(employee), "notifier_3", "must be somebody else")
        .result()?;
    Ok(it)
}
