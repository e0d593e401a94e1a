"""This is where it is said where a hub is, and how a desk signs in there."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from layerdesk.sync.errors import AddressWrong

PORT = 5432
DATABASE = "layerdesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A hub: a PostgreSQL server and a database in it."""

    host: str
    port: int = PORT
    database: str = DATABASE
    ca: str = ""
    """The certificate of the practice's own authority (PEM); empty trusts the system's."""
    tls: bool = True
    """False only for a hub on this computer that has no TLS, to look round."""


def address_from(url: str, *, ca: str = "") -> tuple[Address, str]:
    """The address in ``postgresql://user@host:port/database``, and the user (or nothing).

    ``sslmode=disable`` is for a server on this computer only. Raises AddressWrong, also for one
    with a password: it would be seen in lists of processes and kept in the shell's history.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError as reason:
        raise AddressWrong(reason="form") from reason
    if parts.scheme not in ("postgresql", "postgres") or not parts.hostname:
        raise AddressWrong(reason="form")
    if parts.password:
        raise AddressWrong(reason="password")
    tls = parse_qs(parts.query).get("sslmode", ["verify-full"])[-1] != "disable"
    if not tls and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise AddressWrong(reason="tls")
    address = Address(
        host=parts.hostname,
        port=port,
        database=unquote(parts.path.lstrip("/")) or DATABASE,
        ca=ca,
        tls=tls,
    )
    return address, unquote(parts.username or "")


def password_from(environment: Mapping[str, str]) -> str | None:
    """The administrator's password from ``PGPASSWORD``; PostgreSQL itself reads ``PGPASSFILE``."""
    return environment.get("PGPASSWORD")


def write_ca(folder: Path, ca: str) -> str:
    """The path of the authority's certificate as PostgreSQL's library wants it: a file, or the
    system's own. A certificate is public."""
    if not ca:
        return "system"
    path = folder / "hub-ca.pem"
    if not path.exists() or path.read_text(encoding="ascii") != ca:
        fresh = path.with_suffix(".new")
        fresh.write_text(ca, encoding="ascii")
        os.replace(fresh, path)
    return str(path)
