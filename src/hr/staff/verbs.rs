//! What everybody may ask about the staff.

use super::{Colleague, Filter, store};
use crate::{Error, Hr, Page, PageRequest, Who};

/// Those who work here and whom the filter lets through, in its order.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Colleague>, Error> {
    store::page(hr.db().read(), who.company, filter, page).await
}
