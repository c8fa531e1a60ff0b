//! Tag Whosoff: the vendor's page `whosoff`, the calendar.

use hr::annex::calendar::{self, Asked};
use whosoff_server::requests::WhosoffRetrieveRequest;
use whosoff_server::traits::Whosoff as Tag;
use whosoff_server::types::WhosoffRow;

use crate::translate::{leave, people};
use crate::{Failure, Principal, Whosoff};

impl Tag for Whosoff {
    async fn whosoff_retrieve(
        &self,
        caller: Principal,
        request: WhosoffRetrieveRequest,
    ) -> Result<Vec<WhosoffRow>, Failure> {
        let sent = request.body;
        let (from, to) = (sent.start_date, sent.end_date);
        if from > to {
            return Ok(Vec::new());
        }
        let asked = Asked {
            map: people::map(sent.map_type_id, sent.map_id, caller.employee()),
            from,
            to,
            types: people::types(sent.leave_type_ids),
            free_days: sent.include_free_restricted,
            only_off: sent.include_only_whosoff,
        };
        let lines = calendar::read(&self.hr, caller.who(), &asked).await?;
        Ok(lines.into_iter().map(|it| leave::line(it, from, to)).collect())
    }
}
