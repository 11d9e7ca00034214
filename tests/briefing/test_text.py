"""Terminal and Markdown: as they were approved, and unmoved by what labels contain."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from entaku.briefing import markdown, terminal
from entaku.briefing.page import Briefing
from entaku.model.text import LANGUAGES, Language
from tests.briefing.changed import hostile, silent
from tests.briefing.sample import BRIEFING

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "ENTAKU_UPDATE_GOLDEN"


def shown(briefing: Briefing, language: Language, width: int = 100) -> str:
    out = io.StringIO()
    terminal.show(briefing, language, terminal.Console(out, width))
    return out.getvalue()


def approved(name: str, said: str) -> str:
    """Give the approved text of this name; with the variable set, approve what is said now."""
    file = GOLDEN / name
    if os.environ.get(UPDATE):
        file.write_text(said, encoding="utf-8")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_reads_as_approved(language: Language) -> None:
    said = shown(BRIEFING, language)
    assert said == approved(f"terminal.{language}.txt", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_markdown_reads_as_approved(language: Language) -> None:
    said = markdown.page(BRIEFING, language)
    assert said == approved(f"markdown.{language}.md", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_fits_one_screen(language: Language) -> None:
    said = shown(BRIEFING, language)
    assert said.index(BRIEFING.sections[0].title.said(language)) < said.index("─")
    assert said[: said.index("─")].count("\n") <= 40


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 100, 180])
def test_no_line_is_wider_than_the_terminal(language: Language, width: int) -> None:
    assert max(cell_len(line) for line in shown(BRIEFING, language, width).splitlines()) <= width


def test_columns_stand_under_one_another_also_in_japanese() -> None:
    lines = shown(BRIEFING, "ja").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("図2"))
    ends = {cell_len(line[: line.index("%") + 1]) for line in lines[at + 4 : at + 7]}
    assert len(ends) == 1


def test_output_that_is_no_terminal_is_a_hundred_wide_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    made = terminal.console(io.StringIO())
    assert made.width == terminal.WIDTH
    assert not made.styled


class Terminal(io.StringIO):
    """What says that it is a terminal, but not how wide."""

    def isatty(self) -> bool:
        return True


def test_columns_and_no_color_are_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    monkeypatch.setenv("TERM", "xterm")
    for wish, styled in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", wish)
        out = Terminal()
        made = terminal.console(out)
        assert made.width == 64
        terminal.show(BRIEFING, "en", made)
        assert ("\x1b[1m" in out.getvalue()) == styled
    monkeypatch.delenv("COLUMNS")
    assert terminal.console(Terminal()).width == terminal.WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_commands_the_terminal(language: Language) -> None:
    said = shown(hostile(BRIEFING), language)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", said)
    assert max(cell_len(line) for line in said.splitlines()) <= 100
    said.encode()


def test_markup_in_labels_is_shown_not_obeyed() -> None:
    assert "[bold red]rich[/bold red]" in shown(hostile(BRIEFING), "en").replace("\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_breaks_the_markdown(language: Language) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    plain, attacked = (
        parser.parse(markdown.page(briefing, language)) for briefing in (BRIEFING, hostile(BRIEFING))
    )
    blocks = [token.type for token in attacked]
    inline = {child.type for token in attacked for child in token.children or ()}
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    for kind in ("heading_open", "table_open", "tr_open", "td_open", "bullet_list_open", "list_item_open"):
        assert blocks.count(kind) == [token.type for token in plain].count(kind), kind
    assert not {"html_block", "fence", "code_block", "hr", "ordered_list_open"} & set(blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_of_the_markdown_is_a_template_or_an_address(language: Language) -> None:
    said = markdown.page(hostile(BRIEFING), language)
    assert not re.search(r"\{\{|\$\{|<%|(?<!\\)https?:|javascript:|www\.evil|<[a-z/!]", said)
    said.encode()


@pytest.mark.parametrize("render", [shown, markdown.page])
def test_nothing_of_the_renderers_own_is_in_latin_letters_in_japanese(render: type) -> None:
    assert not re.findall("[A-Za-z]{2,}", str(render(silent(BRIEFING), "ja")))


def test_every_footnote_is_called_and_every_call_has_its_footnote() -> None:
    said = markdown.page(BRIEFING, "en")
    notes = re.findall(r"^(\[\^[\d-]+\]):", said, re.MULTILINE)
    calls = re.findall(r"(\[\^[\d-]+\])(?!:)", said)
    assert len(notes) == len(set(notes)) == 12 + 5
    assert set(calls) == set(notes)
