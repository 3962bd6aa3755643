"""The description of the API, as it is published in schemas/hub.openapi.json."""

import json

from orderdesk.hub.app import make_app
from orderdesk.hub.database import Database

FILE_NAME = "hub.openapi.json"


def description() -> str:
    """The OpenAPI document as text, the same at every call; opens no database."""
    described = make_app(Database("described.sqlite3"), "https://hub.example").openapi()
    return json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
