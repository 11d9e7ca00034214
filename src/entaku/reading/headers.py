"""What does the page state about itself? Titles, outlet, translator, every date with its role.

All dates are kept, in their roles: that they disagree is found by the tests on top of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from entaku.model.document import Block, Dated, Header
from entaku.reading.frozen import narrow

SAID: Final = {
    "navigation": "nav_link",
    "photo": "image_credit",
    "marker": "body_marker",
    "end": "end_marker",
}
DATE_KEYS: Final = (
    "dateline",
    "publication_date",
    "header_date",
    "series_line",
    "update_date",
    "translation_date",
)

_LINK: Final = re.compile(r"https?://[^\s、。）)」]{1,400}")
_LABELS: Final = r"(?:経歴|訳者紹介|著者紹介|プロフィール|profile|bio)"
_TRANSLATOR: Final = re.compile(
    r"(?:(?P<tongue>[一-龥ァ-ヶ]{1,6}語)(?:から)?(?:の)?)?(?:日本語|和)?(?:翻訳者?|訳者?)(?!紹介)\s?[:=]?\s?(?P<name>[^\s|/、,][^|/、,\n]{0,40})"
    r"|\b(?:[Tt]ranslat(?:ed|ion|or))(?:\sfrom\s(?P<from>[A-Z][a-z]{2,12}))?(?:\sby|\s?:)\s?(?P<by>[^|/,\n]{1,60})"
)
_AUTHOR: Final = re.compile(
    r"^(?:文|著者?|筆者|執筆|取材|記者)\s?(?:[:=]|\s)\s?(?P<ja>[^|/\n]{1,40})|^(?:[Bb]y|[Aa]uthor\s?:)\s(?P<en>[^|,\n]{1,60})"
)
_NUMBER: Final = re.compile(
    r"[#№]\s?(\d{1,7})|第\s?(\d{1,7})\s?号|\b[Nn]o\.\s?(\d{1,7})|\b(?:vol|issue)\.?\s?(\d{1,7})",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(
    r"\b(JST|UTC|GMT|MSK|CET|CEST|EET|EST|EDT|PST|PDT|BST)\b|(日本時間|現地時間|[一-龥ァ-ヶ]{1,8}時間)"
)
_OFFSET: Final = re.compile(r"(?<=\d)(?:Z\b|[+-]\d\d:\d\d\b)")
_UPDATE: Final = re.compile(r"更新|改訂|\bupdated\b|\bedited\b", re.IGNORECASE)
_PUBLISHED: Final = re.compile(r"公開|掲載|配信|発行|\bpublished\b|\bposted\b", re.IGNORECASE)
_TRANSLATION: Final = re.compile(r"訳|translat", re.IGNORECASE)
_EDGES: Final = " \t\u3000|・,、:：/／-–—()（）[]"
_TONGUES: Final = {
    "日本語": "ja", "英語": "en", "露語": "ru", "ロシア語": "ru", "ウクライナ語": "uk", "フランス語": "fr",
    "ドイツ語": "de",
    "Japanese": "ja", "English": "en", "Russian": "ru", "Ukrainian": "uk", "French": "fr", "German": "de",
}  # fmt: skip
_CJK: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def headers(text: str, blocks: Sequence[Block], dates: Sequence[Dated]) -> tuple[Header, ...]:
    r"""What does the page state about itself, and where?

    `dates` are those of the text; only days with their year count here.

    Examples
    --------
    >>> from entaku.reading.blocks import blocks
    >>> from entaku.reading.dates import Anchor, dates
    >>> page = "湖の協定\n\n湖岸便り 第7号 2031年5月1日\n\n2031年5月4日 9:00 北部\n\n本文\n\n北岸は署名した。"
    >>> parts = blocks(page)
    >>> for each in headers(page, parts, dates(page, parts, (), Anchor())):
    ...     print(each.key, each.date or each.value)
    title_ja 湖の協定
    series_line 2031-05-01
    series_number 7
    dateline 2031-05-04
    category 北部
    body_marker 本文
    """
    days = [each for each in dates if each.type in {"absolute", "era"} and each.first and not each.anchor]
    lines = [block for block in blocks if block.kind == "header"]
    roles = _roles(text, lines, days)
    found: list[Header] = []
    for block in blocks:
        if block.kind == "header":
            inside = [each for each in days if block.start <= each.start < block.end]
            found += _of_line(text, block, inside, roles.get(block.start, ""))
        elif block.kind in {"title", "lead"}:
            language = block.language or "en"
            found.append(_header(f"{block.kind}_{language}", block, unwrapped(text[block.start : block.end])))
        elif block.kind == "note":
            found += _of_note(text, block)
        elif block.kind in SAID:
            found.append(_header(SAID[block.kind], block, unwrapped(text[block.start : block.end])))
    return tuple(found)


def unwrapped(text: str) -> str:
    r"""Join hard-wrapped lines: Japanese to Japanese with nothing, else with a space.

    Examples
    --------
    >>> unwrapped("湖の\n協定"), unwrapped("The lake\nagreement")
    ('湖の協定', 'The lake agreement')
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = lines[:1]
    for before, line in pairwise(lines):
        tight = _CJK.match(before[-1]) or _CJK.match(line[0])
        joined.append(line if tight else f" {line}")
    return "".join(joined)


def _header(key: str, block: Block, value: str, day: Dated | None = None) -> Header:
    return Header(
        key=key,
        start=block.start,
        end=block.end,
        line=block.line,
        value=value,
        date=day.first if day else None,
    )


def _roles(text: str, lines: Sequence[Block], days: Sequence[Dated]) -> dict[int, str]:
    """Give the role of the date of each dated header line, by where the line starts."""
    translated = {block.line for block in lines if _TRANSLATION.search(narrow(text[block.start : block.end]))}
    roles: dict[int, str] = {}
    open_: list[tuple[int, Block]] = []
    for block in lines:
        inside = [each for each in days if block.start <= each.start < block.end]
        if not inside:
            continue
        line = narrow(text[block.start : block.end])
        if _UPDATE.search(line):
            roles[block.start] = "update_date"
        elif {block.line - 1, block.line, block.line + 1} & translated:
            roles[block.start] = "translation_date"
        elif _NUMBER.search(line):
            roles[block.start] = "series_line"
        elif _PUBLISHED.search(line):
            roles[block.start] = "publication_date"
        else:
            roles[block.start] = "header_date"
            open_.append((_weight(block, inside[0]), block))
    if open_:
        # the last of equal weight: what stands nearest the text belongs to it
        best = max(range(len(open_)), key=lambda place: (open_[place][0], place))
        roles[open_[best][1].start] = "dateline"
    return roles


def _weight(block: Block, day: Dated) -> int:
    return 2 * (day.precision == "minute") + (day.start == block.start)


def _of_line(text: str, block: Block, days: Sequence[Dated], role: str) -> Iterator[Header]:
    """Yield what one header line states."""
    line = text[block.start : block.end]
    plain = narrow(line)
    rest = _without(text, block, days)
    if role in {"dateline", "header_date"}:
        yield _header(role, block, line, days[0])
        start = text.find(rest, days[-1].end, block.end)  # -1 where words stand before the date
        if role == "dateline" and rest and start >= 0 and not _LINK.search(rest) and not _AUTHOR.match(rest):
            yield Header(key="category", start=start, end=start + len(rest), line=block.line, value=rest)
    elif role == "series_line":
        yield _header(role, block, rest, days[0])
    elif role:
        if role == "translation_date" and rest and not _TRANSLATOR.search(narrow(rest)):
            yield _header("outlet", block, rest)
        yield _at(role, block, days[0].start - block.start, days[0].text, days[0])
    if (number := _NUMBER.search(plain)) and not _LINK.search(plain):
        if role != "series_line":
            yield _header("series_line", block, rest)
        value = next(group for group in number.groups() if group)
        yield _at("series_number", block, number.start(number.lastindex or 0), value)
    yield from _people(block, plain)
    for link in _LINK.finditer(line):
        yield _at("link", block, link.start(), link.group())
    if days and (zone := _ZONE.search(plain) or _OFFSET.search(plain)):
        yield _at("time_zone", block, zone.start(), zone.group())


def _people(block: Block, plain: str) -> Iterator[Header]:
    if translator := _TRANSLATOR.search(plain):
        group = "name" if translator["name"] else "by"
        name = re.sub(rf"\s{{1,4}}{_LABELS}.{{0,20}}$", "", translator[group]).strip(_EDGES)
        yield _at("translator", block, translator.start(group), name)
        group = "tongue" if translator["tongue"] else "from"
        tongue = _TONGUES.get(translator[group] or "", "")
        if tongue and tongue != "ja":  # 日本語訳 says into which language
            yield _at("source_language", block, translator.start(group), tongue)
    elif author := _AUTHOR.match(plain):
        group = "ja" if author["ja"] else "en"
        yield _at("author", block, author.start(group), author[group].strip(_EDGES))


def _at(key: str, block: Block, offset: int, value: str, day: Dated | None = None) -> Header:
    start = block.start + offset
    end = min(start + len(value), block.end)
    return Header(
        key=key, start=start, end=end, line=block.line, value=value, date=day.first if day else None
    )


def _without(text: str, block: Block, days: Sequence[Dated]) -> str:
    """Give the line without its dates, the words for their role and the separators at its ends."""
    left, right = block.start, block.end
    before = text[left : days[0].start] if days else text[left:right]
    after = text[days[-1].end : right] if days else ""
    after = re.sub(r"^\s?[(（][^()（）]{1,16}[)）]", "", after)
    pieces = (_ROLE_WORDS.sub("", before).strip(_EDGES), _ROLE_WORDS.sub("", after).strip(_EDGES))
    return " ".join(piece for piece in pieces if piece)


_ROLE_WORDS: Final = re.compile(
    r"(?:(?:最終)?更新|公開|掲載|配信|発行)日?時?[:：]?|\b(?:last )?(?:updated|published|posted)(?: on)?:?",
    re.IGNORECASE,
)


def _of_note(text: str, block: Block) -> Iterator[Header]:
    """Yield a note after the text, the links and the translator in it."""
    said = text[block.start : block.end]
    yield _header("note", block, unwrapped(said))
    for line in re.finditer(r"[^\n]{1,400}", said):
        part = Block(
            kind="note",
            start=block.start + line.start(),
            end=block.start + line.end(),
            line=block.line + said.count("\n", 0, line.start()),
            language=block.language,
        )
        for link in _LINK.finditer(line.group()):
            yield _at("link", part, link.start(), link.group())
        if len(line.group()) <= _NOTE_LINE:
            yield from _people(part, narrow(line.group()))


_NOTE_LINE: Final = 80  # a longer line after the text is prose: 訳 in it names nobody
