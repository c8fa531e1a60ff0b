//! Learn: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Learn;
use icehrm_server::{requests, types};

impl Learn for IceHrm {
    async fn course_list(
        &self,
        _caller: Self::Caller,
        _request: requests::CourseListRequest,
    ) -> Result<wire::Paged<types::Course>, Self::Error> {
        Err(hr::Error::not_implemented("course_list"))
    }

    async fn course_save(
        &self,
        _caller: Self::Caller,
        _request: requests::CourseSaveRequest,
    ) -> Result<types::Course, Self::Error> {
        Err(hr::Error::not_implemented("course_save"))
    }

    async fn course_get(
        &self,
        _caller: Self::Caller,
        _request: requests::CourseGetRequest,
    ) -> Result<types::CourseDetail, Self::Error> {
        Err(hr::Error::not_implemented("course_get"))
    }

    async fn course_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::CourseDeleteRequest,
    ) -> Result<types::Removed, Self::Error> {
        Err(hr::Error::not_implemented("course_delete"))
    }

    async fn lesson_save(
        &self,
        _caller: Self::Caller,
        _request: requests::LessonSaveRequest,
    ) -> Result<types::Lesson, Self::Error> {
        Err(hr::Error::not_implemented("lesson_save"))
    }

    async fn course_enroll(
        &self,
        _caller: Self::Caller,
        _request: requests::CourseEnrollRequest,
    ) -> Result<Vec<types::Enrollment>, Self::Error> {
        Err(hr::Error::not_implemented("course_enroll"))
    }

    async fn my_course_list(
        &self,
        _caller: Self::Caller,
        _request: requests::MyCourseListRequest,
    ) -> Result<wire::Paged<types::MyCourse>, Self::Error> {
        Err(hr::Error::not_implemented("my_course_list"))
    }

    async fn my_course_get(
        &self,
        _caller: Self::Caller,
        _request: requests::MyCourseGetRequest,
    ) -> Result<types::MyCourseDetail, Self::Error> {
        Err(hr::Error::not_implemented("my_course_get"))
    }

    async fn quiz_answer_save(
        &self,
        _caller: Self::Caller,
        _request: requests::QuizAnswerSaveRequest,
    ) -> Result<types::QuizAnswered, Self::Error> {
        Err(hr::Error::not_implemented("quiz_answer_save"))
    }

    async fn lesson_check(
        &self,
        _caller: Self::Caller,
        _request: requests::LessonCheckRequest,
    ) -> Result<types::LessonChecked, Self::Error> {
        Err(hr::Error::not_implemented("lesson_check"))
    }
}
