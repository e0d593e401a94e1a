"""This is where Alembic is given the desk's own connection, with the guards taken away meanwhile."""

from alembic import context

from layerdesk.storage.schema import drop_guards, make_guards
from layerdesk.storage.tables.shape import METADATA

lane = context.config.attributes["lane"]
lane.folding = True
try:
    with lane.connection.begin():
        context.configure(
            connection=lane.connection, target_metadata=METADATA, render_as_batch=True
        )
        drop_guards(lane.connection)
        with context.begin_transaction():
            context.run_migrations()
        make_guards(lane.connection)
finally:
    lane.folding = False
