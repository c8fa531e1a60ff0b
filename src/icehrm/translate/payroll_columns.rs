//! Payroll columns and calculation hooks, in IceHRM's words.

use hr::id::{DeductionId, PayrollColumnId, PayrollGroupId, SalaryComponentId};
use hr::payroll::column::{Column, ColumnChange, NewColumn, Part, Style, Variable};
use hr::payroll::hook::Hook;
use icehrm_server::types;
use rust_decimal::Decimal;

use super::{ids, patch, yes, yes_no};

pub fn column(it: Column) -> types::PayrollColumn {
    let variable = |it: Variable| types::PayrollVariable { name: it.name, column: it.column.get() };
    types::PayrollColumn {
        id: it.id.get(),
        name: it.name,
        calculation_hook: it.hook.map(hook_code).into(),
        salary_components: it.components.iter().map(|id| id.get()).collect(),
        deductions: it.deductions.iter().map(|id| id.get()).collect(),
        add_columns: it.added.iter().map(|id| id.get()).collect(),
        sub_columns: it.subtracted.iter().map(|id| id.get()).collect(),
        colorder: it.place,
        editable: yes_no(it.editable),
        enabled: yes_no(it.enabled),
        default_value: it.default_value.map(two_places).into(),
        calculation_columns: it.variables.into_iter().map(variable).collect(),
        calculation_function: it.formula.into(),
        function_type: match it.style {
            Style::Simple => types::PayrollFunctionType::Simple,
            Style::Advanced => types::PayrollFunctionType::Advanced,
        },
        deduction_group: it.group.map(|id| id.get()).into(),
        payslip_part: it.part.map(shown_part).into(),
    }
}

fn two_places(mut number: Decimal) -> String {
    number.rescale(2);
    number.to_string()
}

fn shown_part(it: Part) -> types::PayslipPart {
    match it {
        Part::Gross => types::PayslipPart::Gross,
        Part::Deductions => types::PayslipPart::Deductions,
        Part::Net => types::PayslipPart::Net,
    }
}

fn part(sent: types::PayslipPart) -> Part {
    match sent {
        types::PayslipPart::Gross => Part::Gross,
        types::PayslipPart::Deductions => Part::Deductions,
        types::PayslipPart::Net => Part::Net,
    }
}

fn style(sent: types::PayrollFunctionType) -> Style {
    match sent {
        types::PayrollFunctionType::Simple => Style::Simple,
        types::PayrollFunctionType::Advanced => Style::Advanced,
    }
}

pub fn new(sent: types::PayrollColumnSave) -> NewColumn {
    let plain = NewColumn::new(&sent.name);
    NewColumn {
        hook: sent.calculation_hook.value().map(hook),
        components: ids(sent.salary_components.unwrap_or_default(), SalaryComponentId),
        deductions: ids(sent.deductions.unwrap_or_default(), DeductionId),
        added: ids(sent.add_columns.unwrap_or_default(), PayrollColumnId),
        subtracted: ids(sent.sub_columns.unwrap_or_default(), PayrollColumnId),
        place: sent.colorder,
        editable: sent.editable.map_or(plain.editable, yes),
        enabled: sent.enabled.map_or(plain.enabled, yes),
        default_value: sent.default_value.value().map(|text| decimal(&text)),
        variables: variables(sent.calculation_columns.unwrap_or_default()),
        formula: sent.calculation_function.value(),
        style: sent.function_type.map_or(plain.style, style),
        group: sent.deduction_group.value().map(PayrollGroupId),
        part: sent.payslip_part.value().map(part),
        ..plain
    }
}

pub fn change(sent: types::PayrollColumnSave) -> ColumnChange {
    ColumnChange {
        name: Some(sent.name),
        hook: patch(sent.calculation_hook, hook),
        components: sent.salary_components.map(|sent| ids(sent, SalaryComponentId)),
        deductions: sent.deductions.map(|sent| ids(sent, DeductionId)),
        added: sent.add_columns.map(|sent| ids(sent, PayrollColumnId)),
        subtracted: sent.sub_columns.map(|sent| ids(sent, PayrollColumnId)),
        place: sent.colorder,
        editable: sent.editable.map(yes),
        enabled: sent.enabled.map(yes),
        default_value: patch(sent.default_value, |text| decimal(&text)),
        variables: sent.calculation_columns.map(variables),
        formula: patch(sent.calculation_function, |text| text),
        style: sent.function_type.map(style),
        group: patch(sent.deduction_group, PayrollGroupId),
        part: patch(sent.payslip_part, part),
    }
}

/// A number that has passed the document's pattern.
pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

fn variables(sent: Vec<types::PayrollVariable>) -> Vec<Variable> {
    let one =
        |it: types::PayrollVariable| Variable { name: it.name, column: PayrollColumnId(it.column) };
    sent.into_iter().map(one).collect()
}

pub fn hooks() -> Vec<types::CalculationHook> {
    let one =
        |it: &Hook| types::CalculationHook { code: hook_code(*it), label: label(*it).to_owned() };
    Hook::ALL.iter().map(one).collect()
}

fn label(it: Hook) -> &'static str {
    match it {
        Hook::TimeWorked => "Hours worked",
        Hook::RegularTime => "Hours worked, up to eight a day",
        Hook::Overtime => "Hours worked beyond eight a day",
        Hook::WeeklyRegularTime => "Hours worked, up to forty a week",
        Hook::WeeklyOvertime => "Hours worked beyond forty a week",
        Hook::ApprovedOvertime => "Hours of approved overtime",
        Hook::ApprovedTimesheets => "Hours of approved timesheets",
        Hook::EmployeeField => "A field of the employee",
    }
}

fn hook(sent: types::CalculationHookCode) -> Hook {
    use types::CalculationHookCode as Code;
    match sent {
        Code::AttendanceUtilGetTimeWorkedHours => Hook::TimeWorked,
        Code::AttendanceUtilGetRegularWorkedHours => Hook::RegularTime,
        Code::AttendanceUtilGetOverTimeWorkedHours => Hook::Overtime,
        Code::AttendanceUtilGetWeeklyRegularWorkedHours => Hook::WeeklyRegularTime,
        Code::AttendanceUtilGetWeeklyOverTimeWorkedHours => Hook::WeeklyOvertime,
        Code::OvertimePayrollUtilsGetApprovedTimeInRequests => Hook::ApprovedOvertime,
        Code::TimeSheetsPayrollUtilsGetApprovedTimeInTimeSheets => Hook::ApprovedTimesheets,
        Code::EmployeeDataGetFieldValue => Hook::EmployeeField,
    }
}

fn hook_code(it: Hook) -> types::CalculationHookCode {
    use types::CalculationHookCode as Code;
    match it {
        Hook::TimeWorked => Code::AttendanceUtilGetTimeWorkedHours,
        Hook::RegularTime => Code::AttendanceUtilGetRegularWorkedHours,
        Hook::Overtime => Code::AttendanceUtilGetOverTimeWorkedHours,
        Hook::WeeklyRegularTime => Code::AttendanceUtilGetWeeklyRegularWorkedHours,
        Hook::WeeklyOvertime => Code::AttendanceUtilGetWeeklyOverTimeWorkedHours,
        Hook::ApprovedOvertime => Code::OvertimePayrollUtilsGetApprovedTimeInRequests,
        Hook::ApprovedTimesheets => Code::TimeSheetsPayrollUtilsGetApprovedTimeInTimeSheets,
        Hook::EmployeeField => Code::EmployeeDataGetFieldValue,
    }
}

/// The columns in the order that is asked for; they come in their own.
pub fn sorted(
    mut columns: Vec<Column>,
    by: types::PayrollColumnListSortField,
    descending: bool,
) -> Vec<Column> {
    use types::PayrollColumnListSortField as By;
    match by {
        By::Colorder => {}
        By::Name => columns.sort_by(|one, other| one.name.cmp(&other.name)),
        By::Id => columns.sort_by_key(|column| column.id),
    }
    if descending {
        columns.reverse();
    }
    columns
}
