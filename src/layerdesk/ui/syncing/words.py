"""This is where it is said how desk and hub stand to each other; never green when stuck."""

from datetime import datetime, timedelta

from layerdesk.domain.language import plural, tr
from layerdesk.ui.in_step import News
from layerdesk.ui.widgets.chip import Tone
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.ui.wording import sentence
from layerdesk.ui.wording_of_hubs import differing_sentence

STUCK_AFTER = timedelta(minutes=5)
"""What waits longer than this is said to wait, though no attempt has failed."""


def short_words(news: News, now: datetime) -> tuple[str, Tone, str]:
    """For the status line: words, their tone, and an icon."""
    if not news.joined:
        return tr("This desk works alone"), Tone.NEUTRAL, "monitor"
    if news.problem is not None:
        return tr("Not in step: {n} wait", n=news.waiting), Tone.WARN, "wifi-off"
    if news.last is None:
        return tr("Getting in step"), Tone.NEUTRAL, "refresh-cw"
    if news.hub_lacks:
        return tr("The hub was set back"), Tone.WARN, "triangle-alert"
    if news.differing:
        return tr("Another desk shows something else"), Tone.WARN, "triangle-alert"
    if news.aside:
        return tr("In step, but something was put aside"), Tone.WARN, "triangle-alert"
    if news.waiting and now - news.last > STUCK_AFTER:
        return (
            tr("{n} wait since {time}", n=news.waiting, time=clock(news.last)),
            Tone.WARN,
            "clock",
        )
    return tr("In step, {time}", time=clock(news.last)), Tone.OK, "refresh-cw"


def long_words(news: News) -> tuple[str, ...]:
    """For the place: sentences, what is most important first."""
    if not news.joined:
        return (tr("This desk works alone. Everything lies on this computer."),)
    said = []
    if news.problem is not None:
        said.append(sentence(news.problem))
        if news.since is not None:
            said.append(tr("It has not worked since {when}.", when=when(news.since)))
    if news.last is not None:
        said.append(tr("Last in step: {when}.", when=when(news.last)))
    elif news.problem is None:
        said.append(tr("This desk gets in step with its hub."))
    said.append(waiting_words(news.waiting))
    if news.hub_lacks:
        said.append(
            plural(
                "The hub was set back: it lacks {n} change of other desks that is here. Whoever"
                " looks after it gives it back with “layerdesk hub refill”.",
                "The hub was set back: it lacks {n} changes of other desks that are here. Whoever"
                " looks after it gives them back with “layerdesk hub refill”.",
                news.hub_lacks,
            )
        )
    said += [differing_sentence(each.hex()[:8]) for each in news.differing]
    for each in news.aside:
        said.append(
            tr(
                "Change {number} of desk {desk} was put aside, as {reason}. All else went on. Tell"
                " whoever looks after your practice’s hub.",
                number=each.number,
                desk=each.desk.hex()[:8],
                reason=aside_words(each.reason),
            )
        )
    return tuple(said)


def waiting_words(count: int) -> str:
    """How much of this desk is not at the hub yet."""
    if not count:
        return tr("Everything of this desk is at the hub.")
    return plural(
        "{n} change of this desk waits to go there. It is safe here.",
        "{n} changes of this desk wait to go there. They are safe here.",
        count,
    )


def aside_words(reason: str) -> str:
    """Why a change of another desk is not believed."""
    words = {
        "sealed": tr("it could not be opened"),
        "damaged": tr("it is not what its writer signed"),
        "author": tr("it bears somebody else’s name"),
        "rights": tr("that desk may not write there"),
    }
    return words.get(reason, reason)


def when(instant: datetime) -> str:
    """Day and time as this computer's clock shows them."""
    local = instant.astimezone()
    return tr("{day}, {time}", day=day_words(local.date()), time=f"{local:%H:%M}")


def clock(instant: datetime) -> str:
    """The time as this computer's clock shows it."""
    return f"{instant.astimezone():%H:%M}"
