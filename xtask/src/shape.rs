//! Which part of an OpenAPI document is what: the one table that every walk over a tree reads.

use crate::tree::Node;

/// What a node is, from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Root,
    Paths,
    PathItem,
    Operation,
    Body,
    Content,
    Media,
    Encodings,
    Encoding,
    Responses,
    Response,
    Callbacks,
    Callback,
    Components,
    Parameter,
    Header,
    Example,
    Link,
    SecurityScheme,
    Schema,
    Discriminator,
    /// `discriminator.mapping`: its values are references written as plain text.
    Mapping,
    /// A map or list whose children are all of one kind.
    Parameters,
    Headers,
    Examples,
    Links,
    SecuritySchemes,
    Bodies,
    Schemas,
    PathItems,
    /// Nothing to look into: texts, examples, extension values.
    Opaque,
}

use Part::*;

pub const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Part {
    /// What stands under a key (in a list: under any index) of this part.
    pub fn child(self, key: &str, value: &Node) -> Part {
        if key.starts_with("x-") && !self.holds_names() {
            return Opaque;
        }
        match self {
            Root => match key {
                "paths" => Paths,
                "webhooks" => PathItems,
                "components" => Components,
                _ => Opaque,
            },
            Paths if !key.starts_with('/') => Opaque,
            Paths | PathItems | Callback => PathItem,
            PathItem if METHODS.contains(&key) => Operation,
            PathItem => only(key, "parameters", Parameters),
            Operation => match key {
                "parameters" => Parameters,
                "requestBody" => Body,
                "responses" => Responses,
                "callbacks" => Callbacks,
                _ => Opaque,
            },
            Body => only(key, "content", Content),
            Content => Media,
            Media => match key {
                "schema" => Schema,
                "examples" => Examples,
                "encoding" => Encodings,
                _ => Opaque,
            },
            Encodings => Encoding,
            Encoding => only(key, "headers", Headers),
            Responses => Response,
            Response => match key {
                "headers" => Headers,
                "content" => Content,
                "links" => Links,
                _ => Opaque,
            },
            Callbacks => Callback,
            Components => component(key),
            Parameters => Parameter,
            Parameter | Header => match key {
                "schema" => Schema,
                "content" => Content,
                "examples" => Examples,
                _ => Opaque,
            },
            Headers => Header,
            Examples => Example,
            Links => Link,
            SecuritySchemes => SecurityScheme,
            Bodies => Body,
            Schemas => Schema,
            Schema => schema_child(key, value),
            Discriminator => only(key, "mapping", Mapping),
            Example | Link | SecurityScheme | Mapping | Opaque => Opaque,
        }
    }

    /// The keys of this part are names that the author chose, `x-` included.
    pub fn holds_names(self) -> bool {
        use Part::*;
        matches!(
            self,
            Content
                | Encodings
                | Callbacks
                | Parameters
                | Headers
                | Examples
                | Links
                | SecuritySchemes
                | Bodies
                | Schemas
                | PathItems
                | Mapping
        )
    }

    /// The section of `components` that holds such parts; `None` where no `$ref` may stand.
    pub fn section(self) -> Option<&'static str> {
        Some(match self {
            Schema => "schemas",
            Response => "responses",
            Parameter => "parameters",
            Example => "examples",
            Body => "requestBodies",
            Header => "headers",
            SecurityScheme => "securitySchemes",
            Link => "links",
            Callback => "callbacks",
            PathItem => "pathItems",
            _ => return None,
        })
    }
}

fn only(key: &str, wanted: &str, part: Part) -> Part {
    if key == wanted { part } else { Opaque }
}

fn component(key: &str) -> Part {
    match key {
        "schemas" => Schemas,
        "responses" => Responses,
        "parameters" => Parameters,
        "examples" => Examples,
        "requestBodies" => Bodies,
        "headers" => Headers,
        "securitySchemes" => SecuritySchemes,
        "links" => Links,
        "callbacks" => Callbacks,
        "pathItems" => PathItems,
        _ => Opaque,
    }
}

fn schema_child(key: &str, value: &Node) -> Part {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "allOf" | "oneOf" | "anyOf" | "prefixItems" => Schemas,
        "items" if value.is_list() => Schemas,
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedProperties"
        | "unevaluatedItems" => Schema,
        "discriminator" => Discriminator,
        _ => Opaque,
    }
}
