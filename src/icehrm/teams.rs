//! Teams: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Teams;
use icehrm_server::{requests, types};

impl Teams for IceHrm {
    async fn team_list(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamListRequest,
    ) -> Result<wire::Paged<types::Team>, Self::Error> {
        Err(hr::Error::not_implemented("team_list"))
    }

    async fn team_save(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamSaveRequest,
    ) -> Result<types::Team, Self::Error> {
        Err(hr::Error::not_implemented("team_save"))
    }

    async fn team_employee_list(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamEmployeeListRequest,
    ) -> Result<wire::Paged<types::TeamCandidate>, Self::Error> {
        Err(hr::Error::not_implemented("team_employee_list"))
    }

    async fn team_department_list(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamDepartmentListRequest,
    ) -> Result<wire::Paged<types::TeamDepartment>, Self::Error> {
        Err(hr::Error::not_implemented("team_department_list"))
    }

    async fn team_stats(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamStatsRequest,
    ) -> Result<types::TeamStats, Self::Error> {
        Err(hr::Error::not_implemented("team_stats"))
    }

    async fn team_get(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamGetRequest,
    ) -> Result<types::TeamDetail, Self::Error> {
        Err(hr::Error::not_implemented("team_get"))
    }

    async fn team_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("team_delete"))
    }

    async fn team_members(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamMembersRequest,
    ) -> Result<wire::Paged<types::TeamMember>, Self::Error> {
        Err(hr::Error::not_implemented("team_members"))
    }

    async fn team_add_members(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamAddMembersRequest,
    ) -> Result<types::TeamBulkResult, Self::Error> {
        Err(hr::Error::not_implemented("team_add_members"))
    }

    async fn team_member_list(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamMemberListRequest,
    ) -> Result<wire::Paged<types::TeamMember>, Self::Error> {
        Err(hr::Error::not_implemented("team_member_list"))
    }

    async fn team_member_add(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamMemberAddRequest,
    ) -> Result<types::TeamMember, Self::Error> {
        Err(hr::Error::not_implemented("team_member_add"))
    }

    async fn team_member_remove(
        &self,
        _caller: Self::Caller,
        _request: requests::TeamMemberRemoveRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("team_member_remove"))
    }

    async fn my_team_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyTeamListRequest,
    ) -> Result<wire::Paged<types::Team>, Self::Error> {
        Err(hr::Error::not_implemented("my_team_list"))
    }

    async fn my_team_stats(
        &self,
        _caller: Self::Caller,
        _request: requests::MyTeamStatsRequest,
    ) -> Result<types::MyTeamStats, Self::Error> {
        Err(hr::Error::not_implemented("my_team_stats"))
    }

    async fn my_team_leaves(
        &self,
        _caller: Self::Caller,
        _request: requests::MyTeamLeavesRequest,
    ) -> Result<wire::Paged<types::TeamLeave>, Self::Error> {
        Err(hr::Error::not_implemented("my_team_leaves"))
    }

    async fn my_team_attendance(
        &self,
        _caller: Self::Caller,
        _request: requests::MyTeamAttendanceRequest,
    ) -> Result<wire::Paged<types::TeamAttendance>, Self::Error> {
        Err(hr::Error::not_implemented("my_team_attendance"))
    }

    async fn my_team_get(
        &self,
        _caller: Self::Caller,
        _request: requests::MyTeamGetRequest,
    ) -> Result<types::TeamDetail, Self::Error> {
        Err(hr::Error::not_implemented("my_team_get"))
    }

    async fn my_team_members(
        &self,
        _caller: Self::Caller,
        _request: requests::MyTeamMembersRequest,
    ) -> Result<wire::Paged<types::TeamMember>, Self::Error> {
        Err(hr::Error::not_implemented("my_team_members"))
    }
}
