//! JSON pointers: from a pointer to its node, and from a position back to its pointer.

use super::{Node, Spot, Value};

/// The tokens of a pointer (`/a/b~1c`), decoded; a URI fragment's percent signs too.
pub fn split(pointer: &str) -> Vec<String> {
    let unquoted = percent_decode(pointer);
    unquoted.split('/').skip(1).map(|t| t.replace("~1", "/").replace("~0", "~")).collect()
}

/// One token as a pointer spells it.
pub fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The node behind a pointer (`""` is the root).
pub fn find<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    split(pointer).iter().try_fold(root, |node, token| match &node.value {
        Value::Map(_) => node.get(token),
        Value::List(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The pointer of what stands at a position.
pub fn locate(root: &Node, spot: Spot) -> Option<String> {
    if root.spot == spot {
        return Some(String::new());
    }
    match &root.value {
        Value::Map(entries) => entries.iter().find_map(|e| {
            let rest = if e.spot == spot { Some(String::new()) } else { locate(&e.value, spot) };
            rest.map(|r| format!("/{}{r}", token(&e.key)))
        }),
        Value::List(items) => {
            let mut found = items.iter().enumerate();
            found.find_map(|(i, item)| locate(item, spot).map(|r| format!("/{i}{r}")))
        }
        _ => None,
    }
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = text.get(i + 1..i + 3).and_then(|h| u8::from_str_radix(h, 16).ok());
        match (bytes[i], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                i += 3;
            }
            (byte, _) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}
