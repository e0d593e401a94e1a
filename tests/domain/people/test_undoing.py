"""This is where it is tried which command is undone and redone next."""

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.people.undoing import REDO, UNDO, Done, next_to_redo, next_to_undo


class Hands:
    """Does, undoes and redoes as a person would, beside a plain model of two piles."""

    def __init__(self) -> None:
        self.log: list[Done] = []
        self.done: list[str] = []
        self.undone: list[str] = []

    def do(self, command: str = "edit") -> None:
        self._write(command)
        if command == "edit":
            self.done.append(self.log[-1].command_id)
            self.undone.clear()

    def undo(self) -> bool:
        target = next_to_undo(reversed(self.log))
        assert (target is None) == (not self.done)
        if target is None:
            return False
        assert self._first(target) == self.done[-1]
        self.undone.append(self.done.pop())
        self._write(UNDO, target.command_id)
        return True

    def redo(self) -> bool:
        target = next_to_redo(reversed(self.log))
        assert (target is None) == (not self.undone)
        if target is None:
            return False
        assert self._first(target) == self.undone[-1]
        self.done.append(self.undone.pop())
        self._write(REDO, target.command_id)
        return True

    def _write(self, command: str, undoes: str = "") -> None:
        self.log.append(Done(str(len(self.log)), command, undoes))

    def _first(self, target: Done) -> str:
        while target.undoes:
            target = next(each for each in self.log if each.command_id == target.undoes)
        return target.command_id


@given(st.lists(st.sampled_from(["edit", "sign_in", "undo", "redo"]), max_size=40))
def test_undo_and_redo_are_two_piles(steps: list[str]) -> None:
    hands = Hands()
    for step in steps:
        if step == "undo":
            hands.undo()
        elif step == "redo":
            hands.redo()
        else:
            hands.do(step)


def test_all_that_was_undone_can_be_redone_one_by_one() -> None:
    hands = Hands()
    for _ in range(5):
        hands.do()
    assert [hands.undo() for _ in range(6)] == [True] * 5 + [False]
    assert [hands.redo() for _ in range(6)] == [True] * 5 + [False]


def test_nothing_is_redone_after_something_new() -> None:
    hands = Hands()
    hands.do()
    hands.undo()
    hands.do()
    assert not hands.redo()


def test_signing_in_between_does_not_stand_in_the_way() -> None:
    hands = Hands()
    hands.do()
    hands.undo()
    hands.do("sign_in")
    assert hands.redo()


def test_an_undoing_whose_command_is_too_far_back_is_still_one() -> None:
    assert next_to_undo([Done("2", UNDO, "1")]) is None
    assert next_to_redo([Done("2", UNDO, "1")]) == Done("2", UNDO, "1")
