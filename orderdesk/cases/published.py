"""What schemas/ publishes of the case file, and with it all that is published."""

from typing import Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.documents.schemas import Schema, headed, published_files, schema_of

CASE_SCHEMA: Final = "case.v1.json"


def case_schema() -> Schema:
    """The schema of the case file. What a schema cannot say stands in schemas/README.md."""
    return headed(CASE_SCHEMA, schema_of(CaseFile))


def all_published() -> dict[str, Schema]:
    """The schemas of documents and of the case file and the tables of the life cycle, by file name."""
    return {**published_files(), CASE_SCHEMA: case_schema()}
