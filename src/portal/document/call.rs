//! One operation of a document.

use super::{Document, Scheme, Value};

/// An operation, as the document writes it.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub document: &'a Document,
    /// The operationId: `employee_list`.
    pub id: &'a str,
    pub tag: &'a str,
    /// Upper case.
    pub method: &'static str,
    /// `/hr/v1/employees/{employeeId}`
    pub path: &'a str,
    pub value: &'a Value,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        document: &'a Document,
        path: &'a str,
        method: &'a str,
        value: &'a Value,
    ) -> Self {
        let text = |value: &'a Value| value.as_str().unwrap_or_default();
        let upper = match method {
            "get" => "GET",
            "post" => "POST",
            "put" => "PUT",
            "patch" => "PATCH",
            "delete" => "DELETE",
            "head" => "HEAD",
            _ => "OPTIONS",
        };
        let (id, tag) = (text(&value["operationId"]), text(&value["tags"][0]));
        Call { document, id, tag, method: upper, path, value }
    }

    pub fn summary(&self) -> &'a str {
        self.value["summary"].as_str().unwrap_or_default()
    }

    pub fn description(&self) -> &'a str {
        self.value["description"].as_str().unwrap_or_default()
    }

    /// Its parameters, references followed.
    pub fn parameters(&self) -> impl Iterator<Item = &'a Value> {
        let document = self.document;
        let all = self.value["parameters"].as_array().into_iter().flatten();
        all.map(move |it| document.follow(it))
    }

    /// The first media type of its body, with what stands under it.
    pub fn body(&self) -> Option<(&'a str, &'a Value)> {
        let body = self.document.follow(&self.value["requestBody"]);
        let (media, content) = body["content"].as_object()?.first()?;
        Some((media, content))
    }

    /// Its answers in the order of the document: status and response.
    pub fn answers(&self) -> impl Iterator<Item = (u16, &'a Value)> {
        let document = self.document;
        let all = self.value["responses"].as_object().into_iter().flatten();
        all.filter_map(move |(status, it)| Some((status.parse().ok()?, document.follow(it))))
    }

    /// The schemes of which one is needed; empty where it is public.
    pub fn schemes(&self) -> Vec<Scheme<'a>> {
        let own = &self.value["security"];
        let all = if own.is_null() { self.document.at("/security") } else { own };
        let keys = all.as_array().into_iter().flatten().filter_map(Value::as_object).flatten();
        keys.filter_map(|(key, _)| self.document.scheme(key)).collect()
    }

    /// The scopes that a token of this scheme needs here.
    pub fn scopes(&self, scheme: &str) -> Vec<&'a str> {
        let all = self.value["security"].as_array().into_iter().flatten();
        let own = all.filter_map(|it| it.get(scheme)?.as_array()).flatten();
        own.filter_map(Value::as_str).collect()
    }

    /// Nothing has to be filled in but the company.
    pub(super) fn needs_nothing(&self) -> bool {
        let tenant = self.document.text("/x-hr-tenant/header");
        let mut needed = self.parameters().filter(|it| it["required"] == true);
        !self.schemes().is_empty() && needed.all(|it| it["name"] == tenant)
    }
}
