//! Tag Payroll: who is paid and how, what is calculated, runs and payslips.

use hr::id::{EmployeeId, PayrollColumnId, PayrollEmployeeId, PayrollRunId, PayslipTemplateId};
use hr::payroll::{column, grid, group, payee, plan, salary, slip, template};
use hr::{Error, department};
use icehrm_server::requests::*;
use icehrm_server::traits::Payroll;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{
    changed, descends, page, paged, payroll as pay, payroll_columns as columns,
    payroll_setup as setup, payslip_templates as templates, removed, slice,
};
use crate::{Caller, IceHrm};

impl Payroll for IceHrm {
    async fn payroll_candidate_list(
        &self,
        caller: Caller,
        request: PayrollCandidateListRequest,
    ) -> Result<Paged<types::PayrollCandidate>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(payee::candidates(&self.hr, caller.who(), page).await?, setup::candidate))
    }

    async fn payroll_employee_list(
        &self,
        caller: Caller,
        request: PayrollEmployeeListRequest,
    ) -> Result<Paged<types::PayrollEmployeeNamed>, Error> {
        let (hr, who) = (&self.hr, caller.who());
        let sort = match request.sort_field {
            types::PayrollEmployeeListSortField::Id => payee::SortBy::Id,
            types::PayrollEmployeeListSortField::Employee => payee::SortBy::Employee,
        };
        let page = page(request.page, request.limit);
        let found = payee::list(hr, who, sort, descends(request.sort_order), page).await?;
        let groups = group::all(hr, who).await?;
        Ok(paged(found, |it| setup::named(&groups, it)))
    }

    async fn payroll_employee_save(
        &self,
        caller: Caller,
        request: PayrollEmployeeSaveRequest,
    ) -> Result<types::PayrollEmployee, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(setup::payee(match sent.id.map(PayrollEmployeeId) {
            None => payee::create(hr, who, setup::new_payee(sent)?).await?,
            Some(id) => changed(payee::change(hr, who, id, setup::payee_change(sent)?).await)?,
        }))
    }

    async fn payroll_employee_delete(
        &self,
        caller: Caller,
        request: PayrollEmployeeDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.payee_id;
        payee::delete(&self.hr, caller.who(), PayrollEmployeeId(id)).await?;
        Ok(removed(id))
    }

    async fn pay_frequency_list(
        &self,
        _: Caller,
        request: PayFrequencyListRequest,
    ) -> Result<Paged<types::PayFrequency>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(slice(setup::frequencies(), page), |it| it))
    }

    async fn payroll_group_list(
        &self,
        caller: Caller,
        request: PayrollGroupListRequest,
    ) -> Result<Paged<types::PayrollGroup>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(slice(group::all(&self.hr, caller.who()).await?, page), setup::group))
    }

    async fn payroll_currency_list(
        &self,
        _: Caller,
        request: PayrollCurrencyListRequest,
    ) -> Result<Paged<types::PayrollCurrency>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(slice(setup::currencies(), page), |it| it))
    }

    async fn payroll_department_list(
        &self,
        caller: Caller,
        request: PayrollDepartmentListRequest,
    ) -> Result<Paged<types::PayrollDepartment>, Error> {
        let page = page(request.page, request.limit);
        let found = slice(department::names(&self.hr, caller.who()).await?, page);
        Ok(paged(found, |(id, title)| types::PayrollDepartment { id: id.get(), title }))
    }

    async fn payslip_template_list(
        &self,
        caller: Caller,
        request: PayslipTemplateListRequest,
    ) -> Result<Paged<types::PayslipTemplate>, Error> {
        let page = page(request.page, request.limit);
        let (by, down) = (templates::order(request.sort_field), descends(request.sort_order));
        let found = template::list(&self.hr, caller.who(), by, down, page).await?;
        Ok(paged(found, templates::template))
    }

    async fn payslip_template_save(
        &self,
        caller: Caller,
        request: PayslipTemplateSaveRequest,
    ) -> Result<types::PayslipTemplate, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(templates::template(match sent.id.map(PayslipTemplateId) {
            None => template::create(hr, who, templates::new(sent)).await?,
            Some(id) => changed(template::change(hr, who, id, templates::change(sent)).await)?,
        }))
    }

    async fn payslip_design_preview(
        &self,
        caller: Caller,
        request: PayslipDesignPreviewRequest,
    ) -> Result<types::PayslipPreview, Error> {
        let design = templates::design(request.body.design, request.body.data).unwrap_or_default();
        let html = template::preview(&self.hr, caller.who(), design).await?;
        Ok(types::PayslipPreview { html })
    }

    async fn payslip_template_get(
        &self,
        caller: Caller,
        request: PayslipTemplateGetRequest,
    ) -> Result<types::PayslipTemplate, Error> {
        let id = PayslipTemplateId(request.template_id);
        Ok(templates::template(template::get(&self.hr, caller.who(), id).await?))
    }

    async fn payslip_template_delete(
        &self,
        caller: Caller,
        request: PayslipTemplateDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.template_id;
        template::delete(&self.hr, caller.who(), PayslipTemplateId(id)).await?;
        Ok(removed(id))
    }

    async fn payslip_template_preview(
        &self,
        caller: Caller,
        request: PayslipTemplatePreviewRequest,
    ) -> Result<types::PayslipPreview, Error> {
        let id = PayslipTemplateId(request.template_id);
        let html = template::preview_of(&self.hr, caller.who(), id).await?;
        Ok(types::PayslipPreview { html })
    }

    async fn payroll_column_list(
        &self,
        caller: Caller,
        request: PayrollColumnListRequest,
    ) -> Result<Paged<types::PayrollColumn>, Error> {
        let found = column::all(&self.hr, caller.who()).await?;
        let found = columns::sorted(found, request.sort_field, descends(request.sort_order));
        Ok(paged(slice(found, page(request.page, request.limit)), columns::column))
    }

    async fn payroll_column_save(
        &self,
        caller: Caller,
        request: PayrollColumnSaveRequest,
    ) -> Result<types::PayrollColumn, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(columns::column(match sent.id.map(PayrollColumnId) {
            None => column::create(hr, who, columns::new(sent)).await?,
            Some(id) => changed(column::change(hr, who, id, columns::change(sent)).await)?,
        }))
    }

    async fn payroll_column_delete(
        &self,
        caller: Caller,
        request: PayrollColumnDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.column_id;
        column::delete(&self.hr, caller.who(), PayrollColumnId(id)).await?;
        Ok(removed(id))
    }

    async fn calculation_hook_list(
        &self,
        _: Caller,
        request: CalculationHookListRequest,
    ) -> Result<Paged<types::CalculationHook>, Error> {
        Ok(paged(slice(columns::hooks(), page(request.page, request.limit)), |it| it))
    }

    async fn salary_component_list(
        &self,
        caller: Caller,
        request: SalaryComponentListRequest,
    ) -> Result<Paged<types::SalaryComponent>, Error> {
        let page = page(request.page, request.limit);
        Ok(paged(slice(salary::all(&self.hr, caller.who()).await?, page), setup::component))
    }

    async fn payroll_list(
        &self,
        caller: Caller,
        request: PayrollListRequest,
    ) -> Result<Paged<types::Payroll>, Error> {
        let page = page(request.page, request.limit);
        let found = plan::list(&self.hr, caller.who(), &pay::filter(&request), page).await?;
        Ok(paged(found, pay::run))
    }

    async fn payroll_save(
        &self,
        caller: Caller,
        request: PayrollSaveRequest,
    ) -> Result<types::Payroll, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(pay::run(match sent.id.map(PayrollRunId) {
            None => plan::create(hr, who, pay::new_plan(sent)).await?,
            Some(id) => changed(plan::change(hr, who, id, pay::plan_change(sent)).await)?,
        }))
    }

    async fn payroll_get(
        &self,
        caller: Caller,
        request: PayrollGetRequest,
    ) -> Result<types::PayrollNamed, Error> {
        let (hr, who) = (&self.hr, caller.who());
        pay::named(hr, who, plan::get(hr, who, PayrollRunId(request.payroll_id)).await?).await
    }

    async fn payroll_delete(
        &self,
        caller: Caller,
        request: PayrollDeleteRequest,
    ) -> Result<types::Removed, Error> {
        plan::delete(&self.hr, caller.who(), PayrollRunId(request.payroll_id)).await?;
        Ok(removed(request.payroll_id))
    }

    async fn payroll_member_list(
        &self,
        caller: Caller,
        request: PayrollMemberListRequest,
    ) -> Result<Paged<types::PayrollMember>, Error> {
        let id = PayrollRunId(request.payroll_id);
        let found = plan::members(&self.hr, caller.who(), id).await?;
        Ok(paged(slice(found, page(request.page, request.limit)), pay::member))
    }

    async fn payroll_process(
        &self,
        caller: Caller,
        request: PayrollProcessRequest,
    ) -> Result<types::PayrollNamed, Error> {
        let (hr, who) = (&self.hr, caller.who());
        pay::named(hr, who, grid::process(hr, who, PayrollRunId(request.payroll_id)).await?).await
    }

    async fn payroll_data_get(
        &self,
        caller: Caller,
        request: PayrollDataGetRequest,
    ) -> Result<types::PayrollData, Error> {
        let id = PayrollRunId(request.payroll_id);
        Ok(pay::grid(id, grid::get(&self.hr, caller.who(), id).await?))
    }

    async fn payroll_data_update(
        &self,
        caller: Caller,
        request: PayrollDataUpdateRequest,
    ) -> Result<types::PayrollNamed, Error> {
        let (hr, who, id) = (&self.hr, caller.who(), PayrollRunId(request.payroll_id));
        pay::named(hr, who, grid::enter(hr, who, id, pay::cells(request.body)).await?).await
    }

    async fn payroll_complete(
        &self,
        caller: Caller,
        request: PayrollCompleteRequest,
    ) -> Result<types::PayrollNamed, Error> {
        let (hr, who) = (&self.hr, caller.who());
        pay::named(hr, who, grid::complete(hr, who, PayrollRunId(request.payroll_id)).await?).await
    }

    async fn payslip_list(
        &self,
        caller: Caller,
        request: PayslipListRequest,
    ) -> Result<Paged<types::PayslipFigures>, Error> {
        let id = PayrollRunId(request.payroll_id);
        let page = page(request.page, request.limit);
        let found = slip::list(&self.hr, caller.who(), id, page).await?;
        Ok(paged(found, |it| pay::figures(id, it)))
    }

    async fn payslip_get(
        &self,
        caller: Caller,
        request: PayslipGetRequest,
    ) -> Result<types::Payslip, Error> {
        let (run, employee) = (PayrollRunId(request.payroll_id), EmployeeId(request.employee_id));
        let found = slip::get(&self.hr, caller.who(), caller.viewer(), run, employee).await?;
        Ok(pay::slip(run, found))
    }
}
