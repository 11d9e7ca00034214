"""The page: whole, safe, and traceable in two steps."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest

from entaku.briefing import html
from entaku.briefing.words import word
from entaku.model.text import LANGUAGES, Language
from tests.briefing.changed import hostile, silent
from tests.briefing.reading import Read, read
from tests.briefing.sample import BRIEFING

ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "script", "noscript"),
    *("header", "main", "nav", "section", "footer", "h1", "h2", "h3", "h4", "p", "a", "b", "span", "time"),
    *("ul", "ol", "li", "dl", "div", "dt", "dd", "details", "summary", "blockquote"),
    *("figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td"),
}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    given: Language = request.param
    return given


@pytest.fixture(scope="module")
def page(language: Language) -> Read:
    return read(html.page(BRIEFING, language))


@pytest.fixture(scope="module")
def attacked(language: Language) -> str:
    return html.page(hostile(BRIEFING), language)


def policy(page: Read) -> dict[str, list[str]]:
    content = next(
        element.attributes["content"]
        for element in page.named("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    return {part.split()[0]: part.split()[1:] for part in content.split(";")}


def hashed(code: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def test_the_page_says_its_language(page: Read, language: Language) -> None:
    assert page.named("html")[0].attributes["lang"] == language


def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(page: Read) -> None:
    run = [element for element in page.named("script") if "type" not in element.attributes]
    said = policy(page)
    assert said["default-src"] == ["'none'"]
    assert said["script-src"] == [hashed(element.text) for element in run]
    assert said["style-src"] == [hashed(element.text) for element in page.named("style")]
    assert said["img-src"] == ["data:"]


def test_nothing_is_fetched(page: Read) -> None:
    for element in page.elements:
        assert not {"src", "srcset", "data", "action", "poster"} & set(element.attributes)
        assert element.attributes.get("href", "#").startswith("#")
    style = page.named("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_a_page_without_charts_carries_no_scripts() -> None:
    bare = replace(BRIEFING, sections=tuple(replace(one, figures=()) for one in BRIEFING.sections))
    page = read(html.page(bare, "en"))
    assert not page.named("script")
    assert policy(page)["script-src"] == ["'none'"]


def test_ids_are_unique_and_every_link_has_its_end(page: Read) -> None:
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    ends = [element.attributes["href"].removeprefix("#") for element in page.named("a")]
    ends += [
        element.attributes["aria-labelledby"]
        for element in page.elements
        if "aria-labelledby" in element.attributes
    ]
    assert set(ends) <= set(ids)


def test_each_line_of_the_first_page_leads_to_its_finding(language: Language) -> None:
    said = unescape(html.page(BRIEFING, language))
    for line in BRIEFING.first.rests_on:
        assert f'<a href="#f-{line.finding}">{line.text.said(language)}</a>' in said


def test_headings_never_skip_a_level(page: Read) -> None:
    levels = [int(element.name[1]) for element in page.elements if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chart_has_its_data_as_a_table(page: Read) -> None:
    figures = [figure for section in BRIEFING.sections for figure in section.figures]
    tables = page.named("table")
    assert len(tables) == len(figures)
    cells = len(page.named("td")) + len([one for one in page.named("th") if one.attributes["scope"] == "row"])
    assert cells == sum(len(figure.rows) * len(figure.columns) for figure in figures)


def test_every_finding_opens_to_its_rule_and_then_to_the_quotes(language: Language) -> None:
    said = unescape(html.page(BRIEFING, language))
    finding = BRIEFING.sections[0].findings[0]
    item = said.split('id="f-room-1"')[1].split("</li><li")[0]
    first = item.index('<details class="why">')
    second = item.index('<details class="written">')
    assert first < item.index(finding.rule.said(language)) < second
    for name in ("C1", "C2"):
        basis = BRIEFING.bases[name]
        assert item.index(basis.quote.split("”")[0]) > second
        assert basis.holder.said(language) in item
        assert basis.source.said(language) in item
    assert word("framed", language) in item


def test_what_is_missing_in_a_language_is_marked_for_eyes_and_ears() -> None:
    briefing = replace(BRIEFING, title=replace(BRIEFING.title, ja=""))
    said = html.page(briefing, "ja")
    assert '<h1><span lang="en">The sluice on the Sel</span><span class="other">〔en〕</span></h1>' in said


def test_no_label_becomes_markup(attacked: str, page: Read) -> None:
    read_back = read(attacked)
    assert {element.name for element in read_back.elements} <= ELEMENTS
    for name in ("script", "style", "details", "table", "tr", "li", "a"):
        assert len(read_back.named(name)) == len(page.named(name)), name


def test_no_label_becomes_an_attribute_that_acts(attacked: str) -> None:
    for element in read(attacked).elements:
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert element.attributes.get("href", "#").startswith("#")


def test_no_label_commands_reorders_or_hides(attacked: str) -> None:
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]", attacked
    )
    attacked.encode()


def test_labels_in_the_data_of_charts_stay_inside_their_script(attacked: str) -> None:
    held = next(one for one in read(attacked).named("script") if one.attributes.get("id") == "charts").text
    assert "<" not in held
    assert len(json.loads(held)) == 5


def test_the_japanese_page_says_nothing_in_latin_letters_of_its_own() -> None:
    page = read(html.page(silent(BRIEFING), "ja"))
    labels = [element.attributes.get("aria-label", "") for element in page.elements]
    said = " ".join([*page.seen, *labels])
    assert not re.findall("[A-Za-z]{2,}", said)
