//! Tag Leave Type: the vendor's page `leave-type`.

use hr::annex::leave_rule;
use hr::annex::map::Standing;
use hr::leave_type;
use whosoff_server::requests::*;
use whosoff_server::traits::LeaveType;
use whosoff_server::types::{LeaveTypeRow, LeaveTypeSaved};

use crate::translate::{ToCore, id, leave_types};
use crate::{Failure, Principal, Whosoff};

impl LeaveType for Whosoff {
    async fn leave_type_create(
        &self,
        caller: Principal,
        request: LeaveTypeCreateRequest,
    ) -> Result<Vec<LeaveTypeSaved>, Failure> {
        let (new, rule) = (leave_types::new(&request.body), leave_types::rule(request.body));
        let made = leave_rule::create(&self.hr, caller.who(), new, rule).await?;
        Ok(vec![LeaveTypeSaved { leave_type_id: id(made.get()) }])
    }

    async fn leave_type_retrieve(
        &self,
        caller: Principal,
        request: LeaveTypeRetrieveRequest,
    ) -> Result<Vec<LeaveTypeRow>, Failure> {
        let wanted = |active: bool| match request.body.status_id.core() {
            Standing::Active => active,
            Standing::Disabled => !active,
            Standing::Both => true,
        };
        let types = leave_type::all(&self.hr, caller.who()).await?;
        let mut rules = leave_rule::all(&self.hr, caller.who()).await?;
        let rows = types.into_iter().filter(|it| wanted(it.active)).map(|it| {
            let rule = rules.remove(&it.id).unwrap_or_default();
            leave_types::row(it, rule)
        });
        Ok(rows.collect())
    }
}
