"""One question to a language model, sent to the endpoint that the user names and to nobody else.

A client of the standard library for addresses that speak the chat-completions form. It follows no redirect, waits no
longer than it is told to, takes no more than it is told to, and says every failure in a sentence without the key.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead, RemoteDisconnected
from ipaddress import ip_address
from ssl import SSLCertVerificationError, SSLError, create_default_context
from typing import Any, Final, Literal

from entaku.model.errors import NotPossible

Form = Literal["schema", "tool", "text"]
"""How the form of the answer is asked for: as a JSON schema, as the arguments of a tool, or in words alone."""
FORMS: Final[tuple[Form, ...]] = ("schema", "tool", "text")

_OK: Final = 200
_MOVED: Final = range(300, 400)
_NO_ENTRY: Final = (401, 403)
_WAIT: Final = 429
_FAULTY: Final = 500
_AFTER: Final = 5.0  # seconds behind the deadline: it is the watch that ends an exchange
_SAID: Final = 200  # characters of an endpoint's own words that are passed on
_PIECE: Final = 4  # characters of a key that are enough to keep those words back


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Through whom an endpoint is reached; `credentials` as they stand in its address."""

    host: str
    port: int
    credentials: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Whom to ask: where, which model, with which key; `proxies` is empty or holds one.

    Examples
    --------
    >>> asked = Endpoint(secure=False, host="127.0.0.1", port=8080, path="/v1", model="m", key="hush")
    >>> asked.shown, asked.loopback, "hush" in repr(asked)
    ('http://127.0.0.1:8080', True, False)
    """

    secure: bool
    host: str
    port: int
    path: str
    model: str
    key: str = field(default="", repr=False)
    form: Form = "schema"
    proxies: tuple[Proxy, ...] = ()

    @property
    def loopback(self) -> bool:
        """Tell whether it is this machine."""
        return is_loopback(self.host)

    @property
    def netloc(self) -> str:
        """Give the host as a request names it, with a port that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"

    @property
    def shown(self) -> str:
        """Give the address as a person is shown it."""
        return f"{'https' if self.secure else 'http'}://{self.netloc}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait, in seconds, for a connection, for the whole, and before asking again; bytes of an answer."""

    connect: float = 10.0
    whole: float = 300.0
    wait: float = 30.0
    largest: int = 4 * 2**20


LIMITS: Final = Limits()


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine and no other.

    Examples
    --------
    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "localhost.example.org", "10.0.0.1")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def post(endpoint: Endpoint, question: Mapping[str, Any], limits: Limits = LIMITS) -> bytes:
    """Put one question and give the body of the answer; asked to wait a little, wait once and ask again.

    Raises
    ------
    NotPossible
        If there is no answer, for whatever reason; the reason is told and nothing of the key.
    """
    data = json.dumps(question).encode("ascii")
    deadline = time.monotonic() + limits.whole
    got = _exchange(endpoint, data, limits, deadline)
    if got.status == _WAIT and "retry-after" in got.headers:
        pause = _pause(got.headers["retry-after"])
        if pause > min(limits.wait, deadline - time.monotonic()):
            raise NotPossible(f"{endpoint.shown} asks to wait {pause:.0f} s; ask again then")
        time.sleep(pause)
        got = _exchange(endpoint, data, limits, deadline)
    if got.status != _OK:
        raise NotPossible(_refusal(endpoint, got))
    return got.body


@dataclass(frozen=True, slots=True)
class _Got:
    status: int
    headers: Mapping[str, str]
    body: bytes


def _exchange(endpoint: Endpoint, data: bytes, limits: Limits, deadline: float) -> _Got:
    """Send once and take the answer; whatever is still open at the deadline is shut, however slowly it drips."""
    opened: list[socket.socket] = []
    late = threading.Event()

    def shut() -> None:
        late.set()
        for each in opened:
            with suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)  # of the wire itself, below any encryption

    left = max(0.001, deadline - time.monotonic())
    watch = threading.Timer(left, shut)
    watch.daemon = True
    watch.start()
    try:
        _connect(endpoint, min(limits.connect, left), opened)
        if not late.is_set():
            opened[-1].settimeout(left + _AFTER)
            got = _ask(endpoint, opened[-1], data, limits.largest)
    except (OSError, HTTPException, ValueError) as wrong:
        if not late.is_set():
            raise NotPossible(_failure(endpoint, wrong, limits)) from None
    finally:
        watch.cancel()
        for each in opened:
            each.close()
    if late.is_set():
        raise NotPossible(f"{endpoint.shown} gave no whole answer within {limits.whole:g} s")
    return got


def _connect(endpoint: Endpoint, timeout: float, opened: list[socket.socket]) -> None:
    """Open the way to the endpoint; its last socket is the one to speak through."""
    via = endpoint.proxies[0] if endpoint.proxies else endpoint
    opened.append(socket.create_connection((via.host, via.port), timeout))
    if endpoint.loopback and not is_loopback(opened[0].getpeername()[0]):
        raise ConnectionError("that name is another machine's here")
    if not endpoint.secure:
        return
    if endpoint.proxies:
        _tunnel(endpoint, opened[0])
    encrypted = create_default_context().wrap_socket(
        opened[0], server_hostname=endpoint.host, do_handshake_on_connect=False
    )
    opened.append(encrypted)
    encrypted.do_handshake()


def _tunnel(endpoint: Endpoint, wire: socket.socket) -> None:
    """Ask a proxy to pass on what it cannot read."""
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    lines = [f"CONNECT {host}:{endpoint.port} HTTP/1.1", f"Host: {host}:{endpoint.port}"]
    lines += [f"{name}: {value}" for name, value in _to_proxy(endpoint).items()]
    wire.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    answer = HTTPResponse(wire, method="CONNECT")
    answer.begin()
    answer.close()
    if answer.status != _OK:
        raise ConnectionError(f"the proxy does not let it pass, with status {answer.status}")


def _to_proxy(endpoint: Endpoint) -> dict[str, str]:
    told = endpoint.proxies[0].credentials if endpoint.proxies else ""
    return {"Proxy-Authorization": f"Basic {b64encode(told.encode()).decode()}"} if told else {}


def _ask(endpoint: Endpoint, wire: socket.socket, data: bytes, largest: int) -> _Got:
    connection = HTTPConnection(endpoint.host, endpoint.port)
    connection.sock = wire
    headers = {
        "Host": endpoint.netloc,
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    target = endpoint.path
    if endpoint.proxies and not endpoint.secure:
        target = endpoint.shown + target
        headers |= _to_proxy(endpoint)
    connection.request("POST", target, data, headers)
    with connection.getresponse() as answer:
        body = answer.read(largest + 1)
        if len(body) > largest:
            raise ValueError(f"its answer is larger than {largest // 2**10} KiB")
        if answer.length:  # what was announced and has not come
            raise IncompleteRead(b"", answer.length)
        return _Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


def _pause(asked: str) -> float:
    """Give the seconds that `Retry-After` asks for, which is a number or a date; what is neither asks for no end.

    Examples
    --------
    >>> _pause("7"), _pause("Thu, 01 Jan 1970 00:00:00 GMT"), _pause("soon")
    (7.0, 0.0, inf)
    """
    if asked.strip().isdecimal():
        return float(asked.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, OverflowError):
        return float("inf")


def _failure(endpoint: Endpoint, wrong: Exception, limits: Limits) -> str:
    """Say why no answer came."""
    via = f" (through the proxy {endpoint.proxies[0].host})" if endpoint.proxies else ""
    match wrong:
        case SSLCertVerificationError():
            why = f"cannot prove who it is: {wrong.verify_message}"
        case SSLError():
            why = "does not speak https as it should"
        case socket.gaierror():
            why = "is not found: there is no host of that name"
        case TimeoutError():
            why = f"cannot be reached within {limits.connect:g} s"
        case IncompleteRead() | RemoteDisconnected() | ConnectionResetError() | BrokenPipeError():
            why = "broke off in the middle of its answer"
        case HTTPException():
            why = "does not answer in HTTP"
        case ConnectionRefusedError():
            why = "cannot be reached: nothing listens there"
        case OSError():
            why = f"cannot be reached: {wrong.strerror or wrong}"
        case _:
            why = f"cannot be used: {wrong}"
    return f"{endpoint.shown}{via} {why}"


def _refusal(endpoint: Endpoint, got: _Got) -> str:
    """Say what a status other than 200 means for the user."""
    if got.status in _MOVED:
        return (
            f"{endpoint.shown} wants to pass the question on to another address, which entaku does not follow; "
            "name that address itself if you trust it"
        )
    if got.status in _NO_ENTRY:
        return f"{endpoint.shown} refuses the key, or there is none (status {got.status})"
    if got.status == _WAIT:
        return f"{endpoint.shown} has too much to do, or your allowance is used up (status {got.status}); ask later"
    if got.status >= _FAULTY:
        return f"{endpoint.shown} has a fault of its own (status {got.status}); ask later"
    said = _own_words(got.body, endpoint.key)
    return f"{endpoint.shown} refuses the question (status {got.status}){f': {said}' if said else ''}"


def _own_words(body: bytes, key: str) -> str:
    """Give what an endpoint says of a fault, unless a piece of the key is in it."""
    try:
        found = json.loads(body)
        said = found["error"]["message"] if isinstance(found["error"], dict) else found["error"]
    except (ValueError, RecursionError, TypeError, KeyError):
        return ""
    if not isinstance(said, str):
        return ""
    if any(key[at : at + _PIECE] in said for at in range(len(key) - _PIECE + 1)) or (key and key in said):
        return ""
    return "".join(sign if sign.isprintable() else " " for sign in said[:_SAID])
