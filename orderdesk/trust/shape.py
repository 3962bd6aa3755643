"""A document read and held against the shape of its type in one go, without building its model.

pydantic makes an object for each part of a document: of the 42 us that a report of 5.8 KB takes, 16 are the objects,
and who validates 10,000 files throws them all away. So the compiled schema of the model is turned into one that reads
JSON into plain dictionaries (26 us, the parsing included, which alone takes 11). The turning knows the few node types
that our models compile to; a model that holds anything else (a validator in Python, say) has no shape.

A shape admits less than the model and never more: times stay text, held against a pattern that knows the months'
lengths but not leap days, nor years before 1000.
"""

from functools import cache
from typing import Any, Final

from pydantic_core import SchemaValidator, ValidationError

from orderdesk.documents.registry import model_of

_KEPT: Final = frozenset((
    "any", "bool", "default", "definition-ref", "definitions", "dict", "int", "list", "literal", "none",
    "nullable", "str", "tagged-union",
))  # fmt: skip
_NOT_OF_THE_SHAPE: Final = frozenset({"metadata", "serialization"})

_DAY = (
    "[1-9][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_PATTERNS: Final = {"date": f"^{_DAY}$", "datetime": f"^{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"}


class _UnknownNodeError(Exception):
    """The compiled schema holds a node that this module does not know."""


def read_as(document_type: str, data: bytes) -> dict[str, Any] | None:
    """The JSON object in `data` if it has the shape of that (known) type; None if not, or if it cannot be told.

    The caller must see that the canonical form of what is returned is `data`. With that, members too many are refused
    as well: they are left out of what is returned (6 us cheaper than looking for them). And `verify_proof` must pass:
    it sees to the order of the names in `@context`.
    """
    shape = _shape_of(document_type)
    if shape is None:
        return None
    try:
        value: dict[str, Any] = shape.validate_json(data)
    except ValidationError:
        return None
    return value


@cache
def _shape_of(document_type: str) -> SchemaValidator | None:
    try:
        schema = _plain(model_of(document_type).__pydantic_core_schema__)
    except _UnknownNodeError:
        return None
    # Of the texts only the keys come again and again.
    return SchemaValidator(schema, {"strict": True, "cache_strings": "keys"})


def _plain(node: Any) -> Any:
    """The compiled schema `node` with dictionaries for models, and text for times."""
    if isinstance(node, list):
        return [_plain(part) for part in node]
    if not isinstance(node, dict) or not isinstance(kind := node.get("type"), str):
        return {name: _plain(part) for name, part in node.items()} if isinstance(node, dict) else node
    if kind == "model":
        return _model(node)
    if kind == "chain":
        return _chain(node)
    if kind == "tuple":
        return _constants(node)
    if kind not in _KEPT:
        raise _UnknownNodeError(kind)
    if kind == "literal":
        return {"type": "literal", "expected": node["expected"]}
    return {name: _plain(part) for name, part in node.items() if name not in _NOT_OF_THE_SHAPE}


def _model(node: dict[str, Any]) -> dict[str, Any]:
    fields = node["schema"]
    if fields["type"] != "model-fields" or node.get("custom_init") or node.get("post_init"):
        raise _UnknownNodeError(fields["type"])
    members = {field.get("validation_alias", name): _member(field) for name, field in fields["fields"].items()}
    # In the order in which the canonical form is written: nothing is left to sort, which takes 1 us of 6.
    plain = {"type": "typed-dict", "fields": dict(sorted(members.items())), "extra_behavior": "ignore"}
    return {**plain, "ref": node["ref"]} if "ref" in node else plain


def _member(field: dict[str, Any]) -> dict[str, Any]:
    """A field as a member that may be left out where the model has a default."""
    schema, required = field["schema"], True
    if schema["type"] == "default":
        schema, required = schema["schema"], False
    return {"type": "typed-dict-field", "schema": _plain(schema), "required": required}


def _chain(node: dict[str, Any]) -> dict[str, Any]:
    """Of text of one form that is then read as a date or an instant (see `documents.fields`), the text."""
    steps = node["steps"]
    if len(steps) == 2 and steps[0]["type"] == "str" and steps[1]["type"] in _PATTERNS:
        return {"type": "str", "pattern": _PATTERNS[steps[1]["type"]]}
    return {"type": "chain", "steps": _plain(steps)}


def _constants(node: dict[str, Any]) -> dict[str, Any]:
    """A tuple of constants as the list that JSON has, whatever their order."""
    items = node["items_schema"]
    if any(item["type"] != "literal" for item in items) or "variadic_item_index" in node:
        raise _UnknownNodeError("tuple")
    expected = [constant for item in items for constant in item["expected"]]
    literal = {"type": "literal", "expected": expected}
    return {"type": "list", "items_schema": literal, "min_length": len(items), "max_length": len(items)}
