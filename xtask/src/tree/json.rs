//! JSON into a tree: YAML parsers disagree with JSON on tabs and escapes, so it has its own reader.

use super::{Entry, Node, Spot, Value};
use crate::diagnostic::{Code, Problems};

const DEPTH: usize = 200;

struct Reader<'t, 'p> {
    text: &'t str,
    at: usize,
    line: usize,
    /// Byte offset at which the current line begins.
    line_start: usize,
    file: usize,
    problems: &'p mut Problems,
}

/// A fault that ends reading; it is reported where it happened.
struct Stop(&'static str);

/// Reads one document; `None` where it is not JSON.
pub fn read(text: &str, file: usize, problems: &mut Problems) -> Option<Node> {
    let mut reader = Reader { text, at: 0, line: 1, line_start: 0, file, problems };
    let result = reader.value(0).and_then(|node| {
        reader.space();
        if reader.at < text.len() { Err(Stop("something follows the document")) } else { Ok(node) }
    });
    match result {
        Ok(node) => Some(node),
        Err(Stop(what)) => {
            let spot = reader.spot();
            reader.problems.add(Code::Syntax, spot, format!("not JSON: {what}"));
            None
        }
    }
}

impl Reader<'_, '_> {
    fn spot(&self) -> Spot {
        let before = self.text.get(self.line_start..self.at).unwrap_or("");
        Spot { file: self.file, line: self.line, column: before.chars().count() + 1, key: false }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
            if self.text.as_bytes()[self.at - 1] == b'\n' {
                self.line += 1;
                self.line_start = self.at;
            }
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Stop> {
        if !self.text[self.at..].starts_with(word) {
            return Err(Stop("a value is expected here"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn value(&mut self, depth: usize) -> Result<Node, Stop> {
        if depth > DEPTH {
            return Err(Stop("nested too deeply"));
        }
        self.space();
        let spot = self.spot();
        let value = match self.peek() {
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(_) => return Err(Stop("a value is expected here")),
            None => return Err(Stop("the document ends too early")),
        };
        Ok(Node { spot, value })
    }

    fn map(&mut self, depth: usize) -> Result<Value, Stop> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        self.space();
        if self.take(b'}') {
            return Ok(Value::Map(entries));
        }
        loop {
            self.space();
            let spot = Spot { key: true, ..self.spot() };
            if self.peek() != Some(b'"') {
                return Err(Stop("a key in quotes is expected here"));
            }
            let key = self.string()?;
            self.space();
            if !self.take(b':') {
                return Err(Stop("a colon is expected here"));
            }
            let value = self.value(depth + 1)?;
            if entries.iter().any(|e| e.key == key) {
                let what = format!("the key `{key}` stands here a second time");
                self.problems.add(Code::DuplicateKey, spot, what);
            } else {
                entries.push(Entry { key, spot, value });
            }
            self.space();
            if self.take(b'}') {
                return Ok(Value::Map(entries));
            }
            if !self.take(b',') {
                return Err(Stop("a comma or a closing brace is expected here"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Stop> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.take(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take(b']') {
                return Ok(Value::List(items));
            }
            if !self.take(b',') {
                return Err(Stop("a comma or a closing bracket is expected here"));
            }
        }
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        while let Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        match serde_json::from_str::<serde_json::Number>(text) {
            Ok(_) => Ok(Value::Number(text.to_string())),
            Err(_) => Err(Stop("this is not a number")),
        }
    }

    fn string(&mut self) -> Result<String, Stop> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Stop("the string has no end")),
                Some(b'\n') => return Err(Stop("a string may not span lines")),
                Some(b'\\') => self.at += 2,
                Some(b'"') => {
                    self.at += 1;
                    let quoted = self.text.get(start..self.at).unwrap_or("");
                    return serde_json::from_str(quoted).map_err(|_| Stop("a wrong escape"));
                }
                Some(_) => self.at += 1,
            }
        }
    }
}
