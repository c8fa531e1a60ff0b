//! Values of the document as literals.

use crate::ir::Literal;
use crate::tree::{Node, Value};

/// The node's value, numbers as they are spelt.
pub fn literal(node: &Node) -> Literal {
    match &node.value {
        Value::Null => Literal::Null,
        Value::Bool(b) => Literal::Bool(*b),
        Value::Number(n) => Literal::Number(n.clone()),
        Value::Text(t) => Literal::Text(t.clone()),
        Value::List(items) => Literal::List(items.iter().map(literal).collect()),
        Value::Map(entries) => {
            let pairs = entries.iter().map(|e| (e.key.clone(), literal(&e.value)));
            Literal::Object(pairs.collect())
        }
    }
}
