"""Words by which a text keeps its distance: what each says of who vouches, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from entaku.model.source import Modality

Voice = Literal["author", "unnamed", "subject", "named"]
"""Who vouches: the text itself, somebody unnamed, the subject of the clause, or whom the cue itself names."""
Reach = Literal["before", "after", "sentence", "clause", "near", "final", "previous", "here"]
"""What a cue covers: a content before it, what follows, the whole sentence, its clause, what stands next to it, the
predicates it closes, the sentence before it, or its own words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of cue: how it looks, what it says, and how far it reaches."""

    id: str
    pattern: re.Pattern[str]
    modality: Modality
    voice: Voice
    reach: Reach
    level: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue met in a sentence, in places of the text; `who` is where it names a holder, if it does."""

    rule: Rule
    start: int
    end: int
    who: tuple[int, int] | None = None


def rule(
    name: str, pattern: str, modality: Modality, voice: Voice, reach: Reach, level: str = ""
) -> Rule:  # one line per rule in the tables
    """Write a rule in one line."""
    return Rule(
        id=name,
        pattern=re.compile(pattern, re.IGNORECASE),
        modality=modality,
        voice=voice,
        reach=reach,
        level=level,
    )


def cues(text: str, start: int, end: int, rules: Sequence[Rule]) -> Iterator[Cue]:
    """Find the cues of a sentence, in the order of the rules.

    Examples
    --------
    >>> may = rule("x.may", r"may", "possible", "author", "clause")
    >>> [(cue.start, cue.rule.modality) for cue in cues("It may rain.", 0, 12, [may])]
    [(3, 'possible')]
    """
    words = text[start:end]  # cut out, so that ^ and $ mean the sentence
    for one in rules:
        groups = one.pattern.groupindex
        for found in one.pattern.finditer(words):
            at = "cue" if "cue" in groups else 0
            who = found.span("who") if "who" in groups else None
            yield Cue(
                one,
                start + found.start(at),
                start + found.end(at),
                (start + who[0], start + who[1]) if who else None,
            )
