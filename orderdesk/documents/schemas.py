"""What schemas/ publishes of documents: JSON Schemas (2020-12) generated from the models, one for each kind of document
and one for the envelope, and the tables of the life cycle.

The schemas say what the models check and no more. What a schema cannot say (canonical bytes, the profile, the proof,
who may sign what) stands in schemas/README.md.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from orderdesk.documents.envelope import Document
from orderdesk.documents.published_tables import life_cycle
from orderdesk.documents.registry import KINDS, kind_of, model_of

BASE = "https://orderdesk.example/schemas/"
"""Where the schemas' ids stand. Names, not addresses: nothing is fetched."""

Schema = dict[str, Any]


def published() -> dict[str, Schema]:
    """The schemas by file name: "envelope.v1.json", and "order.v1.json" for "orderdesk.order.v1".

    In the schema of a kind the anchor "body" names the body alone: "order.v1.json#body".
    """
    schemas = {"envelope.v1.json": _envelope()}
    for document_type in KINDS:
        name = f"{kind_of(document_type)}.v1.json"
        schemas[name] = headed(name, schema_of(model_of(document_type)))
        schemas[name]["properties"]["body"]["$anchor"] = "body"
    return schemas


def published_files() -> dict[str, Schema]:
    """All that is published of documents, by file name: the schemas and "life-cycle.v1.json"."""
    name = "life-cycle.v1.json"
    return {**published(), name: {"$id": BASE + name, "title": "life cycle v1", **life_cycle()}}


def write(folder: Path, files: Mapping[str, Schema]) -> list[Path]:
    """Write `files` into `folder` as UTF-8 with two spaces and "\\n"; gives the files' paths. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in files.items():
        paths.append(folder / name)
        paths[-1].write_text(text_of(schema), encoding="utf-8", newline="\n")
    return paths


def text_of(schema: Schema) -> str:
    """A schema, or the life cycle, as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _envelope() -> Schema:
    """What every document has, whatever its kind: for a program that passes documents on without reading the body."""
    Document.model_rebuild()
    schema = headed("envelope.v1.json", schema_of(Document))
    schema["properties"]["type"] = {"enum": list(KINDS), "type": "string", "description": "The kind of document."}
    schema["properties"]["body"] = {"type": "object", "description": "What the kind's own schema describes."}
    schema["required"] = sorted([*schema["required"], "type", "body"])
    return schema


def headed(name: str, schema: Schema) -> Schema:
    """`schema` with what every one of ours begins with; `name` is its file's."""
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": BASE + name}
    return {**head, "title": name.removesuffix(".json").replace(".", " "), **schema}


def schema_of(model: type[BaseModel]) -> Schema:
    """The model's schema, without what says nothing."""
    schema: Schema = _plain(model.model_json_schema(ref_template="#/$defs/{model}"))
    return schema


def _plain(node: Any) -> Any:
    """`node` without what says nothing: titles made from names, OpenAPI's discriminator, the default null."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _plain(member) for name, member in value.items()}
        elif (key == "title" and isinstance(value, str)) or key == "discriminator":
            continue
        elif not (key == "default" and value is None):
            kept[key] = _plain(value)
    return kept
