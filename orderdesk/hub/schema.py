"""The hub's tables. Times are whole seconds since 1970, UTC. No table has room for content: envelopes and directories
are bytes as they came, everything else is routing."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

# SQLite numbers rows by itself only where the key is called INTEGER.
_Number: Final = BigInteger().with_variant(Integer, "sqlite")
_Name: Final = String(63)
_Hash: Final = String(64)
_Did: Final = String(80)

organisations: Final = Table(
    "organisations",
    metadata,
    Column("org", _Name, primary_key=True),
    Column("fingerprint", String(160), nullable=False),  # the words of the root key, as they were read out
    Column("registered", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),  # of the newest directory; 0 before the first
    Column("expires", BigInteger, nullable=False),  # of the newest directory
)

http_keys: Final = Table(
    "http_keys",  # what the newest directories say; follows from them and from nothing else
    metadata,
    Column("id", _Number, primary_key=True),
    Column("org", _Name, ForeignKey("organisations.org", ondelete="CASCADE"), nullable=False),
    Column("person", _Name, nullable=False),
    Column("did", _Did, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("revoked", BigInteger),
    Column("administrator", Integer, nullable=False, server_default="0"),  # whether the person is one
    Index("ix_http_keys_person", "org", "person", "did"),
)

mailboxes: Final = Table(
    "mailboxes",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("org", _Name, ForeignKey("organisations.org", ondelete="CASCADE"), nullable=False),
    Column("person", _Name, nullable=False),
    Column("last_seq", BigInteger, nullable=False),  # the counter; whoever raises it holds the row until the commit
    Column("waiting", BigInteger, nullable=False),
    Column("waiting_bytes", BigInteger, nullable=False),
    # A list begins above it: PostgreSQL's index of what waits holds what was taken until it is vacuumed.
    Column("settled_to", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("org", "person"),
)

envelopes: Final = Table(
    "envelopes",
    metadata,
    Column("mailbox", _Number, ForeignKey("mailboxes.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("name", _Hash, nullable=False),
    Column("size", Integer, nullable=False),
    Column("arrived", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),  # waiting, taken, refused, emptied, expired
    Column("settled", BigInteger),
    Column("reason", String(32)),
    UniqueConstraint("mailbox", "name"),
    Index(
        "ix_envelopes_waiting",
        "mailbox",
        "seq",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_envelopes_age", "state", "arrived"),
)

contents: Final = Table(
    "contents",  # apart from the rows, so that a list never reads past half a megabyte
    metadata,
    Column("mailbox", _Number, ForeignKey("mailboxes.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

directories: Final = Table(
    "directories",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("org", _Name, ForeignKey("organisations.org", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("name", _Hash, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("document", LargeBinary, nullable=False),
    UniqueConstraint("org", "version"),
    UniqueConstraint("org", "name"),
)

partners: Final = Table(
    "partners",  # whom the newest directories name; follows from them and from nothing else
    metadata,
    Column("org", _Name, ForeignKey("organisations.org", ondelete="CASCADE"), primary_key=True),
    Column("partner", _Name, primary_key=True, index=True),
    Column("fingerprint", String(160), nullable=False),  # the words of the partner's root key, as it is named with
)

directory_places: Final = Table(
    "directory_places",  # which organisation reads which directory, in which order
    metadata,
    Column("reader", _Name, ForeignKey("organisations.org", ondelete="CASCADE"), primary_key=True),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("directory", BigInteger, ForeignKey("directories.seq", ondelete="CASCADE"), nullable=False, index=True),
    UniqueConstraint("reader", "directory"),
)

counters: Final = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

nonces: Final = Table(
    "nonces",
    metadata,
    Column("did", _Did, primary_key=True),
    Column("nonce", String(64), primary_key=True),
    Column("forgettable", BigInteger, nullable=False, index=True),
)

rates: Final = Table(
    "rates",
    metadata,
    Column("org", _Name, ForeignKey("organisations.org", ondelete="CASCADE"), primary_key=True),
    Column("person", _Name, primary_key=True),
    Column("paid_until", BigInteger, nullable=False),  # milliseconds; see store/rates.py
)

access_log: Final = Table(
    "access_log",  # who did what with which envelope when; outlives the organisation
    metadata,
    Column("id", _Number, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("org", _Name, nullable=False),
    Column("person", _Name, nullable=False),
    Column("did", _Did, nullable=False),
    Column("action", String(16), nullable=False),  # put, fetch, acknowledge, reject, publish
    Column("mailbox_org", _Name, nullable=False),
    Column("mailbox_person", _Name, nullable=False),  # "" for a directory
    Column("name", _Hash, nullable=False, index=True),
)
