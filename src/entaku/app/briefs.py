"""From a case to a briefing, or to one lens's answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from entaku.app.asking import PLAIN, Asked
from entaku.app.cases import is_document, opened
from entaku.app.checking import consistent
from entaku.app.sources_section import short
from entaku.app.tables import Tables
from entaku.app.without import SEARCHED, dropped, looked_through, searches
from entaku.briefing.compose import compose, in_order
from entaku.briefing.page import Briefing, Run, Section
from entaku.lenses import Result, lens, names
from entaku.model.basics import PUBLIC
from entaku.model.case import Case
from entaku.model.errors import NotFound, NotPossible
from entaku.model.text import Language, Text, say
from entaku.model.version import __version__
from entaku.space.relaid import first
from entaku.space.study import Study, lay_out

QUICK = 5_000
"""Up to how many packages a briefing tells what stands without the sources; `entaku sources` always does."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one lens found on one case; shows itself in a notebook and gives its tables."""

    name: str
    study: Study
    result: Result
    audience: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return self.result.data()

    def tables(self) -> Tables:
        """Give the lens's figures as tables."""
        return Tables(self.result.figures())

    def briefing(self) -> Briefing:
        """Give a briefing of this lens alone."""
        return compose(self.study.case, [_section(self.name, self.result)], run_of(self.study), self.audience)

    def text(self, language: Language = "en") -> str:
        """Give what the terminal shows, without colours."""
        return Brief(self.briefing()).text(language)

    def show(self, language: Language = "en") -> None:
        """Print it to the terminal."""
        Brief(self.briefing()).show(language)

    def _repr_html_(self) -> str:
        return _in_frame(self.briefing(), "en")


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing that renders itself and gives its tables."""

    briefing: Briefing

    def html(self, language: Language = "en") -> str:
        """Give one self-contained page."""
        from entaku.briefing.html import page

        return page(self.briefing, language)

    def markdown(self, language: Language = "en") -> str:
        """Give the briefing as Markdown."""
        from entaku.briefing.markdown import page

        return page(self.briefing, language)

    def text(self, language: Language = "en") -> str:
        """Give what the terminal shows, without colours."""
        from io import StringIO

        from entaku.briefing.terminal import WIDTH, console, show

        out = StringIO()
        show(self.briefing, language, console(out, WIDTH))
        return out.getvalue()

    def show(self, language: Language = "en") -> None:
        """Print it to the terminal."""
        from entaku.briefing.terminal import console, show

        show(self.briefing, language, console())

    def data(self) -> dict[str, Any]:
        """Give the briefing as plain JSON values, with the version of the form."""
        from entaku.briefing.data import document

        return document(self.briefing)

    def json(self) -> str:
        """Give the briefing as JSON text."""
        return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"

    def tables(self) -> Tables:
        """Give all figures as tables."""
        return Tables(tuple(figure for section in self.briefing.sections for figure in section.figures))

    def _repr_html_(self) -> str:
        return _in_frame(self.briefing, "en")


def brief(
    case: str | Path | Case, lenses: Iterable[str] = (), asked: Asked = PLAIN, day: date | None = None
) -> Brief:
    """What can be concluded from a case, and how firmly?

    Parameters
    ----------
    case
        A path, a name of the catalogue, or a case; or a document (text, HTML, PDF, DOCX), which gives a first page
        from its words alone.
    lenses
        Which lenses to look through, in this order; all where none is named, those that answer the key question
        first.
    asked
        Draws, seed, compartments the reader may see, and whom to tell of progress.
    day
        The day a document speaks of, where its page does not settle it.

    Raises
    ------
    NotFound, BadInput, NotPossible

    Examples
    --------
    >>> brief("bill_and_jack").briefing.first.answer.en[:29]
    '293 of 512 packages are accep'
    """
    wanted = tuple(lenses)
    if not isinstance(case, Case) and is_document(case):
        from entaku.app.draft_page import article

        if wanted:
            raise NotPossible(
                f"{str(case)!r} is a document, and no lens looks at one; `entaku draft` makes a case of it"
            )
        return Brief(article(case, day, asked))
    study = laid_out(case, asked)
    sections = []
    for name in wanted or in_order(study.case, names()):
        found = lens_named(name)
        asked.tell(say("looking: {title}", "分析中：{title}", title=found.CARD.title))
        sections.append(_section(name, found.look(study)))
    if not wanted:
        sections += _on_sources(study, asked)
    return Brief(compose(study.case, sections, run_of(study), audience_of(asked)))


def _on_sources(study: Study, asked: Asked) -> list[Section]:
    """Say in short what stands without the sources, on some of the draws, by the lenses of the key question."""
    case = study.case
    if not case.claims or study.outcomes.count > QUICK:
        return []
    asked.tell(Text("looking without the sources", "情報源を除いて分析中"))
    few = first(study, SEARCHED)
    looked = looked_through(few, [name for name in case.question.lenses if name in names()])
    runs = tuple(dropped(few, min(asked.draws, SEARCHED), looked))
    found = searches(study, asked.draws, 0, ("falling",))
    return [short(case, runs, found, few.ensemble.size)]


def look(name: str, case: str | Path | Case, asked: Asked = PLAIN) -> Answer:
    """What does one lens say of a case?

    Raises
    ------
    NotFound, BadInput

    Examples
    --------
    >>> look("room", "bill_and_jack").data()["points"]["nash"]["utilities"]
    {'bill': 24.0, 'jack': 11.0}
    """
    found = lens_named(name)
    study = laid_out(case, asked)
    asked.tell(say("looking: {title}", "分析中：{title}", title=found.CARD.title))
    return Answer(name, study, found.look(study), audience_of(asked))


def audience_of(asked: Asked) -> tuple[str, ...]:
    """Give the compartments beyond the public one that an answer may use."""
    return tuple(sorted(asked.compartments - {PUBLIC}))


def lens_named(name: str) -> Any:
    """Give the lens of this name. Raises NotFound with the names there are."""
    if name not in names():
        raise NotFound(f"no lens is called {name!r}; there are: {', '.join(names())}")
    return lens(name)


def laid_out(case: str | Path | Case, asked: Asked) -> Study:
    """Read a case, refuse one that contradicts itself, and draw. Raises NotFound, BadInput."""
    asked.tell(Text("reading the case", "事例を読み込み中"))
    read = consistent(opened(case, asked.compartments))
    asked.tell(
        say("drawing {n} admissible sets of preferences", "許容される選好を{n}組抽出中", n=asked.draws)
    )
    return lay_out(read, asked.draws, asked.seed)


def _section(name: str, result: Result) -> Section:
    card = lens(name).CARD
    return Section(
        lens=name,
        title=card.title,
        question=card.question,
        findings=result.findings(),
        figures=result.figures(),
        missing=result.missing(),
        assumes=say("{assumes} {doubt}", "{assumes}{doubt}", assumes=card.assumes, doubt=card.doubt),
        sources=card.sources,
        conclusions=result.conclusions(),
    )


def run_of(study: Study) -> Run:
    """Say with which numbers a study was computed."""
    draws = study.ensemble
    notes = [
        say(
            "{party}: preferences drawn by {how}",
            "{party}の選好：{how}",
            party=study.case.party(d.party).name,
            how=HOW[d.method],
        )
        for d in draws.drawn
    ]
    notes += [
        say(
            "{party}: the chains have not mixed; treat shares with care",
            "{party}：連鎖が混合していないため、割合は慎重に扱うこと",
            party=study.case.party(d.party).name,
        )
        for d in draws.drawn
        if not d.mixed
    ]
    if draws.conflict_share:
        notes.append(
            say(
                "in {part} of the draws the statements clashed at first and were thrown again",
                "標本の{part}では、選好の判断が当初は両立しなかったため、抽出し直した",
                part=f"{100 * draws.conflict_share:.0f}%",
            )
        )
    return Run(
        version=__version__,
        seed=draws.seed,
        draws=draws.size,
        effective=draws.effective,
        measure=MEASURE,
        notes=tuple(notes),
    )


MEASURE = Text(
    "product measure: weights uniform on the simplex, values inside an issue uniform between its worst and best "
    "option, no-deal values uniform on their range, given the statements",
    "選好の判断を条件とする積測度（重みは単体上で一様、争点内の価値は最悪の選択肢と最良の選択肢の間で"
    "一様、決裂時の価値はその範囲で一様）",
)
HOW = {
    "exact values": Text("taking its values as given", "与えられた値をそのまま使用"),
    "exact": Text("exact sampling", "厳密抽出"),
    "rejection": Text("exact sampling with rejection", "棄却を伴う厳密抽出"),
    "chains": Text("one Markov chain a draw", "標本ごとのマルコフ連鎖"),
}


def _in_frame(briefing: Briefing, language: Language) -> str:
    """Show a page inside a notebook without letting its style or script out."""
    from html import escape

    from entaku.briefing.html import page

    inside = escape(page(briefing, language), quote=True)
    return f'<iframe sandbox="allow-scripts" style="width:100%;height:40rem;border:0" srcdoc="{inside}"></iframe>'
