//! Tag Company Message: the vendor's page `company-message`.

use hr::annex::map::{self, Map, Standing};
use hr::annex::tag;
use hr::announcement;
use hr::id::AnnouncementId;
use whosoff_server::requests::*;
use whosoff_server::traits::CompanyMessage as Tag;
use whosoff_server::types::{CompanyMessage, CompanyMessageRow};

use crate::translate::messages::{self, Readers};
use crate::{Failure, Principal, Whosoff};

impl Tag for Whosoff {
    async fn company_message_retrieve(
        &self,
        caller: Principal,
        request: CompanyMessageRetrieveRequest,
    ) -> Result<Vec<CompanyMessageRow>, Failure> {
        let asked = request.body;
        let (from, to) = (asked.start_date, asked.end_date);
        let found = announcement::list_between(&self.hr, caller.who(), from, to).await?;
        let readers = self.readers(&caller).await?;
        let found = found.into_iter().filter(|it| messages::is_for(it, &asked));
        Ok(found.map(|it| readers.row(it)).collect())
    }

    async fn company_message_retrieve_by_id(
        &self,
        caller: Principal,
        request: CompanyMessageRetrieveByIdRequest,
    ) -> Result<Vec<CompanyMessage>, Failure> {
        let id = AnnouncementId(request.company_message_id.into());
        let found = announcement::get(&self.hr, caller.who(), id).await?;
        Ok(vec![self.readers(&caller).await?.whole(found)])
    }
}

impl Whosoff {
    async fn readers(&self, caller: &Principal) -> Result<Readers, Failure> {
        let people = map::people(&self.hr, caller.who(), Map::Company, Standing::Active).await?;
        Ok(Readers { people, tags: tag::members_of_all(&self.hr, caller.who()).await? })
    }
}
