//! Totals beside the data, and a parameter that holds a JSON document.

use super::dialect::dialect;
use crate::filters::requests::*;
use crate::filters::traits::Shifts;
use crate::filters::types::Shift;

dialect!(filters);

impl Shifts for Echo {
    async fn shift_list(
        &self,
        _: String,
        request: ShiftListRequest,
    ) -> Result<wire::Paged<Shift>, String> {
        let employees = request.filters.and_then(|filters| filters.employee).unwrap_or_default();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let starts = wire::LocalSecond(day.and_hms_opt(9, 5, 7).expect("a time"));
        let items = employees.into_iter().map(|employee| Shift { employee, starts }).collect();
        Ok(wire::Paged { items, total: 51 })
    }
}

async fn list(query: &str) -> (u16, String) {
    let answer = ask("GET", &format!("/shifts?{query}"), None, ()).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn totals_stand_beside_the_data() {
    let (_, first) = list("filters=%7B%22employee%22:[3]%7D").await;
    let shift = r#"{"employee":3,"starts":"2026-11-30 09:05:07"}"#;
    assert_eq!(first, format!(r#"{{"status":"SUCCESS","data":[{shift}],"total":51,"nextPage":2}}"#));
    let (_, last) = list("page=2").await;
    assert_eq!(last, r#"{"status":"SUCCESS","data":[],"total":51,"nextPage":null}"#);
}

#[tokio::test]
async fn a_document_in_a_parameter_is_checked_like_a_body() {
    for (query, about) in [
        ("filters=", "filters"),
        ("filters=[]", "filters"),
        ("filters=%7B%22employee%22:[0]%7D", "employee"),
        ("filters=%7B%22employee%22:3%7D", "employee"),
        ("filters=%7B%22salary%22:[1]%7D", "filters"),
        ("filters=%7B%7D&filters=%7B%7D", "filters"),
    ] {
        let (status, body) = list(query).await;
        assert_eq!(status, 400, "{query}: {body}");
        assert!(body.contains(about), "{query}: {body}");
    }
}
