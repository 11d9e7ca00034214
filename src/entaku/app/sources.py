"""Which findings stand without this source? The page of `entaku sources`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from entaku.app import sources_words as words
from entaku.app.asking import PLAIN, Asked
from entaku.app.briefs import Brief, audience_of, laid_out, lens_named, run_of
from entaku.app.sources_section import section
from entaku.app.without import Dropped, Judged, Reading, dropped, looked_through, searches
from entaku.briefing.compose import compose, in_order
from entaku.briefing.page import Briefing
from entaku.lenses import names
from entaku.model.case import Case
from entaku.model.finding import Finding
from entaku.model.text import Language, Text, say
from entaku.space.flips import NO_ANSWER, Search
from entaku.space.study import Study


@dataclass(frozen=True, slots=True)
class Sources:
    """What stands without each source and each outlet's own voice, and which claims carry the answer."""

    study: Study
    lenses: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    searches: Mapping[Reading, Search]
    audience: tuple[str, ...] = ()

    def briefing(self) -> Briefing:
        """Give a briefing of this question alone."""
        told = section(self.study.case, self.dropped, self.searches, self.study.ensemble.size)
        heads = told.findings[:1]
        found = (*(replace(one, headline=True) for one in heads), *told.findings[1:])
        made = compose(self.study.case, [replace(told, findings=found)], run_of(self.study), self.audience)
        return replace(made, first=replace(made.first, question=words.QUESTION, not_stated=()))

    def text(self, language: Language = "en") -> str:
        """Give what the terminal shows, without colours."""
        return Brief(self.briefing()).text(language)

    def show(self, language: Language = "en") -> None:
        """Print it to the terminal."""
        Brief(self.briefing()).show(language)

    def html(self, language: Language = "en") -> str:
        """Give one self-contained page."""
        return Brief(self.briefing()).html(language)

    def markdown(self, language: Language = "en") -> str:
        """Give it as Markdown."""
        return Brief(self.briefing()).markdown(language)

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return {
            "case": self.study.case.id,
            "draws": self.study.ensemble.size,
            "seed": self.study.ensemble.seed,
            "lenses": list(self.lenses),
            "dropped": [_dropped_data(one) for one in self.dropped],
            "smallest": {name: _search_data(search) for name, search in self.searches.items()},
        }

    def json(self) -> str:
        """Give everything as JSON text."""
        return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"

    def _repr_html_(self) -> str:
        return Brief(self.briefing())._repr_html_()


def sources(case: str | Path | Case, lenses: Iterable[str] = (), asked: Asked = PLAIN) -> Sources:
    """Which findings stand without this source?

    The case is looked at again without each source and without what each outlet says in its own voice, over the
    same draws, and the smallest set of claims is searched whose loss turns the answer whether there is a deal.

    Parameters
    ----------
    case
        A path, a name of the catalogue, or a case.
    lenses
        Whose findings are compared; those of all where none is named.
    asked
        Draws, seed, compartments the reader may see, and whom to tell of progress.

    Raises
    ------
    NotFound, BadInput

    Examples
    --------
    >>> found = sources("moscow-2025-12-02", ["room"], Asked(draws=50))
    >>> [(one.kind, len(one.claims), len(one.loss.lost)) for one in found.dropped]
    [('source', 62, 8), ('own voice', 43, 1)]
    """
    study = laid_out(case, asked)
    chosen = in_order(study.case, tuple(lenses) or names())
    for name in chosen:
        lens_named(name)
    asked.tell(Text("looking with all sources", "すべての情報源で分析中"))
    looked = looked_through(study, chosen)
    runs = []
    for one in dropped(study, asked.draws, looked):
        runs.append(one)
        asked.tell(_told(study, one))
    asked.tell(Text("searching the claims that carry the answer", "答えを支える言明を探索中"))
    return Sources(study, chosen, tuple(runs), searches(study, asked.draws), audience_of(asked))


def _told(study: Study, one: Dropped) -> Text:
    outlet = study.case.source(one.source).outlet
    return say("looked without {outlet}", "{outlet}を除いて分析済み", outlet=outlet)


def _dropped_data(one: Dropped) -> dict[str, Any]:
    gone = one.loss
    return {
        "kind": one.kind,
        "source": one.source,
        "claims": list(one.claims),
        "lost": {name: list(ids) for name, ids in gone.items},
        "judgements": {
            "all": gone.judgements,
            "lost": list(gone.lost),
            "on_the_analyst_alone": list(gone.leaning),
        },
        "findings": [_judged_data(judged) for judged in one.judged],
    }


def _judged_data(one: Judged) -> dict[str, Any]:
    return {
        "id": one.finding.id,
        "lens": one.lens,
        "headline": one.finding.headline,
        "verdict": one.verdict,
        "before": _finding_data(one.before),
        "after": _finding_data(one.after),
    }


def _finding_data(found: Sequence[Finding]) -> dict[str, Any]:
    """Give a finding's sentence and strength; nothing where there is none."""
    return {
        key: value
        for one in found
        for key, value in {
            "text": {"en": one.text.en, "ja": one.text.ja},
            "firmness": one.strength.firmness.value,
            "share": one.strength.share,
            "margin": one.strength.margin,
        }.items()
    }


def _search_data(search: Search) -> dict[str, Any]:
    return {
        "share": search.share,
        "draws": search.draws,
        "candidates": list(search.candidates),
        "complete_to_size": search.complete,
        "tried": search.tried,
        "sets": [
            {"claims": list(flip.claims), "share": None if flip.share == NO_ANSWER else flip.share}
            for flip in search.flips
        ],
    }
