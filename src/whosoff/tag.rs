//! Tag Tag: the vendor's page `tag`.

use hr::Error;
use hr::annex::tag;
use hr::id::TagId;
use whosoff_server::requests::*;
use whosoff_server::traits::Tag;
use whosoff_server::types::{RecordIdRow, TagRow, TagSaved};

use crate::translate::{id, record};
use crate::{Failure, Principal, Whosoff};

impl Tag for Whosoff {
    async fn tag_create(
        &self,
        caller: Principal,
        request: TagCreateRequest,
    ) -> Result<Vec<TagSaved>, Failure> {
        Ok(saved(tag::create(&self.hr, caller.who(), request.body.name).await?))
    }

    async fn tag_retrieve(
        &self,
        caller: Principal,
        request: TagRetrieveRequest,
    ) -> Result<Vec<TagRow>, Failure> {
        let found = match request.tag_id {
            None => tag::list(&self.hr, caller.who()).await?,
            Some(id) => match tag::get(&self.hr, caller.who(), TagId(id.into())).await {
                Err(Error::NotFound(_)) => Vec::new(),
                found => vec![found?],
            },
        };
        let row = |it: tag::Tag| TagRow { tag_id: id(it.id.get()), name: it.name };
        Ok(found.into_iter().map(row).collect())
    }

    async fn tag_update(
        &self,
        caller: Principal,
        request: TagUpdateRequest,
    ) -> Result<Vec<TagSaved>, Failure> {
        let (id, name) = (TagId(request.body.tag_id.into()), request.body.name);
        Ok(saved(tag::rename(&self.hr, caller.who(), id, name).await?))
    }

    async fn tag_del(
        &self,
        caller: Principal,
        request: TagDelRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let id = TagId(request.tag_id.into());
        tag::delete(&self.hr, caller.who(), id, request.force_removal).await?;
        Ok(record(id.get()))
    }
}

fn saved(it: tag::Tag) -> Vec<TagSaved> {
    vec![TagSaved { tag_id: id(it.id.get()) }]
}
