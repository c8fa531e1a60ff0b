//! Responses: statuses, headers and bodies.

use crate::diagnostic::Code;
use crate::ir::{Header, Media, MediaKind, Response, Text, Type, Use, Wrap};
use crate::tree::{Entry, Node};

use super::Lower;
use super::draft::plain;
use super::hint::Hint;
use super::view::tidy;

impl<'a> Lower<'a> {
    pub fn responses(&mut self, operation: &'a Entry, hint: &Hint) -> Vec<Response> {
        let Some(stated) = operation.value.get("responses").filter(|r| !r.entries().is_empty())
        else {
            self.note(Code::MissingKey, operation.spot, "the operation has no `responses`");
            return Vec::new();
        };
        let mut all = Vec::new();
        for entry in stated.entries().iter().filter(|e| !e.key.starts_with("x-")) {
            let Some(status) = self.status(entry) else { continue };
            let below = match entry.value.text_at("$ref") {
                Some(reference) => self.hint_of(reference.trim_start_matches('#')),
                None => {
                    let mut words = vec!["response".to_string()];
                    if !(200..300).contains(&status) || several_successes(stated) {
                        words.push(entry.key.to_ascii_lowercase());
                    }
                    hint.below(&["responses", &entry.key], &words)
                }
            };
            let Some(node) = self.solid(&entry.value) else { continue };
            let media = match node.get("content") {
                Some(content) => answered(self.media(content, &below)),
                None => Vec::new(),
            };
            all.push(Response {
                status,
                doc: node.text_at("description").map(tidy).unwrap_or_default(),
                media,
                headers: self.headers(node),
                wrap: Wrap::Bare,
            });
        }
        if !all.iter().any(|r| matches!(r.status, 200..400 | 0 | 2 | 3 | 100..200)) {
            let what = "no response means success";
            self.add_own(Code::Status, stated.spot, what);
        }
        all
    }

    /// The status; in a stranger's document 0 is `default` and 1 to 5 are `1XX` to `5XX`.
    fn status(&mut self, entry: &'a Entry) -> Option<u16> {
        let key = entry.key.as_str();
        let ranged = match key.as_bytes() {
            [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(u16::from(digit - b'0')),
            _ if key == "default" => Some(0),
            _ => None,
        };
        let exact = key.parse::<u16>().ok().filter(|s| (100..600).contains(s));
        match (exact, ranged) {
            (Some(status), _) => Some(status),
            (None, Some(range)) => {
                let what = format!("`{key}` would hide statuses that are not written down");
                self.add_own(Code::Status, entry.spot, what);
                Some(range)
            }
            (None, None) => {
                self.note(Code::Status, entry.spot, format!("`{key}` is no status"));
                None
            }
        }
    }

    fn headers(&mut self, response: &'a Node) -> Vec<Header> {
        let mut all = Vec::new();
        for entry in response.get("headers").map(Node::entries).unwrap_or_default() {
            let Some(node) = self.solid(&entry.value) else { continue };
            if entry.key.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let view = node.get("schema").map(|s| self.flatten(s));
            let constant = view.and_then(|v| v.get("const"));
            let spelt = constant.and_then(|c| c.text().or_else(|| c.number()));
            all.push(Header {
                wire: entry.key.clone(),
                required: node.get("required").and_then(Node::bool).unwrap_or(false),
                constant: spelt.map(str::to_string),
                doc: node.text_at("description").map(tidy).unwrap_or_default(),
            });
        }
        all
    }
}

/// Nobody decodes an answer that is a form: its text or bytes are handed over.
fn answered(mut media: Vec<Media>) -> Vec<Media> {
    for one in &mut media {
        let (kind, ty) = match one.kind {
            MediaKind::Form => (MediaKind::Text, Type::Text(Text::Plain)),
            MediaKind::Multipart => (MediaKind::Binary, Type::File),
            _ => continue,
        };
        one.kind = kind;
        one.value = Use { required: true, ..plain(ty) };
    }
    media
}

fn several_successes(responses: &Node) -> bool {
    responses.entries().iter().filter(|e| e.key.starts_with('2')).count() > 1
}
