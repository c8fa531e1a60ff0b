//! Tag Directory: the staff, as everybody may see it.

use hr::{Error, staff};
use icehrm_server::requests::StaffListRequest;
use icehrm_server::traits::Directory;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{descends, directory, page, paged};
use crate::{Caller, IceHrm};

impl Directory for IceHrm {
    async fn staff_list(
        &self,
        caller: Caller,
        request: StaffListRequest,
    ) -> Result<Paged<types::StaffEntry>, Error> {
        let filter = staff::Filter {
            by: directory::by(request.sort_field),
            descending: descends(request.sort_order),
            ..staff::Filter::default()
        };
        let page = page(request.page, request.limit);
        Ok(paged(staff::list(&self.hr, caller.who(), &filter, page).await?, directory::entry))
    }
}
