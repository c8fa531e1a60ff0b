//! IceHRM's words for what the core refuses; never with the caller's value.

use hr::Fault;
use wire::Operation;

/// Tag, field of the core, and what this API calls it there; an empty tag stands for all others.
const FIELDS: &[(&str, &str, &str)] = &[
    ("Company", "kind", "type"),
    ("Company", "name", "title"),
    ("Company Assets", "kind", "type"),
    ("Company Assets", "tag", "code"),
    ("Employees", "number", "employee_id"),
    ("Employees", "email", "work_email"),
    ("Employees", "manager", "supervisor"),
    ("Employees", "position", "job_title"),
    ("Employees", "resigned_on", "termination_date"),
    ("Employees", "indirect_managers", "indirect_supervisors"),
    ("Learn", "employees", "employees"),
    ("Leave", "starts_at", "start"),
    ("Leave", "ends_at", "end"),
    ("", "added", "add_columns"),
    ("", "allowed", "deduction_allowed"),
    ("", "check_in_at", "in_time"),
    ("", "check_out_at", "out_time"),
    ("", "components", "salary_components"),
    ("", "department_id", "department"),
    ("", "employee_id", "employee"),
    ("", "employees", "employee_ids"),
    ("", "ends_at", "date_end"),
    ("", "ends_on", "date_end"),
    ("", "exemptions", "deduction_exemptions"),
    ("", "formula", "calculation_function"),
    ("", "hiring_manager", "hiringManager"),
    ("", "pay_max", "salaryMax"),
    ("", "pay_min", "salaryMin"),
    ("", "payroll_column", "payroll_item"),
    ("", "payroll_group", "deduction_group"),
    ("", "payslip_template", "payslipTemplate"),
    ("", "starts_at", "date_start"),
    ("", "starts_on", "date_start"),
    ("", "subtracted", "sub_columns"),
    ("", "time_zone", "timezone"),
    ("", "to", "date_to"),
    ("", "variables", "calculation_columns"),
];

/// All faults as one text.
pub fn faults(op: Option<&Operation>, faults: &[Fault]) -> String {
    let text = |fault: &Fault| format!("{} {}", named(op, fault.field), fault.message);
    faults.iter().map(text).collect::<Vec<_>>().join("; ")
}

/// A value that must be unique and is not.
pub fn taken(op: Option<&Operation>, field: &str) -> String {
    format!("{} is already in use", named(op, field))
}

/// The same with a capital letter in front.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn named<'a>(op: Option<&Operation>, core: &'a str) -> &'a str {
    let tag = op.map_or("", |op| op.tag);
    let fits = |of: &&(&str, &str, &str)| of.1 == core && (of.0.is_empty() || of.0 == tag);
    FIELDS.iter().find(fits).map_or(core, |(_, _, name)| name)
}
