//! Tag Policies: vendor section 11.

use hr::Link;
use hr::id::PolicyId;
use hr::policy::{NewPolicy, Policy, PolicyChange};
use hr::{Error, policy};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Policies;
use shiftcare_server::types;
use wire::Paged;

use crate::translate::{page, paged, patch, policies};
use crate::{Principal, ShiftCare};

/// The title of a policy that came as a file without a name, and without a title.
const NAMELESS: &str = "Policy";

impl Policies for ShiftCare {
    async fn policy_list(
        &self,
        caller: Principal,
        request: PolicyListRequest,
    ) -> Result<Paged<types::Policy>, Error> {
        let page = page(request.page, request.size);
        let found = policy::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, |it| self.shown(&caller, it)))
    }

    async fn policy_create(
        &self,
        caller: Principal,
        request: PolicyCreateRequest,
    ) -> Result<types::Policy, Error> {
        let (of_query, body) = policies::from_query(request);
        let new = match body {
            PolicyCreateBody::Json(mut sent) => {
                let attachment = sent.attachment_url.take().map(|url| self.link(url));
                policies::new(sent, attachment)
            }
            PolicyCreateBody::Multipart(form) => self.with_file(&caller, of_query, form).await?,
        };
        let made = policy::create(&self.hr, caller.who()?, new).await?;
        Ok(self.shown(&caller, made))
    }

    async fn policy_get(
        &self,
        caller: Principal,
        request: PolicyGetRequest,
    ) -> Result<types::Policy, Error> {
        let id = PolicyId(request.policy_id);
        Ok(self.shown(&caller, policy::get(&self.hr, caller.who()?, id).await?))
    }

    async fn policy_update(
        &self,
        caller: Principal,
        request: PolicyUpdateRequest,
    ) -> Result<types::Policy, Error> {
        let id = PolicyId(request.policy_id);
        let (of_query, body) = policies::change_from_query(request);
        let change = match body {
            PolicyUpdateBody::Json(mut sent) => {
                let attachment = std::mem::take(&mut sent.attachment_url);
                policies::change(sent, patch(attachment, |url| self.link(url)))
            }
            PolicyUpdateBody::Multipart(form) => {
                let file = self.keep(&caller, form.file).await?;
                PolicyChange { attachment: hr::Patch::Set(Link::Stored(file.key)), ..of_query }
            }
        };
        let changed = policy::change(&self.hr, caller.who()?, id, change).await?;
        Ok(self.shown(&caller, changed))
    }

    async fn policy_archive(
        &self,
        caller: Principal,
        request: PolicyArchiveRequest,
    ) -> Result<(), Error> {
        policy::archive(&self.hr, caller.who()?, PolicyId(request.policy_id)).await?;
        Ok(())
    }

    async fn policy_delete(
        &self,
        caller: Principal,
        request: PolicyDeleteRequest,
    ) -> Result<(), Error> {
        policy::delete(&self.hr, caller.who()?, PolicyId(request.policy_id)).await
    }
}

impl ShiftCare {
    /// A policy whose text is the uploaded file, which lends it its name where there is no title.
    async fn with_file(
        &self,
        caller: &Principal,
        new: NewPolicy,
        form: types::PolicyUpload,
    ) -> Result<NewPolicy, Error> {
        let named = form.file.file_name.clone().filter(|name| !name.is_empty());
        let file = self.keep(caller, form.file).await?;
        let title = match new.title.is_empty() {
            true => named.unwrap_or_else(|| NAMELESS.to_owned()),
            false => new.title,
        };
        Ok(NewPolicy { title, attachment: Some(Link::Stored(file.key)), ..new })
    }

    fn shown(&self, caller: &Principal, it: Policy) -> types::Policy {
        policies::shown(it, |link| self.url(caller, link))
    }
}
