"""The text of a draft: the canonical case file with comments that lead to claims and sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from entaku.app.draft_claims import plain
from entaku.casefile.dump import dump
from entaku.casefile.load import reads
from entaku.model.case import Case

Comments = Mapping[tuple[str, str], Sequence[str]]
"""By part of the case and id: the lines that stand before the entry; an empty id stands for the part itself."""
_PART: Final = re.compile(r"([a-z_]+):")
_ENTRY: Final = re.compile(r'  - \{?id: ("(?:[^"\\]|\\.)*"|[^\s,}]+)')
_LONGEST: Final = 180


def written(case: Case, head: str, comments: Comments) -> str:
    """Write a case with comments; it reads back as the same case.

    Raises
    ------
    BadInput
        If what was drafted is no case.
    """
    out: list[str] = []
    part = ""
    for line in dump(case, schema="").splitlines():
        before = ""
        if found := _PART.match(line):
            part = found[1]
            before = ""
        elif entry := _ENTRY.match(line):
            before = entry[1].strip('"')
        key = (part, before)
        if (found or before) and key in comments:
            indent = "  " if before else ""
            out += [f"{indent}# {_one_line(words)}" for words in comments[key]]
        out.append(line)
    text = head + "\n" + "\n".join(out) + "\n"
    reads(text)
    return text


def _one_line(words: str) -> str:
    line = plain(words)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
