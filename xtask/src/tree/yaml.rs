//! YAML 1.2 (core schema) into a tree: events of saphyr's parser, our own resolution of scalars.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::{Entry, Node, Spot, Value};
use crate::diagnostic::{Code, Problems};

/// Deeper than any real document; keeps recursion over the tree safe.
const DEPTH: usize = 200;
/// Anchors multiply: this many nodes, and a document is refused.
const NODES: usize = 2_000_000;

enum Open {
    List {
        at: Spot,
        anchor: usize,
        items: Vec<Node>,
    },
    Map {
        at: Spot,
        anchor: usize,
        entries: Vec<Entry>,
        key: Option<(String, Spot, bool)>,
        /// What `<<` brings in once all own keys are known.
        merges: Vec<Node>,
    },
}

struct Reader<'p> {
    file: usize,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Node, usize)>,
    root: Option<Node>,
    nodes: usize,
    problems: &'p mut Problems,
}

/// Reads one document; `None` where nothing useful could be read.
pub fn read(text: &str, file: usize, problems: &mut Problems) -> Option<Node> {
    let mut reader =
        Reader { file, open: Vec::new(), anchors: BTreeMap::new(), root: None, nodes: 0, problems };
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                if !reader.event(event, span.start) {
                    return None;
                }
            }
            Err(error) => {
                let spot = spot(file, error.marker());
                reader.problems.add(Code::Syntax, spot, format!("not YAML: {}", error.info()));
                return None;
            }
        }
    }
    if reader.root.is_none() {
        let first = Spot { file, line: 1, column: 1, key: false };
        reader.problems.add(Code::Syntax, first, "the file is empty".into());
    }
    reader.root
}

fn spot(file: usize, marker: &Marker) -> Spot {
    Spot { file, line: marker.line(), column: marker.col() + 1, key: false }
}

impl Reader<'_> {
    /// Takes one event; false means that reading on is pointless.
    fn event(&mut self, event: Event<'_>, marker: Marker) -> bool {
        let at = spot(self.file, &marker);
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                self.problems.add(Code::Syntax, at, "a second document begins here".into());
                return false;
            }
            Event::Scalar(text, style, anchor, tag) => {
                return self.scalar(&text, style, anchor, tag.as_deref(), at);
            }
            Event::Alias(id) => {
                let Some((node, size)) = self.anchors.get(&id).cloned() else {
                    let what = "the alias stands inside its own anchor".into();
                    self.problems.add(Code::Syntax, at, what);
                    return false;
                };
                return self.put(node, 0, size);
            }
            Event::SequenceStart(anchor, _) => {
                self.open.push(Open::List { at, anchor, items: Vec::new() });
            }
            Event::MappingStart(anchor, _) => {
                let (entries, merges) = (Vec::new(), Vec::new());
                self.open.push(Open::Map { at, anchor, entries, key: None, merges });
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(),
            _ => {}
        }
        if self.open.len() > DEPTH {
            self.problems.add(Code::Syntax, at, format!("nested deeper than {DEPTH} levels"));
            return false;
        }
        true
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        at: Spot,
    ) -> bool {
        let plain = style == ScalarStyle::Plain;
        if let Some(Open::Map { key: key @ None, .. }) = self.open.last_mut() {
            *key = Some((text.to_string(), Spot { key: true, ..at }, plain));
            return true;
        }
        let forced = tag.filter(|t| t.is_yaml_core_schema()).map(|t| t.suffix.as_str());
        let value = match forced {
            Some("str") => Value::Text(text.to_string()),
            _ if !plain => Value::Text(text.to_string()),
            _ => resolve(text),
        };
        if matches!(&value, Value::Number(n) if n.starts_with('.')) {
            let what = format!("`{text}` is a number that JSON cannot hold");
            self.problems.add(Code::Syntax, at, what);
        }
        self.put(Node { spot: at, value }, anchor, 1)
    }

    fn close(&mut self) -> bool {
        match self.open.pop() {
            Some(Open::List { at, anchor, items }) => {
                self.put(Node { spot: at, value: Value::List(items) }, anchor, 1)
            }
            Some(Open::Map { at, anchor, mut entries, merges, .. }) => {
                merges.iter().for_each(|m| merge(&mut entries, m));
                self.put(Node { spot: at, value: Value::Map(entries) }, anchor, 1)
            }
            None => true,
        }
    }

    /// Puts a finished node where it belongs; `size` is how many nodes it adds.
    fn put(&mut self, node: Node, anchor: usize, size: usize) -> bool {
        self.nodes += size;
        if self.nodes > NODES {
            self.problems.add(
                Code::Syntax,
                node.spot,
                "aliases make the document too large".into(),
            );
            return false;
        }
        if anchor > 0 {
            let size = count(&node);
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, merges, .. }) => match key.take() {
                Some((key, _, true)) if key == "<<" => merges.push(node),
                Some((key, spot, _)) => {
                    if entries.iter().any(|e| e.key == key) {
                        let what = format!("the key `{key}` stands here a second time");
                        self.problems.add(Code::DuplicateKey, spot, what);
                    } else {
                        entries.push(Entry { key, spot, value: node });
                    }
                }
                None => {
                    self.problems.add(Code::Syntax, node.spot, "a key must be a scalar".into());
                    return false;
                }
            },
        }
        true
    }
}

/// The `<<` of YAML 1.1, which many documents still use: own keys win.
fn merge(entries: &mut Vec<Entry>, from: &Node) {
    let maps: Vec<&Node> = if from.is_list() { from.items().iter().collect() } else { vec![from] };
    for entry in maps.iter().flat_map(|m| m.entries()) {
        if !entries.iter().any(|e| e.key == entry.key) {
            entries.push(entry.clone());
        }
    }
}

fn count(node: &Node) -> usize {
    1 + node.items().iter().map(count).sum::<usize>()
        + node.entries().iter().map(|e| count(&e.value)).sum::<usize>()
}

/// What a plain scalar means in the core schema; dates and `yes` stay texts.
pub fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let bare = text.trim_start_matches(['+', '-']);
    if matches!(bare, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return Value::Number(bare.to_string());
    }
    let based = |digits: &str, radix| u64::from_str_radix(digits, radix).ok();
    let number = text.strip_prefix("0x").and_then(|d| based(d, 16));
    let number = number.or_else(|| text.strip_prefix("0o").and_then(|d| based(d, 8)));
    if let Some(number) = number {
        return Value::Number(number.to_string());
    }
    match decimal(text) {
        Some(number) => Value::Number(number),
        None => Value::Text(text.to_string()),
    }
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, spelt as JSON wants it.
fn decimal(text: &str) -> Option<String> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], &rest[at..]),
        None => (rest, ""),
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !exponent.is_empty() && !digits(exponent[1..].trim_start_matches(['+', '-'])) {
        return None;
    }
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let dotted = mantissa.contains('.');
    if !(digits(whole) || (whole.is_empty() && digits(fraction)))
        || !(fraction.is_empty() || digits(fraction))
    {
        return None;
    }
    let kept = whole.trim_start_matches('0');
    let whole = if kept.is_empty() { "0" } else { kept };
    let fraction = match (dotted, fraction) {
        (false, _) => String::new(),
        (true, "") => ".0".to_string(),
        (true, f) => format!(".{f}"),
    };
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}
