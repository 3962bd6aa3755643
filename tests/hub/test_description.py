"""The hub does what its published description says, for whatever the description lets a client send (schemathesis)."""

import json
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from orderdesk.hub.limits import Limits
from orderdesk.hub.published import description
from tests.hub.conftest import Hub

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
SCHEMA = schemathesis.openapi.from_dict(json.loads(description()))
OPERATIONS = {f"{one.ok().method} {one.ok().path}": one.ok() for one in SCHEMA.get_all_operations()}


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_hub_keeps_to_its_description(make_hub: Any, name: str) -> None:
    hub: Hub = make_hub(Limits(requests_a_minute=100_000, longest_wait=0))
    hub.join()
    sara = hub.desk("sara-holt")
    with requests.Session() as session:

        @given(case=OPERATIONS[name].as_strategy())
        @settings(max_examples=12, deadline=None, database=None, derandomize=True,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        def ask(case: schemathesis.Case) -> None:
            # Its own mailbox and organisation at times, or every answer would be that the mailbox is another's.
            if "org" in case.path_parameters and len(str(case.path_parameters["org"])) % 2:
                case.path_parameters.update(org="fjordvejen", **{"person": "sara-holt"} if "{person}" in name else {})
            prepared = requests.Request(**case.as_transport_kwargs(base_url=hub.url)).prepare()
            body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body or b""
            path = str(prepared.url).removeprefix(hub.url)
            kind = prepared.headers.get("Content-Type") or "application/octet-stream"
            if isinstance(body, bytes) and path.startswith("/"):
                prepared.headers.update(sara.signed(str(prepared.method), path, body, kind))
            case.validate_response(session.send(prepared), checks=CHECKS)

        ask()
