"""This is where a prompt is as the meeting room shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomPrompt:
    """A prompt that the room can note an answer to."""

    id: str
    section: str
    """The title of the method's section that it belongs to."""
    question: str
    required: bool = False
    """Whether the review is unfinished without an answer."""
