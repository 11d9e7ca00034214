"""What a case does not say, in words and as data; nothing is filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from entaku.model.basics import ANALYST, NOT_STATED
from entaku.model.case import Case
from entaku.model.errors import Path
from entaku.model.process import Known, Round
from entaku.model.statement import (
    Heavier,
    Indifferent,
    MattersMore,
    NoDealValue,
    Package,
    Prefers,
    Says,
    Silent,
    Times,
    Values,
)
from entaku.model.text import Text, both, listed, say
from entaku.model.walk import walk

GapKind = Literal[
    "no_deal",
    "preference",
    "not_stated",
    "performs",
    "draft_text",
    "seat_level",
    "home",
    "deadline",
    "language",
    "unused_claims",
    "outlook",
]
_NAMED: Final = 12
_RESOLVED: Final = ("resolved", "annulled")
_LANGUAGE: Final = {"en": Text("English", "英語"), "ja": Text("Japanese", "日本語")}
_UNREAD: Final[dict[Known, tuple[str, str]]] = {
    "count_only": (
        "Of the draft “{draft}” only the number of its points is known, not its text.",
        "草案「{draft}」は項目数だけが知られ、本文は明らかでない。",
    ),
    "existence_only": (
        "It is known that the draft “{draft}” exists, but not what it says.",
        "草案「{draft}」は存在だけが知られ、内容は明らかでない。",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """One thing that a case leaves open: what, where in the case file, and which ids it is about.

    `information` marks what may well stay as it is; the rest narrows what can be concluded. `places` leads to
    each single place where one entry stands for several.
    """

    kind: GapKind
    text: Text
    path: Path
    about: tuple[str, ...] = ()
    places: tuple[Path, ...] = ()
    information: bool = False


def gaps(case: Case) -> tuple[Unsaid, ...]:
    """List what a case does not say, in the order in which a reader would ask for it.

    A case with faults may be asked too: names that stand for nothing are passed over.
    """
    return (
        *_without_no_deal(case),
        *_without_preference(case),
        *_not_stated(case),
        *_without_performers(case),
        *_drafts_unread(case),
        *_seats_unclear(case),
        *_without_home(case),
        *_without_deadline(case),
        *_without_outlook(case),
        *_one_language(case),
        *_unused_claims(case),
    )


def _without_no_deal(case: Case) -> Iterator[Unsaid]:
    for place, party in enumerate(case.parties):
        said = [statement.says for statement in case.of(party.id)]
        known = any(
            isinstance(each, NoDealValue) or (isinstance(each, Values) and each.no_deal is not NOT_STATED)
            for each in said
        )
        if not known:
            text = say(
                "The no-deal value of {party} is not stated.",
                "{party}の決裂時の価値は記載されていない。",
                party=party.name,
            )
            yield Unsaid(kind="no_deal", text=text, path=("parties", place), about=(party.id,))


def _without_preference(case: Case) -> Iterator[Unsaid]:
    for place, party in enumerate(case.parties):
        touched = {issue for each in case.of(party.id) for issue in issues_of(case, each.says)}
        missing = [issue for issue in case.issues if issue.id not in touched]
        if missing:
            text = say(
                "No statement says what {party} wants on {issues}.",
                "{issues}について、{party}の選好を示す判断がない。",
                party=party.name,
                issues=_some([issue.name for issue in missing]),
            )
            about = (party.id, *(issue.id for issue in missing))
            yield Unsaid(kind="preference", text=text, path=("parties", place), about=about)


def issues_of(case: Case, says: Says) -> frozenset[str]:
    """Tell which issues a statement is about, through packages and drafts too."""
    found: Iterable[str]
    match says:
        case Values():
            found = (issue.id for issue in case.issues)
        case Heavier(issues=issues):
            found = issues
        case Times(issue=issue, than=than):
            found = (issue, than)
        case MattersMore(step=step, than=than_step):
            found = (step.issue, than_step.issue)
        case Prefers(package=package, to=to):
            found = _issues_in(case, (package, to))
        case Indifferent(between=packages):
            found = _issues_in(case, packages)
        case NoDealValue():
            found = ()
        case _:
            found = (says.issue,)
    return frozenset(found)


def _issues_in(case: Case, packages: Iterable[Package]) -> frozenset[str]:
    terms = {draft.id: frozenset(term.issue for term in draft.terms) for draft in case.drafts}
    empty: frozenset[str] = frozenset()
    return empty.union(*(terms.get(each.draft, frozenset(each.options)) for each in packages))


def _not_stated(case: Case) -> Iterator[Unsaid]:
    names = {issue.id: issue.name for issue in case.issues}
    for party in case.parties:
        silent = [
            (place, statement.says.issue)
            for place, statement in enumerate(case.preferences)
            if statement.party == party.id and isinstance(statement.says, Silent)
        ]
        if silent:
            text = say(
                "The sources do not say what {party} wants on {issues}.",
                "{issues}について{party}が何を望むかは、情報源に述べられていない。",
                party=party.name,
                issues=_some([names.get(issue, both(issue)) for _, issue in silent]),
            )
            places = tuple(("preferences", place) for place, _ in silent)
            about = (party.id, *(issue for _, issue in silent))
            yield Unsaid(kind="not_stated", text=text, path=places[0], about=about, places=places)


def _without_performers(case: Case) -> Iterator[Unsaid]:
    for place, issue in enumerate(case.issues):
        open_ = [
            (number, option)
            for number, option in enumerate(issue.options)
            if option.id != issue.status_quo and option.performs is NOT_STATED and option.vote is None
        ]
        if open_:
            text = say(
                "On the issue “{issue}” it is not stated who would carry out {options}.",
                "争点「{issue}」で、選択肢{options}を誰が実施するかは記載されていない。",
                issue=issue.name,
                options=_some([_quoted(option.name) for _, option in open_]),
            )
            path: Path = ("issues", place)
            places = tuple((*path, "options", number) for number, _ in open_)
            about = (issue.id, *(option.id for _, option in open_))
            yield Unsaid(kind="performs", text=text, path=path, about=about, places=places)


def _drafts_unread(case: Case) -> Iterator[Unsaid]:
    for place, draft in enumerate(case.drafts):
        if draft.known in _UNREAD:
            text = say(*_UNREAD[draft.known], draft=draft.title)
            yield Unsaid(kind="draft_text", text=text, path=("drafts", place, "known"), about=(draft.id,))


def _seats_unclear(case: Case) -> Iterator[Unsaid]:
    names = {party.id: party.name for party in case.parties}
    for place, held in enumerate(case.rounds):
        unclear = [(number, seat) for number, seat in enumerate(held.seats) if seat.level is NOT_STATED]
        if unclear:
            who = [names.get(seat.party, both(seat.party)) for _, seat in unclear]
            path: Path = ("rounds", place)
            places = tuple((*path, "seats", number, "level") for number, _ in unclear)
            about = (held.id, *(seat.party for _, seat in unclear))
            text = _seat_text(held, who)
            yield Unsaid(kind="seat_level", text=text, path=path, about=about, places=places)


def _seat_text(held: Round, who: Sequence[Text]) -> Text:
    return say(
        "It is not stated how {who} took part in “{round}”.",
        "「{round}」に{who}がどう関与したかは記載されていない。",
        who=_some(who),
        round=held.title,
    )


def _without_home(case: Case) -> Iterator[Unsaid]:
    bound = {each.party for each in case.home} | {each.of for each in case.ratifiers}
    for place, party in enumerate(case.parties):
        if party.id not in bound and party.kind != "ratifier":
            text = say(
                "What binds {party} at home is not coded: no constraint, nobody who must approve.",
                "{party}を国内で縛るものはコード化されていない。制約も、承認を要する相手も記されていない。",
                party=party.name,
            )
            yield Unsaid(kind="home", text=text, path=("parties", place), about=(party.id,))


def _without_deadline(case: Case) -> Iterator[Unsaid]:
    for place, point in enumerate(case.watch_points):
        if point.closes is None and point.status not in _RESOLVED:
            text = say(
                "The watch point “{point}” has no deadline.",
                "注目点「{point}」には期限がない。",
                point=point.text,
            )
            yield Unsaid(kind="deadline", text=text, path=("watch_points", place), about=(point.id,))


def _without_outlook(case: Case) -> Iterator[Unsaid]:
    if case.outlook is None:
        text = say(
            "How things may develop without a deal is not coded; no-deal values are taken to stand still.",
            "合意がない場合の成り行きはコード化されていない。決裂時の価値は動かないものとして扱う。",
        )
        yield Unsaid(kind="outlook", text=text, path=("outlook",))


def _one_language(case: Case) -> Iterator[Unsaid]:
    """Give one entry for each language and part of the case in which texts are missing."""
    for language in ("en", "ja"):
        missing = [
            met.path
            for met in walk(case)
            if isinstance(met.value, Text) and met.value and not getattr(met.value, language)
        ]
        for part, count in Counter(str(path[0]) for path in missing).items():
            text = say(
                "Texts under “{part}” without {language}: {count}.",
                "「{part}」のうち{language}の文がないもの：{count}件。",
                language=_LANGUAGE[language],
                count=count,
                part=part,
            )
            places = tuple(path for path in missing if path[0] == part)
            yield Unsaid(kind="language", text=text, path=(part,), about=(language,), places=places)


def _unused_claims(case: Case) -> Iterator[Unsaid]:
    used = {met.value for met in walk(case) if met.name == "because" and met.value != ANALYST}
    idle = [(place, claim) for place, claim in enumerate(case.claims) if claim.id not in used]
    if idle:
        text = say(
            "Nothing rests on {count} of {all} claims: {claims}.",
            "言明{all}件のうち{count}件は、どの判断の根拠にもなっていない：{claims}。",
            count=len(idle),
            all=len(case.claims),
            claims=_some([both(claim.id) for _, claim in idle]),
        )
        places = tuple(("claims", place) for place, _ in idle)
        about = tuple(claim.id for _, claim in idle)
        yield Unsaid(
            kind="unused_claims", text=text, path=("claims",), about=about, places=places, information=True
        )


def _quoted(name: Text) -> Text:
    return say("“{name}”", "「{name}」", name=name)


def _some(names: Sequence[Text]) -> Text:
    """List names, at most a dozen of them."""
    if len(names) <= _NAMED:
        return listed(names)
    rest = say("{count} more", "ほか{count}件", count=len(names) - _NAMED + 1)
    return listed([*names[: _NAMED - 1], rest])
