//! Names: from what a document says to words that are an identifier in every language.

mod scope;
mod split;
pub mod words;

#[cfg(test)]
mod tests;

pub use scope::{Claim, Scope};
pub use split::split;

/// What is named; gives a name that begins with a digit or is empty its first letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Type,
    Field,
    Code,
    Variant,
    Operation,
    Parameter,
    Tag,
    Policy,
}

impl Noun {
    fn lead(self) -> &'static str {
        match self {
            Noun::Type => "type",
            Noun::Field => "field",
            Noun::Code => "code",
            Noun::Variant => "variant",
            Noun::Operation => "operation",
            Noun::Parameter => "parameter",
            Noun::Tag => "tag",
            Noun::Policy => "policy",
        }
    }
}

/// The words of a text as a name for such a thing: never empty, never a leading digit.
pub fn words_of(text: &str, noun: Noun) -> Vec<String> {
    sound(split(text), noun)
}

/// Words made sound: a leading digit gets the noun before it, nothing at all becomes `empty`.
pub fn sound(mut words: Vec<String>, noun: Noun) -> Vec<String> {
    match words.first_mut() {
        None => words.push("empty".to_string()),
        Some(first) if first.starts_with(|c: char| c.is_ascii_digit()) => {
            *first = format!("{}{first}", noun.lead());
        }
        Some(_) => {}
    }
    words
}
