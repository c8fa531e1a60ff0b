//! What SCIM says of itself: configuration, resource types and schemas.

use workbeats_server::types::{
    ScimAttribute, ScimAttributeType, ScimAuthenticationScheme, ScimMeta, ScimMetaResourceType,
    ScimMutability, ScimResourceType, ScimResourceTypeList, ScimReturned, ScimSchema,
    ScimSchemaExtension, ScimSchemaList, ScimServiceProviderConfig, ScimSubAttribute,
    ScimUniqueness, ScimUserSchema,
};

const CORE: &str = ScimUserSchema::User.as_str();
const ENTERPRISE: &str = ScimUserSchema::EnterpriseUser.as_str();

pub fn config(base: &str) -> ScimServiceProviderConfig {
    ScimServiceProviderConfig {
        authentication_schemes: vec![ScimAuthenticationScheme {}],
        meta: ScimMeta {
            resource_type: ScimMetaResourceType::ServiceProviderConfig,
            location: format!("{base}/ServiceProviderConfig"),
        },
    }
}

pub fn resource_types(base: &str) -> ScimResourceTypeList {
    let extension = ScimSchemaExtension { schema: ENTERPRISE.into(), required: false };
    let user = ScimResourceType {
        id: "User".into(),
        name: "User".into(),
        endpoint: "/Users".into(),
        description: "The people of the organisation".into(),
        schema: CORE.into(),
        schema_extensions: vec![extension],
        meta: ScimMeta {
            resource_type: ScimMetaResourceType::ResourceType,
            location: format!("{base}/ResourceTypes/User"),
        },
    };
    let resources = vec![user];
    ScimResourceTypeList { total_results: 1, start_index: 1, items_per_page: 1, resources }
}

pub fn schemas(base: &str) -> ScimSchemaList {
    let (user, enterprise) = (user(), vec![number(), department()]);
    let about = "What the enterprise extension adds to a user";
    let resources = vec![
        schema(base, CORE, "User", "The people of the organisation", user),
        schema(base, ENTERPRISE, "EnterpriseUser", about, enterprise),
    ];
    ScimSchemaList { total_results: 2, start_index: 1, items_per_page: 2, resources }
}

fn schema(
    base: &str,
    id: &str,
    name: &str,
    description: &str,
    attributes: Vec<ScimAttribute>,
) -> ScimSchema {
    ScimSchema {
        id: id.into(),
        name: name.into(),
        description: description.into(),
        attributes,
        meta: ScimMeta {
            resource_type: ScimMetaResourceType::Schema,
            location: format!("{base}/Schemas/{id}"),
        },
    }
}

/// What every user has is required here: a client may leave most of it out, and cannot remove it.
fn user() -> Vec<ScimAttribute> {
    let unique = ScimUniqueness::Server;
    let name = vec![
        part("formatted", "The whole name"),
        part("familyName", "Last name"),
        part("givenName", "First name"),
    ];
    let address =
        ScimSubAttribute { required: true, uniqueness: unique, ..part("value", "The address") };
    let emails = several("emails", "The e-mail address", vec![address, kind()]);
    let phones = vec![part("value", "The number"), kind()];
    let active = attribute("active", "Whether the user is employed");
    vec![
        ScimAttribute {
            required: true,
            uniqueness: unique,
            ..attribute("userName", "What the account is called: the e-mail address unless said")
        },
        ScimAttribute {
            required: true,
            r#type: ScimAttributeType::Complex,
            sub_attributes: Some(name),
            ..attribute("name", "The parts of the name")
        },
        ScimAttribute { required: true, ..attribute("displayName", "The whole name") },
        attribute("nickName", "What the user likes to be called"),
        attribute("title", "Job title"),
        ScimAttribute { required: true, r#type: ScimAttributeType::Boolean, ..active },
        ScimAttribute { required: true, ..emails },
        several("phoneNumbers", "The phone number at work", phones),
    ]
}

fn number() -> ScimAttribute {
    let uniqueness = ScimUniqueness::Server;
    ScimAttribute { uniqueness, ..attribute("employeeNumber", "Staff number") }
}

fn department() -> ScimAttribute {
    let mutability = ScimMutability::ReadOnly;
    ScimAttribute { mutability, ..attribute("department", "Name of the department") }
}

/// An optional text that a client may change.
fn attribute(name: &str, description: &str) -> ScimAttribute {
    ScimAttribute {
        name: name.into(),
        r#type: ScimAttributeType::String,
        multi_valued: false,
        description: description.into(),
        required: false,
        canonical_values: None,
        case_exact: false,
        mutability: ScimMutability::ReadWrite,
        returned: ScimReturned::Default,
        uniqueness: ScimUniqueness::None,
        sub_attributes: None,
    }
}

fn several(name: &str, description: &str, parts: Vec<ScimSubAttribute>) -> ScimAttribute {
    ScimAttribute {
        r#type: ScimAttributeType::Complex,
        multi_valued: true,
        sub_attributes: Some(parts),
        ..attribute(name, description)
    }
}

fn part(name: &str, description: &str) -> ScimSubAttribute {
    ScimSubAttribute {
        name: name.into(),
        r#type: ScimAttributeType::String,
        multi_valued: false,
        description: description.into(),
        required: false,
        canonical_values: None,
        case_exact: false,
        mutability: ScimMutability::ReadWrite,
        returned: ScimReturned::Default,
        uniqueness: ScimUniqueness::None,
    }
}

fn kind() -> ScimSubAttribute {
    let canonical_values = Some(vec!["work".into()]);
    ScimSubAttribute { canonical_values, ..part("type", "What it is for") }
}
