//! Tag User: the vendor's text on `user`.

use hr::access::{password, user as account};
use hr::annex::{my_staff, user};
use hr::id::EmployeeId;
use hr::{Error, employee};
use whosoff_server::requests::*;
use whosoff_server::traits::User;
use whosoff_server::types::{
    ApproverRow, MyStaff, RecordIdRow, UserProfile, UserQuery, UserRow, UserRowV41, UserSaved,
};

use crate::people::{self, Rows};
use crate::translate::people::map;
use crate::translate::{self, ToCore, record, users};
use crate::{Failure, Principal, Whosoff};

impl User for Whosoff {
    async fn user_create(
        &self,
        caller: Principal,
        request: UserCreateRequest,
    ) -> Result<Vec<UserSaved>, Failure> {
        let password = password::hash(&self.hr, request.body.password.expose()).await?;
        let new = users::new(request.body, password);
        Ok(users::saved(user::create(&self.hr, caller.who(), new).await?))
    }

    async fn user_retrieve(
        &self,
        caller: Principal,
        request: UserRetrieveRequest,
    ) -> Result<Vec<UserRow>, Failure> {
        Ok(users::rows(self.users(&caller, request.body).await?))
    }

    async fn user_retrieve_v41(
        &self,
        caller: Principal,
        request: UserRetrieveV41Request,
    ) -> Result<Vec<UserRowV41>, Failure> {
        Ok(users::rows_v41(self.users(&caller, request.body).await?))
    }

    async fn user_get_by_id(
        &self,
        caller: Principal,
        request: UserGetByIdRequest,
    ) -> Result<Vec<UserProfile>, Failure> {
        let id = EmployeeId(request.user_id.into());
        Ok(users::profile(people::card(&self.hr, caller.who(), id).await?))
    }

    async fn user_get_my_details(
        &self,
        caller: Principal,
        _request: UserGetMyDetailsRequest,
    ) -> Result<Vec<UserProfile>, Failure> {
        Ok(users::profile(people::card(&self.hr, caller.who(), caller.employee()).await?))
    }

    async fn user_update(
        &self,
        caller: Principal,
        request: UserUpdateRequest,
    ) -> Result<Vec<UserSaved>, Failure> {
        let (id, sent) = (EmployeeId(request.body.user_id.into()), request.body);
        employee::get(&self.hr, caller.who(), id).await?;
        if !caller.is_super_user() && (id != caller.employee() || users::is_restricted(&sent)) {
            return Err(Error::forbidden("This needs a super user").into());
        }
        let password = match &sent.password {
            Some(password) => Some(password::hash(&self.hr, password.expose()).await?),
            None => None,
        };
        user::change(&self.hr, caller.who(), id, users::change(sent, password)).await?;
        Ok(users::saved(id))
    }

    async fn user_del(
        &self,
        caller: Principal,
        request: UserDelRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let id = EmployeeId(request.user_id.into());
        user::delete(&self.hr, caller.who(), id).await?;
        Ok(record(id.get()))
    }

    async fn user_unlock(
        &self,
        caller: Principal,
        request: UserUnlockRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let id = EmployeeId(request.user_id.into());
        employee::get(&self.hr, caller.who(), id).await?;
        match account::unlock(&self.hr, caller.who(), id).await {
            // Whoever cannot sign in at all has no lock either.
            Ok(()) | Err(Error::NotFound(_)) => Ok(record(id.get())),
            Err(error) => Err(error.into()),
        }
    }

    async fn user_get_approvers(
        &self,
        caller: Principal,
        _request: UserGetApproversRequest,
    ) -> Result<Vec<ApproverRow>, Failure> {
        let found = user::approvers(&self.hr, caller.who()).await?;
        Ok(found.into_iter().map(users::approver).collect())
    }

    async fn user_my_staff(
        &self,
        caller: Principal,
        _request: UserMyStaffRequest,
    ) -> Result<Vec<MyStaff>, Failure> {
        let found = my_staff::read(&self.hr, caller.who(), caller.employee()).await?;
        Ok(vec![translate::my_staff::shown(found)])
    }
}

impl Whosoff {
    /// The users that both versions list.
    async fn users(&self, caller: &Principal, asked: UserQuery) -> Result<Rows, Error> {
        let map = map(asked.map_type_id, asked.map_id, caller.employee());
        let beginning = asked.last_name.unwrap_or_default();
        let standing = asked.status_id.core();
        people::rows(&self.hr, caller.who(), map, standing, &beginning).await
    }
}
