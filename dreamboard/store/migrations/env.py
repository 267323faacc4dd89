"""How Alembic reaches the board: over the connection and in the transaction that ``store.migrate`` opened."""

from alembic import context

from dreamboard.store.ddl import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is ours, and one for all steps
)
context.run_migrations()
