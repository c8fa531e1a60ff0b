//! Calculates a formula that has been read: each part at most once, so its length bounds the time.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Function, Node, Operator, rounded};

type Value = Result<Decimal, String>;

/// Places that a formula may round to.
const PLACES: u32 = 10;

pub fn value(node: &Node, of: &impl Fn(usize) -> Value) -> Value {
    match node {
        Node::Number(number) => Ok(*number),
        Node::Name(name) => of(*name),
        Node::Minus(node) => Ok(-value(node, of)?),
        Node::Binary(operator, left, right) => {
            binary(*operator, value(left, of)?, value(right, of)?)
        }
        Node::Call(function, given) => call(*function, given, of),
    }
}

fn binary(operator: Operator, left: Decimal, right: Decimal) -> Value {
    let truth = |holds: bool| Ok(Decimal::from(u8::from(holds)));
    let large = || String::from("becomes too large");
    match operator {
        Operator::Plus => left.checked_add(right).ok_or_else(large),
        Operator::Minus => left.checked_sub(right).ok_or_else(large),
        Operator::Times => left.checked_mul(right).ok_or_else(large),
        Operator::Over if right.is_zero() => Err("divides by zero".into()),
        Operator::Over => left.checked_div(right).ok_or_else(large),
        Operator::Less => truth(left < right),
        Operator::AtMost => truth(left <= right),
        Operator::More => truth(left > right),
        Operator::AtLeast => truth(left >= right),
        Operator::Equal => truth(left == right),
        Operator::Unequal => truth(left != right),
    }
}

fn call(function: Function, given: &[Node], of: &impl Fn(usize) -> Value) -> Value {
    match (function, given) {
        (Function::If, [condition, then, other]) => {
            value(if value(condition, of)?.is_zero() { other } else { then }, of)
        }
        (Function::Round, [it]) => Ok(rounded(value(it, of)?, 0)),
        (Function::Round, [it, places]) => {
            let places = value(places, of)?;
            let whole = places.is_integer().then(|| places.to_u32()).flatten();
            match whole.filter(|places| *places <= PLACES) {
                Some(places) => Ok(rounded(value(it, of)?, places)),
                None => Err(format!("rounds to places that are no whole number up to {PLACES}")),
            }
        }
        (Function::Abs, [it]) => Ok(value(it, of)?.abs()),
        (Function::Min, [first, others @ ..]) => fold(first, others, of, Decimal::min),
        (Function::Max, [first, others @ ..]) => fold(first, others, of, Decimal::max),
        // The reader lets no other number of arguments through.
        _ => Err("has a wrong number of arguments".into()),
    }
}

fn fold(
    first: &Node,
    others: &[Node],
    of: &impl Fn(usize) -> Value,
    pick: fn(Decimal, Decimal) -> Decimal,
) -> Value {
    others.iter().try_fold(value(first, of)?, |so_far, node| Ok(pick(so_far, value(node, of)?)))
}
