//! Why a command could not be carried out, as one line for the operator.

use std::fmt;

/// One line on the error stream; the exit status is not zero.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// Whatever the text holds, it stays one line.
    pub fn new(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What only the operator may read is read by the operator here.
impl From<hr::Error> for Failure {
    fn from(error: hr::Error) -> Self {
        match error.operator() {
            Some(detail) => Self::new(format_args!("{error}: {detail}")),
            None => Self::new(error),
        }
    }
}
