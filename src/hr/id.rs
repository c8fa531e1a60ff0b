//! Ids as types of their own, so that a position is never looked up by an employee's id.

use sea_orm::DeriveValueType;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
        pub struct $name(pub i64);

        impl $name {
            /// The number that the database gave; from 1, never reused.
            pub fn get(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A company, the tenant; its opaque public id is a text of its own.
    CompanyId
    /// A person's account; has a password or none.
    UserId
    /// A registered API client, by row; its public `client_id` is a text.
    ClientId
    /// A key that signs tokens, by row; its public `kid` is a text.
    KeyId
    /// A row of the audit trail.
    AuditId
    RoleId
    /// A node of the menu tree: system data, the same in every company.
    MenuId
    EmployeeId
    QualificationId
    /// A qualification that somebody has.
    EmployeeQualificationId
    DepartmentId
    LeaveTypeId
    LeaveRequestId
    LeaveStepId
    LeaveDayId
    LeavePeriodId
    /// A row of the log of what was decided.
    StatusChangeId
    ExpenseId
    ExpenseCategoryId
    PaymentMethodId
    EntitlementId
    PositionId
    BranchId
    JobListingId
    HolidayId
    WorkPatternId
    TagId
    NoteId
    RestrictionId
    OvertimeId
    OvertimeTypeId
    SystemMessageId
    PolicyId
    DocumentId
    ContractId
    ContractTemplateId
    FileId
    AssetId
    AssetTypeId
    CandidateId
    ApplicationId
    InterviewId
    CourseId
    LessonId
    EnrolmentId
    /// One learner's way through a lesson.
    LearnerLessonId
    AnnouncementId
    TeamId
    /// That somebody is in a team.
    TeamMemberId
    AttendanceId
    ProjectId
    /// That somebody works on a project.
    AssignmentId
    TimesheetId
    TimeEntryId
    /// A notification, by row; its public id is a UUID.
    NotificationId
    PayrollRunId
    /// A line of a payroll run; once the run is closed, a payslip.
    PayrollLineId
    PayrollGroupId
    /// That somebody is paid, and how; not the employee.
    PayrollEmployeeId
    PayrollColumnId
    /// What an employee has in a column of a run.
    PayrollCellId
    SalaryComponentId
    DeductionId
    PayslipTemplateId
    /// A token that a person was given when signing in.
    BearerTokenId
    ApplicationTokenId
    ServiceKeyId
    /// An app that proves its secret at sign-in, by row; its public app id is a text.
    WhosoffAppId
    WebhookId
    DeliveryId
}
