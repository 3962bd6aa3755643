"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_NAME, _HASH, _DID = sa.String(63), sa.String(64), sa.String(80)


def upgrade() -> None:
    """Make all tables."""
    _organisations()
    _mailboxes()
    _directories()
    _requests()


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("org", _NAME, nullable=False),
        sa.Column("fingerprint", sa.String(160), nullable=False),
        sa.Column("registered", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("org", name="pk_organisations"),
    )
    op.create_table(
        "http_keys",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("org", _NAME, nullable=False),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("did", _DID, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.Column("revoked", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_http_keys"),
        _of_organisation("http_keys"),
    )
    op.create_index("ix_http_keys_person", "http_keys", ["org", "person", "did"])


def _mailboxes() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("org", _NAME, nullable=False),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("waiting", sa.BigInteger, nullable=False),
        sa.Column("waiting_bytes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailboxes"),
        sa.UniqueConstraint("org", "person", name="uq_mailboxes_org_person"),
        _of_organisation("mailboxes"),
    )
    op.create_table(
        "envelopes",
        sa.Column("mailbox", _NUMBER, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("name", _HASH, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("arrived", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("settled", sa.BigInteger),
        sa.Column("reason", sa.String(32)),
        sa.PrimaryKeyConstraint("mailbox", "seq", name="pk_envelopes"),
        sa.UniqueConstraint("mailbox", "name", name="uq_envelopes_mailbox_name"),
        _of_mailbox("envelopes"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_envelopes_waiting", "envelopes", ["mailbox", "seq"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_index("ix_envelopes_age", "envelopes", ["state", "arrived"])
    op.create_table(
        "contents",
        sa.Column("mailbox", _NUMBER, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "seq", name="pk_contents"),
        _of_mailbox("contents"),
    )


def _directories() -> None:
    op.create_table(
        "directories",
        sa.Column("seq", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("org", _NAME, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", _HASH, nullable=False),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_directories"),
        sa.UniqueConstraint("org", "version", name="uq_directories_org_version"),
        sa.UniqueConstraint("org", "name", name="uq_directories_org_name"),
        _of_organisation("directories"),
    )
    counters = op.create_table(
        "counters",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.bulk_insert(counters, [{"name": "directories", "value": 0}])


def _requests() -> None:
    op.create_table(
        "nonces",
        sa.Column("did", _DID, nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("forgettable", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("did", "nonce", name="pk_nonces"),
    )
    op.create_index("ix_nonces_forgettable", "nonces", ["forgettable"])
    op.create_table(
        "access_log",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("org", _NAME, nullable=False),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("did", _DID, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("mailbox_org", _NAME, nullable=False),
        sa.Column("mailbox_person", _NAME, nullable=False),
        sa.Column("name", _HASH, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_log"),
    )
    op.create_index("ix_access_log_at", "access_log", ["at"])
    op.create_index("ix_access_log_name", "access_log", ["name"])


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["org"], ["organisations.org"], name=f"fk_{table}_org", ondelete="CASCADE")


def _of_mailbox(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["mailbox"], ["mailboxes.id"], name=f"fk_{table}_mailbox", ondelete="CASCADE")
