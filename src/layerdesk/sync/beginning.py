"""This is where a hub is made in an empty PostgreSQL database, and its first desk joins it."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import errors, sql
from psycopg.rows import TupleRow

from layerdesk.domain.record import SpaceId
from layerdesk.sync import scram
from layerdesk.sync.address import Address
from layerdesk.sync.connecting import opened
from layerdesk.sync.desk_secrets import DeskSecrets, SpaceKeys, seal_to
from layerdesk.sync.desk_state import Belonging, DeskState
from layerdesk.sync.errors import HubAlready, HubFault, HubRefusedDesk
from layerdesk.sync.hub import Hub, connected
from layerdesk.sync.sealing import key_id, new_space_key
from layerdesk.sync.statements import Can, Member, key_box_bytes


@dataclass(frozen=True, slots=True)
class OwnSpace:
    """A space that this desk begins at a hub, and its kind."""

    space: SpaceId
    kind: str


def new_secrets() -> DeskSecrets:
    """Fresh keys and a fresh password for a desk."""
    return DeskSecrets(
        signing_seed=secrets.token_bytes(32),
        box_seed=secrets.token_bytes(32),
        password=scram.new_password(),
    )


def begin_hub(
    state: DeskState,
    address: Address,
    admin: str,
    password: str | None,
    *,
    spaces: Sequence[OwnSpace],
    practice: SpaceId,
    folder: Path,
    migrations: Path,
) -> Belonging:
    """Make schema, roles and spaces in an empty database, with this desk as the first admin.

    ``admin`` may create roles and owns the database. Raises HubAlready where this desk or the
    database belongs to a hub, HubRefusedDesk where the rights are missing, and whatever
    connecting raises. Broken off half way, it begins anew.
    """
    if state.joined:
        raise HubAlready(host=state.belonging().address.host)
    own = new_secrets()
    me = state.log.identity()
    with opened(address, admin, password, folder) as connection:
        try:
            prefix, epoch = f"ld_{secrets.token_hex(4)}", uuid.uuid4().bytes
            make_schema(connection, migrations, prefix, epoch)
            role = f"{prefix}_d_{me.desk.hex()[:16]}"
            _first_desk(connection, role, me.desk, own)
        except errors.DuplicateSchema as reason:
            raise HubAlready(host=address.host) from reason
        except errors.InsufficientPrivilege as reason:
            raise HubRefusedDesk(host=address.host) from reason
        except psycopg.Error as reason:
            raise HubFault(code=reason.sqlstate or "") from reason
    belonging = Belonging(
        address=address, role=role, epoch=epoch, practice=practice, root_key=own.verify_key
    )
    state.keep(belonging, own)
    with connected(address, role, own.password, folder) as hub:
        ordered = sorted(spaces, key=lambda each: each.space != practice)
        for each in ordered:
            own = begin_space(hub, state, own, each, since=1)
    return belonging


def begin_space(
    hub: Hub, state: DeskState, own: DeskSecrets, space: OwnSpace, *, since: int
) -> DeskSecrets:
    """Begin one space at the hub: its first key, and this desk as its admin from ``since`` on."""
    me = state.log.identity()
    held = own.spaces.get(space.space)
    key = held.keys[held.current] if held else new_space_key()
    own = own.with_space(space.space, (held or SpaceKeys()).having(key, current=True))
    state.keep(secrets=own)  # before anybody else knows of it: a key that is lost is lost for good
    member = Member(
        space=space.space,
        desk=me.desk,
        person=me.person,
        signing_key=own.verify_key,
        box_key=own.box_key,
        can=Can.ADMIN,
        since=since,
    ).to_bytes()
    box = seal_to(own.box_key, key)
    hub.call(
        "begin_space",
        uuid.UUID(bytes=me.desk),
        space.space,
        space.kind,
        own.verify_key,
        f"layerdesk_{secrets.token_hex(16)}",
        since,
        member,
        own.sign(member),
        key_id(key),
        box,
        own.sign(key_box_bytes(space.space, key_id(key), me.desk, box)),
    )
    return own


def make_schema(
    connection: psycopg.Connection[TupleRow], migrations: Path, prefix: str, epoch: bytes
) -> None:
    """Make groups, schema and tables in a database that has no hub; the groups may be there.

    The connection is the owner's afterwards.
    """
    names = {each: sql.Identifier(f"{prefix}_{each}") for each in ("owner", "desk", "guest")}
    there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    with connection.transaction():
        if f"{prefix}_owner" not in there:
            connection.execute(sql.SQL("CREATE ROLE {owner} NOLOGIN CREATEROLE").format(**names))
        for each in ("desk", "guest"):
            if f"{prefix}_{each}" not in there:
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(names[each]))
            connection.execute(
                sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(names[each], names["owner"])
            )
        connection.execute(sql.SQL("GRANT {owner} TO CURRENT_USER").format(**names))
        connection.execute(sql.SQL("CREATE SCHEMA hub AUTHORIZATION {owner}").format(**names))
        connection.execute(
            sql.SQL("REVOKE TEMPORARY, CONNECT ON DATABASE {} FROM PUBLIC").format(
                sql.Identifier(connection.info.dbname)
            )
        )
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {desk}, {guest}").format(
                sql.Identifier(connection.info.dbname), **names
            )
        )
        _may_end_sessions(connection, names["owner"])
    _upgrade(connection, migrations, prefix)
    connection.execute(
        "INSERT INTO hub.about (prefix, epoch) VALUES (%s, %s)", (prefix, uuid.UUID(bytes=epoch))
    )


def take_owner(connection: psycopg.Connection[TupleRow], prefix: str) -> None:
    """Go on as the owner of the hub's tables."""
    connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(f"{prefix}_owner")))


def _may_end_sessions(connection: psycopg.Connection[TupleRow], owner: sql.Identifier) -> None:
    # Ending the connections of a desk that is put out needs this; a hosted server may refuse it.
    try:
        with connection.transaction():
            connection.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(owner))
    except errors.InsufficientPrivilege:
        return


def _upgrade(connection: psycopg.Connection[TupleRow], migrations: Path, prefix: str) -> None:
    # Alembic and SQLAlchemy's dialect are needed only by whoever makes or upgrades a hub.
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    take_owner(connection, prefix)
    connection.autocommit = False
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool
    )
    settings = Config()
    settings.set_main_option("script_location", str(migrations / "hub").replace("%", "%%"))
    settings.attributes["prefix"] = prefix
    with engine.begin() as through:
        settings.attributes["connection"] = through
        command.upgrade(settings, "head")
    connection.commit()
    connection.autocommit = True


def _first_desk(
    connection: psycopg.Connection[TupleRow], role: str, desk: bytes, own: DeskSecrets
) -> None:
    prefix = role.split("_d_", maxsplit=1)[0]
    verifier = scram.verifier(own.password)
    connection.execute("SELECT hub.new_login(%s, %s, %s, NULL)", (role, verifier, f"{prefix}_desk"))
    connection.execute(
        "INSERT INTO hub.desk (desk, role, signing_key, box_key, verifier, about)"
        " VALUES (%s, %s, %s, %s, %s, '')",
        (uuid.UUID(bytes=desk), role, own.verify_key, own.box_key, verifier),
    )
