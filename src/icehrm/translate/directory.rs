//! The staff between IceHRM and the core.

use hr::staff::{By, Colleague};
use icehrm_server::types;

use super::reference;

pub fn by(sent: types::StaffListSortField) -> By {
    match sent {
        types::StaffListSortField::FirstName => By::FirstName,
        types::StaffListSortField::LastName => By::LastName,
        types::StaffListSortField::JoinedDate => By::HiredOn,
        types::StaffListSortField::Id => By::Id,
    }
}

/// There are no pictures of anybody.
pub fn entry(it: Colleague) -> types::StaffEntry {
    let department = it.department.map(|(id, name)| reference("CompanyStructure", id.get(), name));
    types::StaffEntry {
        id: it.id.get(),
        first_name: it.first_name,
        last_name: it.last_name,
        image: None.into(),
        job_title: it.position.map(|(id, name)| reference("JobTitle", id.get(), name)).into(),
        department: department.into(),
        work_phone: it.work_phone.into(),
        work_email: it.email,
        joined_date: it.hired_on.into(),
        gender: it.gender.into(),
    }
}
