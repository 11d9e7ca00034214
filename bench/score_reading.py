"""How well does reading keep hedges apart from plain claims, on the codings that lie beside this folder?

Run: python bench/score_reading.py    (prints the measures, then every miss)
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.reading.scoring import JSEM, SOURCES, jsem, page, score


def main() -> None:
    """Print one line a text, and what went wrong in it."""
    for name, text, gold, language in SOURCES():
        found = score(text, gold, language)
        print(f"{name:24} {found.line()}")
        print(f"{'':24} {page(text, gold).line()}")
        for miss in found.misses:
            print(f"    {miss}")
    if JSEM.exists():
        pairs = jsem()
        print(f"{'JSeM, final hedges':24} {pairs.line()}")
        for miss in pairs.misses:
            print(f"    {miss}")


if __name__ == "__main__":
    main()
