//! The constant envelope and numbered pages.

use super::dialect::dialect;
use crate::paging::requests::*;
use crate::paging::traits::{Employees, Holidays};
use crate::paging::types::Employee;

dialect!(paging);

impl Employees for Echo {
    async fn employee_list(
        &self,
        _: String,
        request: EmployeeListRequest,
    ) -> Result<wire::Paged<Employee>, String> {
        let items = vec![employee(request.page)];
        Ok(wire::Paged { items, total: 41 })
    }

    async fn employee_get(
        &self,
        _: String,
        request: EmployeeGetRequest,
    ) -> Result<Employee, String> {
        Ok(employee(request.employee_id))
    }

    async fn employee_delete(&self, _: String, _: EmployeeDeleteRequest) -> Result<(), String> {
        Ok(())
    }
}

impl Holidays for Echo {
    async fn holiday_list(
        &self,
        _: String,
        _: HolidayListRequest,
    ) -> Result<Vec<chrono::NaiveDate>, String> {
        Ok(vec![chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day")])
    }
}

fn employee(employee_id: i64) -> Employee {
    Employee { employee_id, name: "Ada".to_owned(), note: None }
}

#[tokio::test]
async fn employee_list_answers_a_page_in_the_envelope() {
    let answer = ask("GET", "/employees?page=2", None, ()).await;
    assert_eq!(
        answer.body,
        concat!(
            r#"{"success":true,"statusCode":200,"data":[{"employeeId":2,"name":"Ada"}],"#,
            r#""pagination":{"currentPage":2,"pageSize":20,"totalItems":41,"totalPages":3,"#,
            r#""hasNextPage":true,"hasPreviousPage":true}}"#
        )
    );
    assert_eq!(answer.header("x-ratelimit-limit"), "100");
}

#[tokio::test]
async fn employee_delete_answers_constants_only() {
    let answer = ask("DELETE", "/employees/7", None, ()).await;
    assert_eq!(answer.body, r#"{"success":true,"statusCode":200}"#);
    assert_eq!(answer.header("x-ratelimit-limit"), "10");
}

#[tokio::test]
async fn employee_get_and_holiday_list_wrap_their_data() {
    let answer = ask("GET", "/employees/7", None, ()).await;
    let expected = r#"{"success":true,"statusCode":200,"data":{"employeeId":7,"name":"Ada"}}"#;
    assert_eq!(answer.body, expected);
    let answer = ask("GET", "/holidays", None, ()).await;
    assert_eq!(answer.body, r#"{"success":true,"statusCode":200,"data":["2026-11-30"]}"#);
}

#[tokio::test]
async fn an_undeclared_method_is_told_the_declared_ones() {
    let answer = ask("PATCH", "/employees/7", None, ()).await;
    assert_eq!(answer.status, 405);
    assert!(answer.header("allow").contains("DELETE"), "{}", answer.header("allow"));
}
