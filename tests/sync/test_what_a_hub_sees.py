"""This is where it is shown what a hub and a hostile member can see and do: next to nothing."""

import uuid

import psycopg
import pytest
from psycopg import sql

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.people.exchange import Standing
from layerdesk.domain.record import Text
from layerdesk.sync.address import write_ca
from layerdesk.sync.hub import SealedOperation, connected
from tests.sync.desks import Desk, Practice

MARKERS = ("Marmaduke", "Featherstonehaugh", "Aire Bank", "gp_partner", "Ann Example")


FORBIDDEN = (
    "INSERT INTO hub.op SELECT * FROM hub.op",
    "UPDATE hub.op SET sealed = ''",
    "DELETE FROM hub.op",
    "SELECT * FROM hub.op_0",
    "SELECT * FROM hub.box",
    "SELECT * FROM hub.told",
    "SELECT verifier FROM hub.desk",
    "SELECT * FROM hub.may",
    "SELECT * FROM hub.invitation",
    "INSERT INTO hub.may SELECT current_user, space, 'admin' FROM hub.space",
    "UPDATE hub.head SET number = 0",
    "CREATE ROLE intruder LOGIN",
    "CREATE TEMP TABLE mine (a int)",
    "CREATE TABLE hub.mine (a int)",
    "CREATE FUNCTION hub.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SET SESSION AUTHORIZATION postgres",
    "SELECT hub.append(NULL, NULL, 0, '', '{}', '{}', '{}', '{}', '{}', '{}')",
    "SELECT hub.new_login('x', 'y', 'z', 1)",
    "ALTER TABLE hub.op DISABLE ROW LEVEL SECURITY",
    "SELECT pg_read_file('/etc/passwd')",
)
"""What no member may say, whoever they are."""


def test_no_word_of_a_record_is_in_the_hubs_tables(practice: Practice) -> None:
    practice.join("Ann Example")
    practice.first.make(Case, title="Marmaduke fell", summary=Text("Featherstonehaugh saw it"))
    practice.in_step()
    with practice.server.admin(practice.database) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'hub' AND table_type = 'BASE TABLE'"
        ).fetchall()
        told = b"".join(
            str(row).encode() + b"".join(each for each in row if isinstance(each, bytes))
            for (table,) in tables
            for row in connection.execute(everything(str(table))).fetchall()
        )
    assert len(told) > 10_000
    assert [each for each in MARKERS if each.lower().encode() in told.lower()] == []


def everything(table: str) -> sql.Composed:
    """A statement that reads all of one of the hub's tables."""
    return sql.SQL("SELECT * FROM hub.{}").format(sql.Identifier(table))


def a_line(desk: Desk) -> psycopg.Connection[tuple[object, ...]]:
    """A member's own connection, for whatever SQL they like."""
    belonging, own = desk.state.belonging(), desk.state.secrets()
    return psycopg.connect(
        host=belonging.address.host,
        port=belonging.address.port,
        dbname=belonging.address.database,
        user=belonging.role,
        password=own.password,
        sslmode="verify-full",
        sslrootcert=write_ca(desk.folder, belonging.address.ca),
        autocommit=True,
    )


def test_a_member_can_do_nothing_but_by_the_functions(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    for statement in FORBIDDEN:
        with a_line(ann) as connection, pytest.raises(psycopg.Error):
            connection.execute(statement)  # type: ignore[arg-type]


def test_nobody_becomes_the_owner_or_another_desk_by_set_role(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    prefix = ann.state.belonging().role.split("_d_")[0]
    with a_line(ann) as connection:
        for role in (f"{prefix}_owner", practice.first.state.belonging().role, "hub_admin"):
            with pytest.raises(psycopg.Error):
                connection.execute(f'SET ROLE "{role}"')  # type: ignore[arg-type]


def test_a_member_sees_the_spaces_of_others_neither_by_name_nor_by_number(
    practice: Practice,
) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    home = {ann.home()}
    own = {space for space, _ in ann.log.vector()}
    with a_line(ann) as connection:
        for table in ("space", "member", "head", "op", "key_box"):
            asked = sql.SQL("SELECT DISTINCT space FROM hub.{}").format(sql.Identifier(table))
            found = connection.execute(asked).fetchall()
            assert {str(space) for (space,) in found} <= home | own


def test_a_member_can_neither_write_as_another_nor_let_anybody_in(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    belonging, own = ann.state.belonging(), ann.state.secrets()
    sam = practice.first.log.identity().desk
    me = uuid.UUID(bytes=ann.log.identity().desk)
    home = ann.home()
    operation = SealedOperation(home, sam, 99, 1, b"k", b"h", b"s", b"x" * 32, b"y" * 64)
    with connected(belonging.address, belonging.role, own.password, ann.folder) as hub:
        attempts = [
            lambda: hub.push(home, sam, Standing(), [operation]),
            lambda: hub.refill(home, sam, Standing(), [operation]),
            lambda: hub.erase([operation]),
            lambda: hub.give(me.bytes, home, [b"k"], sam, [b"b"], [b"s"]),
            lambda: hub.call("approve", me, home, me, 1, "admin", b"", b"s" * 64),
            lambda: hub.call("invite", me, "x", "y", b"", 1),
            lambda: hub.call("revoke", uuid.UUID(bytes=sam)),
            lambda: hub.call("rotate"),
            lambda: hub.call("tell", uuid.UUID(bytes=sam), home, b"x"),
            lambda: hub.call("tell", me, str(uuid.uuid4()), b"x"),
        ]
        for each in attempts:
            with pytest.raises(LayerDeskError):
                each()


def test_a_push_must_be_a_chain_signed_and_not_of_the_future(practice: Practice) -> None:
    sam = practice.first
    practice.in_step()
    belonging, own = sam.state.belonging(), sam.state.secrets()
    desk, home = sam.log.identity().desk, sam.home()
    with connected(belonging.address, belonging.role, own.password, sam.folder) as hub:
        head = hub.heads()[home, desk]
        good = SealedOperation(home, desk, 1, 1, b"k", b"h", b"s", b"x" * 32, b"y" * 64)
        with pytest.raises(LayerDeskError):
            hub.push(home, desk, head, [good])
        unsigned = SealedOperation(home, desk, 1, 1, b"k", b"h", b"s", b"x" * 32, None)
        with pytest.raises(LayerDeskError):
            hub.push(home, desk, head, [unsigned])
        future = SealedOperation(home, desk, 1, 1 << 62, b"k", b"h", b"s", b"x" * 32, b"y" * 64)
        with pytest.raises(LayerDeskError):
            hub.push(home, desk, head, [future])
        fits, standing = hub.push(home, desk, Standing(), [good])
        assert (fits, standing) == (False, head)
