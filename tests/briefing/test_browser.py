"""The page in a browser: nothing fetched, nothing refused, charts drawn, labels harmless."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from entaku.briefing import html
from entaku.briefing.page import Briefing
from entaku.model.text import Language
from tests.briefing.changed import hostile
from tests.briefing.sample import BRIEFING

pytestmark = pytest.mark.browser

CHARTS = 5
WATCH = "addEventListener('securitypolicyviolation', e => console.error('refused: ' + e.violatedDirective))"


@dataclass
class Seen:
    """What a browser did with a page."""

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@contextmanager
def opened(
    browser: Any, folder: Path, briefing: Briefing, language: Language, **options: Any
) -> Iterator[Seen]:
    file = folder / f"{language}.html"
    file.write_text(html.page(briefing, language), encoding="utf-8")
    context = browser.new_context(**options)
    seen = Seen(context.new_page())
    seen.page.on("console", lambda said: seen.errors.append(said.text) if said.type != "log" else None)
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.add_init_script(WATCH)
    seen.page.goto(file.as_uri())
    if options.get("java_script_enabled", True):
        seen.page.wait_for_function("document.documentElement.dataset.charts === 'drawn'")
    yield seen
    context.close()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_is_whole_by_itself(browser: Any, tmp_path: Path, language: Language) -> None:
    with opened(browser, tmp_path, BRIEFING, language) as seen:
        assert seen.page.locator(".chart svg").count() == CHARTS
        assert seen.errors == []
        assert seen.requests == [(tmp_path / f"{language}.html").as_uri()]


def test_charts_are_drawn_with_japanese_labels(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, BRIEFING, "ja") as seen:
        drawn = " ".join(seen.page.locator(".chart svg text").all_text_contents())
        for label in ("アルドムーア", "① 水門の管理", "委員会の5月草案", "2031年5月1日", "効率的"):
            assert label in drawn


def test_who_listens_hears_the_name_of_a_chart_and_no_english(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, BRIEFING, "ja") as seen:
        names = [chart.get_attribute("aria-label") for chart in seen.page.get_by_role("img").all()]
        assert names[0] == "図：各合意案の両当事者にとっての値打ち。データは続く表にある。"
        assert len(names) == CHARTS
        assert seen.page.locator(".chart > [aria-hidden=true] svg").count() == CHARTS


def test_a_tooltip_names_the_package_in_words(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, BRIEFING, "ja") as seen:
        seen.page.locator("#c-room-frontier .role-mark.mark-symbol path").last.hover()
        assert "合意案：水門は" in seen.page.locator(".tip").inner_text()


def test_a_finding_opens_in_two_steps(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, BRIEFING, "en") as seen:
        seen.page.locator(".first a", has_text="Some package is better").click()
        finding = seen.page.locator("#f-room-1")
        rule = finding.get_by_text("The set of acceptable packages is not empty")
        quote = finding.locator("blockquote").first
        assert not rule.is_visible()
        finding.locator("summary").first.click()
        assert rule.is_visible()
        assert not quote.is_visible()
        finding.locator("summary").nth(1).click()
        assert quote.is_visible()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_hostile_labels_do_nothing(browser: Any, tmp_path: Path, language: Language) -> None:
    with opened(browser, tmp_path, hostile(BRIEFING), language) as seen:
        seen.page.locator("main").first.hover()
        for mark in seen.page.locator(".chart .role-mark.mark-symbol path").all()[:3]:
            mark.hover(force=True)
        assert seen.page.evaluate("window.__pwned") is None
        assert seen.page.locator(".chart svg").count() == CHARTS
        assert seen.page.locator("img, iframe, .chart script").count() == 0
        assert seen.errors == []
        assert len(seen.requests) == 1


def test_nothing_is_lost_without_scripts(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, BRIEFING, "ja", java_script_enabled=False) as seen:
        assert seen.page.locator(".chart svg").count() == 0
        assert seen.page.locator(".note").count() == CHARTS
        seen.page.locator("summary", has_text="この図のデータ").first.click()
        assert seen.page.get_by_role("cell", name="0.620").is_visible()
        assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_charts_stand_out_from_the_page(browser: Any, tmp_path: Path, scheme: str) -> None:
    with opened(browser, tmp_path, BRIEFING, "ja", color_scheme=scheme) as seen:
        ink = seen.page.evaluate("getComputedStyle(document.documentElement).color")
        fills = seen.page.locator(".chart svg text").evaluate_all(
            "all => [...new Set(all.filter(e => e.textContent).map(e => getComputedStyle(e).fill))]"
        )
        assert fills == [ink]


@pytest.mark.parametrize("attack", [False, True], ids=["sample", "hostile"])
def test_nothing_but_tables_and_charts_scrolls_sideways(
    browser: Any, tmp_path: Path, *, attack: bool
) -> None:
    briefing = hostile(BRIEFING) if attack else BRIEFING
    with opened(browser, tmp_path, briefing, "ja", viewport={"width": 360, "height": 800}) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
