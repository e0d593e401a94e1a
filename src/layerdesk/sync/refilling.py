"""This is where a hub that was lost, emptied or set back is filled again from one desk.

Chains prove themselves: what is given back is what its writers signed, whoever gives it. Who may
sign in, and the boxes with keys, come from the book that every desk keeps of its hub.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from layerdesk.domain.people.exchange import Packed, Standing
from layerdesk.domain.record import SpaceId
from layerdesk.sync.address import Address
from layerdesk.sync.administering import believed_spaces
from layerdesk.sync.beginning import make_schema, take_owner
from layerdesk.sync.book import Book, KeptDesk
from layerdesk.sync.connecting import opened, told
from layerdesk.sync.desk_secrets import DeskSecrets
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import (
    HubAlready,
    HubIncomplete,
    HubRefusedDesk,
    NoHubThere,
)
from layerdesk.sync.hub import PUSH_LIMIT, SealedOperation, connected
from layerdesk.sync.round import is_end, sealed_operation
from layerdesk.sync.statements import Can, member_from
from layerdesk.sync.trust import Signed, Trusted, trusted

_RANK = (Can.NONE, Can.READ, Can.WRITE, Can.ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How much a hub holds of what this desk holds, in operations."""

    hub: int = 0
    here: int = 0
    own: int = 0
    """Of this desk, and not at the hub."""
    others: int = 0
    """Of other desks, and not at the hub."""
    reachable: bool = True
    """False where there is no hub, or it does not know this desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refilled:
    """What was given back."""

    operations: int
    unsigned: int
    """Operations of other desks that this desk can't prove; their writers give them back."""


def balance(state: DeskState, folder: Path, address: Address | None = None) -> Balance:
    """What a hub has and what this desk has; nothing is changed.

    Raises whatever connecting raises, but a hub that is not there or knows nobody counts as empty.
    """
    belonging, own = state.belonging(), state.secrets()
    held, me = state.log.vector(), state.log.identity().desk
    heads: Mapping[tuple[SpaceId, bytes], Standing] = {}
    reachable = True
    try:
        with connected(address or belonging.address, belonging.role, own.password, folder) as hub:
            heads = hub.heads()
            reachable = bool(hub.spaces())
    except (NoHubThere, HubRefusedDesk):
        reachable = False
    lacking = {
        chain: max(0, number - heads.get(chain, Standing()).number)
        for chain, number in held.items()
        if chain[0] in own.spaces
    }
    return Balance(
        hub=sum(each.number for each in heads.values()),
        here=sum(number for (space, _), number in held.items() if space in own.spaces),
        own=sum(count for (_, desk), count in lacking.items() if desk == me),
        others=sum(count for (_, desk), count in lacking.items() if desk != me),
        reachable=reachable,
    )


def make_again(
    state: DeskState,
    address: Address,
    admin: str,
    password: str | None,
    *,
    folder: Path,
    migrations: Path,
) -> None:
    """Make the hub's tables where they are missing, and give back spaces, desks and boxes.

    What is there stays. Raises HubAlready where another practice's hub is there, HubRefusedDesk
    where the rights are missing, and whatever connecting raises.
    """
    belonging, book = state.belonging(), state.book()
    prefix = prefix_of(belonging.role)
    with opened(address, admin, password, folder) as connection, told(connection):
        if _has_hub(connection):
            found = connection.execute("SELECT prefix, epoch FROM hub.about").fetchone()
            if found is None or found[0] != prefix:
                raise HubAlready(host=address.host)
            epoch = found[1].bytes
            take_owner(connection, prefix)
        else:
            epoch = belonging.epoch
            make_schema(connection, migrations, prefix, epoch)
        with connection.transaction():
            _give_back_desks(connection, book, prefix)
            _give_back_spaces(connection, book)
            _give_back_rights(connection, book)
    state.keep(belonging=replace(belonging, address=address, epoch=epoch))


def give_back(state: DeskState, folder: Path) -> Refilled:
    """Give the hub the operations of others that it lacks, where this desk is an admin.

    Raises HubIncomplete where the hub does not know this desk or its spaces, and whatever
    connecting raises.
    """
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        trust = believed_spaces(state, hub)
        if not trust:
            raise HubIncomplete(host=belonging.address.host)
        me, heads = state.log.identity().desk, hub.heads()
        given = unsigned = 0
        for (space, desk), number in sorted(state.log.vector().items()):
            known = trust.get(space)
            standing = heads.get((space, desk), Standing())
            if desk == me or known is None or standing.number >= number or not known.is_admin(me):
                continue
            for page in _pages(state, own, known, desk, standing):
                good, standing = hub.refill(space, desk, standing, page)
                given += len(page) if good else 0
            unsigned += number - standing.number
        return Refilled(operations=given, unsigned=unsigned)


def prefix_of(role: str) -> str:
    """What the names of a hub's roles begin with."""
    return role.split("_d_", maxsplit=1)[0]


def _pages(
    state: DeskState, own: DeskSecrets, trust: Trusted, desk: bytes, standing: Standing
) -> Iterator[list[SealedOperation]]:
    """What follows in a chain, each page up to an end that its writer signed."""
    space, keys = trust.space, own.spaces[trust.space]
    if state.log.standing(space, desk, standing.number) != standing:
        return  # the hub holds something else there: "hub verify" names it
    ends = dict(state.ends(space, desk))
    page: list[SealedOperation] = []
    number = standing.number
    while found := state.log.after(space, desk, number, PUSH_LIMIT):
        for each in found:
            mine = each is found[-1] and _is_mine(trust, each, own)
            one = sealed_operation(each, keys, own if mine else None)
            if not mine:
                one = replace(one, signature=ends.get(each.number))
            page.append(one)
            if is_end(trust, one) and _must_end(one.number, len(page), ends):
                yield page
                page = []
        number = found[-1].number


def _must_end(number: int, length: int, ends: Mapping[int, bytes]) -> bool:
    """Whether a page ends here, as the next signed end is too far for it, or none follows."""
    following = min((each for each in ends if each > number), default=None)
    return following is None or length + following - number > PUSH_LIMIT


def _is_mine(trust: Trusted, each: Packed, own: DeskSecrets) -> bool:
    """Whether this desk wrote it, under an id that it had before."""
    member = trust.at(each.desk, each.clock)
    return member is not None and member.signing_key == own.verify_key


def _has_hub(connection: psycopg.Connection[TupleRow]) -> bool:
    row = connection.execute("SELECT to_regclass('hub.about') IS NOT NULL").fetchone()
    return bool(row and row[0])


def _give_back_desks(connection: psycopg.Connection[TupleRow], book: Book, prefix: str) -> None:
    group = f"{prefix}_desk"
    there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for each in book.desks.values():
        known, role = each.known, sql.Identifier(each.role)
        if each.role in there:
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), role))
        elif each.verifier:
            connection.execute(
                "SELECT hub.new_login(%s, %s, %s, NULL)", (each.role, each.verifier, group)
            )
            there.add(each.role)
        if known.revoked and each.role in there:
            connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(role))
        connection.execute(
            "INSERT INTO hub.desk (desk, role, signing_key, box_key, verifier, invitation, about,"
            " revoked) VALUES (%s, %s, %b, %b, %s, %s, %b, %s) ON CONFLICT (desk)"
            " DO UPDATE SET revoked = hub.desk.revoked OR excluded.revoked",
            _desk_row(each),
        )


def _desk_row(each: KeptDesk) -> tuple[Any, ...]:
    known = each.known
    return (
        known.desk.hex(), each.role, known.signing_key, known.box_key, each.verifier,
        known.invitation, known.about, known.revoked,
    )  # fmt: skip


def _give_back_spaces(connection: psycopg.Connection[TupleRow], book: Book) -> None:
    for each in book.spaces.values():
        connection.execute(
            "INSERT INTO hub.space VALUES (%s, %s, %b, %s) ON CONFLICT DO NOTHING",
            (each.space, each.kind, each.root_key, each.channel),
        )
        for said in each.statements:
            member = member_from(said.body)
            connection.execute(
                "INSERT INTO hub.member VALUES (%s, %s, %s, %s, %b, %s, %b) ON CONFLICT DO NOTHING",
                (each.space, member.desk.hex(), member.since, str(member.can), said.body,
                 said.issuer.hex(), said.signature),
            )  # fmt: skip
    for (space, name, desk), box in book.boxes.items():
        connection.execute(
            "INSERT INTO hub.key_box (space, key_id, desk, sealed, issuer, signature)"
            " VALUES (%s, %b, %s, %b, %s, %b) ON CONFLICT DO NOTHING",
            (space, name, desk.hex(), box.sealed, box.issuer.hex(), box.signature),
        )


def _give_back_rights(connection: psycopg.Connection[TupleRow], book: Book) -> None:
    """What the server lets each role do, as the statements have it that are believed."""
    roles = {
        desk.bytes: role
        for desk, role in connection.execute(
            "SELECT desk, role FROM hub.desk WHERE NOT revoked"
        ).fetchall()
    }
    for each in book.spaces.values():
        stated = connection.execute(
            "SELECT body, issuer, signature FROM hub.member WHERE space = %s", (each.space,)
        ).fetchall()
        trust = trusted(
            each.space,
            each.root_key,
            [Signed(body, issuer.bytes, signature) for body, issuer, signature in stated],
        )
        rights: dict[str, Can] = {}
        for member in trust.members():
            role = roles.get(member.desk)
            if role is not None:
                rights[role] = max(rights.get(role, Can.NONE), member.can, key=_RANK.index)
        connection.execute("DELETE FROM hub.may WHERE space = %s", (each.space,))
        for role, can in rights.items():
            connection.execute(
                "INSERT INTO hub.may VALUES (%s, %s, %s)", (role, each.space, str(can))
            )
