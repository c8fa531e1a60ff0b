//! What each dialect says when the records stand against a request, for the catalogue of errors.

use hr::Error;
use portal::{Failure, Why};
use wire::{Dialect, Refusal};

/// Every way in which a call of this API can fail, in its own envelope.
pub fn of<D>(dialect: &D) -> Vec<Failure>
where
    D: Dialect,
    D::Error: From<Error>,
{
    let mut all = Failure::of_edge(dialect);
    for op in portal::representatives(D::API.operations) {
        for (error, why) in core() {
            let refusal = Refusal::Handler(D::Error::from(error));
            all.extend(Failure::told(dialect.envelope(Some(op), refusal), why));
        }
    }
    portal::once(all, D::API.operations)
}

/// The kinds of refusals of the core; where a rule words the message, dots stand for it.
fn core() -> [(Error, Why); 7] {
    [
        (Error::NotFound("employee"), Why::NoRecord),
        (Error::Duplicate { field: "email" }, Why::Taken),
        (Error::wrong_state("…"), Why::State),
        (Error::conflict("…"), Why::InUse),
        (Error::forbidden("…"), Why::NotTheirs),
        (Error::BadCredentials, Why::BadCredentials),
        (Error::invalid("email", "…"), Why::Rule),
    ]
}
