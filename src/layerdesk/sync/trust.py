"""This is where it is decided whom a desk believes: only what leads to a space's root key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from layerdesk.domain.people.exchange import Writer
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync.desk_secrets import is_signed
from layerdesk.sync.statements import Can, Member, NotAStatement, member_from


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement as a hub gave it: nothing of it is believed yet."""

    body: bytes
    issuer: bytes
    """The desk that signed, 16 bytes."""
    signature: bytes


@dataclass(slots=True)
class Trusted:
    """The believed memberships of one space, each desk's oldest first."""

    space: SpaceId
    root_key: bytes
    by_desk: dict[bytes, list[Member]] = field(default_factory=dict)
    doubted: tuple[Signed, ...] = ()
    """Statements that nobody with the right to made; never acted on, but shown."""

    def at(self, desk: bytes, clock: int) -> Member | None:
        """The membership with the latest stamp not after this one."""
        found = [each for each in self.by_desk.get(desk, ()) if each.since <= clock]
        return found[-1] if found else None

    def now(self, desk: bytes) -> Member | None:
        """The latest membership of a desk."""
        found = self.by_desk.get(desk)
        return found[-1] if found else None

    def may_write(self, desk: bytes, clock: int) -> bool:
        """Whether the desk might write at this clock value."""
        found = self.at(desk, clock)
        return found is not None and found.can in (Can.WRITE, Can.ADMIN)

    def is_admin(self, desk: bytes) -> bool:
        """Whether the desk is an admin now."""
        found = self.now(desk)
        return found is not None and found.can is Can.ADMIN

    def desks_of(self, person: RecordId) -> tuple[bytes, ...]:
        """The person's desks that are members now."""
        return tuple(
            desk
            for desk, found in self.by_desk.items()
            if found[-1].person == person and found[-1].can is not Can.NONE
        )

    def members(self) -> tuple[Member, ...]:
        """Every desk that is a member now."""
        return tuple(each[-1] for each in self.by_desk.values() if each[-1].can is not Can.NONE)

    def writers(self) -> tuple[Writer, ...]:
        """Who writes at each desk, and from when."""
        return tuple(
            Writer(
                desk=each.desk,
                person=each.person,
                since=each.since,
                may_write=each.can in (Can.WRITE, Can.ADMIN),
            )
            for found in self.by_desk.values()
            for each in found
        )


def trusted(space: SpaceId, root_key: bytes, statements: Iterable[Signed]) -> Trusted:
    """The memberships that lead to the root key: signed by it, or by an admin who is believed.

    The first admin signs with the root key itself. A statement counts only where its issuer was an
    admin at its time, so that somebody who was put out cannot let others in.
    """
    found = Trusted(space, root_key)
    waiting: list[tuple[Member, Signed]] = []
    doubted: list[Signed] = []
    for each in statements:
        try:
            member = member_from(each.body)
        except NotAStatement:
            doubted.append(each)
            continue
        if member.space == space:
            waiting.append((member, each))
        else:
            doubted.append(each)
    waiting.sort(key=lambda pair: (pair[0].since, pair[0].desk))
    while True:
        believed = [pair for pair in waiting if _believed(found, *pair)]
        if not believed:
            break
        for member, _ in believed:
            _take(found, member)
        waiting = [pair for pair in waiting if pair not in believed]
    found.doubted = (*doubted, *(signed for _, signed in waiting))
    return found


def _believed(found: Trusted, member: Member, signed: Signed) -> bool:
    if is_signed(found.root_key, signed.body, signed.signature):
        return True
    issuer = found.at(signed.issuer, member.since)
    if issuer is None or not is_signed(issuer.signing_key, signed.body, signed.signature):
        return False
    return issuer.can is Can.ADMIN or _goes_on(issuer, member)


def _goes_on(issuer: Member, member: Member) -> bool:
    """Whether a desk says that it goes on under another id: nothing else about it is new."""
    return replace(issuer, desk=member.desk, since=member.since) == member


def _take(found: Trusted, member: Member) -> None:
    known: Sequence[Member] = found.by_desk.get(member.desk, ())
    found.by_desk[member.desk] = sorted((*known, member), key=lambda each: each.since)
