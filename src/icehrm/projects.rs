//! Tag Projects: what people work on, who is on it, and the time that it takes.

use hr::Error;
use hr::id::{EmployeeId, ProjectId};
use hr::project;
use icehrm_server::requests::{
    ProjectAssignRequest, ProjectCandidatesRequest, ProjectDeleteRequest, ProjectGetRequest,
    ProjectListRequest, ProjectSaveRequest, ProjectTimeStatsRequest, ProjectUnassignRequest,
};
use icehrm_server::traits::Projects;
use icehrm_server::types::{
    Project, ProjectAssignment, ProjectCandidate, ProjectDetail, Removed, TimeStats,
};
use wire::Paged;

use crate::translate::projects as translate;
use crate::translate::{changed, page, paged, removed};
use crate::{Caller, IceHrm};

impl Projects for IceHrm {
    async fn project_list(
        &self,
        caller: Caller,
        request: ProjectListRequest,
    ) -> Result<Paged<Project>, Error> {
        let Some(filter) = translate::filter(&request) else {
            return Ok(Paged { items: Vec::new(), total: 0 });
        };
        let (who, viewer, sort) = (caller.who(), caller.viewer(), translate::sort(&request));
        let page = page(request.page, request.limit);
        let found = project::list(&self.hr, who, viewer, &filter, sort, page).await?;
        Ok(paged(found, translate::shown))
    }

    async fn project_save(
        &self,
        caller: Caller,
        request: ProjectSaveRequest,
    ) -> Result<Project, Error> {
        let (hr, who, viewer, sent) = (&self.hr, caller.who(), caller.viewer(), request.body);
        let saved = match sent.id.map(ProjectId) {
            None => project::create(hr, who, viewer, translate::new(sent)).await?,
            Some(id) => {
                changed(project::change(hr, who, viewer, id, translate::change(sent)).await)?
            }
        };
        Ok(translate::shown(saved))
    }

    async fn project_get(
        &self,
        caller: Caller,
        request: ProjectGetRequest,
    ) -> Result<ProjectDetail, Error> {
        let id = ProjectId(request.id);
        let found = project::get(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(translate::detail(found))
    }

    async fn project_delete(
        &self,
        caller: Caller,
        request: ProjectDeleteRequest,
    ) -> Result<Removed, Error> {
        let id = ProjectId(request.id);
        project::delete(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(removed(request.id))
    }

    async fn project_time_stats(
        &self,
        caller: Caller,
        request: ProjectTimeStatsRequest,
    ) -> Result<TimeStats, Error> {
        let id = ProjectId(request.id);
        let found = project::times(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(translate::stats(found))
    }

    async fn project_candidates(
        &self,
        caller: Caller,
        request: ProjectCandidatesRequest,
    ) -> Result<Paged<ProjectCandidate>, Error> {
        let (who, viewer, id) = (caller.who(), caller.viewer(), ProjectId(request.id));
        let page = page(request.page, request.limit);
        let found = project::candidates(&self.hr, who, viewer, id, page).await?;
        Ok(paged(found, translate::candidate))
    }

    async fn project_assign(
        &self,
        caller: Caller,
        request: ProjectAssignRequest,
    ) -> Result<ProjectAssignment, Error> {
        let (id, employee) = (ProjectId(request.id), EmployeeId(request.body.employee_id));
        let made = project::assign(&self.hr, caller.who(), caller.viewer(), id, employee).await?;
        Ok(translate::assigned(made))
    }

    async fn project_unassign(
        &self,
        caller: Caller,
        request: ProjectUnassignRequest,
    ) -> Result<(), Error> {
        let (id, employee) = (ProjectId(request.project_id), EmployeeId(request.employee_id));
        project::unassign(&self.hr, caller.who(), caller.viewer(), id, employee).await
    }
}
