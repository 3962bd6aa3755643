"""The tables as this version of the hub needs them: made, or changed step by step (alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from orderdesk.errors import NotPossible
from orderdesk.hub.database import Database
from orderdesk.locale import _


def migrate(database: Database) -> None:
    """Make every step that is missing; processes that start at once wait for each other.

    Raises NotPossible for tables of a later version.
    """
    with database.alone() as connection:
        if not _is_current(connection):
            config = _config()
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise NotPossible(
                    _("The database was made by a later version of orderdesk."),
                    _("Install that version or a later one."),
                ) from error


def is_current(database: Database) -> bool:
    """Whether the tables are those that this version needs."""
    with database.reading() as connection:
        return _is_current(connection)


def _is_current(connection: Connection) -> bool:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
