"""This is where the schema that migrations make is held against the one the tables declare."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.cases.records import Case
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage import schema
from layerdesk.storage.alchemy import connected, metadata
from layerdesk.storage.connection import Lane
from layerdesk.storage.tables import guard_statements
from layerdesk.storage.tables.desk import SEARCH, SEARCH_SQL
from tests.storage.desks import KEY, again, fresh_desk, make, opened, upgraded


def shape(connection: Connection) -> dict[str, tuple[str, str]]:
    """What sqlite says of every object, in one spelling."""
    found = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
    )
    return {
        name: (kind, " ".join(sql.replace('"', "").split()).replace("( ", "(").replace(" )", ")"))
        for kind, name, sql in found
    }


def test_migrations_make_what_the_tables_declare(tmp_path: Path) -> None:
    store = upgraded(opened(tmp_path))
    lane = Lane(tmp_path / "declared.db", KEY, writing=True)
    with connected(lane) as alchemy, alchemy.begin():
        metadata().create_all(alchemy)
    with lane.transaction() as connection:
        for statement in (SEARCH_SQL, *guard_statements()):
            connection.execute(statement)
        declared = shape(connection)
    with store.writing.transaction() as connection:
        assert shape(connection) == declared
    assert SEARCH in declared
    lane.close()
    store.close()


def test_autogenerate_finds_nothing_to_do(tmp_path: Path) -> None:
    store = upgraded(opened(tmp_path))
    with connected(store.writing) as connection, connection.begin():
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _o, name, _t, _r, _c: not name.startswith(SEARCH)},
        )
        assert compare_metadata(context, metadata()) == []
    store.close()


def test_the_newest_script_is_the_revision_that_the_program_knows() -> None:
    scripts = ScriptDirectory(str(migrations_folder() / "local"))
    assert scripts.get_heads() == [schema.REVISION]


def test_being_up_to_date_already_changes_nothing(tmp_path: Path) -> None:
    store = fresh_desk(tmp_path)
    case = make(store, Case, title="Kept")
    backups: list[int] = []
    store.bring_up_to_date(migrations_folder(), lambda: backups.append(1))
    assert backups == []
    assert again(store, case) == case
    store.close()


def test_a_program_that_knows_other_fields_folds_all_anew(tmp_path: Path) -> None:
    store = fresh_desk(tmp_path)
    case = make(store, Case, title="Kept")
    lane = store.writing
    lane.folding = True
    with lane.transaction():
        lane.connection.execute("UPDATE \"case\" SET title = 'of an older program'")
        lane.connection.execute("UPDATE local SET value = x'00' WHERE name = 'shapes'")
    lane.folding = False
    upgraded(store)
    assert again(store, case).title == "Kept"
    assert store.verify().sound
    store.close()
