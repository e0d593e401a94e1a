"""This is where every command has its words and its shortcut, or a reason for having none.

Menu, palette, cheat sheet and tests all read this one table. A command is something a person can do
in the program; an action is what a meeting agreed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from layerdesk.domain.language import tr

EVERYWHERE = ""
"""The place of a command that works wherever one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. It has either a shortcut (as in ``Ctrl+N``) or a reason for having none."""

    id: str
    words: Callable[[], str]
    place: str = EVERYWHERE
    """The id of the place it belongs to, or everywhere."""
    shortcut: str = ""
    why_none: str = ""
    """Why there is no shortcut; for those who work on the program."""
    goes_to: str = ""
    """The id of the place it goes to, if that is what it does."""


def command(command_id: str) -> Command:
    """The command of this id. Raises KeyError."""
    return _BY_ID[command_id]


def commands_of(place: str) -> tuple[Command, ...]:
    """The commands that belong to a place (or to everywhere), in the order of the table."""
    return tuple(each for each in COMMANDS if each.place == place)


COMMANDS: tuple[Command, ...] = (
    Command(id="palette", words=lambda: tr("Go to or do anything"), shortcut="Ctrl+K"),
    Command(id="quick_note", words=lambda: tr("Write a quick note"), shortcut="Ctrl+Shift+N"),
    Command(id="new_case", words=lambda: tr("Bring a case"), shortcut="Ctrl+N"),
    Command(
        id="report_unnamed",
        words=lambda: tr("Report without a name"),
        place="cases",
        why_none="its button stands above the list, and a slip of the finger must not open it",
    ),
    Command(id="find_here", words=lambda: tr("Search here"), shortcut="Ctrl+F"),
    Command(id="search_everything", words=lambda: tr("Search everywhere"), shortcut="Ctrl+Shift+F"),
    Command(id="undo", words=lambda: tr("Take back what was done last"), shortcut="Ctrl+Z"),
    Command(id="redo", words=lambda: tr("Bring back what was taken back"), shortcut="Ctrl+Shift+Z"),
    Command(id="next_pane", words=lambda: tr("Move to the next pane"), shortcut="F6"),
    Command(id="previous_pane", words=lambda: tr("Move to the pane before"), shortcut="Shift+F6"),
    Command(id="go_back", words=lambda: tr("Go back to where I was"), shortcut="Alt+Left"),
    Command(id="full_screen", words=lambda: tr("Full screen on or off"), shortcut="F11"),
    Command(id="lock", words=lambda: tr("Lock LayerDesk"), shortcut="Ctrl+L"),
    Command(id="close_window", words=lambda: tr("Close LayerDesk"), shortcut="Ctrl+Q"),
    Command(id="go_today", words=lambda: tr("Go to Today"), shortcut="Ctrl+1", goes_to="today"),
    Command(id="go_inbox", words=lambda: tr("Go to the inbox"), shortcut="Ctrl+2", goes_to="inbox"),
    Command(id="go_cases", words=lambda: tr("Go to Cases"), shortcut="Ctrl+3", goes_to="cases"),
    Command(
        id="go_meetings", words=lambda: tr("Go to Meetings"), shortcut="Ctrl+4", goes_to="meetings"
    ),
    Command(
        id="go_my_actions",
        words=lambda: tr("Go to My actions"),
        shortcut="Ctrl+5",
        goes_to="my_actions",
    ),
    Command(
        id="go_all_actions",
        words=lambda: tr("Go to All actions"),
        shortcut="Ctrl+6",
        goes_to="all_actions",
    ),
    Command(id="go_people", words=lambda: tr("Go to People"), shortcut="Ctrl+7", goes_to="people"),
    Command(
        id="go_history", words=lambda: tr("Go to History"), shortcut="Ctrl+8", goes_to="history"
    ),
    Command(
        id="go_settings", words=lambda: tr("Go to Settings"), shortcut="Ctrl+,", goes_to="settings"
    ),
    Command(id="go_help", words=lambda: tr("Help and shortcuts"), shortcut="F1", goes_to="help"),
    Command(
        id="add_action",
        words=lambda: tr("Add an action of my own"),
        place="my_actions",
        why_none="its button is the first thing that Tab reaches there",
    ),
    Command(
        id="add_person",
        words=lambda: tr("Add a person"),
        place="people",
        why_none="done a few times a year; the palette finds it",
    ),
    Command(
        id="new_meeting",
        words=lambda: tr("Plan a meeting"),
        place="meetings",
        shortcut="Ctrl+Shift+M",
    ),
    Command(
        id="plan_fill", words=lambda: tr("Fill the agenda"), place="plan", shortcut="Ctrl+Shift+G"
    ),
    Command(
        id="plan_add_item", words=lambda: tr("Add an item"), place="plan", shortcut="Ctrl+Shift+I"
    ),
    Command(
        id="plan_move_up", words=lambda: tr("Move the item up"), place="plan", shortcut="Alt+Up"
    ),
    Command(
        id="plan_move_down",
        words=lambda: tr("Move the item down"),
        place="plan",
        shortcut="Alt+Down",
    ),
    Command(
        id="plan_send", words=lambda: tr("Mark the agenda as sent"), place="plan", why_none="rare"
    ),
    Command(id="plan_open", words=lambda: tr("Open the meeting room"), place="plan", shortcut="F9"),
    Command(
        id="room_next", words=lambda: tr("Go to the next item"), place="room", shortcut="PgDown"
    ),
    Command(id="room_previous", words=lambda: tr("Go back an item"), place="room", shortcut="PgUp"),
    Command(id="room_pause", words=lambda: tr("Pause or resume"), place="room", shortcut="F8"),
    Command(
        id="room_two_minutes", words=lambda: tr("Add two minutes"), place="room", shortcut="F2"
    ),
    Command(
        id="room_five_minutes", words=lambda: tr("Add five minutes"), place="room", shortcut="F5"
    ),
    Command(id="room_park", words=lambda: tr("Park the item"), place="room", shortcut="F4"),
    Command(id="room_action", words=lambda: tr("New action"), place="room", shortcut="F9"),
    Command(
        id="room_learning", words=lambda: tr("New learning point"), place="room", shortcut="F7"
    ),
    Command(id="room_decision", words=lambda: tr("New decision"), place="room", shortcut="F3"),
    Command(id="room_notes", words=lambda: tr("Write notes"), place="room", shortcut="F10"),
    Command(
        id="room_next_prompt", words=lambda: tr("Next prompt"), place="room", shortcut="Ctrl+Down"
    ),
    Command(id="room_people", words=lambda: tr("Who is here"), place="room", shortcut="F12"),
    Command(
        id="room_agenda",
        words=lambda: tr("Show or hide the agenda"),
        place="room",
        shortcut="Ctrl+B",
    ),
)

_BY_ID = {each.id: each for each in COMMANDS}
