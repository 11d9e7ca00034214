"""Files changed at random: bytes flipped, parts left out, doubled, cut off, numbers and words in others' place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

NUMBER: Final = re.compile(rb"-?\d+\.?\d*(e[-+]?\d+)?")
WORD: Final = re.compile(rb"[A-Za-z_]+")
PATCHES: Final = (
    b"", b"-1", b"0", b"1e5", b"1e400", b"1e-400", b"NaN", b"Infinity", b"null", b"true", b"[]", b"{}", b'""',
    b"9" * 30, b"-0", b".5", b"1000000000", b"\xff\xfe", b"\0", b"\xed\xa0\x80", b"\\ud800", b"&x;",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"<![CDATA[a]]>", b"!!python/object:os.system {}", b"&a *a", b"<<: ",
    b"\xe2\x80\xae", b"\n", b"\t", b"'", b'"', b"<", b">", b"{", b"}", b"[", b"]", b":", b",", b"#", b"---\n",
    b"\xef\xbb\xbf", b"discrete", b"integer", b"real", b"nonlinear", b"hyperRectangle", b"ContinuousIssue",
    b"IdentityFun", b"ConstFun", b"MappingUtilityFunction",
)  # fmt: skip


def _flipped(random: Random, raw: bytes) -> bytes:
    at = random.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << random.randrange(8)]) + raw[at + 1 :]


def _part(random: Random, raw: bytes) -> tuple[int, int]:
    start = random.randrange(len(raw))
    return start, min(len(raw), start + random.choice((1, 2, 5, 20, 80)))


def _left_out(random: Random, raw: bytes) -> bytes:
    start, end = _part(random, raw)
    return raw[:start] + raw[end:]


def _doubled(random: Random, raw: bytes) -> bytes:
    start, end = _part(random, raw)
    return raw[:end] + raw[start:end] + raw[end:]


def _cut_off(random: Random, raw: bytes) -> bytes:
    return raw[: random.randrange(len(raw))]


def _patched(random: Random, raw: bytes) -> bytes:
    start, end = _part(random, raw)
    return raw[:start] + random.choice(PATCHES) + raw[random.choice((start, end)) :]


def _swapped(what: re.Pattern[bytes]) -> Callable[[Random, bytes], bytes]:
    def swap(random: Random, raw: bytes) -> bytes:
        found = list(what.finditer(raw))
        if not found:
            return raw
        one = random.choice(found)
        other = random.choice((random.choice(found)[0], random.choice(PATCHES)))
        return raw[: one.start()] + other + raw[one.end() :]

    return swap


def _lines(random: Random, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(3):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            del lines[one]
        case _:
            lines.insert(other, lines[one])
    return b"\n".join(lines)


CHANGES: Final = (_flipped, _left_out, _doubled, _cut_off, _patched, _swapped(NUMBER), _swapped(WORD), _lines)


def changed(random: Random, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of a folder with one to six changes, now and then a file less, or one in another's place."""
    found = dict(files)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        name = random.choice(sorted(found))
        if random.random() < 0.05 and len(found) > 1:
            del found[name]
        elif random.random() < 0.05:
            found[name] = random.choice(list(found.values()))
        elif found[name]:
            found[name] = random.choice(CHANGES)(random, found[name])
    return found
