"""One self-contained page: HTML with its style, its charts and its data inside, for one language."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from entaku.briefing.chart_parts import Spec
from entaku.briefing.charts import chart
from entaku.briefing.html_parts import SPACE, figure, finding, items, pairs
from entaku.briefing.markup import Html, Node, anchor, data, tag, told
from entaku.briefing.page import Briefing, FirstPage, Line, Section
from entaku.briefing.parts import (
    findings_in_order,
    gaps_and_slant,
    lines_of,
    lists_after,
    qualified,
    run_record,
)
from entaku.briefing.plain import said
from entaku.briefing.words import day, word
from entaku.model.text import Language

LIBRARIES = ("vega.min.js", "vega-lite.min.js", "vega-embed.min.js")

_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=.*\s*$")
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)
_FIRST, _ANSWER, _WATCH, _RUN = "in-brief", "answer", "watch", "run"


def page(briefing: Briefing, language: Language) -> str:
    """Give the whole page as one file that asks nothing of the network.

    Scripts and style are allowed by their hashes alone; without scripts every chart's data still stand in
    its table.
    """
    charts = _charts(briefing, language)
    title = tag("title", _joined_words(said(briefing.title, language), word("briefing", language), language))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(_programs() if charts else ())),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        title,
        tag("style", Html(_style())),
    )
    body = tag(
        "body",
        tag("a", word("skip", language), href=f"#{_ANSWER}", class_="skip"),
        _masthead(briefing, language),
        tag("main", *_main(briefing, charts, language)),
        tag("footer", _run(briefing, language)),
        *_scripts(charts),
    )
    return "<!doctype html>\n" + tag("html", head, body, lang=language).code + "\n"


def _joined_words(first: str, second: str, language: Language) -> str:
    return word("separator", language).join((first, second))


def _charts(briefing: Briefing, language: Language) -> dict[str, Spec]:
    """Give the charts of all figures by the id of their place, as wide as the page lets them be."""
    out: dict[str, Spec] = {}
    for section in briefing.sections:
        for one in section.figures:
            spec = chart(one, language)
            if not spec:
                continue
            if not isinstance(spec["width"], dict):
                spec |= {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}
            out[anchor("c", one.id)] = spec | {"background": "transparent"}
    return out


def _masthead(briefing: Briefing, language: Language) -> Html:
    when = word("as_of", language, day=day(briefing.as_of, language))
    return tag(
        "header",
        tag(
            "p",
            tag("b", word("name", language)),
            tag("span", word("briefing", language)),
            tag("time", when, datetime=briefing.as_of.isoformat()),
            class_="kicker",
        ),
        tag("h1", told(briefing.title, language)),
        tag("p", told(briefing.summary, language), class_="summary"),
    )


def _main(briefing: Briefing, charts: Mapping[str, Spec], language: Language) -> Iterable[Html]:
    known = {one.id for section in briefing.sections for one in section.findings}
    yield _first(briefing.first, known, language)
    yield _contents(briefing, language)
    at = 1
    for section in briefing.sections:
        yield _section(section, at, charts, briefing, language)
        at += len(section.figures)
    if briefing.watch:
        watched = _lines(briefing.watch, known, language)
        yield _titled(_WATCH, word("watch", language), tag("ol", *watched, class_="lines"))
    for key, texts in lists_after(briefing).items():
        yield _titled(_place(key), word(key, language), items(told(text, language) for text in texts))


def _place(key: str) -> str:
    return key.replace("_", "-")


def _first(first: FirstPage, known: set[str], language: Language) -> Html:
    parts: list[Node] = [
        tag("p", word("question", language), class_="label"),
        tag("h2", told(first.question, language), id=_FIRST + "-title"),
        tag("p", told(first.answer, language), class_="answer", id=_ANSWER, tabindex="-1"),
        tag(
            "p",
            tag("span", word("firmness", language), class_="label"),
            SPACE,
            told(first.firmness, language),
            class_="how-firm",
        ),
    ]
    for key, lines in lines_of(first).items():
        parts += [
            tag("h3", word(key, language)),
            tag("ul", *_lines(lines, known, language), class_="lines"),
        ]
    for key, texts in gaps_and_slant(first).items():
        parts += [tag("h3", word(key, language)), items(told(text, language) for text in texts)]
    return tag("section", *parts, class_="first", id=_FIRST, aria_labelledby=_FIRST + "-title")


def _lines(lines: Iterable[Line], known: set[str], language: Language) -> Iterable[Html]:
    """Give sentences of the first page, each leading to the finding it shortens where it is on the page."""
    for line in lines:
        words = told(line.text, language)
        yield tag(
            "li", tag("a", words, href=f"#{anchor('f', line.finding)}") if line.finding in known else words
        )


def _contents(briefing: Briefing, language: Language) -> Html:
    places: list[tuple[str, Node]] = [(_FIRST, word("in_brief", language))]
    places += [(anchor("s", one.lens), told(one.title, language)) for one in briefing.sections]
    if briefing.watch:
        places.append((_WATCH, word("watch", language)))
    places += [(_place(key), word(key, language)) for key in lists_after(briefing)]
    places.append((_RUN, word("run", language)))
    links = (tag("li", tag("a", words, href=f"#{at}")) for at, words in places)
    return tag("nav", tag("ol", *links), aria_label=word("contents", language))


def _section(
    section: Section, at: int, charts: Mapping[str, Spec], briefing: Briefing, language: Language
) -> Html:
    parts: list[Node] = [tag("p", told(section.question, language), class_="question")]
    found = findings_in_order(section)
    if found:
        listed = (finding(one, briefing.bases, language) for one in found)
        parts += [
            tag("h3", word("findings", language), class_="hidden"),
            tag("ol", *listed, class_="findings"),
        ]
    if section.figures:
        parts.append(tag("h3", word("figures", language), class_="hidden"))
    for number_at, one in enumerate(section.figures, start=at):
        place = anchor("c", one.id)
        parts.append(figure(one, number_at, place if place in charts else "", briefing.bases, language))
    notes = [
        (word(key, language), items(told(text, language) for text in texts))
        for key, texts in qualified(section).items()
    ]
    parts += [pairs(notes, class_="aside")] if notes else []
    return _titled(anchor("s", section.lens), told(section.title, language), *parts)


def _titled(name: str, title: Node, *inside: Node) -> Html:
    heading = f"{name}-title"
    return tag("section", tag("h2", title, id=heading), *inside, id=name, aria_labelledby=heading)


def _run(briefing: Briefing, language: Language) -> Html:
    facts = pairs((word(key, language), told(text, language)) for key, text in run_record(briefing).items())
    notes = [items(told(note, language) for note in briefing.run.notes)] if briefing.run.notes else []
    return _titled(_RUN, word("run", language), facts, *notes)


def _scripts(charts: Mapping[str, Spec]) -> Iterable[Html]:
    if not charts:
        return
    yield tag("script", Html(data(charts)), type="application/json", id="charts")
    for code in _programs():
        yield tag("script", Html(code))


def _policy(programs: Iterable[str]) -> str:
    """Say what the page may do: run and style itself with exactly what it was made with, nothing else."""
    scripts = " ".join(_hash(code) for code in programs) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(_style())}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(code: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


@cache
def _style() -> str:
    return _read("assets", "page.css")


@cache
def _programs() -> tuple[str, ...]:
    """Give the scripts of a page in the order in which they run."""
    codes = (*(_read("vendor", name) for name in LIBRARIES), _read("assets", "page.js"))
    for code in codes:
        if _ENDS_SCRIPT.search(code):
            raise ValueError("a script that would end its own element cannot stand inside a page")
    return codes


def _read(folder: str, name: str) -> str:
    words = files("entaku.briefing").joinpath(folder, name).read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("\n", words)
