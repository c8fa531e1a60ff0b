//! Tag User Restriction: the vendor's page `user-restriction`.

use hr::annex::restriction::{self, Restriction};
use hr::employee;
use hr::id::{EmployeeId, RestrictionId};
use whosoff_server::requests::*;
use whosoff_server::traits::UserRestriction;
use whosoff_server::types::{RecordIdRow, UserRestrictionRow, UserRestrictionSaved};

use crate::translate::{id, record};
use crate::{Failure, Principal, Whosoff};

impl UserRestriction for Whosoff {
    async fn user_restriction_create(
        &self,
        caller: Principal,
        request: UserRestrictionCreateRequest,
    ) -> Result<Vec<UserRestrictionSaved>, Failure> {
        let sent = request.body;
        let one = EmployeeId(sent.user_id.into());
        let other = EmployeeId(sent.restricted_user_id.into());
        let both = sent.reverse_entry;
        let made = restriction::create(&self.hr, caller.who(), one, other, both).await?;
        Ok(vec![UserRestrictionSaved { user_restriction_id: id(made.get()) }])
    }

    async fn user_restriction_retrieve_by_user_id(
        &self,
        caller: Principal,
        request: UserRestrictionRetrieveByUserIdRequest,
    ) -> Result<Vec<UserRestrictionRow>, Failure> {
        let of = EmployeeId(request.user_id.into());
        employee::get(&self.hr, caller.who(), of).await?;
        let found = restriction::list(&self.hr, caller.who(), of).await?;
        let row = |it: Restriction| UserRestrictionRow {
            user_restriction_id: id(it.id.get()),
            user_id: id(it.employee.get()),
            restricted_user_id: id(it.other.id.get()),
            restricted_first_name: it.other.first_name,
            restricted_last_name: it.other.last_name,
        };
        Ok(found.into_iter().map(row).collect())
    }

    async fn user_restriction_del(
        &self,
        caller: Principal,
        request: UserRestrictionDelRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let id = RestrictionId(request.user_restriction_id.into());
        restriction::delete(&self.hr, caller.who(), id).await?;
        Ok(record(id.get()))
    }
}
