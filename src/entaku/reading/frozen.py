"""What exactly was read: decoding, the frozen text with its hash, and a shadow text to match on.

All places are code points of the frozen text. Nothing is guessed in silence: bytes that two encodings read
equally well are refused, with what to do.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from entaku.model.errors import BadInput, Fault

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ESCAPES: Final = re.compile(rb"\x1b\$[@B]|\x1b\([BJ]")
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー]")
_ODD: Final = re.compile(r"[｡-ﾟ\x80-\x9f\ue000-\uf8ff]")  # what a wrong Japanese encoding is full of
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_KANA_LEAST: Final = 0.15  # of the signs beyond ASCII: running Japanese has well over a third
_ODD_MOST: Final = 0.02
_ENOUGH: Final = 20_000  # signs that are weighed: more would not change the answer
_SAVE: Final = "Save the document as UTF-8."
_ALLOWED: Final = "text in UTF-8, UTF-16 with a byte order mark, Shift_JIS, EUC-JP or ISO-2022-JP"

# Normal forms sort each run of combining marks, at the square of its length: longer runs are cut.
_RUN: Final = re.compile(r"[^\w\s]{100}")

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(frozen=True, slots=True)
class Frozen:
    """A text in normal form NFC with lines ended by LF, and the sha256 of its UTF-8."""

    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text to match on: NFKC, katakana as hiragana, no white space.

    Sign i came from `starts[i]` to `ends[i]` of the original.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the original that the signs `start` to `end` (at least one) came from.

        Examples
        --------
        >>> cast = shadow("ア リ ス")
        >>> cast.text, cast.span(1, 3)
        ('ありす', (2, 5))
        """
        return self.starts[start], self.ends[end - 1]


def decode(data: bytes, name: str = "") -> str:
    r"""What do these bytes say?

    UTF-8 with or without a byte order mark, UTF-16 with one, ISO-2022-JP by its escapes; Shift_JIS (CP932)
    and EUC-JP where exactly one of them gives running Japanese.

    Raises
    ------
    BadInput
        Where no encoding fits, or more than one does.

    Examples
    --------
    >>> decode("外務省は沈黙を守っている。".encode("cp932"))
    '外務省は沈黙を守っている。'
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark) if codec == "utf-8" else data, codec, name)
    if b"\0" in data:
        got = "a zero byte and no byte order mark: the file looks like UTF-16, or is no text"
        raise BadInput((_fault(got, data, data.index(b"\0")),), name)
    if _ESCAPES.search(data):
        return _strictly(data, "iso2022_jp", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _japanese(data, error.start, name)


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        got = f"bytes that are broken as {codec.upper()} from byte {error.start} on"
        raise BadInput((_fault(got, data, error.start),), name) from None


def _japanese(data: bytes, wrong: int, name: str) -> str:
    """Give the text in the one older Japanese encoding that makes running Japanese of it."""
    read = [text for codec in ("cp932", "euc_jp") if _is_japanese(text := _tried(data, codec))]
    if len(read) == 1:
        return read[0]
    if read:
        got = "bytes that Shift_JIS and EUC-JP read equally well"
    else:
        got = f"the byte 0x{data[wrong]:02X} at byte {wrong}: neither UTF-8 nor running Japanese in another encoding"
    raise BadInput((_fault(got, data, wrong),), name)


def _tried(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return ""


def _is_japanese(text: str) -> bool:
    foreign = _FOREIGN.findall(text[:_ENOUGH]) or _FOREIGN.findall(text)[:_ENOUGH]
    if not foreign:
        return False
    signs = "".join(foreign)
    odd = len(_ODD.findall(signs)) / len(signs)
    return odd <= _ODD_MOST and len(_KANA.findall(signs)) / len(signs) >= _KANA_LEAST


def _fault(got: str, data: bytes, place: int) -> Fault:
    line = data.count(b"\n", 0, place) + 1
    return Fault(("document",), got, _ALLOWED, _SAVE, line, 1)


def freeze(text: str) -> Frozen:
    r"""Fix the text that all places refer to.

    NFC and not NFKC, which would change ？ and ① and with them what the reader of the page saw; CRLF and CR
    become LF; a byte order mark goes.

    Examples
    --------
    >>> freeze("\ufeff一行目？\r\n二行目").text
    '一行目？\n二行目'
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    normal = plain if plain.isascii() else "".join(map(_nfc, _pieces(plain)))
    return Frozen(normal, hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest())


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _pieces(text: str) -> Iterator[str]:
    """Cut the text inside every run of a hundred and more signs that are neither letters nor white space."""
    last = 0
    for run in _RUN.finditer(text):
        yield text[last : run.end()]
        last = run.end()
    yield text[last:]


def narrow(text: str) -> str:
    """Write wide Latin signs and digits as ASCII, sign for sign, so that every place stays where it was.

    Examples
    --------
    >>> narrow("１２月２日（火）")
    '12月2日(火)'
    """
    return text.translate(_WIDE)


def shadow(text: str) -> Shadow:
    r"""Give the text to match on where width, kana and line breaks must not matter.

    Examples
    --------
    >>> shadow("Ｎｏ．①\nガス").text
    'No.1がす'
    """
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    known: dict[str, str] = {}
    for place, end in _clusters(text):
        given = text[place:end]
        if given not in known:
            folded = unicodedata.normalize("NFKC", given).translate(_TO_HIRAGANA)
            known[given] = "".join(folded.split())
        signs += known[given]
        places += [(place, end)] * len(known[given])
    return Shadow("".join(signs), tuple(place for place, _ in places), tuple(end for _, end in places))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield each sign together with a half-width voicing mark behind it, which NFKC joins to it."""
    place, length = 0, len(text)
    while place < length:
        end = place + 2 if place + 1 < length and text[place + 1] in "ﾞﾟ\u3099\u309a" else place + 1
        yield place, end
        place = end
