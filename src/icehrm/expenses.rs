//! Tag Expenses: what was spent, its receipts and its approval.

use hr::Error;
use hr::approval::Decision;
use hr::expense;
use hr::id::ExpenseId;
use icehrm_server::requests::*;
use icehrm_server::traits::Expenses;
use icehrm_server::types;
use wire::Paged;

use crate::leave::reason;
use crate::translate::{expenses as translate, page, paged, slice};
use crate::{Caller, IceHrm};

impl Expenses for IceHrm {
    async fn expense_list(
        &self,
        caller: Caller,
        request: ExpenseListRequest,
    ) -> Result<Paged<types::Expense>, Error> {
        let page = page(request.page, request.limit);
        let filter = translate::filter(request);
        let found = expense::list(&self.hr, caller.who(), caller.viewer(), filter, page).await?;
        Ok(paged(found, translate::shown))
    }

    async fn expense_create(
        &self,
        caller: Caller,
        request: ExpenseCreateRequest,
    ) -> Result<types::Expense, Error> {
        let new = translate::new(request.body, caller.employee())?;
        let made = expense::create(&self.hr, caller.who(), caller.viewer(), new).await?;
        Ok(translate::shown(made))
    }

    async fn expense_category_list(
        &self,
        caller: Caller,
        request: ExpenseCategoryListRequest,
    ) -> Result<Paged<types::ExpenseCategory>, Error> {
        let all = expense::categories(&self.hr, caller.who()).await?;
        Ok(paged(slice(all, page(request.page, request.limit)), translate::category))
    }

    async fn expense_payment_method_list(
        &self,
        caller: Caller,
        request: ExpensePaymentMethodListRequest,
    ) -> Result<Paged<types::ExpensePaymentMethod>, Error> {
        let all = expense::payment_methods(&self.hr, caller.who()).await?;
        Ok(paged(slice(all, page(request.page, request.limit)), translate::payment_method))
    }

    async fn expense_approval_list(
        &self,
        caller: Caller,
        request: ExpenseApprovalListRequest,
    ) -> Result<Paged<types::Expense>, Error> {
        let page = page(request.page, request.limit);
        let found = expense::waiting(&self.hr, caller.who(), caller.viewer(), page).await?;
        Ok(paged(found, translate::shown))
    }

    async fn expense_upload_receipt(
        &self,
        caller: Caller,
        request: ExpenseUploadReceiptRequest,
    ) -> Result<String, Error> {
        let file = request.body.file;
        let name = file.file_name.clone().unwrap_or_default();
        expense::check_receipt(&name, file.size)?;
        Ok(self.keep(&caller, name, file).await?.key)
    }

    async fn expense_get(
        &self,
        caller: Caller,
        request: ExpenseGetRequest,
    ) -> Result<types::ExpenseDetail, Error> {
        let id = ExpenseId(request.id);
        let found = expense::read(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(translate::detail(found))
    }

    async fn expense_update(
        &self,
        caller: Caller,
        request: ExpenseUpdateRequest,
    ) -> Result<types::Expense, Error> {
        let (id, change) = (ExpenseId(request.id), translate::change(request.body)?);
        let changed = expense::change(&self.hr, caller.who(), caller.viewer(), id, change).await?;
        Ok(translate::shown(changed))
    }

    async fn expense_delete(
        &self,
        caller: Caller,
        request: ExpenseDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = ExpenseId(request.id);
        expense::delete(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(types::Removed { id: request.id })
    }

    async fn expense_approve(
        &self,
        caller: Caller,
        request: ExpenseApproveRequest,
    ) -> Result<types::Expense, Error> {
        self.expense_decided(&caller, request.id, Decision::Approved, request.body).await
    }

    async fn expense_reject(
        &self,
        caller: Caller,
        request: ExpenseRejectRequest,
    ) -> Result<types::Expense, Error> {
        self.expense_decided(&caller, request.id, Decision::Rejected, request.body).await
    }

    async fn expense_cancel(
        &self,
        caller: Caller,
        request: ExpenseCancelRequest,
    ) -> Result<types::Expense, Error> {
        let (id, note) = (ExpenseId(request.id), reason(request.body));
        let it = expense::withdraw(&self.hr, caller.who(), caller.viewer(), id, note).await?;
        Ok(translate::shown(it))
    }
}

impl IceHrm {
    async fn expense_decided(
        &self,
        caller: &Caller,
        id: i64,
        decision: Decision,
        body: Option<types::Reason>,
    ) -> Result<types::Expense, Error> {
        let (id, note) = (ExpenseId(id), reason(body));
        let (who, viewer) = (caller.who(), caller.viewer());
        let it = expense::decide(&self.hr, who, viewer, id, decision, note).await?;
        Ok(translate::shown(it))
    }
}
