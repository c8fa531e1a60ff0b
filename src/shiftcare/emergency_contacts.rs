//! Tag Emergency Contacts: vendor section 19.

use hr::Error;
use hr::employee::contact;
use shiftcare_server::requests::EmergencyContactListRequest;
use shiftcare_server::traits::EmergencyContacts;
use shiftcare_server::types::EmergencyContact;
use wire::Paged;

use crate::translate::{employees, page, paged};
use crate::{Principal, ShiftCare};

impl EmergencyContacts for ShiftCare {
    async fn emergency_contact_list(
        &self,
        caller: Principal,
        request: EmergencyContactListRequest,
    ) -> Result<Paged<EmergencyContact>, Error> {
        let page = page(request.page, request.size);
        let found = contact::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, employees::contact))
    }
}
