//! Tag SCIM: ours, after RFC 7643 and RFC 7644.

mod attribute;
mod discovery;
mod edits;
mod filter;
mod patch;
mod person;
mod projection;

use hr::employee::{self, Employee, Match};
use hr::id::EmployeeId;
use hr::{department, role};
use wire::Located;
use workbeats_server::requests::*;
use workbeats_server::traits::Scim;
use workbeats_server::types::{
    ScimResourceType, ScimResourceTypeList, ScimSchema, ScimSchemaList, ScimServiceProviderConfig,
    ScimUser, ScimUserList,
};

use crate::translate::ids;
use crate::{Failure, PREFIX, Principal, Workbeats};
use edits::Edits;
use projection::Projection;

/// Users in one answer at most.
const MOST: i32 = 200;

impl Scim for Workbeats {
    async fn scim_config_get(
        &self,
        caller: Principal,
        _request: ScimConfigGetRequest,
    ) -> Result<ScimServiceProviderConfig, Failure> {
        Ok(discovery::config(&base(&caller)))
    }

    async fn scim_resource_type_list(
        &self,
        caller: Principal,
        _request: ScimResourceTypeListRequest,
    ) -> Result<ScimResourceTypeList, Failure> {
        Ok(discovery::resource_types(&base(&caller)))
    }

    async fn scim_resource_type_get(
        &self,
        caller: Principal,
        request: ScimResourceTypeGetRequest,
    ) -> Result<ScimResourceType, Failure> {
        let all = discovery::resource_types(&base(&caller)).resources;
        let found = all.into_iter().find(|it| it.id == request.id);
        found.ok_or(Failure::missing("resource type"))
    }

    async fn scim_schema_list(
        &self,
        caller: Principal,
        _request: ScimSchemaListRequest,
    ) -> Result<ScimSchemaList, Failure> {
        Ok(discovery::schemas(&base(&caller)))
    }

    async fn scim_schema_get(
        &self,
        caller: Principal,
        request: ScimSchemaGetRequest,
    ) -> Result<ScimSchema, Failure> {
        let all = discovery::schemas(&base(&caller)).resources;
        let found = all.into_iter().find(|it| it.id == request.id);
        found.ok_or(Failure::missing("schema"))
    }

    async fn scim_user_list(
        &self,
        caller: Principal,
        request: ScimUserListRequest,
    ) -> Result<ScimUserList, Failure> {
        let wanted = projection::named(request.attributes, request.excluded_attributes);
        let page = (request.start_index, request.count);
        self.query(&caller, request.filter, page, &wanted).await
    }

    async fn scim_user_search(
        &self,
        caller: Principal,
        request: ScimUserSearchRequest,
    ) -> Result<ScimUserList, Failure> {
        let body = request.body;
        let wanted = Projection::new(body.attributes, body.excluded_attributes);
        let page = (body.start_index.unwrap_or(1), body.count.unwrap_or(MOST));
        self.query(&caller, body.filter, page, &wanted).await
    }

    async fn scim_user_create(
        &self,
        caller: Principal,
        request: ScimUserCreateRequest,
    ) -> Result<Located<ScimUser>, Failure> {
        let role = role::by_key(&self.hr, &caller.who, "employee").await?.id;
        let (new, active) = Edits::of_new(request.body).hire(role)?;
        let made = employee::enrol(&self.hr, &caller.who, new, active).await?;
        let location = person::location(&base(&caller), made.id);
        Ok(Located { location, value: self.shown(&caller, made, &Projection::default()).await? })
    }

    async fn scim_user_get(
        &self,
        caller: Principal,
        request: ScimUserGetRequest,
    ) -> Result<ScimUser, Failure> {
        let wanted = projection::named(request.attributes, request.excluded_attributes);
        let it = employee::get(&self.hr, &caller.who, user(&request.id)?).await?;
        self.shown(&caller, it, &wanted).await
    }

    async fn scim_user_replace(
        &self,
        caller: Principal,
        request: ScimUserReplaceRequest,
    ) -> Result<ScimUser, Failure> {
        let id = user(&request.id)?;
        let edits = Edits::of_replaced(request.body);
        let plan = move |old: &Employee| Ok::<_, Failure>(edits.plan(old));
        let it = employee::provision(&self.hr, &caller.who, id, plan).await??;
        self.shown(&caller, it, &Projection::default()).await
    }

    async fn scim_user_patch(
        &self,
        caller: Principal,
        request: ScimUserPatchRequest,
    ) -> Result<ScimUser, Failure> {
        let id = user(&request.id)?;
        let operations = request.body.operations;
        let plan = move |old: &Employee| patch::edits(operations, old).map(|it| it.plan(old));
        let it = employee::provision(&self.hr, &caller.who, id, plan).await??;
        self.shown(&caller, it, &Projection::default()).await
    }

    async fn scim_user_delete(
        &self,
        caller: Principal,
        request: ScimUserDeleteRequest,
    ) -> Result<(), Failure> {
        Ok(employee::delete(&self.hr, &caller.who, user(&request.id)?).await?)
    }
}

impl Workbeats {
    /// The users that a filter finds, from number `start` on and at most `count`.
    async fn query(
        &self,
        caller: &Principal,
        filter: Option<String>,
        (start, count): (i32, i32),
        wanted: &Projection,
    ) -> Result<ScimUserList, Failure> {
        let all: Vec<Match> = filter.as_deref().map_or(Ok(Vec::new()), filter::parse)?;
        let (start, count) = (start.max(1), count.clamp(0, MOST));
        let (skipped, limit) = (u64::from(start.unsigned_abs()) - 1, count.unsigned_abs().into());
        let found = employee::matching(&self.hr, &caller.who, &all, skipped, limit).await?;
        let ids = found.items.iter().map(|it| it.id).collect();
        let departments = department::of_employees(&self.hr, &caller.who, ids).await?;
        let name = |id: &EmployeeId| departments.get(id).map(|(_, name)| name.clone());
        let base = base(caller);
        let shown = |it: Employee| person::shown(&it, name(&it.id), &base, wanted);
        let resources: Vec<ScimUser> = found.items.into_iter().map(shown).collect();
        Ok(ScimUserList {
            total_results: i64::try_from(found.total).unwrap_or(i64::MAX),
            start_index: start,
            items_per_page: i32::try_from(resources.len()).unwrap_or(MOST),
            resources,
        })
    }

    async fn shown(
        &self,
        caller: &Principal,
        it: Employee,
        wanted: &Projection,
    ) -> Result<ScimUser, Failure> {
        let mut of = department::of_employees(&self.hr, &caller.who, vec![it.id]).await?;
        let department = of.remove(&it.id).map(|(_, name)| name);
        Ok(person::shown(&it, department, &base(caller), wanted))
    }
}

/// Where SCIM begins, as the caller reached it.
fn base(caller: &Principal) -> String {
    format!("{}{PREFIX}/scim/v2", caller.origin)
}

fn user(text: &str) -> Result<EmployeeId, Failure> {
    Ok(EmployeeId(ids::read_scim(text).ok_or(Failure::missing("user"))?))
}
