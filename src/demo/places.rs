//! Where they work: branches, one with a fence and one without.

use hr::branch::{self, NewBranch};
use hr::{Error, Hr, Who};

use crate::in_order;

const ZONE: &str = "Australia/Sydney";

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let office = NewBranch {
        code: Some("HO".into()),
        address: Some("1 Demo Street, Sydney NSW 2000".into()),
        latitude: Some(-33.8688),
        longitude: Some(151.2093),
        radius_m: Some(200),
        ..NewBranch::new("Head Office", ZONE)
    };
    let remote = NewBranch { code: Some("RE".into()), ..NewBranch::new("Remote", ZONE) };
    in_order([office, remote].map(|new| branch::create(hr, who, new))).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who) -> Result<(), Error> {
    branch::create(hr, who, NewBranch::new("Rival House", ZONE)).await?;
    Ok(())
}
