"""What schemas/ publishes of the gap checker: a rule pack, and what `orderdesk gaps --format json` prints."""

from typing import Final

from orderdesk.cases.published import all_published as published_below
from orderdesk.documents.schemas import Schema, headed, schema_of
from orderdesk.gaps.machine_result import ResultTold
from orderdesk.gaps.pack import Pack

PACK_SCHEMA: Final = "gap-pack.v1.json"
RESULT_SCHEMA: Final = "gaps-result.v1.json"


def pack_schema() -> Schema:
    """The schema of a rule pack. TOML's own days are as good as days in quotation marks."""
    return headed(PACK_SCHEMA, schema_of(Pack))


def result_schema() -> Schema:
    """The schema of the machine answer."""
    return headed(RESULT_SCHEMA, schema_of(ResultTold))


def gap_schemas() -> dict[str, Schema]:
    """Both, by file name."""
    return {PACK_SCHEMA: pack_schema(), RESULT_SCHEMA: result_schema()}


def all_published() -> dict[str, Schema]:
    """All that is published, by file name: of documents, of the case file, of the gap checker."""
    return {**published_below(), **gap_schemas()}
