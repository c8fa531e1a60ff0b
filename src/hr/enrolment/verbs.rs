//! What can be done with enrolments: load, rule, save and audit in one transaction.

use std::collections::BTreeSet;

use super::{Checked, Enrolment, lessons, rules, store};
use crate::course::{self, Status};
use crate::id::{CourseId, EmployeeId, EnrolmentId, LearnerLessonId};
use crate::lesson::{self, Status as LessonStatus};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Enrols employees in a published course, or the viewer where none are named.
///
/// `NotFound` where there is no such course, `Invalid` where one of them is unknown or enrolled
/// already, `Forbidden` where the viewer does not see one of them, `WrongState` for a draft.
pub async fn create(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    course: CourseId,
    employees: Vec<EmployeeId>,
) -> Result<Vec<Enrolment>, Error> {
    let named: BTreeSet<_> = employees.into_iter().collect();
    let people: Vec<_> =
        if named.is_empty() { vec![viewer.employee] } else { named.into_iter().collect() };
    hr.write(who, move |w| {
        Box::pin(async move {
            let (tx, company) = (w.tx, w.who.company);
            let published = course::find(tx, company, course).await?.status == Status::Published;
            employee::require_all(tx, company, &people, "employees").await?;
            let sight = sight::of_in(tx, company, viewer).await?;
            if !people.iter().all(|id| sight.sees(*id)) {
                return Err(sight::denied());
            }
            if !published {
                return Err(Error::wrong_state("the course is not published"));
            }
            if store::any(tx, company, course, &people).await? {
                let again = "must not name anybody who is enrolled already";
                return Err(Error::invalid("employees", again));
            }
            let made = store::insert(tx, company, course, &people, w.now).await?;
            let ids: Vec<_> = made.iter().map(|row| row.id).collect();
            let parts = lesson::of_course(tx, company, course).await?;
            let parts: Vec<_> = parts.iter().map(|it| it.id).collect();
            lessons::insert(&w, &ids, &parts).await?;
            w.audit("enrolment.create", course.get()).await?;
            store::shown(tx, company, made, false).await
        })
    })
    .await
}

/// What the viewer is enrolled in, in the order of ids, without the lessons' content.
pub async fn list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    page: PageRequest,
) -> Result<Page<Enrolment>, Error> {
    store::list(hr.db().read(), who.company, viewer.employee, page).await
}

/// One enrolment with the lessons' content; `Forbidden` where it is not the viewer's own.
pub async fn seen(hr: &Hr, who: &Who, viewer: Viewer, id: EnrolmentId) -> Result<Enrolment, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    if row.employee_id != viewer.employee {
        return Err(sight::denied());
    }
    let shown = store::shown(db, who.company, vec![row], true).await?;
    shown.into_iter().next().ok_or(Error::NotFound("enrolment"))
}

/// Keeps the viewer's answer to one quiz of a lesson and says whether it is right.
///
/// `NotFound` where there is no such lesson, `Forbidden` where it is not the viewer's own or not
/// published any more, `Invalid` where it has no such quiz.
pub async fn answer(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: LearnerLessonId,
    quiz: String,
    chosen: Vec<i64>,
) -> Result<bool, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let mut it = own(&w, viewer, id).await?;
            let right = rules::answer(&it.content, &mut it.answers, &quiz, chosen)?;
            lessons::update(w.tx, w.who.company, &it, w.now).await?;
            w.audit("enrolment.answer", id.get()).await?;
            Ok(right)
        })
    })
    .await
}

/// Whether the viewer has answered every quiz of a lesson rightly; completes it the first time.
///
/// Fails as [`answer`] does.
pub async fn check(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: LearnerLessonId,
) -> Result<Checked, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let mut it = own(&w, viewer, id).await?;
            let checked = rules::check(&it.content, &it.answers);
            if checked.right && it.completed_at.is_none() {
                it.completed_at = Some(w.now);
                lessons::update(w.tx, w.who.company, &it, w.now).await?;
                w.audit("enrolment.complete", id.get()).await?;
            }
            Ok(checked)
        })
    })
    .await
}

async fn own(w: &Write<'_>, viewer: Viewer, id: LearnerLessonId) -> Result<lessons::Row, Error> {
    let it = lessons::find(w.tx, w.who.company, id).await?;
    let enrolment = store::find(w.tx, w.who.company, it.enrolment).await?;
    if enrolment.employee_id != viewer.employee {
        return Err(sight::denied());
    }
    match it.status {
        LessonStatus::Published => Ok(it),
        LessonStatus::Draft => Err(sight::denied()),
    }
}
