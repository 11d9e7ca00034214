"""How findings, their grounds and figures stand on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entaku.briefing.amounts import firm, firm_in_full
from entaku.briefing.cells import headed, shown
from entaku.briefing.grounds import Ground, grounds
from entaku.briefing.markup import Html, Node, anchor, joined, tag, told
from entaku.briefing.page import Basis
from entaku.briefing.parts import word_of
from entaku.briefing.plain import said
from entaku.briefing.words import sign, word
from entaku.model.finding import Cell, Column, Figure, Finding
from entaku.model.text import Language, Text

SPACE = Html(" ")


def items(texts: Iterable[Node], **attributes: str) -> Html:
    """Give a plain list."""
    return tag("ul", *(tag("li", text) for text in texts), **attributes)


def pairs(named: Iterable[tuple[str, Node]], **attributes: str) -> Html:
    """Give a list of names and what they are, leaving out what is empty."""
    kept = [(name, node) for name, node in named if (node.code if isinstance(node, Html) else node)]
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", node)) for name, node in kept), **attributes)


def finding(one: Finding, bases: Mapping[str, Basis], language: Language) -> Html:
    """Give a finding: its sentence, how firm it is, and, opened, why."""
    badge = tag(
        "span",
        tag("span", sign(one.strength.firmness), aria_hidden="true"),
        SPACE,
        firm(one.strength, language),
        class_="firm",
    )
    return tag(
        "li",
        tag("p", told(one.text, language), SPACE, badge, class_="says"),
        why(
            ((word("firmness", language), firm_in_full(one.strength, language)),),
            one.rule,
            grounds(one.because, bases),
            language,
        ),
        id=anchor("f", one.id),
        class_="finding headline" if one.headline else "finding",
    )


def why(facts: Iterable[tuple[str, Node]], rule: Text, rests: Sequence[Ground], language: Language) -> Html:
    """Give the first step down: the rule and the bases; the second step is inside it."""
    named = ((word("rule", language), told(rule, language)), *facts)
    if not rests:
        return _opened("why", word("why", language), pairs(named))
    return _opened(
        "why",
        word("why", language),
        pairs(named),
        tag("p", word("grounds", language), class_="label"),
        tag("ul", *(_ground(one, language) for one in rests), class_="grounds"),
    )


def _ground(one: Ground, language: Language) -> Html:
    whose = said(one.word, language)
    parts: list[Node] = [
        tag("span", word(f"kind_{one.basis.kind}", language), class_="kind"),
        SPACE,
        told(one.basis.text, language),
    ]
    if whose:
        parts += [SPACE, tag("span", word("on_the_word", language, who=whose), class_="whose")]
    if one.claims:
        many = len(one.claims) > 1
        summary = word("as_written_many" if many else "as_written", language, n=len(one.claims))
        claims = (_claim(claim, language, repeated=claim == one.basis) for claim in one.claims)
        parts.append(_opened("written", summary, *claims))
    return tag("li", *parts)


def _claim(one: Basis, language: Language, *, repeated: bool) -> Html:
    """Give the second step down: the sentence, whose it is, how it is hedged, and where it stands."""
    quote = [tag("blockquote", tag("p", one.quote), dir="auto")] if one.quote else []
    facts = {"kind_claim": Text() if repeated else one.text, **word_of(one)}
    named = pairs((word(key, language), told(text, language)) for key, text in facts.items())
    return tag("div", *quote, named, class_="claim")


def _opened(kind: str, summary: str, *inside: Node) -> Html:
    return tag("details", tag("summary", summary), *inside, class_=kind)


def figure(one: Figure, at: int, chart_id: str, bases: Mapping[str, Basis], language: Language) -> Html:
    """Give a figure: caption, the place of its chart where it has one, its data and why."""
    title = said(one.title, language)
    heading = anchor("g", one.id)
    caption = tag(
        "figcaption",
        tag(
            "h4",
            tag("span", word("figure", language, n=at), class_="label"),
            SPACE,
            told(one.title, language),
            id=heading,
        ),
        tag("p", told(one.caption, language)),
    )
    rows = table(one, language)
    if chart_id:
        place = tag(
            "div", class_="chart", id=chart_id, role="img", aria_label=word("chart_of", language, title=title)
        )
        # A matrix keeps the width of its cells, so it may have to be moved; the other charts fit.
        reach = {"tabindex": "0", "role": "group", "aria_label": title} if one.kind == "matrix" else {}
        chart = tag("div", place, class_="scroll", **reach)
        note = tag("noscript", tag("p", word("chart_needs_scripts", language), class_="note"))
        drawn: Node = joined((chart, note, _opened("data", word("data", language), rows)))
    else:
        drawn = rows
    rests = grounds(one.because, bases)
    return tag("figure", caption, drawn, why((), one.rule, rests, language), aria_labelledby=heading)


def table(one: Figure, language: Language) -> Html:
    """Give the data of a figure as a table that scrolls in its own box."""
    heads = (tag("th", headed(column, language), scope="col", class_=_side(column)) for column in one.columns)
    rows = (tag("tr", *_cells(one.columns, row, language)) for row in one.rows)
    title = said(one.title, language)
    return tag(
        "div",
        tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows)),
        class_="scroll",
        role="region",
        tabindex="0",
        aria_label=word("table_of", language, title=title),
    )


def _cells(columns: Sequence[Column], row: Sequence[Cell], language: Language) -> Iterable[Html]:
    for column, cell in zip(columns, row, strict=True):
        words: Node = told(cell, language) if isinstance(cell, Text) else shown(cell, column, language)
        if column.role == "label":
            yield tag("th", words, scope="row", class_=_side(column))
        else:
            yield tag("td", words, class_=_side(column, cell))


def _side(column: Column, cell: Cell = 0) -> str:
    """Tell on which side of its column a cell stands: numbers on the right."""
    return "number" if column.form in ("number", "share") and isinstance(cell, (int, float)) else "words"
