//! Tag Holidays: vendor section 8.

use hr::id::HolidayId;
use hr::{Error, holiday};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Holidays;
use shiftcare_server::types::Holiday;
use wire::Paged;

use crate::translate::{employees, page, paged};
use crate::{Principal, ShiftCare};

impl Holidays for ShiftCare {
    async fn holiday_list(
        &self,
        caller: Principal,
        request: HolidayListRequest,
    ) -> Result<Paged<Holiday>, Error> {
        let page = page(request.page, request.size);
        let found = holiday::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, employees::holiday))
    }

    async fn holiday_create(
        &self,
        caller: Principal,
        request: HolidayCreateRequest,
    ) -> Result<Holiday, Error> {
        let new = employees::new_holiday(request.body);
        let made = holiday::create(&self.hr, caller.who()?, new).await?;
        Ok(employees::holiday(made))
    }

    async fn holiday_get(
        &self,
        caller: Principal,
        request: HolidayGetRequest,
    ) -> Result<Holiday, Error> {
        let id = HolidayId(request.id);
        Ok(employees::holiday(holiday::get(&self.hr, caller.who()?, id).await?))
    }

    async fn holiday_update(
        &self,
        caller: Principal,
        request: HolidayUpdateRequest,
    ) -> Result<Holiday, Error> {
        let id = HolidayId(request.id);
        let change = employees::holiday_change(request.body);
        let changed = holiday::change(&self.hr, caller.who()?, id, change).await?;
        Ok(employees::holiday(changed))
    }

    async fn holiday_delete(
        &self,
        caller: Principal,
        request: HolidayDeleteRequest,
    ) -> Result<(), Error> {
        holiday::delete(&self.hr, caller.who()?, HolidayId(request.id)).await
    }
}
