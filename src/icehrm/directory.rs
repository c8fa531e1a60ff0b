//! Directory: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Directory;
use icehrm_server::{requests, types};

impl Directory for IceHrm {
    async fn staff_list(
        &self,
        _caller: Self::Caller,
        _request: requests::StaffListRequest,
    ) -> Result<wire::Paged<types::StaffEntry>, Self::Error> {
        Err(hr::Error::not_implemented("staff_list"))
    }
}
