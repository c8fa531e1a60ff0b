//! What a webhook is told of a record: the same resource that the API shows.

use std::sync::Arc;

use courier::{Render, Subject};
use futures_util::FutureExt;
use hr::id::{DepartmentId, EmployeeId, LeaveRequestId, PositionId};
use hr::webhook::Event;
use hr::{Error, Hr, Who, department, employee, leave, position};
use serde::Serialize;
use serde_json::{Value, json};

use crate::translate::{self, ids, leave as leave_records, users};

/// Makes the `data` of a message: the resource as it is now, or type and id of one that is gone.
pub fn told(hr: &Hr) -> Render {
    let hr = hr.clone();
    Arc::new(move |subject| {
        let hr = hr.clone();
        async move { data(&hr, subject).await }.boxed()
    })
}

async fn data(hr: &Hr, subject: Subject) -> Result<Value, Error> {
    let (who, id) = (&Who::system(subject.company), subject.id);
    match subject.event {
        Event::UserCreated | Event::UserUpdated => {
            value(&users::of(employee::get(hr, who, EmployeeId(id)).await?))
        }
        Event::DepartmentCreated | Event::DepartmentUpdated => {
            let it = department::get(hr, who, DepartmentId(id)).await?;
            value(&translate::department(it.id, it.name))
        }
        Event::PositionCreated | Event::PositionUpdated => {
            value(&translate::position(position::get(hr, who, PositionId(id)).await?))
        }
        Event::LeaveRecordCreated | Event::LeaveRecordUpdated => {
            value(&leave_records::shown(leave::get(hr, who, LeaveRequestId(id)).await?))
        }
        Event::UserDeleted => Ok(gone("user", "user", id)),
        Event::DepartmentDeleted => Ok(gone("department", "dept", id)),
        Event::PositionDeleted => Ok(gone("position", "pos", id)),
    }
}

fn gone(kind: &str, prefix: &str, id: i64) -> Value {
    json!({ "id": ids::shown(prefix, id), "type": kind })
}

fn value(resource: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(resource).map_err(|error| Error::internal(format!("a webhook: {error}")))
}
