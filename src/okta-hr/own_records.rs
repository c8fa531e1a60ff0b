//! Tag Self-service: what users see and do for themselves.

use chrono::Datelike;
use hr::{Error, attendance, balance, employee, leave, notification, payroll};
use okta_hr_server::requests::*;
use okta_hr_server::traits::OwnRecords;
use okta_hr_server::types::{
    AttendanceRecord, LeaveBalance, LeaveRequest, Notification, NotificationsRead,
    NotificationsReadMeta, Payslip, User,
};
use wire::Paged;

use crate::translate::{self, page, paged, pay, people, things};
use crate::{Caller, OktaHr};

impl OwnRecords for OktaHr {
    async fn me_get(&self, caller: Caller, _: MeGetRequest) -> Result<User, Error> {
        let person = caller.person()?;
        let known = employee::get(&self.hr, &person.who, person.employee).await?;
        Ok(people::user(person, known))
    }

    async fn my_attendance_list(
        &self,
        caller: Caller,
        request: MyAttendanceListRequest,
    ) -> Result<Vec<AttendanceRecord>, Error> {
        let person = caller.person()?;
        let (year, month) = match request.month {
            Some(text) => translate::attendance::month(&text)?,
            None => {
                let today = attendance::today(&self.hr, &person.who, person.employee).await?;
                (today.year(), today.month())
            }
        };
        let found = attendance::month(&self.hr, &person.who, person.employee, year, month).await?;
        Ok(found.into_iter().map(translate::attendance::shown).collect())
    }

    async fn attendance_check_in(
        &self,
        caller: Caller,
        request: AttendanceCheckInRequest,
    ) -> Result<AttendanceRecord, Error> {
        let (person, place) = (caller.person()?, translate::attendance::place(request.body)?);
        let open = attendance::check_in(&self.hr, &person.who, person.employee, place).await?;
        Ok(translate::attendance::shown(open))
    }

    async fn attendance_check_out(
        &self,
        caller: Caller,
        request: AttendanceCheckOutRequest,
    ) -> Result<AttendanceRecord, Error> {
        let (person, place) = (caller.person()?, translate::attendance::place(request.body)?);
        let closed = attendance::check_out(&self.hr, &person.who, person.employee, place).await?;
        Ok(translate::attendance::shown(closed))
    }

    async fn my_leave_list(
        &self,
        caller: Caller,
        request: MyLeaveListRequest,
    ) -> Result<Paged<LeaveRequest>, Error> {
        let person = caller.person()?;
        let filter = translate::leave::filter(None, Some(vec![person.employee]));
        let page = page(request.page, request.per_page);
        let found = leave::list(&self.hr, &person.who, &filter, page).await?;
        Ok(paged(found, translate::leave::shown))
    }

    async fn my_leave_create(
        &self,
        caller: Caller,
        request: MyLeaveCreateRequest,
    ) -> Result<LeaveRequest, Error> {
        let person = caller.person()?;
        let today = attendance::today(&self.hr, &person.who, person.employee).await?;
        let new = translate::leave::new(request.body, person.employee, today)?;
        let made = leave::create(&self.hr, &person.who, new).await?;
        Ok(translate::leave::shown(made))
    }

    async fn my_leave_balance_list(
        &self,
        caller: Caller,
        _: MyLeaveBalanceListRequest,
    ) -> Result<Vec<LeaveBalance>, Error> {
        let person = caller.person()?;
        let year = attendance::today(&self.hr, &person.who, person.employee).await?.year();
        let mine = [person.employee];
        let found = balance::of_employees(&self.hr, &person.who, Some(&mine), year).await?;
        Ok(found.into_iter().map(translate::leave::balance).collect())
    }

    async fn my_payslip_list(
        &self,
        caller: Caller,
        request: MyPayslipListRequest,
    ) -> Result<Paged<Payslip>, Error> {
        let (person, page) = (caller.person()?, page(request.page, request.per_page));
        let found = payroll::payslips(&self.hr, &person.who, person.employee, page).await?;
        Ok(paged(found.try_map(pay::payslip)?, |it| it))
    }

    async fn my_notification_list(
        &self,
        caller: Caller,
        request: MyNotificationListRequest,
    ) -> Result<Paged<Notification>, Error> {
        let (person, page) = (caller.person()?, page(request.page, request.per_page));
        let found = notification::list(&self.hr, &person.who, person.employee, page).await?;
        Ok(paged(found, things::notification))
    }

    async fn my_notification_read(
        &self,
        caller: Caller,
        request: MyNotificationReadRequest,
    ) -> Result<NotificationsRead, Error> {
        let person = caller.person()?;
        let id = request.body.and_then(|sent| sent.id).map(|text| text.parse()).transpose();
        // A text that is no UUID names nothing.
        let id = id.map_err(|_| Error::NotFound("notification"))?;
        let count = notification::mark_read(&self.hr, &person.who, person.employee, id).await?;
        let updated = i64::try_from(count).unwrap_or(i64::MAX);
        Ok(NotificationsRead { meta: NotificationsReadMeta { updated } })
    }
}
