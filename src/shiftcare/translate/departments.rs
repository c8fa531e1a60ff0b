//! Departments between ShiftCare and the core.

use hr::department::{Department, DepartmentChange, NewDepartment, Structure};
use hr::id::EmployeeId;
use shiftcare_server::types;

use super::{ToCore, ToWire, flags, same};

flags!(types::DepartmentStatusInput, types::DepartmentStatus { true = Active, false = Disabled });

fn people(sent: Vec<i64>) -> Vec<EmployeeId> {
    sent.into_iter().map(EmployeeId).collect()
}

pub fn new(sent: types::DepartmentCreate) -> NewDepartment {
    NewDepartment {
        name: sent.dept_name,
        leader: EmployeeId(sent.leader),
        order_number: Some(sent.order_num.unwrap_or(0)),
        active: sent.status.is_none_or(ToCore::core),
        description: sent.description,
        min_staff: None,
        structure: Structure::default(),
        members: people(sent.employee_ids.unwrap_or_default()),
    }
}

pub fn change(sent: types::DepartmentUpdate) -> DepartmentChange {
    DepartmentChange {
        name: sent.dept_name,
        leader: sent.leader.map(EmployeeId),
        order_number: sent.order_num.map_or(hr::Patch::Keep, hr::Patch::Set),
        active: sent.status.map(ToCore::core),
        description: same(sent.description),
        members: sent.employee_ids.map(people),
        ..Default::default()
    }
}

fn head_count(it: &Department) -> i32 {
    i32::try_from(it.members.len()).unwrap_or(i32::MAX)
}

pub fn shown(it: Department) -> types::Department {
    types::Department {
        dept_id: it.id.get(),
        emp_num: head_count(&it),
        dept_name: it.name,
        order_num: it.order_number.unwrap_or(0),
        leader: it.leader.get(),
        leader_name: it.leader_name,
        status: it.active.wire(),
        description: it.description,
        employee_ids: it.members.into_iter().map(EmployeeId::get).collect(),
    }
}

pub fn listed(it: Department) -> types::DepartmentListItem {
    types::DepartmentListItem {
        dept_id: it.id.get(),
        emp_num: head_count(&it),
        dept_name: it.name,
        order_num: it.order_number.unwrap_or(0),
        leader: it.leader.get(),
        leader_name: it.leader_name,
        status: it.active.wire(),
    }
}
