"""This is where what went wrong, and what was done, is put into sentences that a person reads.

Sentences are looked up by the name of the error's class, so that a screen needs to know nothing of
storage. Each says what happened, what was kept, and what to do.
"""

from collections.abc import Callable, Sequence

from layerdesk.domain.errors import LayerDeskError, Unavailable
from layerdesk.domain.language import plural, tr
from layerdesk.ui.state_words import state_words
from layerdesk.ui.use_case_words import WORDS
from layerdesk.ui.wording_of_desks import DESK_SENTENCES, Values, number_of, text_of
from layerdesk.ui.wording_of_hubs import HUB_SENTENCES


def sentence(error: LayerDeskError) -> str:
    """What happened, what was kept and what to do, in a sentence or a few."""
    for kind in type(error).__mro__:
        found = _SENTENCES.get(kind.__name__)
        if found is not None:
            return found(error.values)
    return tr("Something went wrong. Nothing that you typed is lost; please try again.")


def has_sentence(error: type[LayerDeskError]) -> bool:
    """Whether this class of error has a sentence of its own."""
    return error.__name__ in _SENTENCES


def command_words(command: str) -> str:
    """What a use case does, for a history or a line of news: "report_case", "Report the case"."""
    found = WORDS.get(command)
    if found is not None:
        return found()
    return command.replace("_", " ").strip().capitalize()


def may_try_again(error: LayerDeskError) -> bool:
    """Whether the same may well work a little later, without anything being changed."""
    return isinstance(error, Unavailable)


def _lines(value: object) -> str:
    """Several sentences on lines of their own."""
    parts: Sequence[object] = value if isinstance(value, tuple | list) else (value,)
    return "\n".join(f"• {part}" for part in parts)


def _missing(values: Values) -> str:
    typed = text_of(values, "typed")
    if typed:
        return tr(
            "There is nothing called “{typed}” here, or it is not shared with you. A reference is"
            " like LD-2026-A014; “list cases” and “list actions” show those there are.",
            typed=typed,
        )
    return tr(
        "This is not here any more, or it is not shared with you. Nothing else changed; go back to"
        " the list and open another one."
    )


def _field_wrong(values: Values) -> str:
    return tr("{field}: {reason}", field=text_of(values, "field"), reason=text_of(values, "reason"))


def _steps_missing(values: Values) -> str:
    steps = values.get("steps", ())
    count = len(steps) if isinstance(steps, tuple | list) else 1
    head = plural(
        "One thing is still missing. All that is written is kept.",
        "{n} things are still missing. All that is written is kept.",
        count,
    )
    return f"{head}\n{_lines(steps)}"


def _wrong_state(values: Values) -> str:
    state, wanted = state_words(values.get("state")), state_words(values.get("wanted"))
    if not wanted or wanted == state:
        return tr(
            "This cannot be done while the state is “{state}”. Nothing was changed.", state=state
        )
    return tr(
        "This cannot be done now: the state is “{state}”, and it would have to be “{wanted}”."
        " Nothing was changed.",
        state=state,
        wanted=wanted,
    )


def _not_allowed(values: Values) -> str:
    return tr(
        "{what} Nothing was changed. If you need to do this, ask the practice manager to change"
        " your roles.",
        what=text_of(values, "what"),
    )


def _reason_needed(values: Values) -> str:
    return tr("{what} The reason stands in the history.", what=text_of(values, "what"))


def _identifiers_found(values: Values) -> str:
    findings = values.get("findings", ())
    count = len(findings) if isinstance(findings, tuple | list) else 1
    return plural(
        "One thing in the text looks like something that identifies a person, so it was not passed"
        " on. Your words are kept. Take out what is underlined, or say why it identifies nobody.",
        "{n} things in the text look like something that identifies a person, so it was not passed"
        " on. Your words are kept. Take out what is underlined, or say why it identifies nobody.",
        count,
    )


def _nothing_to_undo(_values: Values) -> str:
    return tr("There is nothing left to take back or bring back.")


def _cannot_undo(values: Values) -> str:
    return tr(
        "“{command}” can’t be taken back. {reason}",
        command=command_words(text_of(values, "command")),
        reason=text_of(values, "reason"),
    )


def _file_broken(values: Values) -> str:
    line = number_of(values, "line")
    path, reason = text_of(values, "path"), text_of(values, "reason")
    if line:
        return tr(
            "The file {path} can’t be read: line {line}, {reason}. LayerDesk goes on without it;"
            " mend the file and start LayerDesk again.",
            path=path,
            line=line,
            reason=reason,
        )
    return tr(
        "The file {path} can’t be read: {reason}. LayerDesk goes on without it; mend the file and"
        " start LayerDesk again.",
        path=path,
        reason=reason,
    )


def _characters_missing(values: Values) -> str:
    characters = values.get("characters", ())
    names = ", ".join(map(str, characters)) if isinstance(characters, tuple | list) else ""
    return tr(
        "The PDF was not written, because its fonts lack these characters: {names}. The text itself"
        " is kept. Save it as a Word file instead, or take the characters out.",
        names=names,
    )


def _document_broken(_values: Values) -> str:
    return tr(
        "This document can’t be shown: what is stored of it is damaged. Nothing was changed; a"
        " backup may still hold it."
    )


def _cannot_write_file(values: Values) -> str:
    return tr(
        "The file {path} could not be written: {reason}. What you have in LayerDesk is kept."
        " Choose another folder or file name, or close the file if another program has it open.",
        path=text_of(values, "path"),
        reason=text_of(values, "reason"),
    )


_SENTENCES: dict[str, Callable[[Values], str]] = {
    **DESK_SENTENCES,
    **HUB_SENTENCES,
    "Missing": _missing,
    "FieldWrong": _field_wrong,
    "StepsMissing": _steps_missing,
    "WrongState": _wrong_state,
    "NotAllowed": _not_allowed,
    "ReasonNeeded": _reason_needed,
    "IdentifiersFound": _identifiers_found,
    "NothingToUndo": _nothing_to_undo,
    "CannotUndo": _cannot_undo,
    "FileBroken": _file_broken,
    "CharactersMissing": _characters_missing,
    "DocumentBroken": _document_broken,
    "CannotWriteFile": _cannot_write_file,
}
