"""A review as lines for a person: what has moved, one suggestion at a time, and what was done with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from entaku.app.reviewing import Review
from entaku.briefing.bases import MODALITIES
from entaku.briefing.grids import grid
from entaku.briefing.plain import clean
from entaku.model.document import Suggestion
from entaku.model.source import AUTHOR, UNNAMED
from entaku.model.text import Language, Text, both, say
from entaku.reading.review import EDITABLE, ENOUGH, LEXICON, item, precision

PLACES: Final = 100
WHO: Final = {AUTHOR: Text("the text itself", "地の文"), UNNAMED: Text("somebody unnamed", "名を伏せた者")}
WAYS: Final[Mapping[str, Text]] = {
    "position": Text("position", "位置"),
    "quote": Text("quotation", "引用"),
    "shadow": Text("quotation but for width and spaces", "字幅・空白を除いた引用"),
    "fuzzy": Text("likeness (have a look)", "類似（要確認）"),
    "lost": Text("lost", "見つからない"),
}
STATES: Final = {  # each by shape, so that no colour is needed
    "rule": ("□", Text("suggested by a rule", "規則による提案")),
    "model": ("◇", Text("suggested by a language model", "言語モデルによる提案")),
    "accept": ("■", Text("accepted", "採用")),
    "edit": ("▣", Text("accepted after an edit", "修正して採用")),
    "reject": ("×", Text("rejected", "却下")),
    "skip": ("▷", Text("put off", "保留")),
}
_SGR: Final = {"rule": "36", "model": "35", "accept": "32", "edit": "32", "reject": "31", "skip": "33"}
KEYS: Final = {
    "a": Text("accept", "採用"),
    "e": Text("edit", "修正"),
    "r": Text("reject", "却下"),
    "s": Text("skip", "保留"),
    "u": Text("undo", "取消"),
    "w": Text("why", "理由"),
    "b": Text("accept all of this rule", "この規則の提案をすべて採用"),
    "o": Text("open one again", "再び開く"),
    "q": Text("quit", "終了"),
}
_YES_NO: Final = (Text("no", "いいえ"), Text("yes", "はい"))


@dataclass(frozen=True, slots=True)
class Paint:
    """How a terminal is told colours; without them marks and shapes say the same."""

    codes: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, style: str, words: str) -> str:
        """Give words in a style."""
        code = self.codes.get(style)
        return f"\x1b[{code}m{words}\x1b[0m" if code else words


PLAIN: Final = Paint()
COLOURED: Final = Paint({**_SGR, "part": "1", "cue": "7"})


def head(review: Review, language: Language) -> Iterator[str]:
    """Say where the work stands, what has moved since, and what other rules changed."""
    yield standing(review, language)
    yield from _moved(review, language)
    changed = review.changed()
    if changed.anything:
        yield say(
            "Cue tables: version {now}, last time {before}; changes {n} suggestions, {claims} accepted claims.",
            "手がかり表：版{now}（前回は版{before}）。提案{n}件が変わり、採用済みの言明は{claims}件が変わる。",
            now=LEXICON,
            before=changed.lexicon,
            n=changed.suggestions,
            claims=changed.claims,
        ).said(language)
    if changed.differ:
        yield say(
            "Of {n} accepted claims the rules would say something else today; they stay as a person left them.",
            "採用済みの言明のうち{n}件は、今の規則なら別の提案になる。人が決めたとおりに残る。",
            n=changed.differ,
        ).said(language)


def standing(review: Review, language: Language) -> str:
    """Say in one line how much is decided and how much waits."""
    state = review.state
    edited = sum(1 for changes in state.taken.values() if changes)
    return say(
        "{name}: {waiting} waiting ({put_off} put off), {taken} accepted ({edited} edited), {rejected} rejected; "
        "log: {log}",
        "{name}：未決{waiting}件（うち保留{put_off}件）、採用{taken}件（うち修正{edited}件）、却下{rejected}件。"
        "記録：{log}",
        name=both(clean(review.reading.document.name)),
        waiting=len(review.waiting()) - bool(review.again),
        put_off=len({item(one) for one in review.waiting()} & set(state.skipped)),
        taken=len(state.taken),
        edited=edited,
        rejected=len(state.rejected),
        log=both(clean(str(review.log))),
    ).said(language)


def _moved(review: Review, language: Language) -> Iterator[str]:
    """Tell how decisions on another text were found in this one, and list those to look at and those lost."""
    moved = [name for name in review.known.moved if review.state.decided(name)]
    if not moved:
        return
    counted: Counter[str] = Counter(review.known.places[name].how for name in moved)
    yield say(
        "The text has changed since {n} decisions were made. They were found again by:",
        "決定{n}件の後に本文が変わった。次のとおり見つけ直した。",
        n=len(moved),
    ).said(language)
    heads = [Text("found by", "手段").said(language), Text("decisions", "決定").said(language)]
    rows = [[words.said(language), str(counted[how])] for how, words in WAYS.items()]
    yield from (f"  {line}" for line in grid(heads, rows, [False, True], PLACES))
    for name in moved:
        how = review.known.places[name].how
        if how in ("fuzzy", "lost"):
            yield f"  {WAYS[how].said(language)}: {_where(name)} {_quoted(review, name)}"


def _where(name: str) -> str:
    return clean(name.removeprefix("lost:").partition(":")[2] if name.startswith("lost:") else name)


def _quoted(review: Review, name: str) -> str:
    found = (act.selector for act in reversed(review.state.standing) if act.item == name)
    kept = next((one for one in found if one), None)
    return f"“{inline(kept.exact)}”" if kept else ""


def card(review: Review, one: Suggestion, language: Language, paint: Paint = PLAIN) -> Iterator[str]:
    """Show a suggestion: its state, the sentence with the part marked, and its axes."""
    name = item(one)
    told = review.coding(name)
    state = state_of(review, one)
    sign, words = STATES[state]
    check = (
        Text(" - the rule asks for a look", "（規則が確認を求めている）").said(language) if one.check else ""
    )
    place = paint(state, f"{sign} {words.said(language)}")
    left = say("{n} left", "残り{n}件", n=len(review.waiting())).said(language)
    yield f"{clean(name)}  {place} ({clean(str(told.get('rule', one.rule)))}){check}  [{left}]"
    yield f"  {sentence(review, one, paint)}"
    yield from (f"  {line}" for line in _axes(told, language))


def state_of(review: Review, one: Suggestion) -> str:
    """In which state is a suggestion: its key in `STATES`?"""
    name = item(one)
    if name in review.state.taken:
        return "edit" if review.state.taken[name] else "accept"
    if name in review.state.rejected:
        return "reject"
    if name in review.state.skipped:
        return "skip"
    return "model" if one.rule.startswith("llm:") else "rule"


def _axes(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    holders = " > ".join(
        WHO.get(one, both(clean(one))).said(language) for one in told.get("holders", (AUTHOR,))
    )
    none = Text("none", "なし").said(language)
    scale = f" ({told['scale']})" if told.get("scale", "none") != "none" else ""
    modality = MODALITIES.get(str(told.get("modality")), Text())
    firm = say(
        "modality: {modality}; likelihood: {word}",
        "留保：{modality}、蓋然性の語：{word}",
        modality=modality,
        word=both(clean(str(told.get("likelihood") or none)) + scale),
    ).said(language)
    yield f"{Text('holder: ', '出所：').said(language)}{holders}"
    yield firm
    marks = [
        (Text("negative", "否定"), told.get("polarity") == "negative"),
        (Text("public", "公言"), told.get("public")),
        (Text("framed", "評価を含む"), told.get("framed")),
        (Text("presupposed", "前提"), told.get("presupposed")),
    ]
    if set_marks := [words.said(language) for words, is_set in marks if is_set]:
        yield Text(", ", "、").said(language).join(set_marks)
    if told.get("about"):
        yield f"{Text('about: ', '関係者：').said(language)}{clean(', '.join(told['about']))}"
    for axis in ("issue", "text_en", "text_ja"):
        if told.get(axis):
            yield f"{axis}: {clean(str(told[axis]))}"


def sentence(
    review: Review, one: Suggestion, paint: Paint = PLAIN, cues: Sequence[tuple[int, int]] = ()
) -> str:
    """Give the sentence with the part in ⟦ ⟧ and cue words in « », coloured as well where colours are."""
    text = review.reading.document.text
    within = (one.start, one.end)
    for unit in review.reading.document.sentences:
        if unit.start <= one.start < unit.end:
            within = (min(unit.start, one.start), max(unit.end, one.end))
    within = (min([within[0], *(low for low, _ in cues)]), max([within[1], *(high for _, high in cues)]))
    edges = sorted({*within, one.start, one.end, *(edge for cue in cues for edge in cue)})
    out = []
    for low, high in pairwise(edges):
        words = inline(text[low:high])
        in_cue = any(begin <= low and high <= end for begin, end in cues)
        in_part = one.start <= low and high <= one.end
        opens = ("⟦" if low == one.start else "") + ("«" if low in {begin for begin, _ in cues} else "")
        shuts = ("»" if high in {end for _, end in cues} else "") + ("⟧" if high == one.end else "")
        out.append(opens + paint("cue" if in_cue else "part" if in_part else "", words) + shuts)
    return "".join(out).strip()


def inline(words: str) -> str:
    """Give words on one line, with the space at either end that parts them from what stands beside them.

    Examples
    --------
    >>> inline("the old ")
    'the old '
    """
    joined = re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", words)
    joined = re.sub(r"\n(?=.)(?<![ -~]\n)", "", joined)
    before, after = (" " if edge.isspace() else "" for edge in (joined[:1], joined[-1:]))
    told = clean(joined)
    return f"{before}{told}{after}" if told else before


def why(review: Review, one: Suggestion, language: Language, paint: Paint = PLAIN) -> Iterator[str]:
    """Say which rule suggests it, on which words, and how its suggestions have fared so far."""
    cues = [(low, high) for low, high in one.cues if 0 <= low < high <= len(review.reading.document.text)]
    taken, decided = next(
        (
            (taken, decided)
            for rule, taken, decided in precision(review.reading.suggestions, review.state)
            if rule == one.rule
        ),
        (0, 0),
    )
    yield f"  {sentence(review, one, paint, cues)}"
    if not cues:
        yield f"  {_NO_CUE.said(language)}"
    if one.late:
        yield say(
            "  sentence {late} says on whose word", "  出所は文{late}が述べている", late=both(clean(one.late))
        ).said(language)
    yield say(
        "  rule {rule}: {taken} of {decided} decided suggestions were taken",
        "  規則{rule}：決定済みの提案{decided}件のうち{taken}件が採用された",
        rule=both(clean(one.rule)),
        taken=taken,
        decided=decided,
    ).said(language)


_NO_CUE: Final = Text("no cue word: the text's own plain word", "手がかりの語はない。地の文の断定")


def keys(review: Review, one: Suggestion | None, language: Language) -> str:
    """Say in one line which keys do what now."""
    possible = list(KEYS) if one else ["u", "o", "q"]
    if one and not review.batch(one.rule):
        possible.remove("b")
    return "  ".join(f"{key} {KEYS[key].said(language)}" for key in possible)


def not_yet(one: Suggestion, language: Language) -> str:
    """Say why the suggestions of a rule cannot be taken at once."""
    return say(
        "Not yet: {rule} needs {n} acceptances one by one and no rejection, and then something that waits.",
        "まだできない。{rule}は一件ずつの採用が{n}件あり、却下がなく、未決が残っている必要がある。",
        rule=both(clean(one.rule)),
        n=ENOUGH,
    ).said(language)


def done(state: str, name: str, language: Language, paint: Paint = PLAIN) -> str:
    """Say what was done with an item."""
    sign, words = STATES[state]
    return paint(state, f"{sign} {words.said(language)}") + f": {clean(name)}"


def fields(language: Language) -> str:
    """Say how an edit is typed."""
    return say(
        "One axis a line as name=value, an empty line when done, . to leave all as it was. Axes: {axes}, reason",
        "一行に一項目を「項目=値」と書き、空行で終える。「.」で取りやめる。項目：{axes}, reason",
        axes=both(", ".join(EDITABLE)),
    ).said(language)
