//! The schema's history: one change a file, in order, run by whoever opens the database.

use std::pin::Pin;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseTransaction;

#[allow(dead_code)] // A kind of column may wait for its first table.
mod column;
mod m0001_companies;
mod m0002_access;
mod m0003_roles;
mod m0004_employees;
mod m0005_departments;
mod m0006_leave_types;
mod m0007_leave_requests;
mod m0008_positions;
mod m0009_job_listings;
mod m0010_holidays;
mod m0011_policies;
mod m0012_documents;
mod m0013_contracts;
mod m0014_files;
mod m0015_branches;
mod m0016_employee_growth;
mod m0017_leave_growth;
mod m0018_entitlements;
mod m0020_assets;
mod m0021_announcements;
mod m0022_notifications;
mod m0023_payroll;
mod m0024_attendance;
mod m0025_bearer_tokens;
mod m0026_application_tokens;
mod m0027_whosoff_apps;
mod m0028_sign_ins;
mod m0029_webhooks;
mod m0030_work_patterns;
mod m0031_department_minimum;
mod m0032_whosoff_people;
mod m0033_whosoff_time;
mod m0034_whosoff_regions;
mod m0035_employee_directory;
mod m0036_employee_approvers;
mod m0037_employee_details;
mod m0038_qualifications;
mod m0039_daily_statuses;
mod m0040_payroll_setup;
mod m0041_payroll_plans;
mod m0050_attendance_growth;
mod m0051_projects;
mod m0052_timesheets;
mod m0060_approvals;
mod m0061_leave_periods;
mod m0062_expenses;
mod m0063_document_growth;
mod m0070_settings;
mod m0071_company_structure;
mod m0072_teams;
mod m0080_asset_growth;
mod m0081_job_listing_growth;
mod m0082_recruitment;
mod m0083_courses;

/// The list of changes; a new one is one `mod` line above and one line here, in order.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_companies::Migration),
            Box::new(m0002_access::Migration),
            Box::new(m0003_roles::Migration),
            Box::new(m0004_employees::Migration),
            Box::new(m0005_departments::Migration),
            Box::new(m0006_leave_types::Migration),
            Box::new(m0007_leave_requests::Migration),
            Box::new(m0008_positions::Migration),
            Box::new(m0009_job_listings::Migration),
            Box::new(m0010_holidays::Migration),
            Box::new(m0011_policies::Migration),
            Box::new(m0012_documents::Migration),
            Box::new(m0013_contracts::Migration),
            Box::new(m0014_files::Migration),
            Box::new(m0015_branches::Migration),
            Box::new(m0016_employee_growth::Migration),
            Box::new(m0017_leave_growth::Migration),
            Box::new(m0018_entitlements::Migration),
            Box::new(m0020_assets::Migration),
            Box::new(m0021_announcements::Migration),
            Box::new(m0022_notifications::Migration),
            Box::new(m0023_payroll::Migration),
            Box::new(m0024_attendance::Migration),
            Box::new(m0025_bearer_tokens::Migration),
            Box::new(m0026_application_tokens::Migration),
            Box::new(m0027_whosoff_apps::Migration),
            Box::new(m0028_sign_ins::Migration),
            Box::new(m0029_webhooks::Migration),
            Box::new(m0030_work_patterns::Migration),
            Box::new(m0031_department_minimum::Migration),
            Box::new(m0032_whosoff_people::Migration),
            Box::new(m0033_whosoff_time::Migration),
            Box::new(m0034_whosoff_regions::Migration),
            Box::new(m0035_employee_directory::Migration),
            Box::new(m0036_employee_approvers::Migration),
            Box::new(m0037_employee_details::Migration),
            Box::new(m0038_qualifications::Migration),
            Box::new(m0039_daily_statuses::Migration),
            Box::new(m0040_payroll_setup::Migration),
            Box::new(m0041_payroll_plans::Migration),
            Box::new(m0050_attendance_growth::Migration),
            Box::new(m0051_projects::Migration),
            Box::new(m0052_timesheets::Migration),
            Box::new(m0060_approvals::Migration),
            Box::new(m0061_leave_periods::Migration),
            Box::new(m0062_expenses::Migration),
            Box::new(m0063_document_growth::Migration),
            Box::new(m0070_settings::Migration),
            Box::new(m0071_company_structure::Migration),
            Box::new(m0072_teams::Migration),
            Box::new(m0080_asset_growth::Migration),
            Box::new(m0081_job_listing_growth::Migration),
            Box::new(m0082_recruitment::Migration),
            Box::new(m0083_courses::Migration),
        ]
    }
}

/// Brings the schema up to date inside the given transaction, so that all or nothing applies.
///
/// The core takes this function as a setting and calls it under its lock when it opens.
pub fn run(
    tx: &DatabaseTransaction,
) -> Pin<Box<dyn Future<Output = Result<(), DbErr>> + Send + '_>> {
    Box::pin(Migrator::up(tx, None))
}

/// Takes the whole schema down again, newest change first.
pub fn undo(
    tx: &DatabaseTransaction,
) -> Pin<Box<dyn Future<Output = Result<(), DbErr>> + Send + '_>> {
    Box::pin(Migrator::down(tx, None))
}
