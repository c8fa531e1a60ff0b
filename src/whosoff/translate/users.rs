//! Users between WhosOff and the core.

use hr::access::password::PasswordHash;
use hr::access::user::Login;
use hr::annex::Person;
use hr::annex::allowance::NewAllowance;
use hr::annex::profile::ProfileChange;
use hr::annex::user::{Approver, NewUser, UserChange};
use hr::employee::{EmployeeChange, NewEmployee, Status};
use hr::id::{DepartmentId, EmployeeId, RoleId};
use whosoff_server::types;

use super::{ToCore, ToWire, filled, id, id_patch, moment, named, said, text, text_patch};
use crate::people::{Card, Row, Rows};

/// A new user; the department must be looked at before, because 0 names none.
pub fn new(sent: types::UserCreate, password: PasswordHash) -> NewUser {
    let allowance = |it: types::OpeningAllowance| NewAllowance {
        employee: EmployeeId(0),
        starts_on: it.start_date,
        opening: it.opening,
        remaining: it.remaining,
        carried: 0,
        carried_left: 0,
        locked: false,
    };
    let profile = ProfileChange {
        title: text_patch(sent.title),
        middle_name: text_patch(sent.middle_name),
        user_type: None,
        default_view: Some(sent.default_view_type_id.core()),
        default_view_id: id_patch(sent.default_view_id.value(), |id| id),
        default_sorting: said(sent.default_sorting_id).map_or(hr::Patch::Keep, hr::Patch::Set),
        approver_role: said(sent.approver_role_id),
        notifier_2: id_patch(sent.notifier_2_id, EmployeeId),
        notifier_2_role: said(sent.notifier_2_role_id),
        notifier_3: id_patch(sent.notifier_3_id, EmployeeId),
        notifier_3_role: said(sent.notifier_3_role_id),
        email_type: Some(sent.email_type_id.core()),
        allowance_unit: Some(sent.allowance_type_id.core()),
        directory_username: text_patch(sent.active_directory_username),
        employment_ends_on: sent.employment_ended_date.map_or(hr::Patch::Keep, hr::Patch::Set),
        region: region(sent.region_id.value()),
    };
    // The user type gives the role.
    let nobody = RoleId(0);
    let employee = NewEmployee {
        number: filled(sent.staff_code),
        manager: named(Some(sent.approver_id), EmployeeId),
        hired_on: sent.employment_started_date,
        work_phone: filled(sent.work_telephone),
        phone: filled(sent.mobile_telephone),
        ..NewEmployee::new(&sent.first_name, &sent.last_name, &sent.email_contact, nobody)
    };
    NewUser {
        employee,
        user_type: sent.user_type_id.core(),
        department: DepartmentId(sent.department_id.into()),
        profile,
        password,
        active: said(sent.status_id).unwrap_or(true),
        allowances: sent.allowances.unwrap_or_default().into_iter().map(allowance).collect(),
    }
}

pub fn change(sent: types::UserUpdate, password: Option<PasswordHash>) -> UserChange {
    let profile = ProfileChange {
        title: text_patch(sent.title),
        middle_name: text_patch(sent.middle_name),
        default_view: sent.default_view_type_id.map(ToCore::core),
        default_view_id: id_patch(sent.default_view_id.value(), |id| id),
        default_sorting: said(sent.default_sorting_id).map_or(hr::Patch::Keep, hr::Patch::Set),
        approver_role: said(sent.approver_role_id),
        notifier_2: id_patch(sent.notifier_2_id, EmployeeId),
        notifier_2_role: said(sent.notifier_2_role_id),
        notifier_3: id_patch(sent.notifier_3_id, EmployeeId),
        notifier_3_role: said(sent.notifier_3_role_id),
        email_type: sent.email_type_id.map(ToCore::core),
        directory_username: text_patch(sent.active_directory_username),
        employment_ends_on: sent.employment_ended_date.map_or(hr::Patch::Keep, hr::Patch::Set),
        region: region(sent.region_id.value()),
        ..ProfileChange::default()
    };
    let employee = EmployeeChange {
        first_name: sent.first_name,
        last_name: sent.last_name,
        email: sent.email_contact,
        number: text_patch(sent.staff_code),
        manager: id_patch(sent.approver_id, EmployeeId),
        hired_on: sent.employment_started_date.map_or(hr::Patch::Keep, hr::Patch::Set),
        work_phone: text_patch(sent.work_telephone),
        phone: text_patch(sent.mobile_telephone),
        ..EmployeeChange::default()
    };
    UserChange {
        employee,
        user_type: sent.user_type_id.map(ToCore::core),
        department: sent.department_id.map(|id| DepartmentId(id.into())),
        profile,
        password,
        active: said(sent.status_id),
    }
}

/// Whether a change names a field that only a super user may change.
pub fn is_restricted(sent: &types::UserUpdate) -> bool {
    sent.staff_code.is_some()
        || sent.user_type_id.is_some()
        || sent.department_id.is_some()
        || sent.region_id.value().is_some()
        || sent.approver_id.is_some()
        || sent.approver_role_id.value().is_some()
        || sent.notifier_2_id.is_some()
        || sent.notifier_2_role_id.value().is_some()
        || sent.notifier_3_id.is_some()
        || sent.notifier_3_role_id.value().is_some()
        || sent.email_contact.is_some()
        || sent.status_id.value().is_some()
        || sent.employment_started_date.is_some()
        || sent.employment_ended_date.is_some()
        || sent.active_directory_username.is_some()
}

fn region(sent: Option<i32>) -> hr::Patch<i32> {
    match sent {
        None => hr::Patch::Keep,
        Some(0) => hr::Patch::Clear,
        Some(number) => hr::Patch::Set(number),
    }
}

pub fn saved(of: EmployeeId) -> Vec<types::UserSaved> {
    vec![types::UserSaved {
        user_id: id(of.get()),
        image_url_small: String::new(),
        image_url_large: String::new(),
        force_mfa: false,
    }]
}

pub fn signed_in(it: Card) -> types::SignedInUser {
    types::SignedInUser {
        user_id: id(it.employee.id.get()),
        first_name: it.employee.first_name,
        last_name: it.employee.last_name,
        email_address: it.employee.email,
        user_type_id: it.user_type.wire(),
        department_id: it.department.map_or(0, |department| id(department.get())),
        allowance_type_id: it.profile.allowance_unit.wire(),
        image_url_small: String::new(),
    }
}

pub fn approver(it: Approver) -> types::ApproverRow {
    types::ApproverRow {
        user_id: id(it.id.get()),
        first_name: it.first_name,
        last_name: it.last_name,
        user_type_id: it.user_type.wire(),
        email_contact: it.email,
    }
}

/// What version 4 lists.
pub fn rows(found: Rows) -> Vec<types::UserRow> {
    let Rows { rows, persons } = found;
    let (first, last) = (first_of(&persons), last_of(&persons));
    let row = |it: Row| types::UserRow {
        user_id: id(it.entry.id.get()),
        status_id: it.entry.active.wire(),
        staff_code: text(it.employee.number),
        title: text(it.profile.title),
        first_name: it.entry.first_name,
        last_name: it.entry.last_name,
        email_contact: it.employee.email,
        email_type_id: it.profile.email_type.wire(),
        approver_id: person(it.employee.manager),
        approver_first_name: first(it.employee.manager),
        approver_last_name: last(it.employee.manager),
        department_id: it.entry.department.map_or(0, |department| id(department.get())),
        department_name: it.entry.department_name,
        region_id: it.profile.region.into(),
        region_name: String::new(),
        user_type_id: it.user_type.wire(),
        notifier_2_id: person(it.profile.notifier_2),
        notifier_3_id: person(it.profile.notifier_3),
        allowance_type_id: it.profile.allowance_unit.wire(),
        this_year_remaining: it.this_year.into(),
        next_year_remaining: it.next_year.into(),
    };
    rows.into_iter().map(row).collect()
}

/// What version 4.1 lists: nine fields more.
pub fn rows_v41(found: Rows) -> Vec<types::UserRowV41> {
    let Rows { rows, persons } = found;
    let (first, last) = (first_of(&persons), last_of(&persons));
    let row = |it: Row| types::UserRowV41 {
        approver_role_id: it.profile.approver_role.wire(),
        notifier_2_role_id: it.profile.notifier_2_role.wire(),
        notifier_2_first_name: first(it.profile.notifier_2),
        notifier_2_last_name: last(it.profile.notifier_2),
        notifier_3_role_id: it.profile.notifier_3_role.wire(),
        notifier_3_first_name: first(it.profile.notifier_3),
        notifier_3_last_name: last(it.profile.notifier_3),
        image_url_small: String::new(),
        image_url_large: String::new(),
        user_id: id(it.entry.id.get()),
        status_id: it.entry.active.wire(),
        staff_code: text(it.employee.number),
        title: text(it.profile.title),
        first_name: it.entry.first_name,
        last_name: it.entry.last_name,
        email_contact: it.employee.email,
        email_type_id: it.profile.email_type.wire(),
        approver_id: person(it.employee.manager),
        approver_first_name: first(it.employee.manager),
        approver_last_name: last(it.employee.manager),
        department_id: it.entry.department.map_or(0, |department| id(department.get())),
        department_name: it.entry.department_name,
        region_id: it.profile.region.into(),
        region_name: String::new(),
        user_type_id: it.user_type.wire(),
        notifier_2_id: person(it.profile.notifier_2),
        notifier_3_id: person(it.profile.notifier_3),
        allowance_type_id: it.profile.allowance_unit.wire(),
        this_year_remaining: it.this_year.into(),
        next_year_remaining: it.next_year.into(),
    };
    rows.into_iter().map(row).collect()
}

type Persons = std::collections::BTreeMap<EmployeeId, Person>;

fn first_of(persons: &Persons) -> impl Fn(Option<EmployeeId>) -> String {
    move |it| it.and_then(|id| persons.get(&id)).map_or(String::new(), |it| it.first_name.clone())
}

fn last_of(persons: &Persons) -> impl Fn(Option<EmployeeId>) -> String {
    move |it| it.and_then(|id| persons.get(&id)).map_or(String::new(), |it| it.last_name.clone())
}

fn person(it: Option<EmployeeId>) -> wire::Nullable<i32> {
    it.map(|it| id(it.get())).into()
}

pub fn profile(it: Card) -> Vec<types::UserProfile> {
    let Card { employee, profile, user_type, department, logins, locked_at } = it;
    let login = |it: Login| types::LastLogin { login_date: moment(it.at), device: it.device };
    vec![types::UserProfile {
        user_id: id(employee.id.get()),
        status_id: (employee.status != Status::Resigned).wire(),
        staff_code: text(employee.number),
        title: text(profile.title),
        first_name: employee.first_name,
        middle_name: text(profile.middle_name),
        last_name: employee.last_name,
        user_type_id: user_type.wire(),
        default_view_type_id: profile
            .default_view
            .unwrap_or(hr::annex::profile::View::Department)
            .wire(),
        default_view_id: profile.default_view_id.map(id).into(),
        default_sorting_id: profile.default_sorting.map(ToWire::wire).into(),
        department_id: department.map_or(0, |department| id(department.get())),
        region_id: profile.region.into(),
        approver_id: person(employee.manager),
        approver_role_id: profile.approver_role.wire(),
        email_contact: employee.email,
        notifier_2_id: person(profile.notifier_2),
        notifier_2_role_id: profile.notifier_2_role.wire(),
        notifier_3_id: person(profile.notifier_3),
        notifier_3_role_id: profile.notifier_3_role.wire(),
        email_type_id: profile.email_type.wire(),
        allowance_type_id: profile.allowance_unit.wire(),
        active_directory_username: text(profile.directory_username),
        employment_started_date: employee.hired_on.into(),
        employment_ended_date: employee.resigned_on.or(profile.employment_ends_on).into(),
        work_telephone: text(employee.work_phone),
        mobile_telephone: text(employee.phone),
        last_logins: logins.into_iter().map(login).collect(),
        image_url_small: String::new(),
        image_url_large: String::new(),
        google_unique_id: String::new(),
        mfa_method_id: 0,
        password_policy: false,
        lockout_date: locked_at.map(moment).into(),
    }]
}
