"""Who reads whose directories. Follows from the directories that are there; their places begin above all that were
given before, so that a desk with an old cursor reads everything once more."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from orderdesk.signing.words import fingerprint_words

revision = "0003"
down_revision = "0002"

_NAME = sa.String(63)


def upgrade() -> None:
    """Make the tables, and fill them."""
    op.create_table(
        "partners",
        sa.Column("org", _NAME, nullable=False),
        sa.Column("partner", _NAME, nullable=False),
        sa.Column("fingerprint", sa.String(160), nullable=False),
        sa.PrimaryKeyConstraint("org", "partner", name="pk_partners"),
        sa.ForeignKeyConstraint(["org"], ["organisations.org"], name="fk_partners_org", ondelete="CASCADE"),
    )
    op.create_index("ix_partners_partner", "partners", ["partner"])
    op.create_table(
        "directory_places",
        sa.Column("reader", _NAME, nullable=False),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("directory", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("reader", "place", name="pk_directory_places"),
        sa.UniqueConstraint("reader", "directory", name="uq_directory_places_reader_directory"),
        sa.ForeignKeyConstraint(
            ["reader"], ["organisations.org"], name="fk_directory_places_reader", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["directory"], ["directories.seq"], name="fk_directory_places_directory", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_directory_places_directory", "directory_places", ["directory"])
    op.add_column("http_keys", sa.Column("administrator", sa.Integer, nullable=False, server_default="0"))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    documents: dict[str, list[tuple[int, Any]]] = {}
    for org, seq, document in connection.execute(sa.text("SELECT org, seq, document FROM directories ORDER BY seq")):
        documents.setdefault(org, []).append((seq, json.loads(bytes(document))["body"]))
    every_org = connection.execute(sa.text("SELECT org, fingerprint FROM organisations"))
    words = {row.org: row.fingerprint for row in every_org}
    near: dict[str, set[str]] = {org: {org} for org in words}
    for org, versions in documents.items():
        newest = versions[-1][1]
        for partner in newest["partners"]:
            named = {"org": org, "partner": partner["org"], "words": " ".join(fingerprint_words(partner["root"]))}
            connection.execute(sa.text("INSERT INTO partners VALUES (:org, :partner, :words)"), named)
            if words.get(partner["org"]) == named["words"]:
                near[org].add(partner["org"])
                near[partner["org"]].add(org)
        for member in newest["members"]:
            if "administrator" in member["roles"]:
                connection.execute(
                    sa.text("UPDATE http_keys SET administrator = 1 WHERE org = :org AND person = :person"),
                    {"org": org, "person": member["person"]},
                )
    last = connection.execute(sa.text("SELECT value FROM counters WHERE name = 'directories'")).scalar_one()
    every = sorted((seq, reader) for reader, orgs in near.items() for org in orgs for seq, _ in documents.get(org, ()))
    for place, (seq, reader) in enumerate(every, last + 1):
        connection.execute(
            sa.text("INSERT INTO directory_places VALUES (:reader, :place, :seq)"),
            {"reader": reader, "place": place, "seq": seq},
        )
    connection.execute(sa.text("INSERT INTO counters VALUES ('places', :place)"), {"place": last + len(every)})
