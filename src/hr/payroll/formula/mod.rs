//! The little language of payroll columns: arithmetic on exact decimals, and nothing that could
//! run for long, reach anything or fail without saying why.
//!
//! Numbers, names, `+ - * / ( )`, one comparison of `< <= > >= = !=` (1 where it holds, else 0),
//! and the functions `if(condition, then, else)`, `min`, `max`, `round(x, places)` and `abs`. A
//! name is a column's or a variable's: `net_pay`, or `[Net pay]` as it is written. Only the branch
//! that `if` takes is calculated. A division keeps 28 digits; everything else is exact.

mod eval;
mod parse;
#[cfg(test)]
mod tests;

use rust_decimal::{Decimal, RoundingStrategy};

/// Characters of a formula.
pub const LENGTH: usize = 2_000;
/// How deep brackets, calls and signs are nested.
pub const DEPTH: usize = 32;
/// Numbers, names, operators and calls of a formula: as many steps as one calculation takes.
pub const PARTS: usize = 300;

/// A formula that has been read.
#[derive(Clone, Debug)]
pub struct Formula {
    root: Node,
    /// The keys of the names that it uses, each once, in the order of their first use.
    pub names: Vec<String>,
}

#[derive(Clone, Debug)]
enum Node {
    Number(Decimal),
    /// By its place in [`Formula::names`].
    Name(usize),
    Minus(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    Unequal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    If,
    Min,
    Max,
    Round,
    Abs,
}

impl Formula {
    /// Reads a formula; the message goes on from "the formula".
    pub fn parse(text: &str) -> Result<Self, String> {
        parse::formula(text)
    }

    /// What it comes to, with the value of each name by its place in `names`.
    ///
    /// The message goes on from the name of what is calculated: "divides by zero".
    pub fn value(&self, of: impl Fn(usize) -> Result<Decimal, String>) -> Result<Decimal, String> {
        eval::value(&self.root, &of)
    }
}

/// How a name is looked up: letters and digits in lower case, anything else as one `_`; as it is
/// written where it has neither.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    if key.ends_with('_') {
        key.pop();
    }
    if key.is_empty() { name.to_owned() } else { key }
}

/// Money is rounded to so many places, halves away from zero.
pub fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}
