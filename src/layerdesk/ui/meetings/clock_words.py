"""This is where a time that a person typed is understood."""

from datetime import time


def time_of(words: str) -> time | None:
    """A time on a 24-hour clock, as 13:00, 9.30 or 1300; None where it is none."""
    digits = words.strip().replace(".", ":")
    if ":" not in digits and digits.isdigit() and len(digits) in (3, 4):
        digits = f"{digits[:-2]}:{digits[-2:]}"
    hours, _, minutes = digits.partition(":")
    if not (hours.isdecimal() and (minutes.isdecimal() or not minutes)):
        return None
    hour, minute = int(hours), int(minutes or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
