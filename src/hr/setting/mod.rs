//! Settings (stand-in until the real room is merged).
use crate::Error;
use crate::id::CompanyId;
use sea_orm::ConnectionTrait;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    ProjectsForAll = 9,
    TimesheetCrossCheck = 10,
}

pub(crate) async fn on(_: &impl ConnectionTrait, _: CompanyId, key: Key) -> Result<bool, Error> {
    Ok(key == Key::ProjectsForAll)
}
