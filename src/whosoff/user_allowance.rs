//! Tag User Allowance: the vendor's page `user-allowance`.

use hr::annex::allowance::{self, NewAllowance};
use hr::id::EmployeeId;
use whosoff_server::requests::UserAllowanceCreateRequest;
use whosoff_server::traits::UserAllowance;
use whosoff_server::types::UserAllowanceSaved;

use crate::translate::id;
use crate::{Failure, Principal, Whosoff};

impl UserAllowance for Whosoff {
    async fn user_allowance_create(
        &self,
        caller: Principal,
        request: UserAllowanceCreateRequest,
    ) -> Result<Vec<UserAllowanceSaved>, Failure> {
        let sent = request.body;
        let new = NewAllowance {
            employee: EmployeeId(sent.user_id.into()),
            starts_on: sent.start_date,
            opening: sent.opening,
            remaining: sent.remaining,
            carried: sent.carryover_opening,
            carried_left: sent.carryover_remaining,
            locked: sent.locked.unwrap_or(false),
        };
        let made = allowance::create(&self.hr, caller.who(), new).await?;
        Ok(vec![UserAllowanceSaved { user_allowance_id: id(made.get()) }])
    }
}
