"""The steps by which the hub's tables came to be what they are (alembic)."""
