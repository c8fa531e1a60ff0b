//! Policies and documents between ShiftCare and the core; addresses of files are made by `stored`.

use std::collections::BTreeMap;

use hr::Link;
use hr::document::{self, Document, DocumentChange, NewDocument, Permission, Share, Summary};
use hr::id::{DepartmentId, EmployeeId};
use hr::policy::{Audience, NewPolicy, Policy, PolicyChange, Status};
use shiftcare_server::requests::{
    PolicyCreateBody, PolicyCreateRequest, PolicyUpdateBody, PolicyUpdateRequest,
};
use shiftcare_server::types;

use super::{ToCore, ToWire, codes, flags, moment, patch, same};

codes!(Audience, types::PolicyAudienceInput, types::PolicyAudience {
    Global = Everybody,
    Departments = Departments,
    Employees = Employees,
});

codes!(Permission, types::DocumentPermissionInput, types::DocumentPermission {
    Read = Read,
    Download = Download,
});

codes!(Status, types::PolicyStatus, types::PolicyStatus {
    Draft = Draft,
    Active = Active,
    Archived = Archived,
});

flags!(types::DocumentStatusInput, types::DocumentStatus { true = Enabled, false = Disabled });

/// The query's audience has a type of its own: it is sent as text only.
impl ToCore<Audience> for types::PolicyAudience {
    fn core(self) -> Audience {
        match self {
            Self::Everybody => Audience::Global,
            Self::Departments => Audience::Departments,
            Self::Employees => Audience::Employees,
        }
    }
}

fn departments(sent: Vec<i64>) -> Vec<DepartmentId> {
    sent.into_iter().map(DepartmentId).collect()
}

fn employees(sent: Vec<i64>) -> Vec<EmployeeId> {
    sent.into_iter().map(EmployeeId).collect()
}

/// A policy sent as JSON.
pub fn new(sent: types::PolicyCreate, attachment: Option<Link>) -> NewPolicy {
    NewPolicy {
        title: sent.title,
        audience: sent.audience.map_or(Audience::Global, ToCore::core),
        departments: departments(sent.dept_ids.unwrap_or_default()),
        employees: employees(sent.employee_ids.unwrap_or_default()),
        attachment,
        effective_on: sent.effective_date,
        acknowledge_by: sent.acknowledgement_deadline,
        mandatory: sent.mandatory_acknowledgement.unwrap_or(false),
        reset_acknowledgements: sent.reset_acknowledgement.unwrap_or(false),
    }
}

/// The policy that the query describes, without its file, and the body.
pub fn from_query(sent: PolicyCreateRequest) -> (NewPolicy, PolicyCreateBody) {
    let new = NewPolicy {
        title: sent.title.unwrap_or_default(),
        audience: sent.audience.map_or(Audience::Global, ToCore::core),
        departments: departments(sent.dept_ids.unwrap_or_default()),
        employees: employees(sent.employee_ids.unwrap_or_default()),
        attachment: None,
        effective_on: sent.effective_date,
        acknowledge_by: sent.acknowledgement_deadline,
        mandatory: sent.mandatory_acknowledgement.unwrap_or(false),
        reset_acknowledgements: sent.reset_acknowledgement.unwrap_or(false),
    };
    (new, sent.body)
}

/// A change sent as JSON.
pub fn change(sent: types::PolicyUpdate, attachment: hr::Patch<Link>) -> PolicyChange {
    PolicyChange {
        title: sent.title,
        audience: sent.audience.map(ToCore::core),
        departments: sent.dept_ids.map(departments),
        employees: sent.employee_ids.map(employees),
        attachment,
        effective_on: same(sent.effective_date),
        acknowledge_by: same(sent.acknowledgement_deadline),
        mandatory: sent.mandatory_acknowledgement,
        reset_acknowledgements: sent.reset_acknowledgement,
        status: sent.status.map(ToCore::core),
    }
}

/// The change that the query describes, without its file, and the body.
pub fn change_from_query(sent: PolicyUpdateRequest) -> (PolicyChange, PolicyUpdateBody) {
    let date = |sent: Option<_>| sent.map_or(hr::Patch::Keep, hr::Patch::Set);
    let change = PolicyChange {
        title: sent.title,
        audience: sent.audience.map(ToCore::core),
        departments: sent.dept_ids.map(departments),
        employees: sent.employee_ids.map(employees),
        attachment: hr::Patch::Keep,
        effective_on: date(sent.effective_date),
        acknowledge_by: date(sent.acknowledgement_deadline),
        mandatory: sent.mandatory_acknowledgement,
        reset_acknowledgements: sent.reset_acknowledgement,
        status: sent.status.map(ToCore::core),
    };
    (change, sent.body)
}

pub fn shown(it: Policy, url: impl Fn(&Link) -> String) -> types::Policy {
    types::Policy {
        policy_id: it.id.get(),
        title: it.title,
        status: it.status.wire(),
        audience: it.audience.wire(),
        audience_label: match it.audience {
            Audience::Global => types::PolicyAudienceLabel::Global,
            Audience::Departments => types::PolicyAudienceLabel::Department,
            Audience::Employees => types::PolicyAudienceLabel::SpecificEmployees,
        },
        dept_ids: it.departments.into_iter().map(DepartmentId::get).collect(),
        employee_ids: it.employees.into_iter().map(EmployeeId::get).collect(),
        attachment_url: it.attachment.as_ref().map(url),
        effective_date: it.effective_on,
        acknowledgement_deadline: it.acknowledge_by,
        mandatory_acknowledgement: it.mandatory,
        reset_acknowledgement: it.reset_acknowledgements,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}

/// Whoever is named twice is shared with once, as was said last.
fn shares(sent: Vec<types::InviteeInput>) -> Vec<Share> {
    let pair = |one: types::InviteeInput| {
        (EmployeeId(one.shared_to_employee_id), one.permission_type.core())
    };
    let last: BTreeMap<_, _> = sent.into_iter().map(pair).collect();
    last.into_iter().map(|(employee, permission)| Share { employee, permission }).collect()
}

/// A document sent as JSON.
pub fn new_document(sent: types::DocumentCreate, file: Option<Link>) -> NewDocument {
    NewDocument {
        employee: EmployeeId(sent.employee_id),
        name: sent.document_name,
        file,
        description: sent.description,
        enabled: sent.status.is_none_or(ToCore::core),
        external_id: sent.external_id,
        shares: shares(sent.invitees.unwrap_or_default()),
        added_on: None,
        valid_until: None,
        visible_to: document::Audience::Employee,
    }
}

/// A document sent as a form, and the file that came with it.
pub fn without_file(sent: types::DocumentUpload) -> (NewDocument, wire::Upload) {
    let new = NewDocument {
        employee: EmployeeId(sent.employee_id),
        name: sent.document_name,
        file: None,
        description: sent.description,
        enabled: !matches!(sent.status, Some(types::DocumentStatus::Disabled)),
        external_id: sent.external_id,
        shares: Vec::new(),
        added_on: None,
        valid_until: None,
        visible_to: document::Audience::Employee,
    };
    (new, sent.file)
}

pub fn document_change(sent: types::DocumentUpdate, file: hr::Patch<Link>) -> DocumentChange {
    DocumentChange {
        name: sent.document_name,
        file,
        description: patch(sent.description, |text| text),
        enabled: sent.status.map(ToCore::core),
        external_id: hr::Patch::Keep,
        valid_until: hr::Patch::Keep,
        visible_to: None,
        shares: sent.invitees.map(shares),
    }
}

pub fn document(it: Document, url: impl Fn(&Link) -> String) -> types::Document {
    let invitee = |share: Share| types::Invitee {
        shared_to_employee_id: share.employee.get(),
        permission_type: share.permission.wire(),
    };
    types::Document {
        document_id: it.id.get(),
        employee_id: it.employee.get(),
        document_name: it.name,
        file_url: it.file.as_ref().map(url),
        description: it.description,
        status: it.enabled.wire(),
        external_id: it.external_id,
        invitees: it.shares.into_iter().map(invitee).collect(),
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}

pub fn listed(it: Summary, url: impl Fn(&Link) -> String) -> types::DocumentListItem {
    types::DocumentListItem {
        document_id: it.id.get(),
        employee_id: it.employee.get(),
        document_name: it.name,
        file_url: it.file.as_ref().map(url),
        description: it.description,
        status: it.enabled.wire(),
        external_id: it.external_id,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}
