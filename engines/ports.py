"""Free ports of the loopback interface, the ones of the last run first so that addresses stay the same."""

import socket
from collections.abc import Iterable

LOOPBACK = "127.0.0.1"


def free(names: Iterable[str], preferred: dict[str, int]) -> dict[str, int]:
    """Return one free port for each of *names*, all different: the *preferred* one where nobody listens on it."""
    held: dict[str, socket.socket] = {}
    try:
        for name in names:
            held[name] = _bind(preferred.get(name, 0)) or _any()
        return {name: port.getsockname()[1] for name, port in held.items()}
    finally:
        for port in held.values():
            port.close()


def _any() -> socket.socket:
    bound = _bind(0)
    if bound is None:
        raise OSError("no free port on the loopback interface")
    return bound


def _bind(port: int) -> socket.socket | None:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # As the engines do: a port whose last connections are only fading away is free.
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
    except OSError:
        bound.close()
        return None
    return bound
