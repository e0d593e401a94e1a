"""This is where every word that a person reads passes, so that it can be translated.

The catalogue is a ``gettext`` one and is chosen once, when the program starts; without one the
words come out as they stand in the code, in British English.
"""

import gettext

_chosen: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_catalogue(catalogue: gettext.NullTranslations) -> None:
    """Translate with this catalogue from now on."""
    _chosen[0] = catalogue


def tr(words: str, /, **values: object) -> str:
    """The words in the person's language, with ``{name}`` places filled from the values."""
    found = _chosen[0].gettext(words)
    return found.format(**values) if values else found


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The form of the words that belongs to the count, which fills the place ``{n}``."""
    return _chosen[0].ngettext(one, many, count).format(n=count, **values)
