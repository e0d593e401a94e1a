"""This is where Alembic is given the administrator's connection to a hub."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table_schema="hub")
with context.begin_transaction():
    context.run_migrations()
