"""This is where a person is told at the unlocking who failed to before."""

from collections.abc import Sequence
from datetime import UTC, datetime

from layerdesk.domain.people.records import Access, AccessKind
from layerdesk.ui.people.history import History
from layerdesk.ui.people.signing_in import SigningIn

TIMES = tuple(datetime(2026, 11, 23, 8, minute, tzinfo=UTC) for minute in range(3))


class Remembering:
    """A keeper that remembers failed tries."""

    def __init__(self) -> None:
        self.failed: tuple[datetime, ...] = TIMES

    def failed_tries(self) -> Sequence[datetime]:
        return self.failed

    def forget_failed_tries(self, told: Sequence[datetime]) -> None:
        self.failed = self.failed[len(told) :]


def test_failed_attempts_are_told_once_and_stand_in_the_history(sitting, shown, qtbot):
    keeper = Remembering()
    sitting.session.keeper = keeper
    signing_in = SigningIn(sitting.session, sitting.session)
    signing_in.now()
    sitting.come_to_rest(qtbot)
    assert [said for said in sitting.heard.said if said.startswith("3 failed attempts")]
    assert keeper.failed == ()
    place = shown(History(sitting.session), 1000, 700)
    sitting.come_to_rest(qtbot)
    model = place.trace_list.model()
    cells = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [cell for cell in cells if cell.startswith("3 failed attempts")]
    signing_in.now()
    sitting.come_to_rest(qtbot)
    assert len(sitting.heard.said) == 1
    kinds = [each.what for each in sitting.desk.all(Access)]
    assert kinds.count(AccessKind.FAILED_TO_SIGN_IN) == 1
