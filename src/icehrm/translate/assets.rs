//! Assets and their types between IceHRM and the core.

use hr::Error;
use hr::asset::{Asset, AssetChange, Filter, Keeper, NewAsset, Order};
use hr::asset_type::{AssetType, AssetTypeChange, NewAssetType};
use hr::id::{AssetTypeId, DepartmentId, EmployeeId};
use icehrm_server::requests::AssetListRequest;
use icehrm_server::types;

use super::{chosen, descends, ids, moment, patch, reference, same, value};

pub fn filter(sent: AssetListRequest) -> Filter {
    let any = sent.filters;
    let (kinds, people, departments) =
        any.map_or((None, None, None), |any| (any.r#type, any.employee, any.department));
    Filter {
        kinds: chosen(sent.r#type, kinds).map(|all| ids(all, AssetTypeId)),
        employees: chosen(sent.employee, people).map(|all| ids(all, EmployeeId)),
        departments: chosen(sent.department, departments).map(|all| ids(all, DepartmentId)),
        assigned: sent.assigned,
        search: sent.search,
        order: match sent.sort_field {
            types::AssetListSortField::Id => Order::Id,
            types::AssetListSortField::Code => Order::Tag,
            types::AssetListSortField::Created => Order::Created,
            types::AssetListSortField::Updated => Order::Updated,
        },
        descending: descends(sent.sort_order),
    }
}

/// An asset has no name here: it is called by its code.
///
/// # Errors
/// `Invalid` where an employee and a department are to have it.
pub fn new(sent: types::AssetSave) -> Result<NewAsset, Error> {
    let holder = (value(sent.employee), value(sent.department));
    Ok(NewAsset {
        kind: value(sent.r#type).map(AssetTypeId),
        description: value(sent.description),
        attachment: value(sent.attachment),
        keeper: match holder {
            (None, None) => None,
            (employee, department) => Some(keeper(employee, department)?),
        },
        ..NewAsset::new(&sent.code, &sent.code)
    })
}

pub fn change(sent: types::AssetSave) -> AssetChange {
    AssetChange {
        tag: Some(sent.code),
        kind: patch(sent.r#type, AssetTypeId),
        description: same(sent.description),
        attachment: same(sent.attachment),
        employee: patch(sent.employee, EmployeeId),
        department: patch(sent.department, DepartmentId),
        ..AssetChange::default()
    }
}

/// # Errors
/// `Invalid` unless exactly one of the two is there.
pub fn keeper(employee: Option<i64>, department: Option<i64>) -> Result<Keeper, Error> {
    match (employee, department) {
        (Some(id), None) => Ok(Keeper::Employee(EmployeeId(id))),
        (None, Some(id)) => Ok(Keeper::Department(DepartmentId(id))),
        (None, None) => Err(Error::invalid("employee_id", "or a department must be given")),
        (Some(_), Some(_)) => {
            Err(Error::invalid("department_id", "must not be given together with an employee"))
        }
    }
}

pub fn listed(it: Asset) -> types::CompanyAsset {
    let (employee, department) = match it.holder.map(|holder| holder.keeper) {
        Some(Keeper::Employee(id)) => (Some(id.get()), None),
        Some(Keeper::Department(id)) => (None, Some(id.get())),
        None => (None, None),
    };
    types::CompanyAsset {
        id: it.id.get(),
        code: it.tag,
        r#type: it.kind.map(|kind| kind.id.get()).into(),
        employee: employee.into(),
        department: department.into(),
        description: it.description.into(),
        attachment: it.attachment.into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

pub fn shown(it: Asset) -> types::CompanyAssetDetail {
    let (mut employee, mut department) = (None, None);
    match it.holder.map(|holder| (holder.keeper, holder.name)) {
        Some((Keeper::Employee(id), name)) => {
            employee = Some(reference("Employee", id.get(), name))
        }
        Some((Keeper::Department(id), name)) => {
            department = Some(reference("CompanyStructure", id.get(), name));
        }
        None => {}
    }
    types::CompanyAssetDetail {
        id: it.id.get(),
        code: it.tag,
        r#type: it.kind.map(|kind| reference("AssetType", kind.id.get(), kind.name)),
        employee,
        department,
        description: it.description,
        attachment: it.attachment,
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

pub fn new_type(sent: types::AssetTypeSave) -> NewAssetType {
    NewAssetType {
        name: sent.name,
        description: value(sent.description),
        attachment: value(sent.attachment),
    }
}

pub fn type_change(sent: types::AssetTypeSave) -> AssetTypeChange {
    AssetTypeChange {
        name: Some(sent.name),
        description: same(sent.description),
        attachment: same(sent.attachment),
    }
}

pub fn asset_type(it: AssetType) -> types::AssetType {
    types::AssetType {
        id: it.id.get(),
        name: it.name,
        description: it.description.into(),
        attachment: it.attachment.into(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}
