"""What the hub's commands share: the extra that they need, and the database."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from orderdesk.errors import NotPossible
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.hub.database import Database

VARIABLE: Final = "ORDERDESK_HUB_DATABASE"
_PACKAGES: Final = ("alembic", "fastapi", "prometheus_client", "psycopg", "sqlalchemy", "uvicorn")


def check_extra() -> None:
    """Raises NotPossible where the extra `hub` is not installed."""
    if any(find_spec(package) is None for package in _PACKAGES):
        raise NotPossible(
            _("This installation can use a hub, but not run one."), _("Install it with `pip install 'orderdesk[hub]'`.")
        )


def add_database(parser: ArgumentParser) -> None:
    """The option that says which database."""
    parser.add_argument(
        "--database", metavar="ADDRESS", default="",
        help=_("a file, or postgresql://...; ORDERDESK_HUB_DATABASE keeps a password out of the command"),
    )  # fmt: skip


def address_of(args: Namespace) -> str:
    """The database's address: as given, from the environment, or a file among the user's data."""
    given: str = args.database or os.environ.get(VARIABLE, "")
    if given:
        return given
    import platformdirs

    return str(platformdirs.user_data_path("orderdesk") / "hub.sqlite3")


@contextmanager
def database(args: Namespace) -> Iterator["Database"]:
    """The hub's database, with its tables. A hub may be running on it."""
    check_extra()
    from orderdesk.hub.database import Unavailable
    from orderdesk.hub.serving import opened

    found = opened(address_of(args))
    try:
        yield found
    except Unavailable as error:
        raise NotPossible(
            _("The database cannot be reached or written."), _("See that it is there and lets this user in.")
        ) from error
    finally:
        found.close()


def now() -> int:
    """The time in seconds since 1970."""
    return int(datetime.now(UTC).timestamp())


def moment(seconds: int) -> str:
    """A time as it is shown: UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
