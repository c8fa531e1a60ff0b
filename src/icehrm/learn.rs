//! Tag Learn: courses, lessons and quizzes, and how far learners have come.

use hr::id::{CourseId, EmployeeId, EnrolmentId, LearnerLessonId, LessonId};
use hr::{Error, course, enrolment, lesson};
use icehrm_server::requests::*;
use icehrm_server::traits::Learn;
use icehrm_server::types;
use wire::Paged;

use crate::translate::{changed, courses, ids, page, paged, removed};
use crate::{Caller, IceHrm};

impl Learn for IceHrm {
    async fn course_list(
        &self,
        caller: Caller,
        request: CourseListRequest,
    ) -> Result<Paged<types::Course>, Error> {
        let page = page(request.page, request.limit);
        let filter = courses::filter(request);
        let (who, viewer) = (caller.who(), caller.viewer());
        let found = course::seen_list(&self.hr, who, viewer, &filter, page).await?;
        Ok(paged(found, courses::course))
    }

    async fn course_save(
        &self,
        caller: Caller,
        request: CourseSaveRequest,
    ) -> Result<types::Course, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        Ok(courses::course(match sent.id.map(CourseId) {
            None => course::create(hr, who, courses::new(sent)).await?,
            Some(id) => changed(course::change(hr, who, id, courses::change(sent)).await)?,
        }))
    }

    async fn course_get(
        &self,
        caller: Caller,
        request: CourseGetRequest,
    ) -> Result<types::CourseDetail, Error> {
        let (id, viewer) = (CourseId(request.course_id), caller.viewer());
        let found = course::seen(&self.hr, caller.who(), viewer, id).await?;
        Ok(courses::shown(found, viewer.is_admin()))
    }

    async fn course_delete(
        &self,
        caller: Caller,
        request: CourseDeleteRequest,
    ) -> Result<types::Removed, Error> {
        let id = request.course_id;
        course::delete(&self.hr, caller.who(), CourseId(id)).await?;
        Ok(removed(id))
    }

    async fn lesson_save(
        &self,
        caller: Caller,
        request: LessonSaveRequest,
    ) -> Result<types::Lesson, Error> {
        let (hr, who, sent) = (&self.hr, caller.who(), request.body);
        let course = CourseId(request.course_id);
        Ok(courses::lesson(match sent.id.map(LessonId) {
            None => lesson::add(hr, who, course, courses::new_lesson(sent)).await?,
            Some(id) => {
                let asked = courses::lesson_change(sent);
                of_course(lesson::change(hr, who, course, id, asked).await)?
            }
        }))
    }

    async fn course_enroll(
        &self,
        caller: Caller,
        request: CourseEnrollRequest,
    ) -> Result<Vec<types::Enrollment>, Error> {
        let course = CourseId(request.course_id);
        let people = ids(request.body.employees.unwrap_or_default(), EmployeeId);
        let (who, viewer) = (caller.who(), caller.viewer());
        let made = enrolment::create(&self.hr, who, viewer, course, people).await?;
        Ok(made.into_iter().map(courses::enrolled).collect())
    }

    async fn my_course_list(
        &self,
        caller: Caller,
        request: MyCourseListRequest,
    ) -> Result<Paged<types::MyCourse>, Error> {
        let page = page(request.page, request.limit);
        let found = enrolment::list(&self.hr, caller.who(), caller.viewer(), page).await?;
        Ok(paged(found, courses::own))
    }

    async fn my_course_get(
        &self,
        caller: Caller,
        request: MyCourseGetRequest,
    ) -> Result<types::MyCourseDetail, Error> {
        let id = EnrolmentId(request.enrollment_id);
        let found = enrolment::seen(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(courses::own_shown(found))
    }

    async fn quiz_answer_save(
        &self,
        caller: Caller,
        request: QuizAnswerSaveRequest,
    ) -> Result<types::QuizAnswered, Error> {
        let id = LearnerLessonId(request.lesson_id);
        let types::QuizAnswer { quiz_id, selected_variants } = request.body;
        let chosen = selected_variants.into_iter().map(i64::from).collect();
        let (who, viewer) = (caller.who(), caller.viewer());
        let correct = enrolment::answer(&self.hr, who, viewer, id, quiz_id, chosen).await?;
        Ok(types::QuizAnswered { correct })
    }

    async fn lesson_check(
        &self,
        caller: Caller,
        request: LessonCheckRequest,
    ) -> Result<types::LessonChecked, Error> {
        let id = LearnerLessonId(request.lesson_id);
        let found = enrolment::check(&self.hr, caller.who(), caller.viewer(), id).await?;
        Ok(courses::checked(found))
    }
}

/// The course is named by the path, the lesson by a field.
fn of_course<T>(changed_one: Result<T, Error>) -> Result<T, Error> {
    match changed_one {
        Err(Error::NotFound("course")) => Err(Error::NotFound("course")),
        other => changed(other),
    }
}
