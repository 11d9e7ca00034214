"""The pages that a reader is measured on, with their coding; neither is part of the repository."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from entaku.reading.document import read_text
from tests.conftest import ROOT, absent

if TYPE_CHECKING:
    from entaku.model.document import Document

SOURCES = ROOT.parent / "shared" / "sources"
PAGES = {
    "moscow": ("moscow-2025-12-02/gold.yaml", "moscow-2025-12-02/article.txt", ""),
    "fictional ja": ("fictional-a/gold.yaml", "fictional-a/article.ja.txt", "ja"),
    "fictional en": ("fictional-a/gold.yaml", "fictional-a/article.en.txt", "en"),
}


@dataclass(frozen=True)
class Page:
    """A page as it was read, and how a person coded it."""

    document: Document
    sentences: list[Any]
    dates: list[Any]
    metadata: dict[str, Any]
    not_actors: list[str]
    headings: list[Any]
    sha256: str
    used: date


def page(name: str) -> Page:
    """Give a page with its coding, or skip where the sources are not beside the checkout."""
    if not (SOURCES / PAGES[name][1]).is_file():
        absent("shared", "the coded articles are not beside this checkout (../shared/sources)")
    return _page(name)


@cache
def _page(name: str) -> Page:
    gold_file, text_file, language = PAGES[name]
    gold = YAML(typ="safe").load((SOURCES / gold_file).read_text("utf-8"))
    coded = gold["documents"][language] if language else gold
    used = coded["metadata"]["date_to_use"] if not language else gold["date_to_use"]
    return Page(
        document=read_text(name, (SOURCES / text_file).read_bytes().decode("utf-8")),
        sentences=coded["sentences"],
        dates=coded["dates"],
        metadata=coded["metadata"],
        not_actors=coded["not_actors"],
        headings=coded["metadata"]["section_headings"],
        sha256=coded["sha256"] if language else coded["document"]["sha256"],
        used=date.fromisoformat(str(used)),
    )
