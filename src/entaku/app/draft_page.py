"""The first page straight from a text: what it says, on whose word, how firmly; nobody has typed a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from entaku.app import draft_words as words
from entaku.app.asking import PLAIN, Asked
from entaku.app.casting import persons_of
from entaku.app.draft_claims import plain, trimmed
from entaku.app.drafting import Draft, draft
from entaku.briefing.bases import MODALITIES
from entaku.briefing.compose import compose, in_order
from entaku.briefing.page import Briefing, FirstPage, Line, Run, Section
from entaku.briefing.words import day as day_said
from entaku.lenses import lens, names
from entaku.model.case import Case
from entaku.model.finding import Figure, Finding, Firmness, Strength, column
from entaku.model.gaps import gaps
from entaku.model.source import AUTHOR, UNNAMED, Claim
from entaku.model.text import Text, both, say
from entaku.model.version import __version__
from entaku.space.study import lay_out

TEXT: Final = "text"
"""What stands for the name of a lens in the section on what the text itself says."""
_CODED: Final = Strength(firmness=Firmness.CODED)
_SHOWN: Final = 2
_INNER: Final = str.maketrans("“”「」", "‘’『』")
_WIDE: Final = 90
_ABSENT: Final = 4
_WATCHED: Final = 6


def article(
    path: str | Path,
    day: date | None = None,
    asked: Asked = PLAIN,
) -> Briefing:
    """What does a document say of the talks, and how firmly, before anybody has coded it?

    Parameters
    ----------
    path
        A text, HTML, PDF or DOCX file.
    day
        The day it speaks of, where the page does not settle it.
    asked
        Draws, seed, and whom to tell of progress.

    Raises
    ------
    NotFound, BadInput, NotPossible
    """
    asked.tell(Text("reading the document", "文書を読み込み中"))
    made = draft(path, day=day)
    study = lay_out(made.case, asked.draws, asked.seed)
    idle = [_idle(name, lens(name).look(study).missing()) for name in in_order(made.case, names())]
    told = section(made)
    draws = study.ensemble
    run = Run(
        version=__version__,
        seed=draws.seed,
        draws=draws.size,
        effective=draws.effective,
        measure=words.NO_DRAWS,
    )
    page = compose(made.case, [told, *idle], run)
    slant = tuple(_slant(made))
    watch = tuple(Line(text=text) for text in _watch(made))
    return replace(page, first=_first(made, page.first, told, slant), watch=watch, slant=slant)


def _idle(name: str, missing: tuple[Text, ...]) -> Section:
    card = lens(name).CARD
    return Section(
        lens=name,
        title=card.title,
        question=card.question,
        findings=(),
        figures=(),
        missing=missing or (words.NOTHING_CODED,),
    )


def _first(made: Draft, found: FirstPage, told: Section, slant: tuple[Text, ...]) -> FirstPage:
    """Give the page a hurried reader reads: who, on what, on whose word, who is left out, what to watch."""
    by = {one.id: one for one in told.findings}
    also = [one for one in told.findings if one.page == "also"]
    lines = [Line(text=one.text, finding=one.id) for one in also]
    watch = [Line(text=text) for text in _watch(made)][:_WATCHED]
    rests = by["text-claims"]
    unasked = {gap.text for gap in gaps(made.case) if gap.kind == "deadline"}  # said of each question itself
    return replace(
        found,
        question=words.ASKS,
        answer=by["text-parties"].text,
        firmness=words.HOW_FIRM,
        rests_on=(Line(text=rests.text, finding=rests.id),),
        also=(*lines, *watch),
        not_stated=tuple(text for text in found.not_stated if text not in unasked),
        slant=slant,
    )


def section(made: Draft) -> Section:
    """Say what the text says, one finding an issue."""
    case = made.case
    return Section(
        lens=TEXT,
        title=words.TITLE,
        question=words.ASKS,
        findings=(
            _parties(case),
            _claims(case),
            *_positions(made),
            *_speakers(made),
            *_absent(made),
            *_checks(made),
        ),
        figures=tuple(_figures(made)),
        assumes=words.ASSUMES,
    )


def _finding(name: str, text: Text, because: Sequence[str] = (), page: str = "") -> Finding:
    return Finding(
        id=f"text-{name}",
        lens=TEXT,
        text=text,
        strength=_CODED,
        rule=words.RULE,
        because=tuple(dict.fromkeys(because)),
        headline=name == "parties",
        page="rests" if page == "rests" else "also" if page == "also" else "",
    )


def shown(name: Text) -> Text:
    """Give a name as the source writes it where only one language has it."""
    return Text(name.en or name.ja, name.ja or name.en)


def _parties(case: Case) -> Finding:
    text = words.WHO.filled(
        parties=[shown(party.name) for party in case.parties],
        issues=[issue.name for issue in case.issues],
    )
    return _finding("parties", text)


def _claims(case: Case) -> Finding:
    count = Counter(claim.modality for claim in case.claims if claim.hedged)
    kinds = [
        say("{what} {n}", "{what}{n}件", what=MODALITIES[kind], n=n) for kind, n in sorted(count.items())
    ]
    text = words.COUNTS.filled(
        n=len(case.claims),
        plain=sum(not claim.hedged for claim in case.claims),
        hedged=sum(claim.hedged for claim in case.claims),
        kinds=kinds,
    )
    return _finding("claims", text, page="rests")


def _positions(made: Draft) -> Iterator[Finding]:
    """Say on each issue who says what, those with a holder of their own first: a claim is never a preference."""
    case = made.case
    for issue in case.issues:
        on_it = [claim for claim in case.claims if claim.id in issue.because]
        ranked = sorted(on_it, key=lambda claim: (_rank(claim), claim.id))
        rest = len(ranked) - _SHOWN
        items = [_said(made, claim) for claim in ranked[:_SHOWN]]
        items += [say("and {n} more", "ほか{n}件", n=rest)] if rest > 0 else []
        if items:
            text = say("{issue}: {said}", "{issue}：{said}", issue=issue.name, said=_in_a_row(items))
            yield _finding(f"issue-{issue.id}", _capital(text), issue.because, "also")


def _rank(claim: Claim) -> int:
    if claim.holders[-1] not in (AUTHOR, UNNAMED):
        return 0
    return 1 if claim.hedged else 2


def _said(made: Draft, claim: Claim) -> Text:
    """Give one claim in the words of the text, with whose word it is and how firm."""
    return words.SAID.filled(
        who=_who(made.case, claim.holders[-1]),
        words=both(_words(made, claim)),
        how=_how(claim),
        place=claim.at.sentence,
    )


def _words(made: Draft, claim: Claim) -> str:
    line = trimmed(plain(made.reading.document.text[claim.at.start : claim.at.end]))
    line = line.translate(_INNER)  # a quotation within a quotation
    return line if len(line) <= _WIDE else f"{line[:_WIDE]}…"


def _how(claim: Claim) -> Text:
    """Name the hedge, and the likelihood word where there is one; a word gets no number."""
    how = MODALITIES[claim.modality]
    if claim.likelihood is not None:
        how = say("{how}: “{word}”", "{how}「{word}」", how=how, word=claim.likelihood.word)
    return words.PUBLICLY.filled(how=how) if claim.public else how


def _who(case: Case, holder: str) -> Text:
    names_ = {party.id: party.name for party in case.parties}
    for party in case.parties:
        persons = [party.principal] if party.principal else []
        persons += [member for each in party.delegations for member in each.members]
        names_ |= {person.id: person.name for person in persons}
    names_ |= {person.id: person.name for person in case.speakers}
    if holder == AUTHOR:
        return words.ITSELF
    return words.SOMEBODY if holder == UNNAMED else shown(names_.get(holder, both(holder)))


def _in_a_row(items: Sequence[Text]) -> Text:
    return Text("; ".join(one.en for one in items), "／".join(one.ja for one in items))


def _capital(text: Text) -> Text:
    return Text(text.en[:1].upper() + text.en[1:], text.ja)


def _speakers(made: Draft) -> Iterator[Finding]:
    """Say who else speaks, on nothing that is at issue by rule."""
    case = made.case
    named = {name for issue in case.issues for name in issue.because}
    apart = [
        claim
        for claim, one in zip(case.claims, made.found, strict=True)
        if _rank(claim) == 0 and claim.id not in named and (one.late or "late" not in one.rule)
    ]
    if apart:
        rest = len(apart) - _SHOWN
        items = [_said(made, claim) for claim in apart[:_SHOWN]]
        items += [say("and {n} more", "ほか{n}件", n=rest)] if rest > 0 else []
        text = words.ELSE_SAID.filled(said=_in_a_row(items))
        yield _finding("said", text, [claim.id for claim in apart], "also")


def _absent(made: Draft) -> Iterator[Finding]:
    case = made.case
    if not made.left:
        yield _finding("absent", words.NOBODY_ABSENT, page="also")
        return
    items = []
    for actor in dict.fromkeys(one.actor for one in made.left):
        claims = [case.claims[one.at] for one in made.left if one.actor == actor]
        places = [claim.at.sentence for claim in claims[:_ABSENT]]
        items.append(
            say(
                "{who} (“{words}”, {how}, {place})",
                "{who}（「{words}」、{how}、{place}）",
                who=_who(case, actor),
                words=_words(made, claims[0]),
                how=_how(claims[0]),
                place=Text(", ".join(places), "、".join(places)),
            )
        )
    because = [case.claims[one.at].id for one in made.left]
    yield _finding("absent", words.ABSENT.filled(who=_in_a_row(items)), because, "also")


def _checks(made: Draft) -> Iterator[Finding]:
    """Say what only a person can tell of who is who."""
    found = []
    for party in made.case.parties:
        for ident in (party.id, *persons_of(party)):
            found += [
                say("{who}: {what}", "{who}：{what}", who=_who(made.case, ident), what=check)
                for check in made.people.checks.get(ident, ())
            ]
    for some in made.people.apart:
        found.append(words.APART.filled(names=[_who(made.case, one) for one in some]))
    if found:
        yield _finding("who", words.CHECKS.filled(what=_in_a_row(found)))


def _watch(made: Draft) -> Iterator[Text]:
    """Give each question with its form and what it lacks before anybody could say how it was answered."""
    for point, one in zip(made.case.watch_points, made.asked, strict=True):
        question = one.question
        lacks = [words.LACKS[name] for name in question.lacks if not (name == "horizon" and one.last)]
        parts = [words.FORMS[question.form]]
        if one.last:
            last = Text(day_said(one.last, "en"), day_said(one.last, "ja"))
            parts.append(say("by {day}", "{day}まで", day=last))
        parts.append(
            say("lacking: {lacks}", "欠けているもの：{lacks}", lacks=lacks) if lacks else words.COMPLETE
        )
        told = Text("; ".join(part.en for part in parts), "。".join(part.ja for part in parts))
        yield say("{words} ({told})", "{words}（{told}）", words=shown(point.text), told=told)


def _slant(made: Draft) -> Iterator[Text]:
    """Say how much is the outlet's own plain word, and what on the page does not fit."""
    case = made.case
    body = [claim for claim in case.claims if claim.at.sentence.startswith("P")]
    own = sum(not claim.hedged for claim in body)
    source = case.sources[0]
    share = f"{round(100 * own / len(body))}%" if body else "–"
    yield words.SHARE.filled(
        outlet=source.outlet,
        own=own,
        all=len(body),
        share=both(share),
        said=sum(len(claim.holders) > 1 for claim in body),
        hedged=sum(claim.hedged and len(claim.holders) == 1 for claim in body),
        taken=sum(claim.presupposed for claim in body),
    )
    yield from (
        one.text for one in made.reading.document.conflicts if one.kind in ("date", "duration", "weekday")
    )
    lacking = [one.text for one in made.reading.document.conflicts if one.kind == "missing"]
    if lacking:
        yield Text(" ".join(one.en for one in lacking), "".join(one.ja for one in lacking))


def _figures(made: Draft) -> Iterator[Figure]:
    case = made.case
    kept = [claim for claim in case.claims if claim.hedged]
    issues = {issue.id: issue.name for issue in case.issues}
    if kept:
        yield Figure(
            id="text-said",
            lens=TEXT,
            title=words.TABLE,
            kind="table",
            columns=(
                column("claim", Text("Claim", "言明"), "label"),
                column("who", Text("Whose word", "誰の言明か"), "note"),
                column("how", Text("How firmly", "確かさ"), "note"),
                column("words", Text("In the text's words", "原文の文言"), "note"),
                column("issue", Text("Issue", "争点"), "note"),
                column("place", Text("Place", "箇所"), "note"),
            ),
            rows=tuple(
                (
                    claim.id,
                    _who(case, claim.holders[-1]),
                    _how(claim),
                    _words(made, claim),
                    issues.get(claim.issue, both("–")),
                    claim.at.sentence,
                )
                for claim in kept
            ),
            caption=words.CAPTION,
            rule=words.RULE,
            because=tuple(claim.id for claim in kept),
        )
