"""What every rendering says, in which order and under which words."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.briefing.amounts import number
from entaku.briefing.page import Basis, Briefing, FirstPage, Idle, Line, Section
from entaku.briefing.words import WORDS
from entaku.model.finding import Finding
from entaku.model.text import LANGUAGES, Text, both, say

Named = Mapping[str, tuple[Text, ...]]
"""Texts by the key of the words above them; keys with nothing under them are left out."""


def lines_of(first: FirstPage) -> Mapping[str, tuple[Line, ...]]:
    """Give the lists of the first page whose sentences shorten findings."""
    lists = {"rests_on": first.rests_on, "also": first.also, "lenses": first.lenses}
    return {key: lines for key, lines in lists.items() if lines}


def gaps_and_slant(first: FirstPage) -> Named:
    """Give the lists that end the first page."""
    return _said({"not_stated": first.not_stated, "slant": first.slant})


def findings_in_order(section: Section) -> list[Finding]:
    """Give the findings of a section, the one that answers its question first."""
    return sorted(section.findings, key=lambda one: not one.headline)


def qualified(section: Section) -> Named:
    """Give what a section lacks, takes for granted and cites."""
    cited = tuple(both(source) for source in section.sources)
    return _said({"missing": section.missing, "assumes": (section.assumes,), "methods": cited})


def lists_after(briefing: Briefing) -> Named:
    """Give the lists that stand after the sections."""
    idle = tuple(_idle(one) for one in briefing.idle)
    lists = {"idle": idle, "not_stated_in_full": briefing.not_stated, "slant_in_full": briefing.slant}
    return _said({**lists, "sources": briefing.sources})


def _idle(one: Idle) -> Text:
    """Say of a lens what the case would have to state for it."""
    told = WORDS["told"]
    lacking = Text(
        " ".join(text.said("en") for text in one.missing), "".join(text.said("ja") for text in one.missing)
    )
    return say(told.en, told.ja, title=one.title, words=lacking or WORDS["no_value"])


def word_of(claim: Basis) -> Mapping[str, Text]:
    """Tell of a claim whose word it is, how it is hedged, and where it stands."""
    facts = {"holder": claim.holder, "hedge": claim.hedge, "source": claim.source}
    facts |= {"place": both(claim.place), "note": WORDS["framed"] if claim.framed else Text()}
    return {key: text for key, text in facts.items() if text}


def run_record(briefing: Briefing) -> Mapping[str, Text]:
    """Tell with what the briefing was computed."""
    run = briefing.run
    facts = {
        "case": both(briefing.case),
        "version": both(run.version),
        "seed": both(str(run.seed)),
        "draws": Text(**{language: number(run.draws, language) for language in LANGUAGES}),
        "effective": Text(**{language: number(run.effective, language) for language in LANGUAGES}),
        "measure": run.measure,
    }
    return {key: text for key, text in facts.items() if text}


def _said(lists: Mapping[str, tuple[Text, ...]]) -> Named:
    kept = {key: tuple(text for text in texts if text) for key, texts in lists.items()}
    return {key: texts for key, texts in kept.items() if texts}
