"""What stands in the published description beside the models."""

from typing import Any, Final

from orderdesk.hub.answers import ProblemAnswer

PROBLEM: Final[dict[int | str, dict[str, Any]]] = {
    "default": {"model": ProblemAnswer, "description": "Not done; `code` says why."}
}
BYTES: Final[dict[str, Any]] = {"type": "string", "format": "binary"}
SIGNED: Final[list[dict[str, list[str]]]] = [{"signature": []}]


def takes(kind: str, description: str) -> dict[str, Any]:
    """The description of a signed request whose body is bytes as they are."""
    body = {"required": True, "description": description, "content": {kind: {"schema": BYTES}}}
    return {"requestBody": body, "security": SIGNED}


def takes_model(name: str) -> dict[str, Any]:
    """The description of a signed request whose body is that model."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "security": SIGNED,
    }


def signed() -> dict[str, Any]:
    """The description of a signed request without a body."""
    return {"security": SIGNED}
