//! Tag Announcements: what the company tells the caller.

use hr::{Error, announcement};
use okta_hr_server::requests::AnnouncementListRequest;
use okta_hr_server::traits::Announcements;
use okta_hr_server::types::Announcement;
use wire::Paged;

use crate::translate::{page, paged, things};
use crate::{Caller, OktaHr};

impl Announcements for OktaHr {
    async fn announcement_list(
        &self,
        caller: Caller,
        request: AnnouncementListRequest,
    ) -> Result<Paged<Announcement>, Error> {
        let (person, page) = (caller.person()?, page(request.page, request.per_page));
        let reader = Some(person.employee);
        let found = announcement::list_published(&self.hr, &person.who, reader, page).await?;
        Ok(paged(found, things::announcement))
    }
}
