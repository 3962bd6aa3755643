"""How much each person has asked lately, for all hub processes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; nobody has asked anything yet."""
    op.create_table(
        "rates",
        sa.Column("org", sa.String(63), nullable=False),
        sa.Column("person", sa.String(63), nullable=False),
        sa.Column("paid_until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("org", "person", name="pk_rates"),
        sa.ForeignKeyConstraint(["org"], ["organisations.org"], name="fk_rates_org", ondelete="CASCADE"),
    )
