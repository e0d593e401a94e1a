"""This is where the check digit that NHS, CHI and H&C numbers share is worked out."""

from datetime import date

_HC_FIRST, _HC_LAST = 320_000_001, 399_999_999
LENGTH = 10


def check_digit(first_nine: str) -> int | None:
    """The tenth digit that belongs to nine ASCII digits; None if no number may begin so.

    Source: NHS Data Dictionary, NHS NUMBER (modulus 11, weights 10 to 2).
    """
    total = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), first_nine, strict=True)
    )
    found = (11 - total % 11) % 11
    return None if found == 10 else found


def passes(digits: str) -> bool:
    """Whether ten ASCII digits carry the right check digit; 1 in 11 random numbers do."""
    return check_digit(digits[:9]) == int(digits[9])


def begins_with_birth_date(digits: str) -> bool:
    """Whether the first six digits are a day, month and year, as in a CHI number."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return is_date(1900 + year, month, day) or is_date(2000 + year, month, day)


def is_in_hc_range(digits: str) -> bool:
    """Whether ten digits lie where Northern Ireland gives out H&C numbers."""
    return _HC_FIRST <= int(digits[:9]) <= _HC_LAST


def is_date(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
