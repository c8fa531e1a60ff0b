//! `errors.py`, `scopes.py`, `webhooks.py` and the package's front door.

use super::client::snake;
use super::model::{Sdk, import_line, imports};
use super::text::{doc, line, markdown, quoted};
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk;

impl Sdk<'_> {
    /// Scopes that tokens may be asked for, with what each allows.
    fn scopes(&self) -> &[(String, String)] {
        let found = self.api.security.iter().find_map(|scheme| match &scheme.kind {
            SecurityKind::ClientCredentials { scopes, .. } => Some(scopes.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// `scopes.py`, where the API has some.
    pub fn scopes_file(&self) -> Option<Output> {
        let scopes = self.scopes();
        if scopes.is_empty() {
            return None;
        }
        let mut names: Vec<String> = vec!["ALL".to_owned()];
        let mut rows = String::new();
        for (scope, says) in scopes {
            let mut name = constant(scope);
            while names.contains(&name) {
                name.push('_');
            }
            rows.push_str(&format!("{name} = {}\n", quoted(scope)));
            rows.push_str(&doc(0, &[says], &format!("`{scope}`")));
            names.push(name);
        }
        let all: String = names.iter().skip(1).map(|name| format!("    {name},\n")).collect();
        let body = format!("{rows}\nALL = (\n{all})\n\"\"\"Every scope of the API.\"\"\"\n");
        Some(self.module_file("scopes.py", &["Scopes that a client may ask for."], &body))
    }

    /// The argument that takes scopes, where there is one to try.
    pub fn scopes_argument(&self) -> Option<String> {
        let argument = self.credentials().into_iter().find_map(|credential| credential.scopes)?;
        (!self.scopes().is_empty()).then_some(argument)
    }

    /// Every documented status from 400 on, with the types of its bodies.
    fn statuses(&self) -> Vec<(u16, String, Vec<String>)> {
        let mut all: Vec<(u16, String, Vec<String>)> = Vec::new();
        let responses = self.api.operations.iter().flat_map(|operation| &operation.responses);
        for response in responses.filter(|response| response.status >= 400) {
            if !all.iter().any(|(known, ..)| *known == response.status) {
                all.push((response.status, reason(response.status), Vec::new()));
            }
        }
        for (status, value) in self.api.operations.iter().flat_map(sdk::failures) {
            let ty = self.element(value, "models.");
            if let Some((.., types)) = all.iter_mut().find(|(known, ..)| *known == status)
                && !types.contains(&ty)
            {
                types.push(ty);
            }
        }
        all.sort_by_key(|(status, ..)| *status);
        all
    }

    /// `errors.py`
    pub fn errors(&self) -> Output {
        let statuses = self.statuses();
        let mut body = String::new();
        let mut rows = String::new();
        for (status, name, types) in &statuses {
            let docs = doc(4, &[&format!("The server answered {status}.")], "");
            body.push_str(&format!("\n\nclass {name}(StatusError):\n{docs}"));
            if !types.is_empty() && !types.iter().any(|ty| ty == "Any") {
                body.push_str(&format!("\n    failure: {} | None\n", types.join(" | ")));
            }
            rows.push_str(&format!("    {status}: {name},\n"));
        }
        let rows = if rows.is_empty() { "{}".to_owned() } else { format!("{{\n{rows}}}") };
        body.push_str(&format!("\n\nSTATUS_ERRORS: Mapping[int, type[StatusError]] = {rows}\n\n"));
        let mut names: Vec<String> = statuses
            .iter()
            .map(|(_, name, _)| name.clone())
            .chain(RUNTIME_ERRORS.iter().map(|n| (*n).to_owned()))
            .collect();
        names.sort_unstable();
        let all: String = names.iter().map(|name| format!("    {},\n", quoted(name))).collect();
        body.push_str(&format!("__all__ = [\n    \"STATUS_ERRORS\",\n{all}]\n"));
        let models = if body.contains("models.") { "from . import models\n" } else { "" };
        let more = imports(&body, &[("collections.abc", &["Mapping"]), ("decimal", &["Decimal"])]);
        let head = format!("{more}\n{models}{}", import_line("._runtime.errors", RUNTIME_ERRORS));
        let why = "Every way in which a call can end badly: one type per documented status.";
        self.module_file("errors.py", &[why], &format!("{head}{body}"))
    }

    /// `webhooks.py`, where the API has them.
    pub fn webhooks(&self) -> Option<Output> {
        let webhooks = self.api.webhooks.as_ref()?;
        let body = format!(
            "from collections.abc import Sequence\n\nfrom pydantic import SecretStr\n\n\
             from ._runtime.webhooks import Scheme, Verifier, WebhookError\n\n\
             SCHEME = Scheme(\n    id={},\n    timestamp={},\n    signature={},\n    \
             secret_prefix={},\n    tolerance_s={},\n)\n\"\"\"How events are signed.\"\"\"\n\n\n\
             class Webhook(Verifier):\n    \"\"\"Verifies what the API posts.\n\n    \
             `Webhook(secret).verify(body, headers)` gives the event, or raises \
             `WebhookError`.\n    \
             \"\"\"\n\n    def __init__(\n        self,\n        \
             secrets: str | SecretStr | Sequence[str | SecretStr],\n        \
             tolerance_s: int | None = None,\n    ) -> None:\n        \
             super().__init__(SCHEME, secrets, tolerance_s)\n\n\n\
             __all__ = [\"SCHEME\", \"Webhook\", \"WebhookError\"]\n",
            quoted(&webhooks.id),
            quoted(&webhooks.timestamp),
            quoted(&webhooks.signature),
            quoted(&webhooks.secret_prefix),
            webhooks.tolerance_s
        );
        let why = "Whether an event that was posted is genuine, and no replay.";
        Some(self.module_file("webhooks.py", &[why], &body))
    }

    /// `__init__.py`
    pub fn front_door(&self) -> Output {
        let webhooks = self.api.webhooks.is_some();
        let mut names: Vec<String> = FRONT.iter().map(|name| (*name).to_owned()).collect();
        let errors: Vec<String> = {
            let statuses = self.statuses();
            let own = statuses.into_iter().map(|(_, name, _)| name);
            let mut all: Vec<String> =
                own.chain(RUNTIME_ERRORS.iter().map(|n| (*n).to_owned())).collect();
            all.sort_unstable();
            all
        };
        names.extend(errors.iter().cloned());
        if webhooks {
            names.extend(["Webhook".to_owned(), "WebhookError".to_owned()]);
        }
        let scopes = if self.scopes().is_empty() { "" } else { ", scopes" };
        if !scopes.is_empty() {
            names.push("scopes".to_owned());
        }
        names.sort_unstable();
        let all: String = names.iter().map(|name| format!("    {},\n", quoted(name))).collect();
        let errors: Vec<&str> = errors.iter().map(String::as_str).collect();
        let body = format!(
            "from pydantic import SecretStr\n\nfrom . import models{scopes}\n\
             from ._runtime.model import Unknown\n\
             from ._runtime.page import AsyncPage, AsyncPager, Page\n\
             from ._runtime.values import UNSET, Answer, CallOptions, RateLimit, Unset, Upload\n\
             from .api import API, OPERATIONS\nfrom .client import AsyncClient, Client\n{}{}\n\
             __version__ = {}\n\n__all__ = [\n{all}]\n",
            import_line(".errors", &errors),
            if webhooks { "from .webhooks import Webhook, WebhookError\n" } else { "" },
            quoted(&self.version())
        );
        let why = format!("Client for {} {}.", line(&self.api.title), line(&self.api.version));
        let about = markdown(
            &self.api.description.split("\n\n").next().unwrap_or_default().replace('\n', " "),
        );
        self.module_file("__init__.py", &[&why, &about], &body)
    }
}

const RUNTIME_ERRORS: &[&str] = &[
    "CallTimeoutError",
    "DecodeError",
    "InvalidCallError",
    "NoConnectionError",
    "RosettaError",
    "StatusError",
];

const FRONT: &[&str] = &[
    "API",
    "Answer",
    "AsyncClient",
    "AsyncPage",
    "AsyncPager",
    "CallOptions",
    "Client",
    "OPERATIONS",
    "Page",
    "RateLimit",
    "SecretStr",
    "UNSET",
    "Unknown",
    "Unset",
    "Upload",
    "__version__",
    "models",
];

fn reason(status: u16) -> String {
    let known = match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "TooLarge",
        415 => "UnsupportedMediaType",
        422 => "Unprocessable",
        423 => "Locked",
        429 => "TooManyRequests",
        500 => "Server",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "Unavailable",
        504 => "GatewayTimeout",
        _ => return format!("Status{status}Error"),
    };
    // Python has an exception of that name.
    let known = if known == "NotImplemented" { "NotSupported" } else { known };
    format!("{known}Error")
}

/// `jobListings:read` → `JOB_LISTINGS_READ`
fn constant(text: &str) -> String {
    let name = snake(text).to_uppercase();
    name.strip_prefix("KEY_").map_or(name.clone(), |rest| {
        match rest.starts_with(|c: char| c.is_ascii_digit()) {
            true => format!("SCOPE_{rest}"),
            false => name.clone(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_become_constants() {
        for (scope, name) in [
            ("jobListings:read", "JOB_LISTINGS_READ"),
            ("read", "READ"),
            ("user.read-all", "USER_READ_ALL"),
            ("2fa", "SCOPE_2FA"),
        ] {
            assert_eq!(constant(scope), name);
        }
    }
}
