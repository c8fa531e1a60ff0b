//! Tag Department: the vendor's page `department`.

use hr::department::{self, Department as Found, DepartmentChange, NewDepartment, Structure};
use hr::id::DepartmentId;
use hr::{Error, Patch};
use whosoff_server::requests::*;
use whosoff_server::traits::Department;
use whosoff_server::types::{DepartmentRow, DepartmentSaved, RecordIdRow};

use crate::translate::{id, record};
use crate::{Failure, Principal, Whosoff};

impl Department for Whosoff {
    /// Departments of the core have a leader, of which this API knows nothing: who makes one
    /// leads it.
    async fn department_create(
        &self,
        caller: Principal,
        request: DepartmentCreateRequest,
    ) -> Result<Vec<DepartmentSaved>, Failure> {
        let new = NewDepartment {
            name: request.body.name,
            leader: caller.employee(),
            order_number: None,
            active: true,
            description: None,
            min_staff: Some(request.body.min_user),
            structure: Structure::default(),
            members: Vec::new(),
        };
        Ok(saved(department::create(&self.hr, caller.who(), new).await?))
    }

    async fn department_retrieve(
        &self,
        caller: Principal,
        request: DepartmentRetrieveRequest,
    ) -> Result<Vec<DepartmentRow>, Failure> {
        let found = match request.department_id {
            None => department::all(&self.hr, caller.who()).await?,
            Some(id) => {
                match department::get(&self.hr, caller.who(), DepartmentId(id.into())).await {
                    Err(Error::NotFound(_)) => Vec::new(),
                    found => vec![found?],
                }
            }
        };
        Ok(found.into_iter().map(row).collect())
    }

    async fn department_update(
        &self,
        caller: Principal,
        request: DepartmentUpdateRequest,
    ) -> Result<Vec<DepartmentSaved>, Failure> {
        let id = DepartmentId(request.body.department_id.into());
        let change = DepartmentChange {
            name: request.body.name,
            min_staff: request.body.min_user.map_or(Patch::Keep, Patch::Set),
            ..DepartmentChange::default()
        };
        Ok(saved(department::change(&self.hr, caller.who(), id, change).await?))
    }

    async fn department_del(
        &self,
        caller: Principal,
        request: DepartmentDelRequest,
    ) -> Result<Vec<RecordIdRow>, Failure> {
        let id = DepartmentId(request.department_id.into());
        department::dissolve(&self.hr, caller.who(), id, request.force_removal).await?;
        Ok(record(id.get()))
    }
}

fn saved(it: Found) -> Vec<DepartmentSaved> {
    vec![DepartmentSaved { department_id: id(it.id.get()) }]
}

fn row(it: Found) -> DepartmentRow {
    let min_user = it.min_staff.unwrap_or(0);
    DepartmentRow { department_id: id(it.id.get()), name: it.name, min_user }
}
