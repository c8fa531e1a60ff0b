//! Cause and cure of each failure, written once for every API.

use super::Why;

/// Cause, then cure.
pub(super) fn of(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::NoPath | Why::NoMethod | Why::TooLarge | Why::MediaType => request(why),
        Why::NoProof | Why::OddProof | Why::WrongProof | Why::OldProof | Why::BadCredentials => {
            credentials(why)
        }
        Why::Scope | Why::Role | Why::NoCompany | Why::OddCompany | Why::OtherCompany => {
            rights(why)
        }
        Why::Limit => (
            "More calls in this window than the limit allows, or too many failed credentials from \
             this address",
            "Wait as many seconds as `Retry-After` says, then repeat; watch the limit's headers to \
             slow down before.",
        ),
        Why::Broken => (
            "The server's own fault; nothing was changed",
            "Repeat a read; before a write is repeated, read what is there. Report `X-Request-Id`.",
        ),
        Why::Field(cure) => ("A field or parameter breaks its schema", cure),
        Why::NoRecord
        | Why::Taken
        | Why::State
        | Why::InUse
        | Why::NotTheirs
        | Why::Rule
        | Why::Leave => records(why),
    }
}

fn request(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::NoPath => (
            "No operation has this path",
            "Compare it with the list of operations, the prefix of the API included.",
        ),
        Why::NoMethod => (
            "The path exists, but not with this method",
            "Use a method that the header `Allow` names.",
        ),
        Why::TooLarge => ("The body is longer than the operation takes", "Send less at once."),
        _ => (
            "The body has another content type than the operation takes, or none",
            "Set `Content-Type` as the operation's page says.",
        ),
    }
}

fn credentials(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::NoProof => (
            "No credentials were sent",
            "Send the token or key in the header that the operation's page names.",
        ),
        Why::OddProof => (
            "The header with the credentials has another form",
            "Write the scheme, one blank, then the token: `Authorization: Bearer …`.",
        ),
        Why::WrongProof => (
            "The token or key is not known here, or was revoked",
            "Sign in again; check that it was issued by this server and for this company.",
        ),
        Why::OldProof => ("The token has ended", "Get a new one; a token cannot be prolonged."),
        _ => (
            "Name, password, client or secret is wrong; which one is not said",
            "Check all of them; after many failures the address has to wait.",
        ),
    }
}

fn rights(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::Scope => (
            "The token lacks the scope that the operation needs",
            "Ask for a token with that scope; the client must be allowed to have it.",
        ),
        Why::Role => (
            "The user's level is too low for this operation",
            "Sign in as somebody of the level that the operation's page names.",
        ),
        Why::NoCompany => (
            "The header that names the company is missing or blank",
            "Send the company's header with every call.",
        ),
        Why::OddCompany => (
            "The header that names the company has a value that cannot be right",
            "Copy the company's name as it was given to you.",
        ),
        _ => (
            "The company is unknown, or these credentials are not for it",
            "Use the company that the credentials were made for.",
        ),
    }
}

fn records(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::NoRecord => (
            "The company has no such record, or it was deleted; another company's is not there",
            "Read the id from a list or from what was created.",
        ),
        Why::Taken => (
            "Another record of the company has this value already",
            "Choose another value, or change the record that has it.",
        ),
        Why::State => (
            "The record's state does not allow this; the message says which does",
            "Read the record, then take the step that its state allows.",
        ),
        Why::InUse => (
            "Other records stand in the way, because they use this one or overlap with it",
            "Change or remove those first.",
        ),
        Why::Leave => (
            "The leave contradicts other leave, its type, the allowance or the department",
            "Choose other days or another type, or have the allowance raised.",
        ),
        Why::NotTheirs => (
            "The caller may not do this to this record",
            "Call as somebody who may: the owner, the superior, or an administrator.",
        ),
        _ => (
            "A field contradicts what is recorded, or another field",
            "The message names the field and the rule; the operation's page tells the rules.",
        ),
    }
}
