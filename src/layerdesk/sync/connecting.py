"""This is where a connection to a PostgreSQL server is opened, and what it says becomes clear.

Every question has a time limit, so that a dead network never freezes anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import errors
from psycopg.rows import TupleRow

from layerdesk.domain.errors import LayerDeskError
from layerdesk.sync.address import Address, write_ca
from layerdesk.sync.errors import (
    CertificateNotTrusted,
    HubFault,
    HubFull,
    HubRefusedDesk,
    HubUnreachable,
    HubWithoutTls,
    InvitationEnded,
    NoHubThere,
)

SECONDS = 10
"""How long a hub may take to answer anything."""

_NO_HUB = errors.UndefinedTable | errors.InvalidSchemaName | errors.UndefinedFunction


@contextmanager
def opened(
    address: Address, role: str, password: str | None, folder: Path
) -> Iterator[psycopg.Connection[TupleRow]]:
    """A connection to a server, whatever is in it. Each statement is a transaction of its own."""
    try:
        connection = psycopg.connect(
            host=address.host,
            port=address.port,
            dbname=address.database,
            user=role or None,
            password=password,
            sslmode="verify-full" if address.tls else "disable",
            sslrootcert=write_ca(folder, address.ca) if address.tls else None,
            connect_timeout=SECONDS,
            keepalives_idle=SECONDS,
            keepalives_interval=2,
            keepalives_count=3,
            tcp_user_timeout=SECONDS * 1000,
            options=f"-c statement_timeout={SECONDS * 1000} -c lock_timeout={SECONDS * 1000}",
            application_name="LayerDesk",
            autocommit=True,
        )
    except psycopg.Error as reason:
        raise _cannot_connect(reason, address) from reason
    try:
        yield connection
    finally:
        connection.close()


def _cannot_connect(reason: psycopg.Error, address: Address) -> LayerDeskError:
    words = str(reason).lower()
    if "password" in words or "authentication" in words or "not permitted to log in" in words:
        return HubRefusedDesk(host=address.host)
    if "does not support ssl" in words:
        return HubWithoutTls(host=address.host)
    if "certificate" in words or "ssl error" in words:
        return CertificateNotTrusted(host=address.host)
    if "database" in words and "does not exist" in words:
        return NoHubThere(host=address.host, database=address.database)
    return HubUnreachable(host=address.host, port=address.port)


@contextmanager
def told(connection: psycopg.Connection[TupleRow]) -> Iterator[None]:
    """Whatever PostgreSQL says becomes a clear error."""
    try:
        yield
    except psycopg.Error as reason:
        raise _clear(reason, connection) from reason


def _clear(reason: psycopg.Error, connection: psycopg.Connection[TupleRow]) -> LayerDeskError:
    where = {"host": connection.info.host, "port": connection.info.port}
    if isinstance(reason, errors.DiskFull | errors.ConfigurationLimitExceeded):
        return HubFull()
    if isinstance(reason, _NO_HUB):
        return NoHubThere(host=where["host"], database=connection.info.dbname)
    if isinstance(reason, errors.InsufficientPrivilege):
        if "invitation" in str(reason):
            return InvitationEnded()
        return HubRefusedDesk(host=where["host"])
    if reason.sqlstate is None or isinstance(reason, errors.QueryCanceled | errors.AdminShutdown):
        return HubUnreachable(**where)
    return HubFault(code=reason.sqlstate)
