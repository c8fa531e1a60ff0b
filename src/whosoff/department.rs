//! Department: the handlers of its operations.

use whosoff_server::traits::Department;
use whosoff_server::{requests, types};
use crate::Whosoff;

impl Department for Whosoff {
    async fn department_create(
        &self,
        _caller: Self::Caller,
        _request: requests::DepartmentCreateRequest,
    ) -> Result<Vec<types::DepartmentSaved>, Self::Error> {
        Err(hr::Error::not_implemented("department_create"))
    }

    async fn department_retrieve(
        &self,
        _caller: Self::Caller,
        _request: requests::DepartmentRetrieveRequest,
    ) -> Result<Vec<types::DepartmentRow>, Self::Error> {
        Err(hr::Error::not_implemented("department_retrieve"))
    }

    async fn department_update(
        &self,
        _caller: Self::Caller,
        _request: requests::DepartmentUpdateRequest,
    ) -> Result<Vec<types::DepartmentSaved>, Self::Error> {
        Err(hr::Error::not_implemented("department_update"))
    }

    async fn department_del(
        &self,
        _caller: Self::Caller,
        _request: requests::DepartmentDelRequest,
    ) -> Result<Vec<types::RecordIdRow>, Self::Error> {
        Err(hr::Error::not_implemented("department_del"))
    }
}
