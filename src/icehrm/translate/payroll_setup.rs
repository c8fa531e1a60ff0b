//! How payroll is set up, in IceHRM's words: who is paid, how often, in what and of which parts.

use hr::id::{DeductionId, EmployeeId, PayrollGroupId};
use hr::payroll::Frequency;
use hr::payroll::group::Group;
use hr::payroll::payee::{self, Candidate, NewPayee, Payee, PayeeChange};
use hr::payroll::salary::{Component, ComponentKind};
use hr::{Error, currency};
use icehrm_server::types;

use super::{ids, letters, number, patch, reference};

/// Ids of pay frequencies: the document lets no other through.
pub fn frequency(id: i64) -> Frequency {
    let found = Frequency::ALL.iter().find(|it| frequency_id(**it) == id);
    found.copied().unwrap_or(Frequency::Monthly)
}

pub fn frequency_id(it: Frequency) -> i64 {
    match it {
        Frequency::BiWeekly => 1,
        Frequency::Weekly => 2,
        Frequency::SemiMonthly => 3,
        Frequency::Monthly => 4,
        Frequency::Yearly => 5,
    }
}

pub fn frequencies() -> Vec<types::PayFrequency> {
    let one =
        |it: &Frequency| types::PayFrequency { id: frequency_id(*it), name: it.name().into() };
    Frequency::ALL.iter().map(one).collect()
}

pub fn frequency_ref(it: Frequency) -> types::EntityRef {
    reference("PayFrequency", frequency_id(it), it.name())
}

pub fn currencies() -> Vec<types::PayrollCurrency> {
    let one = |it: currency::Currency| types::PayrollCurrency {
        id: it.number.into(),
        code: it.code.into(),
        name: it.name.into(),
    };
    currency::ALL.into_iter().map(one).collect()
}

pub fn candidate(it: Candidate) -> types::PayrollCandidate {
    types::PayrollCandidate {
        id: it.employee.get(),
        employee_id: it.number.into(),
        name: it.name,
        department: it.department.map(|(id, _)| id.get()).into(),
        in_payroll: it.payee.is_some(),
        payroll_employee_id: it.payee.map(|id| id.get()).into(),
    }
}

pub fn group(it: Group) -> types::PayrollGroup {
    types::PayrollGroup { id: it.id.get(), name: it.name, description: it.description.into() }
}

/// What groups are called, by id.
pub fn group_ref(groups: &[Group], id: Option<PayrollGroupId>) -> Option<types::EntityRef> {
    let found = groups.iter().find(|it| Some(it.id) == id)?;
    Some(reference("PayrollGroup", found.id.get(), &found.name))
}

pub fn component(it: Component) -> types::SalaryComponent {
    types::SalaryComponent {
        id: it.id.get(),
        name: it.name,
        component_type: match it.kind {
            ComponentKind::Basic => 1,
            ComponentKind::Allowance => 2,
            ComponentKind::Hourly => 3,
        },
        details: it.details.into(),
    }
}

/// A payee of a list, with what it refers to.
pub fn named(groups: &[Group], (it, name): payee::Named) -> types::PayrollEmployeeNamed {
    let number = number(&it.currency);
    types::PayrollEmployeeNamed {
        id: it.id.get(),
        employee: reference("Employee", it.employee.get(), name),
        pay_frequency: frequency_ref(it.frequency),
        deduction_group: group_ref(groups, it.group).into(),
        deduction_exemptions: it.exemptions.iter().map(|id| id.get()).collect(),
        deduction_allowed: it.allowed.iter().map(|id| id.get()).collect(),
        currency: reference("Currency", number, it.currency),
    }
}

pub fn payee(it: Payee) -> types::PayrollEmployee {
    types::PayrollEmployee {
        id: it.id.get(),
        employee: it.employee.get(),
        pay_frequency: frequency_id(it.frequency),
        currency: number(&it.currency),
        deduction_group: it.group.map(|id| id.get()).into(),
        deduction_exemptions: it.exemptions.iter().map(|id| id.get()).collect(),
        deduction_allowed: it.allowed.iter().map(|id| id.get()).collect(),
    }
}

/// # Errors
/// `Invalid` where there is no such currency.
pub fn new_payee(sent: types::PayrollEmployeeSave) -> Result<NewPayee, Error> {
    Ok(NewPayee {
        employee: EmployeeId(sent.employee),
        frequency: frequency(sent.pay_frequency),
        currency: letters(sent.currency)?,
        group: sent.deduction_group.value().map(PayrollGroupId),
        exemptions: ids(sent.deduction_exemptions.unwrap_or_default(), DeductionId),
        allowed: ids(sent.deduction_allowed.unwrap_or_default(), DeductionId),
    })
}

/// # Errors
/// `Invalid` where there is no such currency.
pub fn payee_change(sent: types::PayrollEmployeeSave) -> Result<PayeeChange, Error> {
    Ok(PayeeChange {
        employee: Some(EmployeeId(sent.employee)),
        frequency: Some(frequency(sent.pay_frequency)),
        currency: Some(letters(sent.currency)?),
        group: patch(sent.deduction_group, PayrollGroupId),
        exemptions: sent.deduction_exemptions.map(|sent| ids(sent, DeductionId)),
        allowed: sent.deduction_allowed.map(|sent| ids(sent, DeductionId)),
    })
}
