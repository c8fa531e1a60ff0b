//! Courses, lessons and enrolments between IceHRM and the core.

use hr::course::{Course, CourseChange, CourseWithLessons, Filter, NewCourse, Order, Status};
use hr::enrolment::{Answers, Checked, Enrolment, LearnerLesson, Progress};
use hr::lesson::{
    Block, Body, Choice, Lesson, LessonChange, NewLesson, Quiz, Status as LessonStatus, Variant,
};
use icehrm_server::requests::CourseListRequest;
use icehrm_server::types;
use wire::LocalSecond;

use super::{descends, moment, reference, same, value};

pub fn filter(sent: CourseListRequest) -> Filter {
    Filter {
        status: sent.status.map(status),
        search: sent.search,
        order: match sent.sort_field {
            types::CourseListSortField::Id => Order::Id,
            types::CourseListSortField::Name => Order::Name,
            types::CourseListSortField::Created => Order::Created,
        },
        descending: descends(sent.sort_order),
    }
}

fn status(sent: types::CourseStatus) -> Status {
    match sent {
        types::CourseStatus::Draft => Status::Draft,
        types::CourseStatus::Published => Status::Published,
    }
}

fn status_word(it: Status) -> types::CourseStatus {
    match it {
        Status::Draft => types::CourseStatus::Draft,
        Status::Published => types::CourseStatus::Published,
    }
}

fn lesson_status(sent: types::CourseStatus) -> LessonStatus {
    match sent {
        types::CourseStatus::Draft => LessonStatus::Draft,
        types::CourseStatus::Published => LessonStatus::Published,
    }
}

fn lesson_status_word(it: LessonStatus) -> types::CourseStatus {
    match it {
        LessonStatus::Draft => types::CourseStatus::Draft,
        LessonStatus::Published => types::CourseStatus::Published,
    }
}

pub fn new(sent: types::CourseSave) -> NewCourse {
    NewCourse {
        short_description: value(sent.short_description),
        status: sent.status.map_or(Status::Draft, status),
        name: sent.name,
    }
}

pub fn change(sent: types::CourseSave) -> CourseChange {
    CourseChange {
        name: Some(sent.name),
        short_description: same(sent.short_description),
        status: sent.status.map(status),
    }
}

pub fn course(it: Course) -> types::Course {
    types::Course {
        id: it.id.get(),
        name: it.name,
        short_description: it.short_description.into(),
        status: status_word(it.status),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

/// With the content of the lessons for whom it is.
pub fn shown(it: CourseWithLessons, with_content: bool) -> types::CourseDetail {
    let CourseWithLessons { course, lessons } = it;
    types::CourseDetail {
        id: course.id.get(),
        name: course.name,
        short_description: course.short_description,
        status: status_word(course.status),
        lessons: lessons.into_iter().map(|it| part(it, with_content)).collect(),
        created: moment(course.created_at),
        updated: moment(course.updated_at),
    }
}

fn part(it: Lesson, with_content: bool) -> types::CourseLesson {
    let content = with_content.then(|| it.content.into_iter().map(block).collect());
    types::CourseLesson {
        id: it.id.get(),
        name: it.name,
        short_description: it.short_description,
        status: lesson_status_word(it.status),
        order: it.position,
        content,
    }
}

pub fn new_lesson(sent: types::LessonSave) -> NewLesson {
    let content = sent.content.unwrap_or_default();
    NewLesson {
        name: sent.name,
        short_description: value(sent.short_description),
        status: sent.status.map_or(LessonStatus::Draft, lesson_status),
        content: content.into_iter().map(written).collect(),
        position: sent.order,
    }
}

pub fn lesson_change(sent: types::LessonSave) -> LessonChange {
    LessonChange {
        name: Some(sent.name),
        short_description: same(sent.short_description),
        status: sent.status.map(lesson_status),
        content: sent.content.map(|all| all.into_iter().map(written).collect()),
        position: sent.order,
    }
}

pub fn lesson(it: Lesson) -> types::Lesson {
    types::Lesson {
        id: it.id.get(),
        course: it.course.get(),
        name: it.name,
        short_description: it.short_description.into(),
        status: lesson_status_word(it.status),
        order: it.position,
        content: it.content.into_iter().map(block).collect(),
        created: moment(it.created_at),
        updated: moment(it.updated_at),
    }
}

fn written(sent: types::LessonBlock) -> Block {
    match sent {
        types::LessonBlock::HeaderBlock(it) => {
            Block { id: it.id, body: Body::Header(it.data.text) }
        }
        types::LessonBlock::ParagraphBlock(it) => {
            Block { id: it.id, body: Body::Paragraph(it.data.text) }
        }
        types::LessonBlock::QuizBlock(it) => {
            let variant =
                |it: types::QuizVariant| Variant { value: it.value.into(), text: it.text };
            let quiz = Quiz {
                choice: match it.data.r#type {
                    types::QuizType::SingleSelect => Choice::One,
                    types::QuizType::MultiSelect => Choice::Several,
                },
                question: it.data.question,
                variants: it.data.variants.into_iter().map(variant).collect(),
                answers: it.data.answers.into_iter().map(i64::from).collect(),
            };
            Block { id: it.id, body: Body::Quiz(quiz) }
        }
    }
}

fn block(it: Block) -> types::LessonBlock {
    let Block { id, body } = it;
    match body {
        Body::Header(text) => types::LessonBlock::HeaderBlock(header(id, text)),
        Body::Paragraph(text) => types::LessonBlock::ParagraphBlock(paragraph(id, text)),
        Body::Quiz(quiz) => {
            let data = types::Quiz {
                r#type: quiz_type(quiz.choice),
                question: quiz.question,
                variants: variants(quiz.variants),
                answers: values(&quiz.answers),
            };
            types::LessonBlock::QuizBlock(types::QuizBlock { id, data })
        }
    }
}

/// A block as learners get it, with what the learner chose.
fn own_block(it: Block, answers: &Answers) -> types::MyBlock {
    let Block { id, body } = it;
    match body {
        Body::Header(text) => types::MyBlock::HeaderBlock(header(id, text)),
        Body::Paragraph(text) => types::MyBlock::ParagraphBlock(paragraph(id, text)),
        Body::Quiz(quiz) => {
            let chosen = answers.get(&id).map(|chosen| values(chosen)).unwrap_or_default();
            let data = types::MyQuiz {
                r#type: quiz_type(quiz.choice),
                question: quiz.question,
                variants: variants(quiz.variants),
                selected_variants: chosen,
            };
            types::MyBlock::MyQuizBlock(types::MyQuizBlock { id, data })
        }
    }
}

fn header(id: String, text: String) -> types::HeaderBlock {
    types::HeaderBlock { id, data: types::BlockText { text } }
}

fn paragraph(id: String, text: String) -> types::ParagraphBlock {
    types::ParagraphBlock { id, data: types::BlockText { text } }
}

fn quiz_type(choice: Choice) -> types::QuizType {
    match choice {
        Choice::One => types::QuizType::SingleSelect,
        Choice::Several => types::QuizType::MultiSelect,
    }
}

fn variants(all: Vec<Variant>) -> Vec<types::QuizVariant> {
    let one = |it: Variant| types::QuizVariant { value: narrow(it.value), text: it.text };
    all.into_iter().map(one).collect()
}

fn values(all: &[i64]) -> Vec<i32> {
    all.iter().copied().map(narrow).collect()
}

/// Values come from this API only, where they are no wider.
fn narrow(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

fn learning(it: Progress) -> types::LearningStatus {
    match it {
        Progress::Pending => types::LearningStatus::Pending,
        Progress::InProgress => types::LearningStatus::InProgress,
        Progress::Completed => types::LearningStatus::Completed,
    }
}

fn began(it: &Enrolment) -> LocalSecond {
    moment(it.created_at)
}

pub fn enrolled(it: Enrolment) -> types::Enrollment {
    types::Enrollment {
        id: it.id.get(),
        course: it.course.get(),
        employee: it.employee.get(),
        status: learning(it.progress()),
        progress: it.percent(),
        created: began(&it),
    }
}

pub fn own(it: Enrolment) -> types::MyCourse {
    types::MyCourse {
        id: it.id.get(),
        course: it.course.get(),
        status: learning(it.progress()),
        progress: it.percent(),
        created: began(&it),
        name: it.course_name,
    }
}

pub fn own_shown(it: Enrolment) -> types::MyCourseDetail {
    types::MyCourseDetail {
        id: it.id.get(),
        status: learning(it.progress()),
        progress: it.percent(),
        created: began(&it),
        course: reference("LmsCourse", it.course.get(), it.course_name),
        lessons: it.lessons.into_iter().map(own_lesson).collect(),
    }
}

fn own_lesson(it: LearnerLesson) -> types::MyLesson {
    let answers = it.answers;
    types::MyLesson {
        id: it.id.get(),
        name: it.name,
        short_description: it.short_description,
        status: match it.completed_at {
            Some(_) => types::MyLessonStatus::Completed,
            None => types::MyLessonStatus::Pending,
        },
        content: it.content.into_iter().map(|block| own_block(block, &answers)).collect(),
    }
}

pub fn checked(it: Checked) -> types::LessonChecked {
    types::LessonChecked { result: it.right, question: it.question }
}
