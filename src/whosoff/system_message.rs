//! Tag System Message: the vendor's page `system-message`.

use hr::annex::system_message;
use whosoff_server::requests::SystemMessageGetRequest;
use whosoff_server::traits::SystemMessage;
use whosoff_server::types::SystemMessageRow;
use wire::{Nullable, Visitor};

use crate::translate::{ToWire, id, moment};
use crate::{Failure, Whosoff, principal};

impl SystemMessage for Whosoff {
    async fn system_message_get(
        &self,
        _visitor: Visitor,
        request: SystemMessageGetRequest,
    ) -> Result<Vec<SystemMessageRow>, Failure> {
        principal::known_app(&self.hr, &request.app_id).await?;
        let found = system_message::list(&self.hr).await?;
        let row = |it: system_message::SystemMessage| SystemMessageRow {
            system_message_id: id(it.id.get()),
            title: it.title,
            message: it.message,
            type_id: it.kind.wire(),
            start_date: moment(it.starts_at),
            end_date: Nullable::Value(moment(it.ends_at)),
        };
        Ok(found.into_iter().map(row).collect())
    }
}
