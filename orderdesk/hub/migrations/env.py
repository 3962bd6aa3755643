"""What alembic runs: the steps, on the connection that `migrating` hands over."""

from alembic import context

from orderdesk.hub.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot change a table in place
)
with context.begin_transaction():
    context.run_migrations()
