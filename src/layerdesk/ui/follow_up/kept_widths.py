"""This is where the widths that a person gave to columns are kept as a setting of the desk."""

import json
from collections.abc import Mapping

from layerdesk.ui.session import Session


def kept_widths(session: Session, setting: str) -> Mapping[str, int]:
    """The widths by the columns' ids; none where nothing readable is kept."""
    try:
        found = json.loads(session.setting(setting) or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, int)}


def keep_widths(session: Session, setting: str, widths: Mapping[str, int]) -> None:
    """Keep these widths."""
    session.keep_setting(setting, json.dumps(dict(widths)))
