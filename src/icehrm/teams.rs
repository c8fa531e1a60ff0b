//! Tag Teams: teams, who is in them, and what the caller's own teams are up to.

use hr::id::{DepartmentId, EmployeeId, TeamId, TeamMemberId};
use hr::team::{self, MemberFilter};
use hr::{Error, department, staff};
use icehrm_server::requests::*;
use icehrm_server::traits::Teams;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{changed, descends, ids, page, paged, removed, teams};
use crate::{Caller, IceHrm};

impl Teams for IceHrm {
    async fn team_list(
        &self,
        caller: Caller,
        request: TeamListRequest,
    ) -> Result<Paged<types::Team>, Error> {
        let filter = team::Filter {
            search: request.search,
            status: request.status.map(teams::status),
            department: request.department.map(DepartmentId),
            of: None,
            by: teams::by(request.sort_field),
            descending: descends(request.sort_order),
        };
        let page = page(request.page, request.limit);
        Ok(paged(team::list(&self.hr, caller.who(), &filter, page).await?, teams::listed))
    }

    async fn team_save(
        &self,
        caller: Caller,
        request: TeamSaveRequest,
    ) -> Result<types::Team, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(teams::listed(match sent.id.map(TeamId) {
            None => team::create(hr, who, teams::new(sent)).await?,
            Some(id) => changed(team::change(hr, who, id, teams::change(sent)).await)?,
        }))
    }

    async fn team_employee_list(
        &self,
        caller: Caller,
        request: TeamEmployeeListRequest,
    ) -> Result<Paged<types::TeamCandidate>, Error> {
        let page = page(request.page, request.limit);
        let found = staff::list(&self.hr, caller.who(), &staff::Filter::default(), page).await?;
        Ok(paged(found, teams::candidate))
    }

    async fn team_department_list(
        &self,
        caller: Caller,
        request: TeamDepartmentListRequest,
    ) -> Result<Paged<types::TeamDepartment>, Error> {
        let page = page(request.page, request.limit);
        let found = department::list(&self.hr, caller.who(), page).await?;
        Ok(paged(found, |it| types::TeamDepartment { id: it.id.get(), title: it.name }))
    }

    async fn team_stats(
        &self,
        caller: Caller,
        _: TeamStatsRequest,
    ) -> Result<types::TeamStats, Error> {
        Ok(teams::stats(team::stats(&self.hr, caller.who()).await?))
    }

    async fn team_get(
        &self,
        caller: Caller,
        request: TeamGetRequest,
    ) -> Result<types::TeamDetail, Error> {
        let id = TeamId(request.team_id);
        Ok(teams::shown(team::get(&self.hr, caller.who(), id).await?))
    }

    async fn team_delete(
        &self,
        caller: Caller,
        request: TeamDeleteRequest,
    ) -> Result<types::Removed, Error> {
        team::delete(&self.hr, caller.who(), TeamId(request.team_id)).await?;
        Ok(removed(request.team_id))
    }

    async fn team_members(
        &self,
        caller: Caller,
        request: TeamMembersRequest,
    ) -> Result<Paged<types::TeamMember>, Error> {
        let filter = MemberFilter {
            team: Some(TeamId(request.team_id)),
            descending: descends(request.sort_order),
            ..MemberFilter::default()
        };
        let page = page(request.page, request.limit);
        Ok(paged(team::memberships(&self.hr, caller.who(), filter, page).await?, teams::member))
    }

    async fn team_add_members(
        &self,
        caller: Caller,
        request: TeamAddMembersRequest,
    ) -> Result<types::TeamBulkResult, Error> {
        let employees = ids(request.body.employee_ids, EmployeeId);
        let id = TeamId(request.team_id);
        Ok(teams::added(team::add_all(&self.hr, caller.who(), id, employees).await?))
    }

    async fn team_member_list(
        &self,
        caller: Caller,
        request: TeamMemberListRequest,
    ) -> Result<Paged<types::TeamMember>, Error> {
        let filter = MemberFilter {
            team: request.team.map(TeamId),
            employee: request.employee.map(EmployeeId),
            descending: descends(request.sort_order),
        };
        let page = page(request.page, request.limit);
        Ok(paged(team::memberships(&self.hr, caller.who(), filter, page).await?, teams::member))
    }

    async fn team_member_add(
        &self,
        caller: Caller,
        request: TeamMemberAddRequest,
    ) -> Result<types::TeamMember, Error> {
        let (sent, who) = (request.body, caller.who());
        let (id, employee) = (TeamId(sent.team), EmployeeId(sent.employee));
        Ok(teams::member(team::add(&self.hr, who, id, employee, sent.role).await?))
    }

    async fn team_member_remove(
        &self,
        caller: Caller,
        request: TeamMemberRemoveRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.team_member_id;
        team::remove(&self.hr, caller.who(), TeamMemberId(id)).await?;
        Ok(removed(id))
    }

    async fn my_team_list(
        &self,
        caller: Caller,
        request: MyTeamListRequest,
    ) -> Result<Paged<types::Team>, Error> {
        let filter = team::Filter {
            by: teams::my_by(request.sort_field),
            descending: descends(request.sort_order),
            ..team::Filter::default()
        };
        let (who, page) = (caller.who(), page(request.page, request.limit));
        let found = team::mine(&self.hr, who, caller.employee(), filter, page).await?;
        Ok(paged(found, teams::listed))
    }

    async fn my_team_stats(
        &self,
        caller: Caller,
        _: MyTeamStatsRequest,
    ) -> Result<types::MyTeamStats, Error> {
        let found = team::my_stats(&self.hr, caller.who(), caller.employee()).await?;
        Ok(teams::my_stats(found))
    }

    async fn my_team_leaves(
        &self,
        caller: Caller,
        request: MyTeamLeavesRequest,
    ) -> Result<Paged<types::TeamLeave>, Error> {
        let page = page(request.page, request.limit);
        let days = u64::from(request.days.unsigned_abs());
        let found = team::leaves(&self.hr, caller.who(), caller.employee(), days, page).await?;
        Ok(paged(found, teams::leave))
    }

    async fn my_team_attendance(
        &self,
        caller: Caller,
        request: MyTeamAttendanceRequest,
    ) -> Result<Paged<types::TeamAttendance>, Error> {
        let page = page(request.page, request.limit);
        let found = team::attendance(&self.hr, caller.who(), caller.employee(), page).await?;
        Ok(paged(found, teams::attendance))
    }

    async fn my_team_get(
        &self,
        caller: Caller,
        request: MyTeamGetRequest,
    ) -> Result<types::TeamDetail, Error> {
        let (me, id) = (caller.employee(), TeamId(request.team_id));
        Ok(teams::shown(team::my_team(&self.hr, caller.who(), me, id).await?))
    }

    async fn my_team_members(
        &self,
        caller: Caller,
        request: MyTeamMembersRequest,
    ) -> Result<Paged<types::TeamMember>, Error> {
        let (me, id) = (caller.employee(), TeamId(request.team_id));
        let page = page(request.page, request.limit);
        Ok(paged(team::my_members(&self.hr, caller.who(), me, id, page).await?, teams::member))
    }
}
