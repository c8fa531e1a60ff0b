//! `tests/` of the package: one test per operation, and what holds for the package itself.

use super::model::{Sdk, imports};
use super::text::quoted;
use crate::ir::*;
use crate::render::Output;

impl Sdk<'_> {
    /// All files of `tests/`.
    pub fn proofs(&self) -> Vec<Output> {
        vec![self.conftest(), self.operation_tests(), self.package_tests()]
    }

    fn conftest(&self) -> Output {
        let arguments: String = self
            .demo_arguments()
            .iter()
            .map(|(name, value)| format!("    {}: {},\n", quoted(name), quoted(value)))
            .collect();
        let (scopes, import) = match self.scopes_argument() {
            Some(argument) => (format!("    {}: scopes.ALL,\n", quoted(&argument)), ", scopes"),
            None => (String::new(), ""),
        };
        let arguments = arguments + &scopes;
        let body = CONFTEST.replace("@SCOPES@", import);
        let body = body.replace("@ARGUMENTS@", &arguments).replace("@PACKAGE@", &self.import());
        self.python(
            "tests/conftest.py",
            &["A client for the server that the environment names."],
            &body,
        )
    }

    fn operation_tests(&self) -> Output {
        let tests: String =
            self.api.operations.iter().map(|operation| self.test(operation)).collect();
        let mut head = imports(&tests, &[("decimal", &["Decimal"])]);
        if tests.contains("datetime.") {
            head.insert_str(0, "import datetime\n");
        }
        if !head.is_empty() {
            head.push('\n');
        }
        let front = ["Client", "SecretStr", "Unknown", "Upload", "models"];
        let used = format!("Client {tests}");
        let ours = imports(&used, &[(&self.import(), &front)]);
        let why = "Every operation, called as the document's examples say; needs ROSETTA_BASE_URL.";
        self.python("tests/test_operations.py", &[why], &format!("{head}{ours}{tests}"))
    }

    fn test(&self, operation: &Operation) -> String {
        let mut arguments = Vec::new();
        for param in &operation.params {
            if param.place == Place::Path {
                arguments.push(self.expression(&param.value.ty, &self.example(&param.value)));
            }
        }
        if let Some(body) = &operation.body
            && let Some(media) = body.media.first()
        {
            let value = match media.kind {
                MediaKind::Text => "\"sample\"".to_owned(),
                MediaKind::Binary => "b\"sample\"".to_owned(),
                _ => {
                    let example = media.examples.first().map(|(_, value)| value.clone());
                    let example = example.unwrap_or_else(|| self.example(&media.value));
                    self.expression(&media.value.ty, &example)
                }
            };
            arguments.push(if body.required { value } else { format!("body={value}") });
        }
        for param in operation.params.iter().filter(|p| p.place != Place::Path && p.value.required)
        {
            let value = self.expression(&param.value.ty, &self.example(&param.value));
            arguments.push(format!("{}={value}", self.argument(param)));
        }
        let joined = arguments.join(", ");
        let call = format!("    client.{}({joined})\n", self.method(operation));
        let call = if call.len() <= 100 {
            call
        } else {
            let lines: String = arguments.iter().map(|a| format!("        {a},\n")).collect();
            format!("    client.{}(\n{lines}    )\n", self.method(operation))
        };
        format!("\n\ndef test_{}(client: Client) -> None:\n{call}", operation.id.snake())
    }

    fn package_tests(&self) -> Output {
        let methods: String = self
            .api
            .operations
            .iter()
            .map(|operation| {
                format!(
                    "    {}: {},\n",
                    quoted(&operation.id.snake()),
                    quoted(&self.method(operation))
                )
            })
            .collect();
        let body =
            PACKAGE_TESTS.replace("@METHODS@", &methods).replace("@PACKAGE@", &self.import());
        self.python("tests/test_package.py", &["What holds for the package itself."], &body)
    }
}

const CONFTEST: &str = r#"import asyncio
import inspect
import os
from collections.abc import Iterator
from typing import Any, cast

import pytest

from @PACKAGE@ import AsyncClient, AsyncPager, Client@SCOPES@

DEMO: dict[str, Any] = {
@ARGUMENTS@}
"""The demo's first identity."""


class Driven:
    """An async client that is called like the other one, so that the same tests serve both."""

    def __init__(self, client: AsyncClient, loop: asyncio.AbstractEventLoop) -> None:
        self._client = client
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        async def ended(call: Any) -> Any:
            return await call if inspect.isawaitable(call) or isinstance(call, AsyncPager) else call

        return lambda *args, **kwargs: self._loop.run_until_complete(ended(method(*args, **kwargs)))


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    url = os.environ.get("ROSETTA_BASE_URL")
    if not url:
        pytest.skip("ROSETTA_BASE_URL names no server")
    if os.environ.get("ROSETTA_ASYNC"):
        loop = asyncio.new_event_loop()
        awaiting = AsyncClient(base_url=url, **DEMO)
        yield cast(Client, Driven(awaiting, loop))
        loop.run_until_complete(awaiting.aclose())
        loop.close()
        return
    with Client(base_url=url, **DEMO) as blocking:
        yield blocking
"#;

const PACKAGE_TESTS: &str = r#"import inspect
from typing import Any

import httpx
import pytest

import @PACKAGE@
from @PACKAGE@ import OPERATIONS, AsyncClient, Client, NoConnectionError

METHODS: dict[str, str] = {
@METHODS@}


def made(**more: Any) -> Client:
    return Client(base_url="http://localhost:9/none", **more)


def test_every_operation_is_a_method_of_both_clients() -> None:
    assert list(OPERATIONS) == list(METHODS)
    for name in METHODS.values():
        blocking = inspect.signature(getattr(Client, name))
        awaiting = inspect.signature(getattr(AsyncClient, name))
        assert list(blocking.parameters) == list(awaiting.parameters)


def test_all_that_is_promised_is_there() -> None:
    for name in @PACKAGE@.__all__:
        assert hasattr(@PACKAGE@, name), name
    for name in @PACKAGE@.models.__all__:
        assert hasattr(@PACKAGE@.models, name), name


def test_a_client_shows_no_header_of_its_own() -> None:
    with made(headers={"x-key": "hidden"}) as client:
        assert "hidden" not in repr(client)


def test_a_client_without_a_server_says_so() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with made(transport=httpx.MockTransport(refuse), retries=0) as client:
        for name, method in METHODS.items():
            if not OPERATIONS[name].params and not OPERATIONS[name].body:
                with pytest.raises(NoConnectionError):
                    getattr(client, method)()
"#;
