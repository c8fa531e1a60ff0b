//! What can be done with lessons: load, rule, save and audit in one transaction.

use super::{Lesson, LessonChange, NewLesson, rules, store};
use crate::id::{CourseId, LessonId};
use crate::{Error, Hr, Who, course, enrolment};

/// Adds a lesson to a course, for those too who are enrolled already.
///
/// `NotFound` where there is no such course; `Invalid` where the name is empty, blocks share an id
/// or a quiz cannot be answered.
pub async fn add(hr: &Hr, who: &Who, course: CourseId, new: NewLesson) -> Result<Lesson, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            course::find(w.tx, company, course).await?;
            let others = store::of_course(w.tx, company, course).await?;
            let it = rules::create(course, new, &others, w.now)?;
            let it = store::insert(w.tx, company, it).await?;
            enrolment::spread(&w, course, it.id).await?;
            w.audit("lesson.add", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Changes what `change` names of a lesson of the course; fails as [`add`] does, and `NotFound`
/// for a lesson of another course. Who completed it has still completed it.
pub async fn change(
    hr: &Hr,
    who: &Who,
    course: CourseId,
    id: LessonId,
    change: LessonChange,
) -> Result<Lesson, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            course::find(w.tx, company, course).await?;
            let it = store::find(w.tx, company, id).await?;
            if it.course != course {
                return Err(Error::NotFound("lesson"));
            }
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, company, it).await?;
            w.audit("lesson.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}
