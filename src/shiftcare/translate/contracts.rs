//! Contracts and contract templates between ShiftCare and the core.

use hr::contract::{Contract, ContractChange, Form, NewContract, Renewal};
use hr::contract_template::{ContractTemplate, ContractTemplateChange, NewContractTemplate};
use hr::id::{ContractTemplateId, EmployeeId};
use shiftcare_server::types;
use wire::LocalDateTime;

use super::{ToCore, ToWire, codes, flags, moment, patch, same};

codes!(Form, types::ContractTypeInput, types::ContractType {
    Paper = Paper,
    Electronic = Electronic,
});

flags!(types::ContractRenewalFlagInput, types::ContractRenewalFlag { true = Yes, false = No });
flags!(types::ContractSignStatusInput, types::ContractSignStatus {
    true = Signed,
    false = Pending
});
flags!(types::ContractMaturityInput, types::ContractMaturity { true = Yes, false = No });
flags!(types::ContractTemplateStatusInput, types::ContractTemplateStatus {
    true = Normal,
    false = Deactivated
});

pub fn new(sent: types::ContractCreate) -> NewContract {
    NewContract {
        employee: EmployeeId(sent.employee_id),
        template: sent.template_id.map(ContractTemplateId),
        position: sent.position,
        name: sent.contract_name,
        form: sent.contract_type.map(ToCore::core),
        starts_at: sent.contract_start_time.0,
        ends_at: sent.contract_end_time.0,
        accessory_url: sent.accessory,
        is_renewal: sent.is_renewal.is_some_and(ToCore::core),
    }
}

pub fn change(sent: types::ContractUpdate) -> ContractChange {
    ContractChange {
        template: patch(sent.template_id, ContractTemplateId),
        position: same(sent.position),
        name: same(sent.contract_name),
        form: patch(sent.contract_type, ToCore::core),
        starts_at: sent.contract_start_time.map(|at| at.0),
        ends_at: sent.contract_end_time.map(|at| at.0),
        accessory_url: same(sent.accessory),
        signed: sent.sign_status.map(ToCore::core),
        matured: sent.is_maturity.map(ToCore::core),
        signed_on: same(sent.sign_date),
    }
}

/// Counts as a renewal unless it says that it is none.
pub fn renewal(sent: types::ContractRenewal) -> Renewal {
    Renewal {
        template: ContractTemplateId(sent.template_id),
        form: sent.contract_type.map(ToCore::core),
        starts_at: sent.contract_start_time.0,
        ends_at: sent.contract_end_time.0,
        accessory_url: sent.accessory,
        is_renewal: sent.is_renewal.is_none_or(ToCore::core),
    }
}

pub fn shown(it: Contract) -> types::Contract {
    types::Contract {
        id: it.id.get(),
        employee_id: it.employee.get(),
        template_id: it.template.map(ContractTemplateId::get),
        position: it.position,
        contract_name: it.name,
        contract_type: it.form.map(ToWire::wire),
        contract_start_time: LocalDateTime(it.starts_at),
        contract_end_time: LocalDateTime(it.ends_at),
        accessory: it.accessory_url,
        is_renewal: it.is_renewal.wire(),
        sign_status: it.signed.wire(),
        is_maturity: it.matured.wire(),
        sign_date: it.signed_on,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}

pub fn new_template(sent: types::ContractTemplateCreate) -> NewContractTemplate {
    NewContractTemplate {
        name: sent.template_name,
        content: sent.template_content,
        active: sent.status.is_none_or(ToCore::core),
    }
}

pub fn template_change(sent: types::ContractTemplateUpdate) -> ContractTemplateChange {
    ContractTemplateChange {
        name: Some(sent.template_name),
        content: same(sent.template_content),
        active: sent.status.map(ToCore::core),
    }
}

pub fn template(it: ContractTemplate) -> types::ContractTemplate {
    types::ContractTemplate {
        template_id: it.id.get(),
        template_name: it.name,
        template_content: it.content,
        status: it.active.wire(),
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}
