//! Announcements: the handlers of its operations.

use okta_hr_server::traits::Announcements;
use okta_hr_server::{requests, types};
use crate::OktaHr;

impl Announcements for OktaHr {
    async fn announcement_list(
        &self,
        _caller: Self::Caller,
        _request: requests::AnnouncementListRequest,
    ) -> Result<wire::Paged<types::Announcement>, Self::Error> {
        Err(hr::Error::not_implemented("announcement_list"))
    }
}
