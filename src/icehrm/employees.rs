//! Tag Employees: records, what people can, how they are, and their attendance and leave.

use hr::employee::record;
use hr::id::EmployeeId;
use hr::qualification::{self, Kind};
use hr::{Error, attendance, daily_status, leave, leave_period};
use icehrm_server::requests::*;
use icehrm_server::traits::Employees;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{employees as translate, page, paged, profile, removed};
use crate::{Caller, IceHrm};

impl Employees for IceHrm {
    async fn employee_list(
        &self,
        caller: Caller,
        request: EmployeeListRequest,
    ) -> Result<Paged<types::EmployeeListItem>, Error> {
        let page = page(request.page, request.limit);
        let filter = translate::filter(request);
        let found = record::list(&self.hr, caller.who(), caller.viewer(), filter, page).await?;
        Ok(paged(found, translate::listed))
    }

    async fn employee_create(
        &self,
        caller: Caller,
        request: EmployeeCreateRequest,
    ) -> Result<types::EmployeeSaved, Error> {
        let new = translate::new(request.body)?;
        let made = record::create(&self.hr, caller.who(), caller.viewer(), new).await?;
        Ok(translate::saved(made))
    }

    async fn employee_me(
        &self,
        caller: Caller,
        _: EmployeeMeRequest,
    ) -> Result<types::Employee, Error> {
        let (who, viewer) = (caller.who(), caller.viewer());
        Ok(translate::shown(record::get(&self.hr, who, viewer, caller.employee()).await?))
    }

    async fn employee_get(
        &self,
        caller: Caller,
        request: EmployeeGetRequest,
    ) -> Result<types::Employee, Error> {
        let id = EmployeeId(request.employee);
        let found = record::get(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(translate::shown(found))
    }

    async fn employee_change(
        &self,
        caller: Caller,
        request: EmployeeChangeRequest,
    ) -> Result<types::EmployeeSaved, Error> {
        let (who, viewer, id) = (caller.who(), caller.viewer(), EmployeeId(request.employee));
        let change = translate::change(request.body)?;
        Ok(translate::saved(record::change(&self.hr, who, viewer, id, change).await?))
    }

    async fn employee_delete(
        &self,
        caller: Caller,
        request: EmployeeDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = EmployeeId(request.employee);
        record::delete(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(removed(request.employee))
    }

    async fn employee_skill_list(
        &self,
        caller: Caller,
        request: EmployeeSkillListRequest,
    ) -> Result<Paged<types::EmployeeSkill>, Error> {
        let columns = request.filters.map(|it| (it.id, it.skill_id)).unwrap_or_default();
        let filter = profile::qualifications(columns, request.sort_field, request.sort_order);
        let (of, page) = ((request.employee, Kind::Skill), page(request.page, request.limit));
        Ok(paged(self.qualifications(&caller, of, filter, page).await?, profile::skill))
    }

    async fn employee_education_list(
        &self,
        caller: Caller,
        request: EmployeeEducationListRequest,
    ) -> Result<Paged<types::EmployeeEducation>, Error> {
        let columns = request.filters.map(|it| (it.id, it.education_id)).unwrap_or_default();
        let filter = profile::qualifications(columns, request.sort_field, request.sort_order);
        let (of, page) = ((request.employee, Kind::Education), page(request.page, request.limit));
        Ok(paged(self.qualifications(&caller, of, filter, page).await?, profile::education))
    }

    async fn employee_certification_list(
        &self,
        caller: Caller,
        request: EmployeeCertificationListRequest,
    ) -> Result<Paged<types::EmployeeCertification>, Error> {
        let columns = request.filters.map(|it| (it.id, it.certification_id)).unwrap_or_default();
        let filter = profile::qualifications(columns, request.sort_field, request.sort_order);
        let (of, page) =
            ((request.employee, Kind::Certification), page(request.page, request.limit));
        Ok(paged(self.qualifications(&caller, of, filter, page).await?, profile::certification))
    }

    async fn employee_language_list(
        &self,
        caller: Caller,
        request: EmployeeLanguageListRequest,
    ) -> Result<Paged<types::EmployeeLanguage>, Error> {
        let columns = request.filters.map(|it| (it.id, it.language_id)).unwrap_or_default();
        let filter = profile::qualifications(columns, request.sort_field, request.sort_order);
        let (of, page) = ((request.employee, Kind::Language), page(request.page, request.limit));
        Ok(paged(self.qualifications(&caller, of, filter, page).await?, profile::language))
    }

    async fn employee_attendance_list(
        &self,
        caller: Caller,
        request: EmployeeAttendanceListRequest,
    ) -> Result<Paged<types::EmployeeAttendance>, Error> {
        let (who, viewer, id) = (caller.who(), caller.viewer(), EmployeeId(request.employee));
        let page = page(request.page, request.limit);
        let (filter, sort) = profile::attendance(request);
        let found = attendance::entries_of(&self.hr, who, viewer, id, filter, sort, page).await?;
        Ok(paged(found, profile::stay))
    }

    async fn employee_attendance_summary(
        &self,
        caller: Caller,
        request: EmployeeAttendanceSummaryRequest,
    ) -> Result<types::EmployeeAttendanceSummary, Error> {
        let id = EmployeeId(request.employee);
        let found = attendance::summary(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(profile::figures(found))
    }

    async fn employee_leave_list(
        &self,
        caller: Caller,
        request: EmployeeLeaveListRequest,
    ) -> Result<Paged<types::EmployeeLeaveItem>, Error> {
        let (who, viewer, id) = (caller.who(), caller.viewer(), EmployeeId(request.employee));
        let page = page(request.page, request.limit);
        let filter = profile::leave(request);
        let found = leave::list_of(&self.hr, who, viewer, id, filter, page).await?;
        let periods = leave_period::all(&self.hr, who).await?;
        Ok(paged(found, |it| profile::leave_item(it, &periods)))
    }

    async fn employee_leave_summary(
        &self,
        caller: Caller,
        request: EmployeeLeaveSummaryRequest,
    ) -> Result<types::EmployeeLeaveSummary, Error> {
        let id = EmployeeId(request.employee);
        let found = leave::counts(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(profile::counts(found))
    }

    async fn employee_status_get(
        &self,
        caller: Caller,
        request: EmployeeStatusGetRequest,
    ) -> Result<types::EmployeeToday, Error> {
        let id = EmployeeId(request.employee);
        let found = daily_status::today(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(profile::today(id, found))
    }

    async fn employee_status_set(
        &self,
        caller: Caller,
        request: EmployeeStatusSetRequest,
    ) -> Result<types::EmployeeTodaySaved, Error> {
        let (id, new) = (EmployeeId(request.employee), profile::said(request.body));
        let said = daily_status::set(&self.hr, caller.who(), caller.viewer(), id, new).await?;
        Ok(profile::said_today(said))
    }

    async fn employee_user_create(
        &self,
        caller: Caller,
        request: EmployeeUserCreateRequest,
    ) -> Result<types::EmployeeUser, Error> {
        let (who, viewer, id) = (caller.who(), caller.viewer(), EmployeeId(request.employee));
        let sent = request.body;
        let new = profile::account(&self.hr, &sent).await?;
        let user = record::open_account(&self.hr, who, viewer, id, new).await;
        let user = user.map_err(profile::taken)?;
        let types::EmployeeUserNew { username, email, user_level, .. } = sent;
        Ok(types::EmployeeUser { id: user.get(), employee: id.get(), username, email, user_level })
    }
}

impl IceHrm {
    async fn qualifications(
        &self,
        caller: &Caller,
        (id, kind): (i64, Kind),
        filter: qualification::Filter,
        page: hr::PageRequest,
    ) -> Result<hr::Page<qualification::Held>, Error> {
        let (who, viewer, of) = (caller.who(), caller.viewer(), (EmployeeId(id), kind));
        qualification::list(&self.hr, who, viewer, of, filter, page).await
    }
}
