//! Tag Lookup: the vendor's page `lookup`.

use hr::country::{self, Country};
use whosoff_server::requests::*;
use whosoff_server::traits::Lookup;
use whosoff_server::types::{CountryRow, LookupRow};

use crate::{Failure, Principal, Whosoff};

impl Lookup for Whosoff {
    async fn lookup_country(
        &self,
        _caller: Principal,
        request: LookupCountryRequest,
    ) -> Result<Vec<CountryRow>, Failure> {
        let name = request.body.name.unwrap_or_default();
        let mut found = country::list(&name, request.body.public_holiday_only.unwrap_or(false));
        found.sort_by_key(|it| it.id);
        let row = |it: Country| CountryRow {
            country_id: it.id,
            name: it.name.into(),
            code_2: it.alpha_2.into(),
            code_3: it.alpha_3.into(),
            eu_member: it.eu_member,
        };
        Ok(found.into_iter().map(row).collect())
    }

    async fn lookup_values(
        &self,
        _caller: Principal,
        _request: LookupValuesRequest,
    ) -> Result<Vec<LookupRow>, Failure> {
        let rows = LISTS.iter().flat_map(|(field, codes)| {
            codes.iter().map(|(id, name)| LookupRow {
                id: *id,
                name: (*name).into(),
                r#type: (*field).into(),
            })
        });
        Ok(rows.collect())
    }
}

type List = (&'static str, &'static [(i32, &'static str)]);

/// The code lists of this API, by the field that takes them, with the names of the document.
const LISTS: [List; 11] = [
    (
        "user_type_id",
        &[
            (100, "staff"),
            (200, "approver"),
            (210, "approver_plus_add"),
            (220, "approver_plus_add_edit_cancel"),
            (300, "super_user"),
            (310, "super_user_with_staff_hub"),
        ],
    ),
    ("status_id", &[(0, "disabled"), (1, "active"), (99, "both")]),
    ("email_type_id", &[(0, "none"), (1, "text"), (2, "html")]),
    ("allowance_type_id", &[(0, "days"), (1, "hours")]),
    ("default_view_type_id", &[(1, "department"), (2, "tag")]),
    (
        "default_sorting_id",
        &[
            (0, "none"),
            (1, "first_name_ascending"),
            (2, "first_name_descending"),
            (3, "last_name_ascending"),
            (4, "last_name_descending"),
        ],
    ),
    (
        "approver_role_id",
        &[
            (0, "none"),
            (1, "approver_both"),
            (2, "approver_leave"),
            (3, "approver_overtime"),
            (4, "notifier_both"),
            (5, "notifier_leave"),
            (6, "notifier_overtime"),
        ],
    ),
    (
        "map_type_id",
        &[
            (0, "company"),
            (1, "department"),
            (2, "tag"),
            (3, "staff"),
            (4, "my_staff"),
            (5, "by_approver"),
        ],
    ),
    ("date_option", &[(0, "custom"), (1, "this_year"), (2, "next_year"), (3, "last_year")]),
    (
        "leave_status_id",
        &[(1, "pending"), (100, "approved"), (900, "cancelled"), (930, "declined")],
    ),
    ("system_message_type_id", &[(1, "available"), (2, "maintenance")]),
];
