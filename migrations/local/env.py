"""This is where Alembic is given the desk's own connection, with the guards taken away meanwhile."""

from alembic import context

from layerdesk.storage.alchemy import connected, metadata
from layerdesk.storage.schema import drop_guards, make_guards

lane = context.config.attributes["lane"]
lane.folding = True
try:
    with connected(lane) as connection, connection.begin():
        context.configure(connection=connection, target_metadata=metadata(), render_as_batch=True)
        drop_guards(lane.connection)
        with context.begin_transaction():
            context.run_migrations()
        make_guards(lane.connection)
finally:
    lane.folding = False
