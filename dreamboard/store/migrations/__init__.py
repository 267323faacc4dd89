"""Alembic steps from one schema to the next; imported only when a file needs them."""
