//! Tag Users: the vendor's steps 2 and 3.

use hr::employee::{self, Employee, Filter};
use hr::id::EmployeeId;
use hr::{branch, department, position};
use workbeats_server::requests::*;
use workbeats_server::traits::Users;
use workbeats_server::types::{User, UserDetail};

use crate::translate::{ids, users};
use crate::{Failure, Principal, Workbeats};

impl Users for Workbeats {
    async fn user_list(
        &self,
        caller: Principal,
        _request: UserListRequest,
    ) -> Result<Vec<User>, Failure> {
        let all = employee::all(&self.hr, &caller.who, &Filter::default()).await?;
        Ok(all.into_iter().map(users::listed).collect())
    }

    async fn user_get(
        &self,
        caller: Principal,
        request: UserGetRequest,
    ) -> Result<UserDetail, Failure> {
        let id = ids::read("user", &request.user_id).ok_or(Failure::missing("user"))?;
        let it = employee::get(&self.hr, &caller.who, EmployeeId(id)).await?;
        let places = self.places(&caller, &it).await?;
        Ok(users::detailed(it, places))
    }
}

impl Workbeats {
    /// Where a user belongs; the position is the one that the title names where none is given.
    async fn places(&self, caller: &Principal, it: &Employee) -> Result<users::Places, Failure> {
        let (hr, who) = (&self.hr, &caller.who);
        let mut departments = department::of_employees(hr, who, vec![it.id]).await?;
        let position = match (it.position, &it.job_title) {
            (Some(id), _) => Some(position::get(hr, who, id).await?),
            (None, Some(title)) => position::named(hr, who, title).await?,
            (None, None) => None,
        };
        let branch = match it.branch {
            Some(id) => Some(branch::get(hr, who, id).await?),
            None => None,
        };
        Ok(users::Places { department: departments.remove(&it.id), position, branch })
    }
}
