"""Up to which place everything in a mailbox is settled."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; it follows from what waits."""
    op.add_column("mailboxes", sa.Column("settled_to", sa.BigInteger, nullable=False, server_default="0"))
    op.execute(
        "UPDATE mailboxes SET settled_to = coalesce((SELECT min(seq) - 1 FROM envelopes"
        " WHERE envelopes.mailbox = mailboxes.id AND envelopes.state = 'waiting'), last_seq)"
    )
