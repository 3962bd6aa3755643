"""The epoch of the database, and when a hub last served it."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Begin the first epoch."""
    for name, value in (("epoch", secrets.randbits(62)), ("served", 0)):
        op.execute(sa.text("INSERT INTO counters VALUES (:name, :value)").bindparams(name=name, value=value))
