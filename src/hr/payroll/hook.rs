//! What a column may take from the rest of the record instead of calculating it.

use crate::code::coded;

coded! {
    /// Where a column's value comes from. Hours are those of the days of the run.
    pub enum Hook("payroll hook") {
        /// All that was worked.
        TimeWorked = 1,
        /// Of each day the first eight hours.
        RegularTime = 2,
        /// Of each day what is beyond eight hours.
        Overtime = 3,
        /// Of each week, Sunday to Saturday, the first forty hours.
        WeeklyRegularTime = 4,
        /// Of each week what is beyond forty hours.
        WeeklyOvertime = 5,
        /// Approved overtime that lies within the run.
        ApprovedOvertime = 6,
        /// A field of the employee's record, which the column's formula names.
        EmployeeField = 7,
        /// Entries of approved timesheets that begin within the run.
        ApprovedTimesheets = 8,
    }
}

coded! {
    /// A field that [`Hook::EmployeeField`] reads.
    pub enum Field("employee field") {
        Number = 1,
        FirstName = 2,
        LastName = 3,
        JobTitle = 4,
        HiredOn = 5,
        City = 6,
        Country = 7,
        Department = 8,
    }
}

impl Hook {
    /// Whether it counts attendance.
    pub(super) fn counts_attendance(self) -> bool {
        !matches!(self, Self::ApprovedOvertime | Self::ApprovedTimesheets | Self::EmployeeField)
    }
}

impl Field {
    /// What a column's formula calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "employee_id",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::JobTitle => "job_title",
            Self::HiredOn => "joined_date",
            Self::City => "city",
            Self::Country => "country",
            Self::Department => "department",
        }
    }

    pub(super) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name.trim())
    }
}
