"""This is where a real PostgreSQL with TLS and SCRAM is started for the tests, and stopped."""

import os
import pwd
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from layerdesk.sync.address import Address
from tests.programs import program

ADMIN, PASSWORD = "hub_admin", "admin-of-the-tests"


@dataclass(frozen=True)
class Server:
    """A running server on loopback."""

    port: int
    ca: str
    folder: Path

    def address(self, database: str) -> Address:
        """A database of this server, as desks reach it."""
        return Address(host="localhost", port=self.port, database=database, ca=self.ca)

    def new_database(self, name: str) -> Address:
        """An empty database, owned by the administrator."""
        with self.admin("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def admin(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the administrator's, for looking behind the scenes."""
        return psycopg.connect(
            host="localhost",
            port=self.port,
            dbname=database,
            user=ADMIN,
            password=PASSWORD,
            sslmode="verify-full",
            sslrootcert=str(self.folder / "ca.crt"),
            autocommit=True,
        )


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server with a database cluster in this folder."""
    bin_folder = Path(program("initdb")).parent
    folder.mkdir(parents=True, exist_ok=True)
    _make_certificates(folder)
    (folder / "admin.txt").write_text(PASSWORD, encoding="ascii")
    data, port = folder / "data", _free_port()
    _give_away(folder)
    _as_postgres(
        [
            bin_folder / "initdb",
            "-D",
            data,
            "-U",
            ADMIN,
            f"--pwfile={folder / 'admin.txt'}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]
    )
    settings = {
        "listen_addresses": "localhost",
        "port": str(port),
        "unix_socket_directories": "",
        "ssl": "on",
        "ssl_cert_file": str(folder / "server.crt"),
        "ssl_key_file": str(folder / "server.key"),
        "password_encryption": "scram-sha-256",
        "fsync": "off",
        "max_connections": "200",
    }
    with (data / "postgresql.conf").open("a", encoding="ascii") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    (data / "pg_hba.conf").write_text("hostssl all all localhost scram-sha-256\n", encoding="ascii")
    control = [bin_folder / "pg_ctl", "-D", data, "-w", "-s"]
    _as_postgres([*control, "-l", folder / "server.log", "start"])
    try:
        yield Server(port, (folder / "ca.crt").read_text(encoding="ascii"), folder)
    finally:
        _as_postgres([*control, "-m", "immediate", "stop"])


def _make_certificates(folder: Path) -> None:
    """An authority of our own, and a certificate for localhost that it signed."""

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    authority = ["-subj", "/CN=Practice authority", "-days", "30", "-nodes"]
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-keyout", "ca.key", "-out", "ca.crt", *authority
    )
    openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr",
        "-subj", "/CN=localhost",
    )  # fmt: skip
    (folder / "names").write_text("subjectAltName=DNS:localhost\n", encoding="ascii")
    openssl(
        "x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
        "-out", "server.crt", "-days", "30", "-extfile", "names",
    )  # fmt: skip
    (folder / "server.key").chmod(0o600)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _system_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: the user that its package made does."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def _give_away(folder: Path) -> None:
    user = _system_user()
    if user is not None:
        for each in (folder, *folder.rglob("*")):
            os.chown(each, user.pw_uid, user.pw_gid)


def _as_postgres(command: list[str | Path]) -> None:
    user = _system_user()
    subprocess.run(
        [str(each) for each in command],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
    )
