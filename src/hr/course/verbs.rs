//! What can be done with courses: load, rule, save and audit in one transaction.

use super::{Course, CourseChange, CourseWithLessons, Filter, NewCourse, Status, rules, store};
use crate::id::CourseId;
use crate::lesson::{self, Status as LessonStatus};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds a course without lessons; `Invalid` where the name is empty.
pub async fn create(hr: &Hr, who: &Who, new: NewCourse) -> Result<Course, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("course.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One course with its lessons; `NotFound` where the company has none with this id.
///
/// Administrators see all of it. Others get `Forbidden` for a draft, and of a published course the
/// published lessons without their content: that is for who is enrolled.
pub async fn seen(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: CourseId,
) -> Result<CourseWithLessons, Error> {
    let db = hr.db().read();
    let course = store::find(db, who.company, id).await?;
    let all = viewer.is_admin();
    if !all && course.status != Status::Published {
        return Err(sight::denied());
    }
    let mut lessons = lesson::of_course(db, who.company, id).await?;
    if !all {
        lessons.retain(|it| it.status == LessonStatus::Published);
        lessons.iter_mut().for_each(|it| it.content.clear());
    }
    Ok(CourseWithLessons { course, lessons })
}

/// The courses that the filter lets through; drafts are for administrators only.
pub async fn seen_list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Course>, Error> {
    let published = !viewer.is_admin();
    store::list(hr.db().read(), who.company, filter, published, page).await
}

/// Changes what `change` names; fails as [`create`] and [`seen`] do. Who is enrolled stays so.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: CourseId,
    change: CourseChange,
) -> Result<Course, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("course.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a course for good, with its lessons and whatever learners did in them.
pub async fn delete(hr: &Hr, who: &Who, id: CourseId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("course.delete", id.get()).await
        })
    })
    .await
}
