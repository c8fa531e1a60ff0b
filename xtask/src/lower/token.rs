//! `x-hr-token`: how an SDK gets a token from an operation of the API.

use crate::diagnostic::Code;
use crate::ir::{Api, MediaKind, Name, TokenPart, TokenSource};
use crate::names::{Noun, words_of};
use crate::tree::Node;

use super::Lower;

impl<'a> Lower<'a> {
    /// Fills the schemes' token sources; operations must be in place.
    pub fn token_sources(&mut self, api: &mut Api) {
        let root: &'a Node = self.root;
        let schemes = root.get("components").and_then(|c| c.get("securitySchemes"));
        for entry in schemes.map(Node::entries).unwrap_or_default() {
            let Some(node) = self.solid(&entry.value) else { continue };
            let Some(stated) = node.get("x-hr-token") else { continue };
            let source = self.token_source(stated, api);
            if let Some(scheme) = api.security.iter_mut().find(|s| s.wire == entry.key) {
                scheme.token = source;
            }
        }
    }

    fn token_source(&mut self, node: &'a Node, api: &Api) -> Option<TokenSource> {
        let named = node.get("operation")?;
        let wanted = named.text().unwrap_or_default();
        let Some(operation) = api.operations.iter().position(|o| o.id.snake() == wanted) else {
            let what = format!("no operation is called `{wanted}`");
            self.add(Code::UnknownPolicy, named.spot, what);
            return None;
        };
        let body = api.operations[operation].body.as_ref();
        if !body.is_some_and(|b| b.media.iter().any(|m| m.kind == MediaKind::Json)) {
            let what = format!("`{wanted}` takes no JSON");
            self.add(Code::UnknownPolicy, named.spot, what);
        }
        let asked = node.get("asks").map(Node::items).unwrap_or_default();
        let asks: Vec<&str> = asked.iter().filter_map(Node::text).collect();
        let mut parts = Vec::new();
        for entry in node.get("body").map(Node::entries).unwrap_or_default() {
            let text = entry.value.text().unwrap_or_default();
            match part(text, &asks) {
                Some(part) => parts.push((entry.key.clone(), part)),
                None => {
                    let what = format!("`{text}` names nothing that `asks` lists");
                    self.add(Code::UnknownPolicy, entry.value.spot, what);
                }
            }
        }
        let pointer = |key: &str| node.text_at(key).map(str::to_string);
        Some(TokenSource {
            operation,
            asks: asks.iter().map(|word| Name(words_of(word, Noun::Field))).collect(),
            body: parts,
            token: pointer("token").unwrap_or_default(),
            expires_in: pointer("expires_in"),
            expires_at: pointer("expires_at"),
        })
    }
}

/// `{username}`, `{tenant}`, `{nonce}`, `{sha512(nonce+secret)}`, or a constant.
fn part(text: &str, asks: &[&str]) -> Option<TokenPart> {
    let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Some(TokenPart::Constant(text.to_string()));
    };
    let asked = |word: &str| asks.iter().position(|known| *known == word);
    match inner {
        "tenant" => Some(TokenPart::Tenant),
        "nonce" => Some(TokenPart::Nonce),
        _ => match inner.strip_prefix("sha512(nonce+").and_then(|rest| rest.strip_suffix(')')) {
            Some(secret) => asked(secret).map(TokenPart::Digest),
            None => asked(inner).map(TokenPart::Asked),
        },
    }
}
