//! Tag Leave: the vendor's page `leave`.

use hr::annex::leave_check::{self, Asker, Checked, NewLeave, Submitted};
use hr::annex::map::{self, Entry, Map, Standing};
use hr::annex::profile::{self, UserType};
use hr::annex::user;
use hr::id::LeaveRequestId;
use hr::leave::{self, Filter, LeaveRequest};
use hr::work_pattern::Unit;
use hr::{Error, employee, leave_type};
use whosoff_server::requests::*;
use whosoff_server::traits::Leave;
use whosoff_server::types::{LeaveRow, LeaveStatusFilterInput, LeaveSubmitted, LeaveValidated};

use crate::translate::leave::{self as translate, Around};
use crate::translate::{ToCore, people, said};
use crate::{Failure, Principal, Whosoff};

impl Leave for Whosoff {
    async fn leave_get_by_id(
        &self,
        caller: Principal,
        request: LeaveGetByIdRequest,
    ) -> Result<Vec<LeaveRow>, Failure> {
        let id = LeaveRequestId(request.leave_id.into());
        let found = leave::get(&self.hr, caller.who(), id).await?;
        let whose = Map::Staff(found.employee.id);
        let people = map::people(&self.hr, caller.who(), whose, Standing::Both).await?;
        let rows = self.leave_rows(&caller, people, vec![found]).await?;
        if rows.is_empty() { Err(Error::NotFound("leave request").into()) } else { Ok(rows) }
    }

    async fn leave_get(
        &self,
        caller: Principal,
        request: LeaveGetRequest,
    ) -> Result<Vec<LeaveRow>, Failure> {
        let asked = translate::asked(request.body, self.hr.clock().today());
        if asked.from > asked.to {
            return Ok(Vec::new());
        }
        let map = people::leave_map(asked.map_type_id, asked.map_id, caller.employee());
        let standing = said(asked.standing).unwrap_or(Standing::Active);
        let people = map::people(&self.hr, caller.who(), map, standing).await?;
        let filter = Filter {
            status: asked.status.unwrap_or(LeaveStatusFilterInput::ApprovedAndPending).core(),
            employees: Some(people.iter().map(|it| it.id).collect()),
            types: people::types(asked.leave_types),
            from: Some(asked.from),
            to: Some(asked.to),
            ..Filter::default()
        };
        let found = leave::all(&self.hr, caller.who(), &filter).await?;
        self.leave_rows(&caller, people, found).await
    }

    async fn leave_validate(
        &self,
        caller: Principal,
        request: LeaveValidateRequest,
    ) -> Result<Vec<LeaveValidated>, Failure> {
        let admin = request.body.admin.unwrap_or(false);
        let asked = translate::new(request.body, caller.employee());
        let asker = self.asker(&caller, &asked, admin).await?;
        match leave_check::check(&self.hr, caller.who(), &asked, asker).await? {
            Checked::Refused(reasons) => Err(Failure::Leave(reasons)),
            Checked::Possible(it) => {
                let unit = self.unit(&caller, &asked).await?;
                Ok(translate::validated(&asked, &it, unit))
            }
        }
    }

    async fn leave_submit(
        &self,
        caller: Principal,
        request: LeaveSubmitRequest,
    ) -> Result<Vec<LeaveSubmitted>, Failure> {
        let admin = request.body.admin.unwrap_or(false);
        let asked = translate::new(request.body, caller.employee());
        let asker = self.asker(&caller, &asked, admin).await?;
        match leave_check::submit(&self.hr, caller.who(), asked, asker).await? {
            Submitted::Refused(reasons) => Err(Failure::Leave(reasons)),
            Submitted::Made(it) => Ok(translate::submitted(&it)),
        }
    }
}

impl Whosoff {
    /// Rows of leave of these people, in three statements more.
    async fn leave_rows(
        &self,
        caller: &Principal,
        people: Vec<Entry>,
        found: Vec<LeaveRequest>,
    ) -> Result<Vec<LeaveRow>, Failure> {
        let ids: Vec<_> = people.iter().map(|it| it.id).collect();
        let types = leave_type::all(&self.hr, caller.who()).await?;
        let around = Around {
            people: people.into_iter().map(|it| (it.id, it)).collect(),
            profiles: profile::list(&self.hr, caller.who(), &ids).await?,
            types: types.into_iter().map(|it| (it.id, it)).collect(),
        };
        Ok(found.into_iter().filter_map(|it| around.row(it)).collect())
    }

    /// In which capacity the caller asks; 403 where they may not ask for this user, or not so.
    async fn asker(
        &self,
        caller: &Principal,
        asked: &NewLeave,
        admin: bool,
    ) -> Result<Asker, Failure> {
        let me = caller.employee();
        let types = user::types(&self.hr, caller.who(), &[me]).await?;
        let user_type = types.get(&me).copied().unwrap_or(UserType::Staff);
        let own = asked.employee == me;
        let allowed = match user_type {
            UserType::SuperUser | UserType::SuperUserHub => true,
            UserType::ApproverAdd | UserType::ApproverEdit if own => true,
            UserType::ApproverAdd | UserType::ApproverEdit => {
                match employee::get(&self.hr, caller.who(), asked.employee).await {
                    Ok(it) => it.manager == Some(me),
                    // That there is no such user is said later.
                    Err(Error::NotFound(_)) => true,
                    Err(error) => return Err(error.into()),
                }
            }
            UserType::Staff | UserType::Approver => own && !admin,
        };
        match allowed {
            true => Ok(Asker { user_type, admin }),
            false => Err(Error::forbidden("The user level does not reach for this leave").into()),
        }
    }

    /// What the time off of the one who will be off is counted in.
    async fn unit(&self, caller: &Principal, asked: &NewLeave) -> Result<Unit, Failure> {
        let profiles = profile::list(&self.hr, caller.who(), &[asked.employee]).await?;
        Ok(profiles.get(&asked.employee).map_or(Unit::Days, |it| it.allowance_unit))
    }
}
