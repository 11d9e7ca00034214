"""How many milliseconds of CPU does the reading of an article take, part by part; and how long do hostile texts?

Run: python bench/reading.py [FILE ...]; without a file the coded articles beside the checkout are read.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from entaku.reading.blocks import blocks
from entaku.reading.conflicts import Page, anchor_of, conflicts
from entaku.reading.dates import dates
from entaku.reading.document import LIMIT, read_text
from entaku.reading.frozen import decode, freeze, shadow
from entaku.reading.headers import headers
from entaku.reading.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"
ARTICLES = ("moscow-2025-12-02/article.txt", "fictional-a/article.ja.txt", "fictional-a/article.en.txt")
RUNS = 30
HOSTILE = {
    "17 million signs in one line": "湖" * 17_000_000,
    "brackets that open": "「" * LIMIT,
    "nested brackets": "「" * (LIMIT // 2) + "」" * (LIMIT // 2),
    "quotation marks": '" "' * (LIMIT // 3),
    "initials": "A. " * (LIMIT // 3),
    "days of the month": "12日" * (LIMIT // 3),
    "short lines": "a\n" * (LIMIT // 2),
    "short blocks": "湖\n\n" * (LIMIT // 3),
    "combining marks": "a" + "\u0316\u0301" * (LIMIT // 2),
}


def least(work: Callable[[], object], runs: int = RUNS) -> float:
    """Give the least CPU milliseconds of several runs."""
    found = []
    for _ in range(runs):
        began = time.process_time_ns()
        work()
        found.append((time.process_time_ns() - began) / 1e6)
    return min(found)


def parts(text: str) -> dict[str, float]:
    """Give the milliseconds of each part of the reading of one text."""
    found = blocks(text)
    units = sentences(text, found)
    stated = headers(text, found, read_text("", text).dates)
    anchor = anchor_of(stated)
    dated = dates(text, found, units, anchor)
    page = Page(text, found, units, stated, dated)
    return {
        "freeze": least(lambda: freeze(text)),
        "shadow": least(lambda: shadow(text)),
        "blocks": least(lambda: blocks(text)),
        "sentences": least(lambda: sentences(text, found)),
        "dates": least(lambda: dates(text, found, units, anchor)),
        "headers": least(lambda: headers(text, found, dated)),
        "conflicts": least(lambda: conflicts(page, anchor)),
        "read_text": least(lambda: read_text("", text)),
    }


def main() -> None:
    """Print the milliseconds of each article and of each hostile text."""
    files = [Path(each) for each in sys.argv[1:]] or [SOURCES / each for each in ARTICLES]
    for file in files:
        if not file.is_file():
            print(f"{file.name:16} is not here")
            continue
        taken = parts(freeze(decode(file.read_bytes(), file.name)).text)
        print(f"{file.name:16}", *(f"{part} {value:.2f}" for part, value in taken.items()), "ms CPU")
    for name, text in HOSTILE.items():
        print(f"{name:30} {least(partial(read_text, '', text), 1):8.0f} ms CPU")


if __name__ == "__main__":
    main()
