"""Where keys come from: a terminal, one key each, or a pipe, one letter a line. An end of input is an empty text."""

from __future__ import annotations

import os
import sys
import unicodedata
from importlib.util import find_spec
from typing import IO, Protocol

from entaku.model.errors import NotPossible


class Keys(Protocol):
    """Gives what a person presses or types."""

    def key(self) -> str:
        """Give one key as a small letter or sign; nothing at the end of the input."""

    def line(self) -> str:
        """Give one line without its end; `.` at the end of the input, which leaves all as it was."""


class Pipe:
    """Takes one letter a line; empty lines stand for no key."""

    def __init__(self, stream: IO[bytes] | IO[str]) -> None:
        self._stream = stream

    def _read(self) -> str:
        try:
            read = self._stream.readline()
        except (OSError, ValueError) as wrong:  # closed, or no input at all
            raise NotPossible(f"no keys can be read from standard input ({wrong})") from None
        return read.decode("utf-8", "replace") if isinstance(read, bytes) else read

    def key(self) -> str:
        """Give the first letter of the next line that has one."""
        while read := self._read():
            if words := _plain(read):
                return words[0]
        return ""

    def line(self) -> str:
        """Give the next line."""
        read = self._read()
        return read.rstrip("\r\n") if read else "."


class Terminal:
    """Takes a key as soon as it is pressed; the terminal is as it was between keys, and whatever happens."""

    def __init__(self, place: int) -> None:
        self._place = place

    def key(self) -> str:
        """Wait for a key; arrows and other keys of several signs are `?`."""
        import termios
        import tty

        before = termios.tcgetattr(self._place)
        try:
            tty.setcbreak(self._place, termios.TCSANOW)  # one key, no echo; Ctrl-C still interrupts
            read = self._sign()
        finally:
            termios.tcsetattr(self._place, termios.TCSANOW, before)
        if read in ("", "\x04"):
            return ""
        return _plain(read)[:1] or "?"

    def _sign(self) -> str:
        """Read one sign of UTF-8, or drop a whole key that begins with ESC."""
        import select

        try:
            read = os.read(self._place, 1)
            if read == b"\x1b":
                while select.select([self._place], [], [], 0.02)[0]:
                    if not os.read(self._place, 64):
                        break
                return "?"
            more = 3 if read >= b"\xf0" else 2 if read >= b"\xe0" else 1 if read >= b"\xc0" else 0
            return (read + b"".join(os.read(self._place, 1) for _ in range(more))).decode("utf-8", "replace")
        except OSError:
            return ""  # the connection was lost: all that was decided is on record

    def line(self) -> str:
        """Give a line, typed as lines are typed."""
        read = b""
        try:
            while not read.endswith(b"\n"):
                part = os.read(self._place, 4096)
                if not part:
                    break
                read += part
        except OSError:
            read = b""
        return read.decode("utf-8", "replace").rstrip("\r\n") if read else "."


def _plain(words: str) -> str:
    """Give words without spaces around them, in small letters; what a Japanese keyboard types wide becomes narrow."""
    return unicodedata.normalize("NFKC", words).strip().lower()


def keys() -> Keys:
    """Where do keys come from now?

    Raises
    ------
    NotPossible
        Standard input is closed.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise NotPossible("standard input is closed, so there are no keys to read; nothing was changed")
    pipe = Pipe(getattr(sys.stdin, "buffer", sys.stdin))
    try:
        place = sys.stdin.fileno()
        return Terminal(place) if os.isatty(place) and find_spec("termios") else pipe
    except (OSError, ValueError):
        return pipe
