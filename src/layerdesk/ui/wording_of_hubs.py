"""This is where what can go wrong between a desk and a hub has its sentence."""

from collections.abc import Callable, Mapping

from layerdesk.domain.language import tr
from layerdesk.ui.wording_of_desks import Values, number_of, text_of


def _unreachable(values: Values) -> str:
    return tr(
        "The hub at {host}, port {port}, does not answer. Everything is kept here, and goes there"
        " as soon as it answers again. If this lasts, ask whoever looks after the network.",
        host=text_of(values, "host"),
        port=number_of(values, "port"),
    )


def _refused_desk(values: Values) -> str:
    return tr(
        "The hub at {host} does not let this desk do that. Everything is kept here. Ask an"
        " administrator of your practice’s hub whether this desk was put out, or lacks the right.",
        host=text_of(values, "host"),
    )


def _certificate(values: Values) -> str:
    return tr(
        "The certificate of the hub at {host} is not signed by your practice’s own authority, so"
        " nothing was sent there. Ask whoever looks after the hub; do not go round this.",
        host=text_of(values, "host"),
    )


def _without_tls(values: Values) -> str:
    return tr(
        "The hub at {host} answers without encryption, so nothing was sent there. Ask whoever looks"
        " after it to turn TLS on.",
        host=text_of(values, "host"),
    )


def _no_hub(values: Values) -> str:
    return tr(
        "The database {database} at {host} is no hub of LayerDesk. Nothing was changed there. Check"
        " the address, or make a hub with “layerdesk hub init”.",
        database=text_of(values, "database"),
        host=text_of(values, "host"),
    )


def _too_old(values: Values) -> str:
    return tr(
        "The hub is older (revision {found}) than this LayerDesk needs ({needed}). Everything is"
        " kept here. Ask whoever looks after the hub to upgrade it.",
        found=text_of(values, "found"),
        needed=text_of(values, "needed"),
    )


def _too_new(values: Values) -> str:
    return tr(
        "The hub is newer (revision {found}) than this LayerDesk knows ({known}). Everything is"
        " kept here. Update LayerDesk on this computer.",
        found=text_of(values, "found"),
        known=text_of(values, "known"),
    )


def _full(_values: Values) -> str:
    return tr(
        "The hub’s disk is full. Everything is kept here and goes there later. Ask whoever looks"
        " after the hub to make room."
    )


def _fault(values: Values) -> str:
    return tr(
        "The hub answered with something that LayerDesk does not know (PostgreSQL’s code {code})."
        " Everything is kept here. If it happens again, report it with this code.",
        code=text_of(values, "code") or "?",
    )


def _address(values: Values) -> str:
    if text_of(values, "reason") == "password":
        return tr(
            "A hub’s address must not hold a password: others could read it. Leave it out;"
            " LayerDesk asks for it, or takes it from PGPASSWORD."
        )
    if text_of(values, "reason") == "tls":
        return tr(
            "Only a hub on this computer may be used without encryption. Leave “sslmode” out of the"
            " address."
        )
    return tr(
        "This is no address of a hub. Write it like postgresql://admin@hub.example:5432/layerdesk"
    )


def _invitation(values: Values) -> str:
    if text_of(values, "reason") == "words":
        return tr(
            "These are not the words of this joining file. Nothing was changed. Ask for the six"
            " words again, and mind their order."
        )
    return tr("This is no joining file, or it is damaged. Nothing was changed. Ask for it again.")


_SIMPLE: Mapping[str, Callable[[], str]] = {
    "NoHubYet": lambda: tr("This desk belongs to no hub yet. Make one, or join one by invitation."),
    "SampleStaysAlone": lambda: tr(
        "The sample practice stays on its own: it can’t be joined to a hub. Begin a practice of"
        " your own for that."
    ),
    "InvitationEnded": lambda: tr(
        "This invitation was used already, or its 72 hours are over. Nothing was changed. Ask for a"
        " new one."
    ),
    "DeskPutOut": lambda: tr(
        "This desk was put out of the hub, and nothing goes there any more. What it holds stays"
        " readable here. If that is a mistake, ask for a new invitation."
    ),
}


def _already(values: Values) -> str:
    return tr(
        "There is a hub at {host} already. Nothing was changed.", host=text_of(values, "host")
    )


def _not_approved(values: Values) -> str:
    words = text_of(values, "words")
    told = tr(
        "This desk has knocked at the hub and waits until whoever invited you lets it in. Compare"
        " the six words with them, best by telephone."
    )
    return f"{told} {words}".strip()


def _replaced(values: Values) -> str:
    return tr(
        "The hub at {host} was made anew, or is another one: it has {hub} changes, this desk has"
        " {here}. Nothing was sent or taken. If your practice has replaced its hub, “layerdesk hub"
        " refill” says what will happen, and asks.",
        host=text_of(values, "host"),
        hub=number_of(values, "hub"),
        here=number_of(values, "here"),
    )


def _incomplete(values: Values) -> str:
    return tr(
        "The hub at {host} has forgotten this desk. Everything is kept here. Give “layerdesk hub"
        " refill” the address of the hub’s administrator, so that it can let desks in again.",
        host=text_of(values, "host"),
    )


def _always(said: Callable[[], str]) -> Callable[[Values], str]:
    return lambda _values: said()


def _no_such_desk(values: Values) -> str:
    return tr(
        "No desk of this hub answers to “{name}”. “layerdesk hub status” lists them.",
        name=text_of(values, "name"),
    )


_FAULTS: Mapping[str, Callable[[], str]] = {
    "removed": lambda: tr("missing there"),
    "moved": lambda: tr("out of its place there"),
    "damaged": lambda: tr("damaged there"),
    "another": lambda: tr("not the one that this desk has"),
    "sealed": lambda: tr("damaged there, or sealed with a key that this desk lacks"),
    "signature": lambda: tr("not signed by its desk"),
    "author": lambda: tr("written in somebody else’s name"),
    "rights": lambda: tr("written without the right to"),
    "blanked": lambda: tr("without its words there, though nobody erased them"),
}


def fault_sentence(reason: str, who: str, first: int, last: int) -> str:
    """What is wrong with some operations of a desk at the hub."""
    told = _FAULTS[reason]()
    if first == last:
        return tr("Change {number} of {who} is {told}.", number=first, who=who, told=told)
    return tr(
        "Changes {first} to {last} of {who} are {told}.",
        first=first,
        last=last,
        who=who,
        told=told,
    )


def differing_sentence(who: str) -> str:
    """That a desk has the same operations and other records."""
    return tr(
        "This desk and {who} have the same changes, and yet other records. No change is lost."
        " “layerdesk verify” on both finds which tables are wrong, and “layerdesk verify --rebuild”"
        " makes them anew.",
        who=who,
    )


HUB_SENTENCES: dict[str, Callable[[Values], str]] = {
    "HubUnreachable": _unreachable,
    "HubRefusedDesk": _refused_desk,
    "CertificateNotTrusted": _certificate,
    "HubWithoutTls": _without_tls,
    "NoHubThere": _no_hub,
    "HubTooOld": _too_old,
    "HubTooNew": _too_new,
    "HubFull": _full,
    "HubFault": _fault,
    "AddressWrong": _address,
    "InvitationWrong": _invitation,
    "HubAlready": _already,
    "NotApprovedYet": _not_approved,
    "NoSuchDesk": _no_such_desk,
    "HubReplaced": _replaced,
    "HubIncomplete": _incomplete,
    **{name: _always(said) for name, said in _SIMPLE.items()},
}
"""By the name of the error's class."""
