"""This is where it is listed what can go wrong between a desk and a hub."""

from layerdesk.domain.errors import Refused, Unavailable


class HubUnreachable(Unavailable):
    """No answer within the time limit, or the line broke. Values: ``host``, ``port``."""


class HubRefusedDesk(Refused):
    """The hub does not let this desk (or administrator) in. Values: ``host``."""


class CertificateNotTrusted(Refused):
    """The practice's own authority did not sign the hub's certificate. Values: ``host``."""


class HubWithoutTls(Refused):
    """The hub answers only in the clear. Values: ``host``."""


class NoHubThere(Refused):
    """The database is reachable and is no hub of LayerDesk. Values: ``host``, ``database``."""


class HubTooOld(Refused):
    """The hub's schema is older than this program needs. Values: ``found``, ``needed``."""


class HubTooNew(Refused):
    """The hub's schema is newer than this program knows. Values: ``found``, ``known``."""


class HubFull(Unavailable):
    """The hub's disk is full. Nothing was lost; the desk keeps it and sends it again."""


class HubFault(Unavailable):
    """The hub answered with something else. Values: ``code`` (PostgreSQL's five letters)."""


class AddressWrong(Refused):
    """This is no address of a hub. Values: ``reason`` (``password``, ``form``)."""


class NoHubYet(Refused):
    """This desk has not joined a hub."""


class HubAlready(Refused):
    """This desk belongs to a hub already. Values: ``host``."""


class SampleStaysAlone(Refused):
    """The sample practice can't be joined to a hub."""


class InvitationWrong(Refused):
    """The joining file is damaged, or its words are others. Values: ``reason``."""


class InvitationEnded(Refused):
    """The invitation was used already, or its 72 hours are over."""


class NotApprovedYet(Unavailable):
    """The desk has joined and waits until somebody approves it. Values: ``words``."""


class NoSuchDesk(Refused):
    """No desk of this hub answers to that. Values: ``name``."""


class DeskPutOut(Refused):
    """This desk was put out of the hub; what it holds stays readable here."""


class HubReplaced(Refused):
    """The hub is another one, or was made anew. Values: ``host``, ``hub`` and ``here`` (how many
    operations each has)."""


class HubIncomplete(Refused):
    """The hub has forgotten this desk or its spaces. Values: ``host``."""
