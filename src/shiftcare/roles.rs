//! Tag Roles: vendor section 10.

use hr::id::RoleId;
use hr::{Error, role};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Roles;
use shiftcare_server::types::Role;
use wire::Paged;

use crate::translate::{page, paged, roles};
use crate::{Principal, ShiftCare};

impl Roles for ShiftCare {
    async fn role_list(
        &self,
        caller: Principal,
        request: RoleListRequest,
    ) -> Result<Paged<Role>, Error> {
        let page = page(request.page, request.size);
        let found = role::list(&self.hr, caller.who()?, page).await?;
        Ok(paged(found, roles::shown))
    }

    async fn role_create(
        &self,
        caller: Principal,
        request: RoleCreateRequest,
    ) -> Result<Role, Error> {
        let new = roles::new(request.body);
        let made = role::create(&self.hr, caller.who()?, new).await?;
        Ok(roles::shown(made))
    }

    async fn role_get(&self, caller: Principal, request: RoleGetRequest) -> Result<Role, Error> {
        let id = RoleId(request.role_id);
        Ok(roles::shown(role::get(&self.hr, caller.who()?, id).await?))
    }

    async fn role_update(
        &self,
        caller: Principal,
        request: RoleUpdateRequest,
    ) -> Result<Role, Error> {
        let id = RoleId(request.role_id);
        let change = roles::change(request.body);
        let changed = role::change(&self.hr, caller.who()?, id, change).await?;
        Ok(roles::shown(changed))
    }

    async fn role_delete(
        &self,
        caller: Principal,
        request: RoleDeleteRequest,
    ) -> Result<(), Error> {
        role::delete(&self.hr, caller.who()?, RoleId(request.role_id)).await
    }
}
