//! IceHRM's words for what the core refuses; never with the caller's value.

use hr::Fault;

/// What this API calls a field of the core.
const FIELDS: &[(&str, &str)] = &[
    ("added", "add_columns"),
    ("allowed", "deduction_allowed"),
    ("components", "salary_components"),
    ("department_id", "department"),
    ("employee_id", "employee"),
    ("ends_on", "date_end"),
    ("exemptions", "deduction_exemptions"),
    ("formula", "calculation_function"),
    ("hiring_manager", "hiringManager"),
    ("kind", "type"),
    ("pay_max", "salaryMax"),
    ("pay_min", "salaryMin"),
    ("payroll_column", "payroll_item"),
    ("payroll_group", "deduction_group"),
    ("payslip_template", "payslipTemplate"),
    ("starts_on", "date_start"),
    ("subtracted", "sub_columns"),
    ("tag", "code"),
    ("variables", "calculation_columns"),
];

/// All faults as one text.
pub fn faults(faults: &[Fault]) -> String {
    let texts = faults.iter().map(|fault| format!("{} {}", named(fault.field), fault.message));
    texts.collect::<Vec<_>>().join("; ")
}

/// A value that must be unique and is not.
pub fn taken(field: &str) -> String {
    format!("{} is already in use", named(field))
}

/// The same with a capital letter in front.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn named(core: &str) -> &str {
    FIELDS.iter().find(|(known, _)| *known == core).map_or(core, |(_, name)| name)
}
