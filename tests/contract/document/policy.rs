//! What a document promises beyond its schemas: limits, pages, and the statuses of refusals.

use serde_json::Value;

use super::Document;
use crate::operation::Operation;

/// A rate limit of the root.
#[derive(Clone, Debug)]
pub struct Limit {
    pub name: String,
    pub limit: i64,
    pub window_s: i64,
    /// What is counted: client, ip, token, service or body.
    pub key: String,
    /// The field of the body that is counted with the address.
    pub field: Option<String>,
    /// Failed credentials count too.
    pub before_auth: bool,
    /// Names of the headers of every answer: limit, remaining, reset.
    pub headers: [Option<String>; 3],
    /// The same of a refusal: those of every answer, and those that only a refusal has.
    pub refused_headers: [Option<String>; 3],
}

/// A page style of the root.
#[derive(Clone, Debug)]
pub struct PageStyle {
    /// Query parameter with the number of the page.
    pub number: String,
    /// Query parameter with its size.
    pub size: String,
    /// Key of the success body that holds the totals.
    pub object: String,
    /// Key of the success body that holds the links.
    pub links: Option<String>,
    /// Key of the totals and what it carries.
    pub totals: Vec<(String, String)>,
}

impl Document {
    fn limits(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.root["x-hr-rate-limit"].as_object().into_iter().flatten()
    }

    /// Every limit that some operation names.
    pub fn every_limit(&self) -> Vec<Limit> {
        let used = |name: &str| self.operations.iter().any(|o| o.limit.as_deref() == Some(name));
        self.limits().filter(|(name, _)| used(name)).map(|(name, it)| limit(name, it)).collect()
    }

    /// The limit of an operation.
    pub fn limit_of(&self, operation: &Operation) -> Option<Limit> {
        let name = operation.limit.as_ref()?;
        self.limits().find(|(known, _)| *known == name).map(|(name, it)| limit(name, it))
    }

    /// The limit of unknown routes.
    pub fn default_limit(&self) -> Option<Limit> {
        let found = self.limits().find(|(_, it)| it["default"] == true);
        found.map(|(name, it)| limit(name, it))
    }

    /// How an operation pages its list.
    pub fn page_style(&self, operation: &Operation) -> Option<PageStyle> {
        let it = &self.root["x-hr-page"][operation.page.as_ref()?];
        let word = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        let totals = it["totals"].as_object().into_iter().flatten();
        Some(PageStyle {
            number: word("number"),
            size: word("size"),
            object: self.envelope("page").as_str().unwrap_or_default().to_owned(),
            links: it["links"].as_str().map(str::to_owned),
            totals: totals.map(|(key, v)| (key.clone(), crate::operation::text(v))).collect(),
        })
    }

    fn envelope(&self, key: &str) -> &Value {
        &self.root["x-hr-envelope"][key]
    }

    fn status(&self, key: &str) -> Option<u16> {
        self.envelope(key).as_u64().and_then(|status| status.try_into().ok())
    }

    /// The status of a wrong parameter or body.
    pub fn refused(&self, operation: &Operation) -> u16 {
        let known = [422, 400].into_iter().find(|status| operation.documents(*status));
        known.unwrap_or_else(|| panic!("{} {} refuses nothing", self.name, operation.id))
    }

    /// Whether a wrong parameter or body has a status at all.
    pub fn can_refuse(&self, operation: &Operation) -> bool {
        operation.documents(400) || operation.documents(422)
    }

    /// The status of an id that names no record.
    pub fn no_record(&self, operation: &Operation) -> u16 {
        if operation.documents(404) { 404 } else { self.refused(operation) }
    }

    /// The status of a text in the path that is no id.
    pub fn no_id(&self, operation: &Operation) -> u16 {
        self.status("invalid_path").unwrap_or_else(|| self.refused(operation))
    }

    /// The statuses of which one says that a company is not the caller's, or that there is none.
    pub fn no_company(&self, operation: &Operation) -> Vec<u16> {
        let all =
            [Some(403), Some(401), self.can_refuse(operation).then(|| self.refused(operation))];
        all.into_iter().flatten().collect()
    }

    /// The status of a body over the cap.
    pub fn too_large(&self) -> u16 {
        self.status("too_large").unwrap_or(413)
    }

    /// The status of a body of another content type.
    pub fn unsupported_type(&self, operation: &Operation) -> u16 {
        let usual = self.status("unsupported_type").unwrap_or(415);
        if operation.documents(usual) { usual } else { self.refused(operation) }
    }
}

fn limit(name: &str, it: &Value) -> Limit {
    let number = |key: &str| it[key].as_i64().unwrap_or_else(|| panic!("{name}: no {key}"));
    let names = ["limit", "remaining", "reset"];
    let header = |of: &Value, key: &str| of[key].as_str().map(str::to_lowercase);
    let headers = names.map(|key| header(&it["headers"], key));
    let refused = names
        .map(|key| header(&it["headers"], key).or_else(|| header(&it["refused_headers"], key)));
    Limit {
        name: name.to_owned(),
        limit: number("limit"),
        window_s: number("window_s"),
        key: it["key"].as_str().unwrap_or_default().to_owned(),
        field: it["field"].as_str().map(str::to_owned),
        before_auth: it["before_auth"] == true,
        headers,
        refused_headers: refused,
    }
}
