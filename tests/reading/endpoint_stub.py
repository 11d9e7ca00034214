"""An endpoint on loopback that says what a test has written down for it, and records what it was asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

import pytest

from entaku.reading.endpoint import Endpoint, is_loopback


@dataclass(frozen=True)
class Reply:
    """One answer: status, headers, body; `promised` more bytes than come, `pause` seconds between bytes of the head."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    promised: int = 0
    pause: float = 0.0
    chunked: bool = False


@dataclass
class Stub:
    """What is to be answered, the last reply again and again, and what was asked."""

    replies: list[Reply]
    port: int = 0
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    inside: SSLContext | None = None

    def endpoint(self, **others: Any) -> Endpoint:
        plain: dict[str, Any] = {
            "secure": False,
            "host": "127.0.0.1",
            "port": self.port,
            "path": "/v1/chat/completions",
            "model": "small",
        }
        return Endpoint(**plain | others)


def completion(content: str | None, **message: Any) -> Reply:
    """Give what an endpoint says whose model says `content`."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": content, **message},
        "finish_reason": "stop",
    }
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def claims(*given: dict[str, Any]) -> Reply:
    """Give a good answer with these claims."""
    return completion(json.dumps({"claims": list(given)}, ensure_ascii=False))


def claim(quote: str, holder: str = "author", modality: str = "asserted", **others: Any) -> dict[str, Any]:
    return {"quote": quote, "holder": holder, "modality": modality, "likelihood_word": None, **others}


def only_loopback(patch: pytest.MonkeyPatch) -> None:
    """Fail a test that would speak to another machine."""
    connect = socket.create_connection

    def checked(address: tuple[str, int], *others: Any) -> socket.socket:
        assert is_loopback(address[0]), address
        return connect(address, *others)

    patch.setattr(socket, "create_connection", checked)


@contextmanager
def stub(*replies: Reply, tls: SSLContext | None = None, inside: SSLContext | None = None) -> Iterator[Stub]:
    """Answer on loopback until the test is done; `inside` encrypts what is passed through as a proxy would."""
    told = Stub(list(replies), inside=inside)
    server = _Server(("127.0.0.1", 0), _handler(told))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a client has gone."""


def _handler(told: Stub) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            told.asked.append((self.path, dict(self.headers.items()), json.loads(body)))
            _answer(self.wfile.write, told.replies[min(len(told.asked), len(told.replies)) - 1])
            self.close_connection = True

        def do_CONNECT(self) -> None:
            told.asked.append((self.path, dict(self.headers.items()), {}))
            if told.inside is None:
                self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                self.close_connection = True
                return
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            self.connection = told.inside.wrap_socket(self.connection, server_side=True)
            self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
            self.close_connection = False

        def finish(self) -> None:
            super().finish()
            self.connection.close()

        def log_message(self, *words: object) -> None:
            """Say nothing of requests."""

    return Handler


def _answer(write: Callable[[bytes], Any], reply: Reply) -> None:
    headers = {"Content-Type": "application/json", **reply.headers}
    if reply.chunked:
        headers["Transfer-Encoding"] = "chunked"
    else:
        headers["Content-Length"] = str(len(reply.body) + reply.promised)
    head = f"HTTP/1.1 {reply.status} Said\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
    for piece in _pieces(head.encode(), reply.pause):
        write(piece)
        time.sleep(reply.pause)
    write(b"%x\r\n%s\r\n" % (len(reply.body), reply.body) if reply.chunked else reply.body)  # no last chunk


def _pieces(data: bytes, pause: float) -> Sequence[bytes]:
    return [data[at : at + 1] for at in range(len(data))] if pause else [data]
