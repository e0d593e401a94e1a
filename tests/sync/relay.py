"""This is where a network is: what goes between desks and hub passes here, and is captured."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Relay:
    """A port on loopback that hands everything on to another, both ways."""

    port: int
    captured: list[bytes] = field(default_factory=list)

    @property
    def all_bytes(self) -> bytes:
        """Everything that passed, in no order between connections."""
        return b"".join(self.captured)


@contextmanager
def relayed(to: int) -> Iterator[Relay]:
    """A relay to this port of loopback."""
    with socket.create_server(("localhost", 0)) as listening:
        relay = Relay(int(listening.getsockname()[1]))
        accepting = threading.Thread(target=_accept, args=(listening, to, relay))
        accepting.start()
        try:
            yield relay
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()


def _accept(listening: socket.socket, to: int, relay: Relay) -> None:
    serving = []
    with suppress(OSError):  # the test is over
        while True:
            near, _ = listening.accept()
            serving.append(threading.Thread(target=_serve, args=(near, to, relay)))
            serving[-1].start()
    for each in serving:
        each.join()


def _serve(near: socket.socket, to: int, relay: Relay) -> None:
    with near, socket.create_connection(("localhost", to)) as far, suppress(OSError):
        other = {near: far, far: near}
        while True:
            for one in select.select(list(other), [], [])[0]:
                data = one.recv(65_536)
                if not data:
                    return
                relay.captured.append(data)
                other[one].sendall(data)
