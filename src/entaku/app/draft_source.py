"""The source of a draft: what the page says of itself, and what in that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from entaku.app.casting import in_its_language
from entaku.app.draft_claims import plain
from entaku.app.draft_words import NO_OUTLET, NOT_TOLD, OUTLET_TOLD, TONGUES, TRANSLATION
from entaku.model.document import Header
from entaku.model.rules_words import MAX_NAME, MAX_TEXT
from entaku.model.source import Source
from entaku.model.text import Text, both
from entaku.reading.reader import Reading

_NUMBER: Final = re.compile(r"[|\s]*(?:第\s?\d+\s?号|No\.\s?\d+|#\s?\d+)[|\s]*", re.IGNORECASE)
_ISO: Final = re.compile(
    r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)(?=T|$| )|20\d\d-(?:0[13578]|1[02])-3[01](?=T|$| )"
)
_STATED: Final = 6
_SITE: Final = re.compile(r"site_name|publisher", re.IGNORECASE)
_DATES: Final = (
    "series_line",
    "translation_date",
    "dateline",
    "publication_date",
    "update_date",
    "header_date",
)


def title_of(reading: Reading, stem: str) -> Text:
    """Give the title in each language the page has it in, or the name of the file."""
    told = {key: _value(reading, f"title_{key}") for key in ("en", "ja")}
    if not any(told.values()):
        stated = next((value for key, value in reading.stated if key.endswith("title")), stem)
        return in_its_language(_short(stated)) or both(stem[:MAX_NAME])
    return Text(_short(told["en"]), _short(told["ja"]))


def _short(words: str) -> str:
    line = plain(words)
    return line if len(line) <= MAX_NAME else f"{line[: MAX_NAME - 1]}…"


def source_of(reading: Reading, ident: str, stem: str) -> Source:
    """Give the document as a source: hash, dates as shown, conflicts as a note, ungraded."""
    document = reading.document
    body = [one.language for one in document.blocks if one.kind in ("body", "bullet")]
    language = max(sorted(set(body)), key=body.count, default="")
    translator = _value(reading, "translator")
    tongue = _value(reading, "source_language")
    dateline = next((one.date for one in document.headers if one.key == "dateline"), None)
    stated = dict(list(stated_days(reading.stated))[:_STATED])
    return Source(
        id=ident,
        title=title_of(reading, stem),
        outlet=_outlet(reading, translated=bool(translator)),
        ownership=NOT_TOLD,
        language=language or "und",
        translation_of=TRANSLATION.filled(tongue=TONGUES.get(tongue, both(tongue))) if translator else Text(),
        translator=in_its_language(_short(translator)),
        published=document.anchor if document.anchor in {dateline, *stated.values()} else None,
        shown_dates={**dict(_shown(document.headers)), **stated},
        date_note=_note(reading),
        sha256=document.sha256,
    )


def stated_days(stated: Iterable[tuple[str, str]]) -> Iterator[tuple[str, date]]:
    """Give the days that a page's own data state, each under its key; they may contradict one another."""
    for key, value in stated:
        if found := _ISO.match(value):
            yield plain(key), date.fromisoformat(found[0])


def _shown(headers: tuple[Header, ...]) -> Iterator[tuple[str, date]]:
    for key in _DATES:
        days = [one.date for one in headers if one.key == key and one.date is not None]
        yield from ((key if not at else f"{key}_{at + 1}", day) for at, day in enumerate(days))


def _outlet(reading: Reading, *, translated: bool) -> Text:
    """Name the outlet: the page's own, and where it is a translation the original's as the series line has it."""
    series = plain(_NUMBER.sub(" ", _value(reading, "series_line"))).strip("|·- ")
    page = _value(reading, "outlet") or next(
        (value for key, value in reading.stated if _SITE.search(key)), ""
    )
    if series and page and translated:
        return OUTLET_TOLD.filled(original=both(_short(series)), page=both(_short(page)))
    return both(_short(series or page)) if series or page else NO_OUTLET


def _note(reading: Reading) -> Text:
    found = [one.text for one in reading.document.conflicts]
    en = " ".join(one.en for one in found)
    ja = "".join(one.ja for one in found)
    return Text(en[:MAX_TEXT], ja[:MAX_TEXT])


def _value(reading: Reading, key: str) -> str:
    return next((one.value for one in reading.document.headers if one.key == key), "")
