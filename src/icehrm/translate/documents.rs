//! Documents of employees between IceHRM and the core.

use chrono::NaiveDate;
use hr::document::{Audience, Document, Filter, Order, Status, Summary};
use hr::id::EmployeeId;
use icehrm_server::types::{
    self, DocumentStatus, DocumentVisibility, EmployeeDocumentSort, SortOrder,
};

use super::{chosen, descends, reference};

/// Which documents a list shows, and in which order.
pub fn filter(
    any: Option<types::DocumentFilters>,
    one: Option<DocumentStatus>,
    (by, down): (EmployeeDocumentSort, SortOrder),
) -> Filter {
    let none =
        types::DocumentFilters { employee: None, document: None, status: None, visible_to: None };
    let any = any.unwrap_or(none);
    let employees = chosen(None, any.employee);
    let visible_to = chosen(None, any.visible_to);
    Filter {
        employees: employees.map(|ids| ids.into_iter().map(EmployeeId).collect()),
        names: chosen(None, any.document),
        status: chosen(one, any.status).map(|all| all.into_iter().map(core_status).collect()),
        visible_to: visible_to.map(|all| all.into_iter().map(core_audience).collect()),
        order: match by {
            EmployeeDocumentSort::Id => Order::Id,
            EmployeeDocumentSort::Employee => Order::Employee,
            EmployeeDocumentSort::Document => Order::Name,
            EmployeeDocumentSort::DateAdded => Order::Added,
            EmployeeDocumentSort::ValidUntil => Order::ValidUntil,
        },
        descending: descends(down),
    }
}

fn core_status(status: DocumentStatus) -> Status {
    match status {
        DocumentStatus::Active => Status::Active,
        DocumentStatus::Expired => Status::Expired,
        DocumentStatus::Archived => Status::Archived,
    }
}

fn status(status: Status) -> DocumentStatus {
    match status {
        Status::Active => DocumentStatus::Active,
        Status::Expired => DocumentStatus::Expired,
        Status::Archived => DocumentStatus::Archived,
    }
}

fn core_audience(visible_to: DocumentVisibility) -> Audience {
    match visible_to {
        DocumentVisibility::Admin => Audience::Admin,
        DocumentVisibility::Manager => Audience::Manager,
        DocumentVisibility::Employee => Audience::Employee,
    }
}

fn audience(visible_to: Audience) -> DocumentVisibility {
    match visible_to {
        Audience::Admin => DocumentVisibility::Admin,
        Audience::Manager => DocumentVisibility::Manager,
        Audience::Employee => DocumentVisibility::Employee,
    }
}

/// A document as lists show it.
pub fn item(it: Summary, today: NaiveDate) -> types::EmployeeDocumentItem {
    types::EmployeeDocumentItem {
        id: it.id.get(),
        employee: it.employee.get(),
        status: status(it.status(today)),
        document: it.name,
        date_added: it.added_on,
        valid_until: it.valid_until.into(),
        visible_to: audience(it.visible_to),
    }
}

/// One document with the name of its owner and that of its file.
pub fn shown(
    it: Document,
    owner: String,
    attachment: Option<String>,
    today: NaiveDate,
) -> types::EmployeeDocument {
    types::EmployeeDocument {
        id: it.id.get(),
        employee: reference("Employee", it.employee.get(), owner),
        status: status(it.status(today)),
        document: it.name,
        date_added: it.added_on,
        valid_until: it.valid_until,
        visible_to: audience(it.visible_to),
        attachment,
        details: it.description,
    }
}
