//! Employees, emergency contacts and holiday entitlements between ShiftCare and the core.

use hr::employee::contact::Entry;
use hr::employee::{Employee, EmployeeChange, Employment, Filter, NewEmployee, Status, Summary};
use hr::holiday::{Holiday, HolidayChange, Kind, NewHoliday};
use hr::id::{EmployeeId, RoleId};
use shiftcare_server::types;

use super::{ToCore, ToWire, codes, moment, patch, same};

codes!(Employment, types::EmploymentTypeInput, types::EmploymentType {
    FullTime = FullTime,
    PartTime = PartTime,
    Internship = Internship,
});

codes!(Kind, types::HolidayTypeInput, types::HolidayType {
    Public = Public,
    Private = Private,
    Company = Company,
});

impl ToWire<types::EmployeeStatus> for Status {
    fn wire(self) -> types::EmployeeStatus {
        match self {
            Status::Active => types::EmployeeStatus::Active,
            Status::Offboarding => types::EmployeeStatus::Offboarding,
            Status::Resigned => types::EmployeeStatus::Resigned,
        }
    }
}

pub fn filter(status: types::EmployeeStatusFilter) -> Filter {
    let status = match status {
        types::EmployeeStatusFilter::All => None,
        types::EmployeeStatusFilter::Active => Some(Status::Active),
        types::EmployeeStatusFilter::Resigned => Some(Status::Resigned),
        types::EmployeeStatusFilter::Offboarding => Some(Status::Offboarding),
    };
    Filter { status, ..Filter::default() }
}

pub fn new(sent: types::EmployeeCreate) -> NewEmployee {
    let role = RoleId(sent.role_id);
    NewEmployee {
        username: Some(sent.username),
        phone: Some(sent.phone),
        phone_code: Some(sent.phone_code),
        work_phone: sent.work_phone,
        work_phone_code: sent.work_phone_code,
        job_title: sent.position,
        employment: sent.employment_type.map(ToCore::core),
        hired_on: sent.hired_on,
        external_id: sent.external_id,
        country: sent.country,
        address1: sent.address1,
        address2: sent.address2,
        city: sent.city,
        province: sent.province,
        postal_code: sent.postal_code,
        ..NewEmployee::new(&sent.first_name, &sent.last_name, &sent.email, role)
    }
}

pub fn change(sent: types::EmployeeUpdate) -> EmployeeChange {
    let kept = |sent: Option<String>| sent.map_or(hr::Patch::Keep, hr::Patch::Set);
    EmployeeChange {
        first_name: sent.first_name,
        last_name: sent.last_name,
        email: sent.email,
        username: kept(sent.username),
        role: sent.role_id.map(RoleId),
        phone: kept(sent.phone),
        phone_code: kept(sent.phone_code),
        work_phone: same(sent.work_phone),
        work_phone_code: same(sent.work_phone_code),
        job_title: same(sent.position),
        employment: patch(sent.employment_type, ToCore::core),
        hired_on: same(sent.hired_on),
        external_id: same(sent.external_id),
        country: same(sent.country),
        address1: same(sent.address1),
        address2: same(sent.address2),
        city: same(sent.city),
        province: same(sent.province),
        postal_code: same(sent.postal_code),
        ..EmployeeChange::default()
    }
}

/// A phone that another API left out is shown as an empty text, because the keys are always there.
pub fn shown(it: Employee) -> types::Employee {
    types::Employee {
        employee_id: it.id.get(),
        first_name: it.first_name,
        last_name: it.last_name,
        email: it.email,
        phone_code: it.phone_code.unwrap_or_default(),
        phone: it.phone.unwrap_or_default(),
        position: it.job_title,
        status: it.status.wire(),
        employment_type: it.employment.map(ToWire::wire),
        hired_on: it.hired_on,
        external_id: it.external_id,
        work_phone_code: it.work_phone_code,
        work_phone: it.work_phone,
        country: it.country,
        address1: it.address1,
        address2: it.address2,
        city: it.city,
        province: it.province,
        postal_code: it.postal_code,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}

pub fn listed(it: Summary) -> types::EmployeeListItem {
    types::EmployeeListItem {
        employee_id: it.id.get(),
        first_name: it.first_name,
        last_name: it.last_name,
        email: it.email,
        phone_code: it.phone_code.unwrap_or_default(),
        phone: it.phone.unwrap_or_default(),
        status: it.status.wire(),
        employment_type: it.employment.map(ToWire::wire),
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}

pub fn contact(it: Entry) -> types::EmergencyContact {
    types::EmergencyContact {
        employee_id: it.employee.get(),
        employee_name: it.employee_name,
        emergency_contact_name: it.contact.name,
        emergency_contact_phone: it.contact.phone,
        relationship: it.contact.relationship,
    }
}

pub fn new_holiday(sent: types::HolidayCreate) -> NewHoliday {
    NewHoliday {
        employee: EmployeeId(sent.employee_id),
        name: sent.holiday_name,
        kind: sent.holiday_type.core(),
        first_day: sent.from_date,
        last_day: sent.to_date,
    }
}

pub fn holiday_change(sent: types::HolidayUpdate) -> HolidayChange {
    HolidayChange {
        employee: sent.employee_id.map(EmployeeId),
        name: sent.holiday_name,
        kind: sent.holiday_type.map(ToCore::core),
        first_day: sent.from_date,
        last_day: sent.to_date,
    }
}

pub fn holiday(it: Holiday) -> types::Holiday {
    types::Holiday {
        emple_holiday_id: it.id.get(),
        employee_id: it.employee.get(),
        holiday_name: it.name,
        holiday_type: it.kind.wire(),
        from_date: it.first_day,
        to_date: it.last_day,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}
