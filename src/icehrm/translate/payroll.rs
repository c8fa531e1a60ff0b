//! Payroll runs, their grids and payslips, in IceHRM's words.

use hr::id::{
    DepartmentId, EmployeeId, PayrollColumnId, PayrollGroupId, PayrollRunId, PayslipTemplateId,
};
use hr::payroll::grid::{Grid, NewCell};
use hr::payroll::plan::{Filter, Member, NewPlan, PlanChange, SortBy};
use hr::payroll::slip::Slip;
use hr::payroll::{PayrollRun, Status, group, template};
use hr::{Error, Hr, Who, department};
use icehrm_server::requests::PayrollListRequest;
use icehrm_server::types;

use super::payroll_setup::{frequency, frequency_id, frequency_ref, group_ref};
use super::{descends, ids, patch, payroll_columns as columns, reference};

pub fn filter(asked: &PayrollListRequest) -> Filter {
    use types::PayrollListSortField as By;
    Filter {
        status: asked.status.map(states),
        department: asked.department.map(DepartmentId),
        sort: match asked.sort_field {
            By::Id => SortBy::Id,
            By::Name => SortBy::Name,
            By::DateStart => SortBy::StartsOn,
            By::DateEnd => SortBy::EndsOn,
        },
        descending: descends(asked.sort_order),
    }
}

/// No run stays in a state that is over as soon as it has begun.
fn states(sent: types::PayrollStatus) -> Vec<Status> {
    match sent {
        types::PayrollStatus::Draft => vec![Status::Draft],
        types::PayrollStatus::Processed => vec![Status::Processed],
        types::PayrollStatus::Completed => vec![Status::Closed],
        types::PayrollStatus::Processing | types::PayrollStatus::Completing => Vec::new(),
    }
}

fn status(it: Status) -> types::PayrollStatus {
    match it {
        Status::Draft => types::PayrollStatus::Draft,
        Status::Processed => types::PayrollStatus::Processed,
        Status::Closed => types::PayrollStatus::Completed,
    }
}

/// A run that names by id what it refers to.
pub fn run(it: PayrollRun) -> types::Payroll {
    types::Payroll {
        id: it.id.get(),
        name: it.name,
        pay_period: frequency_id(it.frequency),
        department: it.department.map(|id| id.get()).into(),
        date_start: it.starts_on,
        date_end: it.ends_on,
        columns: it.columns.iter().map(|id| id.get()).collect(),
        status: status(it.status),
        payslip_template: it.template.map(|id| id.get()).into(),
        deduction_group: it.group.map(|id| id.get()).into(),
    }
}

/// A run with what it refers to, in a statement for each kind of record.
///
/// # Errors
/// As the store.
pub async fn named(hr: &Hr, who: &Who, it: PayrollRun) -> Result<types::PayrollNamed, Error> {
    let departments = match it.department {
        Some(_) => department::names(hr, who).await?,
        None => Vec::new(),
    };
    let department = departments.into_iter().find(|(id, _)| Some(*id) == it.department);
    let template = match it.template {
        Some(id) => Some(template::get(hr, who, id).await?),
        None => None,
    };
    let groups = match it.group {
        Some(_) => group::all(hr, who).await?,
        None => Vec::new(),
    };
    Ok(types::PayrollNamed {
        id: it.id.get(),
        name: it.name,
        pay_period: frequency_ref(it.frequency),
        department: department.map(|(id, name)| reference("CompanyStructure", id.get(), name)),
        date_start: it.starts_on,
        date_end: it.ends_on,
        columns: it.columns.iter().map(|id| id.get()).collect(),
        status: status(it.status),
        payslip_template: template.map(|it| reference("PayslipTemplate", it.id.get(), it.name)),
        deduction_group: group_ref(&groups, it.group),
    })
}

pub fn new_plan(sent: types::PayrollSave) -> NewPlan {
    NewPlan {
        name: sent.name,
        frequency: frequency(sent.pay_period),
        department: DepartmentId(sent.department),
        starts_on: sent.date_start,
        ends_on: sent.date_end,
        columns: ids(sent.columns, PayrollColumnId),
        template: sent.payslip_template.value().map(PayslipTemplateId),
        group: sent.deduction_group.value().map(PayrollGroupId),
    }
}

pub fn plan_change(sent: types::PayrollSave) -> PlanChange {
    PlanChange {
        name: Some(sent.name),
        frequency: Some(frequency(sent.pay_period)),
        department: Some(DepartmentId(sent.department)),
        starts_on: Some(sent.date_start),
        ends_on: Some(sent.date_end),
        columns: Some(ids(sent.columns, PayrollColumnId)),
        template: patch(sent.payslip_template, PayslipTemplateId),
        group: patch(sent.deduction_group, PayrollGroupId),
    }
}

pub fn member(it: Member) -> types::PayrollMember {
    types::PayrollMember {
        id: it.employee.get(),
        employee_id: it.number.into(),
        name: it.name,
        department: it.department.map(|(id, _)| id.get()).into(),
    }
}

pub fn grid(run: PayrollRunId, it: Grid) -> types::PayrollData {
    let value = |cell: hr::payroll::grid::Cell| types::PayrollValue {
        payroll: run.get(),
        employee: cell.employee.get(),
        payroll_item: cell.column.get(),
        amount: cell.amount,
    };
    types::PayrollData {
        employees: it.members.into_iter().map(member).collect(),
        columns: it.columns.into_iter().map(columns::column).collect(),
        values: it.cells.into_iter().map(value).collect(),
    }
}

pub fn cells(sent: types::PayrollDataUpdate) -> Vec<NewCell> {
    let cell = |sent: types::PayrollEntry| NewCell {
        employee: EmployeeId(sent.employee),
        column: PayrollColumnId(sent.payroll_item),
        amount: columns::decimal(&sent.amount),
    };
    sent.values.into_iter().map(cell).collect()
}

pub fn figures(run: PayrollRunId, it: Slip) -> types::PayslipFigures {
    types::PayslipFigures {
        payroll: run.get(),
        employee: it.employee.get(),
        name: it.name,
        currency: it.currency,
        gross: it.amounts.gross.into(),
        deductions: it.amounts.deductions.into(),
        net: it.amounts.net.into(),
    }
}

pub fn slip(run: PayrollRunId, (it, html): (Slip, String)) -> types::Payslip {
    types::Payslip {
        payroll: run.get(),
        employee: it.employee.get(),
        name: it.name,
        currency: it.currency,
        gross: it.amounts.gross.into(),
        deductions: it.amounts.deductions.into(),
        net: it.amounts.net.into(),
        html,
    }
}
