//! A user as SCIM shows one: RFC 7643 section 4.

use hr::employee::{Employee, Status};
use hr::id::EmployeeId;
use workbeats_server::types::{
    ScimEmail, ScimEmailType, ScimEnterpriseUser, ScimName, ScimPhoneNumber, ScimPhoneNumberType,
    ScimUser, ScimUserMeta, ScimUserMetaResourceType, ScimUserSchema,
};

use super::attribute::ENTERPRISE;
use super::projection::Projection;

/// Where a user can be read.
pub fn location(base: &str, id: EmployeeId) -> String {
    format!("{base}/Users/{id}")
}

/// What is wanted of a user; what has no value is left out, `schemas` and `id` never are.
pub fn shown(
    it: &Employee,
    department: Option<String>,
    base: &str,
    wanted: &Projection,
) -> ScimUser {
    let has = |name: &str| wanted.has(name, "");
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let enterprise = enterprise(it, department, wanted);
    let mut schemas = vec![ScimUserSchema::User];
    schemas.extend(enterprise.is_some().then_some(ScimUserSchema::EnterpriseUser));
    ScimUser {
        schemas,
        id: it.id.to_string(),
        external_id: filled(&it.external_id).filter(|_| has("externalid")),
        user_name: has("username").then(|| it.account_name().to_owned()),
        name: name(it, wanted),
        display_name: has("displayname").then(|| it.whole_name()),
        nick_name: filled(&it.preferred_name).filter(|_| has("nickname")),
        title: filled(&it.job_title).filter(|_| has("title")),
        active: has("active").then_some(it.status != Status::Resigned),
        emails: email(it, wanted).map(|one| vec![one]),
        phone_numbers: phone(it, wanted).map(|one| vec![one]),
        urn_ietf_params_scim_schemas_extension_enterprise_2_0_user: enterprise,
        meta: meta(it, base, wanted),
    }
}

fn name(it: &Employee, wanted: &Projection) -> Option<ScimName> {
    let has = |part: &str| wanted.has("name", part);
    let family = Some(it.last_name.clone()).filter(|name| !name.is_empty());
    let name = ScimName {
        formatted: has("formatted").then(|| it.whole_name()),
        family_name: family.filter(|_| has("familyname")),
        given_name: has("givenname").then(|| it.first_name.clone()),
    };
    let any = name.formatted.is_some() || name.family_name.is_some() || name.given_name.is_some();
    any.then_some(name)
}

fn email(it: &Employee, wanted: &Projection) -> Option<ScimEmail> {
    let has = |part: &str| wanted.has("emails", part);
    let value = has("value").then(|| it.email.clone());
    let kind = has("type").then_some(ScimEmailType::Work);
    (value.is_some() || kind.is_some()).then_some(ScimEmail { value, r#type: kind })
}

fn phone(it: &Employee, wanted: &Projection) -> Option<ScimPhoneNumber> {
    let has = |part: &str| wanted.has("phonenumbers", part);
    let number = it.phone.clone().filter(|number| !number.is_empty())?;
    let value = has("value").then_some(number);
    let kind = has("type").then_some(ScimPhoneNumberType::Work);
    (value.is_some() || kind.is_some()).then_some(ScimPhoneNumber { value, r#type: kind })
}

fn enterprise(
    it: &Employee,
    department: Option<String>,
    wanted: &Projection,
) -> Option<ScimEnterpriseUser> {
    let has = |part: &str| wanted.has(ENTERPRISE, part);
    let employee_number = it.number.clone().filter(|_| has("employeenumber"));
    let department = department.filter(|_| has("department"));
    let any = employee_number.is_some() || department.is_some();
    any.then_some(ScimEnterpriseUser { employee_number, department })
}

fn meta(it: &Employee, base: &str, wanted: &Projection) -> Option<ScimUserMeta> {
    let has = |part: &str| wanted.has("meta", part);
    let meta = ScimUserMeta {
        resource_type: has("resourcetype").then_some(ScimUserMetaResourceType::User),
        created: has("created").then_some(it.created_at),
        last_modified: has("lastmodified").then_some(it.updated_at),
        location: has("location").then(|| location(base, it.id)),
    };
    let times = meta.created.is_some() || meta.last_modified.is_some();
    (times || meta.resource_type.is_some() || meta.location.is_some()).then_some(meta)
}
