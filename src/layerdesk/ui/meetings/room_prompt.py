"""This is where a prompt is as the meeting room shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomPrompt:
    """A prompt that the room can note an answer to."""

    id: str
    title: str
    """What it is about, in a few words."""
    question: str
