//! The company's structure between IceHRM and the core.

use hr::department::{
    By, Department, DepartmentChange, Details, Filter, Kind, NewDepartment, Part, Structure,
    StructureChange,
};
use hr::id::{DepartmentId, EmployeeId};
use hr::overview::Overview;
use hr::staff::Colleague;
use hr::{Patch, country};
use icehrm_server::requests::StructureListRequest;
use icehrm_server::types;

use super::{chosen, count, counted, descends, ids, patch, reference, value};

fn kind(sent: types::StructureType) -> Kind {
    match sent {
        types::StructureType::Company => Kind::Company,
        types::StructureType::HeadOffice => Kind::HeadOffice,
        types::StructureType::RegionalOffice => Kind::RegionalOffice,
        types::StructureType::Department => Kind::Department,
        types::StructureType::Unit => Kind::Unit,
        types::StructureType::SubUnit => Kind::SubUnit,
        types::StructureType::Other => Kind::Other,
    }
}

fn said(kind: Kind) -> types::StructureType {
    match kind {
        Kind::Company => types::StructureType::Company,
        Kind::HeadOffice => types::StructureType::HeadOffice,
        Kind::RegionalOffice => types::StructureType::RegionalOffice,
        Kind::Department => types::StructureType::Department,
        Kind::Unit => types::StructureType::Unit,
        Kind::SubUnit => types::StructureType::SubUnit,
        Kind::Other => types::StructureType::Other,
    }
}

pub fn filter(request: StructureListRequest) -> Filter {
    let (kinds, parents, countries) =
        request.filters.map_or((None, None, None), |it| (it.r#type, it.parent, it.country));
    let kinds = kinds.map(|kinds| kinds.into_iter().map(kind).collect());
    let parents = parents.map(|parents| ids(parents, DepartmentId));
    Filter {
        kinds: chosen(request.r#type.map(kind), kinds),
        parents: chosen(request.parent.map(DepartmentId), parents),
        countries: chosen(None, countries),
        search: request.search,
        by: match request.sort_field {
            types::StructureListSortField::Id => By::Id,
            types::StructureListSortField::Title => By::Name,
            types::StructureListSortField::Type => By::Kind,
        },
        descending: descends(request.sort_order),
    }
}

/// The new structure; `me` heads it where nobody is named.
pub fn new(sent: types::StructureSave, me: EmployeeId) -> NewDepartment {
    let heads = ids(sent.heads.unwrap_or_default(), EmployeeId);
    NewDepartment {
        name: sent.title,
        leader: heads.first().copied().unwrap_or(me),
        order_number: None,
        active: true,
        description: Some(sent.description),
        min_staff: None,
        structure: Structure {
            kind: kind(sent.r#type),
            parent: value(sent.parent).map(DepartmentId),
            country: Some(sent.country),
            time_zone: Some(sent.timezone),
            address: value(sent.address),
            further_heads: heads.into_iter().skip(1).collect(),
        },
        members: Vec::new(),
    }
}

pub fn change(sent: types::StructureSave) -> DepartmentChange {
    DepartmentChange {
        name: Some(sent.title),
        description: Patch::Set(sent.description),
        structure: StructureChange {
            kind: Some(kind(sent.r#type)),
            parent: patch(sent.parent, DepartmentId),
            country: Patch::Set(sent.country),
            time_zone: Patch::Set(sent.timezone),
            address: patch(sent.address, |text| text),
            heads: sent.heads.map(|heads| ids(heads, EmployeeId)),
        },
        ..DepartmentChange::default()
    }
}

pub fn listed(it: Department) -> types::Structure {
    let heads = it.heads().map(EmployeeId::get).collect();
    types::Structure {
        id: it.id.get(),
        title: it.name,
        description: it.description.into(),
        address: it.structure.address.into(),
        r#type: said(it.structure.kind),
        country: it.structure.country.into(),
        parent: it.structure.parent.map(DepartmentId::get).into(),
        timezone: it.structure.time_zone.into(),
        heads,
    }
}

pub fn details(it: Details) -> types::StructureDetails {
    let Details { department, parent, heads, working, parts } = it;
    let (employees, children) = (count(working.len()), count(parts.len()));
    let country = department.structure.country.as_deref().and_then(country::of);
    types::StructureDetails {
        id: department.id.get(),
        title: department.name,
        description: department.description,
        address: department.structure.address,
        r#type: said(department.structure.kind),
        country: country
            .map(|it| types::CountryRef { code: it.alpha_2.into(), display: it.name.into() }),
        timezone: department.structure.time_zone,
        parent: parent.map(|(id, name)| reference("CompanyStructure", id.get(), name)),
        heads: heads.into_iter().map(person).collect(),
        children: parts.into_iter().map(child).collect(),
        employees: working.into_iter().map(person).collect(),
        employee_count: employees,
        child_count: children,
    }
}

fn person(it: Colleague) -> types::StructurePerson {
    types::StructurePerson {
        id: it.id.get(),
        employee_id: it.number,
        first_name: it.first_name,
        last_name: it.last_name,
        job_title: it.position.map(|(_, name)| name),
        work_email: it.email,
        image: None,
    }
}

fn child(it: Department) -> types::StructureChild {
    types::StructureChild {
        id: it.id.get(),
        title: it.name,
        r#type: said(it.structure.kind),
        timezone: it.structure.time_zone,
    }
}

/// As deep as the core lets structures be.
pub fn node(it: Part) -> types::HierarchyNode {
    let head = |(id, name): (EmployeeId, String)| reference("Employee", id.get(), name);
    types::HierarchyNode {
        id: it.id.get(),
        title: it.name,
        r#type: said(it.kind),
        employee_count: counted(it.working),
        heads: it.heads.into_iter().map(head).collect(),
        children: it.parts.into_iter().map(node).collect(),
    }
}

pub fn overview(it: Overview) -> types::Overview {
    let departments = it.parts.get(&Kind::Department).copied().unwrap_or(0);
    let of = |(kind, parts)| types::StructuresOfType { r#type: said(kind), count: count(parts) };
    types::Overview {
        company_name: it.company_name,
        employees_active: counted(it.active),
        employees_total: counted(it.employees),
        departments: count(departments),
        structures_by_type: it.parts.into_iter().map(of).collect(),
        on_leave_today: count(it.on_leave_today),
        checked_in_today: count(it.checked_in_today),
        new_joiners_this_month: counted(it.new_this_month),
    }
}
