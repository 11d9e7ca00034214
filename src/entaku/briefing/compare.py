"""Where the lenses agree and where they differ: their conclusions set side by side, topic by topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from entaku.briefing.amounts import firm
from entaku.briefing.page import Comparison, Line, Said, Section
from entaku.briefing.words import WORDS
from entaku.model.case import Case
from entaku.model.finding import Cell, Column, Figure, Firmness, Strength, Topic, column
from entaku.model.text import LANGUAGES, Text, both, listed, say

LENS = "lenses"
"""What stands for the name of a lens in the section that compares them."""
NAMED = 3
"""How many topics the line of the first page names on either side."""

TITLE = Text("Where the lenses disagree", "視点の食い違い")
_QUESTION = Text(
    "On what do the lenses agree, on what do they differ, and which assumption makes them differ?",
    "視点どうしは何で一致し、何で食い違うか。食い違いはどの前提から生じるか。",
)
_RULE = Text(
    "Each lens answers by its own method. Answers are compared word for word, packages issue by issue; nothing is "
    "averaged, and no lens is right by majority.",
    "各視点は、それぞれの方法で答える。答えは語どうしで、合意案は争点ごとに比べる。平均はとらず、多数決で正しさを"
    "決めることもしない。",
)
_QUESTIONS: Mapping[Topic, Text] = {
    Topic.DEAL: Text("Is a deal possible?", "合意はありうるか。"),
    Topic.PACKAGE: Text("Which package?", "どの合意案になるか。"),
    Topic.WAITING: Text("Does {party} gain by waiting?", "{party}は待てば得をするか。"),
    Topic.BYPASS: Text("Can the others do without {party}?", "{party}抜きで済むか。"),
}
_SUBJECTS: Mapping[Topic, Text] = {
    Topic.DEAL: Text("whether a deal is possible", "合意がありうるか否か"),
    Topic.PACKAGE: Text("which package", "どの合意案になるか"),
    Topic.WAITING: Text("whether {party} gains by waiting", "{party}が待って得をするか否か"),
    Topic.BYPASS: Text("whether the others can do without {party}", "{party}抜きで済むか否か"),
}
_ANYBODY = Text("anybody", "誰か")
_ANSWERS: Mapping[str, Text] = {
    "yes": Text("yes", "はい"),
    "no": Text("no", "いいえ"),
    "open": Text("open", "定まらない"),
}
_VARIES = Text("differs from draw to draw", "標本により異なる")
_AGREE, _DIFFER, _ALONE = Text("agree", "一致"), Text("differ", "相違"), Text("one lens only", "視点は一つ")


def compared(case: Case, sections: Sequence[Section]) -> tuple[Comparison, ...]:
    """On which topics do these lenses conclude something, and do they agree? Empty where no two can be compared."""
    topics: dict[tuple[Topic, str], list[Said]] = {}
    for section in sections:
        for one in section.conclusions:
            topics.setdefault((one.topic, one.about), []).append(
                Said(
                    lens=section.lens,
                    title=section.title,
                    answer=one.answer,
                    text=one.text,
                    strength=one.strength,
                    assumes=one.assumes,
                    finding=one.finding,
                )
            )
    order = [party.id for party in case.parties]
    places = {topic: place for place, topic in enumerate(Topic)}
    keys = sorted(
        topics, key=lambda key: (places[key[0]], order.index(key[1]) if key[1] in order else -1, key[1])
    )
    found = tuple(_comparison(case, key, topics[key]) for key in keys)
    return found if any(_several(one) for one in found) else ()


def _comparison(case: Case, key: tuple[Topic, str], said: Sequence[Said]) -> Comparison:
    topic, about = key
    names = {party.id: party.name for party in case.parties}
    party = names.get(about) or (both(about) if about else _ANYBODY)
    return Comparison(
        topic=topic,
        about=about,
        question=_QUESTIONS[topic].filled(party=party),
        subject=_SUBJECTS[topic].filled(party=party),
        agree=all(_alike(topic, one.answer, other.answer) for one, other in combinations(said, 2)),
        answers=tuple(said),
    )


def _alike(topic: Topic, one: str, other: str) -> bool:
    """Tell whether two answers are the same; packages are, where no issue that both settle is settled otherwise."""
    if topic is not Topic.PACKAGE:
        return one == other
    first, second = (dict(part.partition("=")[::2] for part in answer.split(";")) for answer in (one, other))
    return all(first[issue] == second[issue] for issue in first.keys() & second.keys())


def _several(one: Comparison) -> bool:
    return len({said.lens for said in one.answers}) > 1


def headline(found: Sequence[Comparison]) -> tuple[Line, ...]:
    """Say in one line where the lenses agree and differ, and why; nothing where nothing is compared."""
    shared = [one for one in found if _several(one)]
    agreed = [
        say("{what} ({answer})", "{what}（{answer}）", what=one.subject, answer=_answer(one, _least(one)))
        for one in shared
        if one.agree
    ]
    differing = sorted((one for one in shared if not one.agree), key=lambda one: not _opposed(one))
    if not shared:
        return ()
    template = _LINES[bool(agreed), bool(differing)]
    why = _why(differing[0]) if differing else Text()
    return (
        Line(
            text=template.filled(
                agreed=_some(agreed), differing=_some([one.subject for one in differing]), why=why
            )
        ),
    )


_LINES: Mapping[tuple[bool, bool], Text] = {
    (True, True): Text(
        "The lenses agree on {agreed}; they differ on {differing}. {why}",
        "視点どうしは、{agreed}については一致し、{differing}については食い違う。{why}",
    ),
    (True, False): Text("The lenses agree on {agreed}.", "視点どうしは、{agreed}について一致する。"),
    (False, True): Text(
        "The lenses differ on {differing}. {why}", "視点どうしは、{differing}について食い違う。{why}"
    ),
}


def _least(one: Comparison) -> Said:
    """Give the answer that settles least: what all agree on cannot be more than that."""
    return min(one.answers, key=lambda said: said.answer.count(";"))


def _opposed(one: Comparison) -> bool:
    return {"yes", "no"} <= {said.answer for said in one.answers}


def _why(one: Comparison) -> Text:
    """Set the two answers that lie furthest apart side by side, each with what makes its lens say so."""
    first = next((said for said in one.answers if said.answer == "yes"), one.answers[0])
    others = [said for said in one.answers if not _alike(one.topic, said.answer, first.answer)]
    if not others:
        first, *others = one.answers
    second = next((said for said in others if said.answer == "no"), others[0])
    parts = [
        say(
            "{lens} says “{answer}”: {assumes}.",
            "{lens}の答えは「{answer}」で、{assumes}ことを前提とする。",
            lens=said.title,
            answer=_answer(one, said),
            assumes=_stopless(said.assumes),
        )
        for said in (first, second)
    ]
    return Text(" ".join(part.en for part in parts), "".join(part.ja for part in parts))


def _stopless(text: Text) -> Text:
    return Text(text.en.rstrip("."), text.ja.rstrip("。"))


def _some(items: Sequence[Text]) -> Text:
    rest = len(items) - NAMED
    more = say("{n} more", "ほか{n}件", n=rest)
    return listed([*items[:NAMED], *([more] if rest > 0 else [])])


def _answer(one: Comparison, said: Said) -> Text:
    return said.text if one.topic is Topic.PACKAGE else _ANSWERS.get(said.answer, both(said.answer))


def disagreement(found: Sequence[Comparison]) -> tuple[Section, ...]:
    """Give the section that sets the lenses side by side; none where there is nothing to compare."""
    if not found:
        return ()
    figures = [_table(found)]
    differing = [one for one in found if not one.agree]
    figures += [_reasons(differing)] if differing else []
    return (
        Section(
            lens=LENS, title=TITLE, question=_QUESTION, findings=(), figures=tuple(figures), assumes=_RULE
        ),
    )


def _table(found: Sequence[Comparison]) -> Figure:
    shown = [one for one in found if _several(one) or not one.about]
    lenses = dict.fromkeys((said.lens, said.title) for one in shown for said in one.answers)
    columns = (
        column("conclusion", Text("conclusion", "結論"), "label"),
        *(column(name, title, "value") for name, title in lenses),
        column("verdict", Text("compared", "比較"), "mark"),
    )
    rows = tuple((one.question, *(_cell(one, name) for name, _ in lenses), _verdict(one)) for one in shown)
    return _figure(
        "lenses-answers",
        Text("What each lens concludes", "各視点の結論"),
        columns,
        rows,
        Text(
            "One row a conclusion, one column a lens; a dash where the lens does not answer. What a single lens says "
            "of a party is left out.",
            "行は結論、列は視点を表す。その視点が答えない場合は「–」で示す。当事者についての結論のうち、一つの視点だ"
            "けが答えるものは省く。",
        ),
    )


def _cell(one: Comparison, lens: str) -> Cell:
    parts = [
        say("{answer} ({how})", "{answer}（{how}）", answer=_answer(one, said), how=_how(said.strength))
        for said in one.answers
        if said.lens == lens
    ]
    return (
        Text("; ".join(part.en for part in parts), "、".join(part.ja for part in parts)) or WORDS["no_value"]
    )


def _how(strength: Strength) -> Text:
    """Say how firmly, without the share: of what it is the share, the answer in words says."""
    if strength.firmness is Firmness.SHARE:
        return _VARIES
    return Text(**{language: firm(strength, language) for language in LANGUAGES})


def _verdict(one: Comparison) -> Text:
    if not _several(one) and one.agree:
        return _ALONE
    return _AGREE if one.agree else _DIFFER


def _reasons(differing: Sequence[Comparison]) -> Figure:
    columns = (
        column("conclusion", Text("conclusion", "結論"), "label"),
        column("lens", Text("lens", "視点"), "series"),
        column("answer", Text("answer", "答え"), "value"),
        column("assumes", Text("what makes it say so", "そう答える前提"), "note"),
    )
    return _figure(
        "lenses-reasons",
        Text("Why they differ: the assumptions side by side", "食い違いの理由――前提の対照"),
        columns,
        tuple(row for one in differing for row in _reason_rows(one)),
        Text(
            "Where lenses differ, ask which of these assumptions fits the case.",
            "視点が食い違う場合は、どの前提がこの事例に合うかを問うこと。",
        ),
    )


def _reason_rows(one: Comparison) -> Iterator[tuple[Cell, ...]]:
    for said in one.answers:
        answer = (
            said.text
            if one.topic is Topic.PACKAGE
            else say("{word}: {text}", "{word}：{text}", word=_answer(one, said), text=said.text)
        )
        yield one.question, said.title, answer, said.assumes


def _figure(
    name: str, title: Text, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], caption: Text
) -> Figure:
    return Figure(
        id=name, lens=LENS, title=title, kind="table", columns=columns, rows=rows, caption=caption, rule=_RULE
    )
