"""What does the page lack, and what is plainly misprinted in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from entaku.model.document import Block, Conflict, Header
from entaku.model.text import Text, say

_CLOCK: Final = re.compile(r"\d{1,2}[:：]\d{2}|\d{1,2}時|\d\s?[ap]\.?m\b")
_PHRASES: Final = (  # what stands there, what is meant
    (re.compile(r"エントラン(?!ス)へ?"), "エントランスへ"),
    (re.compile(r"トップへ戻(?![るり])"), "トップへ戻る"),
    (re.compile(r"トップペジ|トップーペジ"), "トップページ"),
    (re.compile(r"メデア"), "メディア"),
    (re.compile(r"ホームペジ|ホムページ"), "ホームページ"),
    (re.compile(r"\bBack to tpo\b|\bBakc to top\b"), "Back to top"),
)
_OF_PAGE: Final = frozenset({"navigation", "header", "note"})


def lacks(text: str, blocks: Sequence[Block], headers: Sequence[Header]) -> tuple[Conflict, ...]:
    r"""What does the page lack: a time zone, an author, a link; and what is misprinted in its fixed phrases?

    A text without any header is no page, and lacks nothing.

    Examples
    --------
    >>> from entaku.reading.document import read_text
    >>> page = "トップへ戻\n\n湖の協定\n\n2031年5月4日 9:00\n\n北岸は署名した。"
    >>> [(each.kind, each.lines) for each in read_text("lake", page).conflicts]
    [('missing', (5,)), ('missing', ()), ('missing', ()), ('misprint', (1,))]
    """
    if not any(block.kind == "header" for block in blocks):
        return ()
    return (*_zones(headers), *_credits(headers), *_misprints(text, blocks))


def _zones(headers: Sequence[Header]) -> Iterator[Conflict]:
    dateline = next((header for header in headers if header.key == "dateline"), None)
    zones = [header for header in headers if header.key == "time_zone"]
    if dateline is None or not _CLOCK.search(dateline.value):
        return
    if any(zone.line == dateline.line for zone in zones):
        return
    if zones:
        said = say(
            "The time of the dateline (line {line}) has no time zone, though line {other} has one ({zone})."
            " None is used.",
            "発信日の時刻（{line}行目）に時間帯の表示がない。{other}行目には{zone}とある。時刻は用いない。",
            line=dateline.line,
            other=zones[0].line,
            zone=zones[0].value,
        )
        yield Conflict(kind="missing", lines=(dateline.line, zones[0].line), text=said)
    else:
        said = say(
            "The time of the dateline (line {line}) has no time zone. None is used.",
            "発信日の時刻（{line}行目）に時間帯の表示がない。時刻は用いない。",
            line=dateline.line,
        )
        yield Conflict(kind="missing", lines=(dateline.line,), text=said)


def _credits(headers: Sequence[Header]) -> Iterator[Conflict]:
    keys = {header.key for header in headers}
    if "author" not in keys:
        yield Conflict(kind="missing", lines=(), text=Text("The page names no author.", "著者の名がない。"))
    if "link" not in keys:
        said = Text("The page has no link to an original.", "原文へのリンクがない。")
        yield Conflict(kind="missing", lines=(), text=said)


def _misprints(text: str, blocks: Sequence[Block]) -> Iterator[Conflict]:
    for block in blocks:
        if block.kind not in _OF_PAGE:
            continue
        line = text[block.start : block.end]
        for wrong, right in _PHRASES:
            if found := wrong.search(line):
                said = say(
                    "“{wrong}” (line {line}) is a misprint of “{right}”. The text is left as it stands.",
                    "「{wrong}」（{line}行目）は「{right}」の誤植である。本文は元のままとする。",
                    wrong=found.group(),
                    right=right,
                    line=block.line,
                )
                yield Conflict(kind="misprint", lines=(block.line,), text=said)
