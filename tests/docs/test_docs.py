"""The documentation says what is there, and what it shows is what comes out."""

from __future__ import annotations

import ast
import importlib.util
import re
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
import pytest

import entaku
from entaku import cli
from entaku.app.cases import catalogue
from entaku.briefing.words import WORDS, sign
from entaku.casefile.load import reads
from entaku.lenses import names as lens_names
from entaku.model.errors import BadInput
from entaku.model.finding import Firmness
from entaku.model.statement import VERBS
from entaku.rehearsal.models import names as model_names
from tests.conftest import ROOT
from tests.docs.pages import DOCS, Block, Shell, blocks, case_of_the_tutorial, matches, place, play

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
RUN = [
    page
    for page in PAGES
    if "_build" not in page.parts
    and any(block.kind in {"console", "pycon"} for block in blocks(page.read_text(encoding="utf-8")))
]
LEFT_OUT = {"package", "option", "party", "issue", "draw", "preference"}
"""Words that a Japanese sentence may leave to its context; as labels they are held to the glossary too."""


@cache
def _generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_is_what_comes_out(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    if page.name not in {"first-case.md", "README.md"}:
        case_of_the_tutorial(tmp_path)
    assert play(page, tmp_path).ran or "pycon" in {block.kind for block in blocks(page.read_text("utf-8"))}


def test_the_pages_written_from_the_code_are_current() -> None:
    stale = [
        str(file.relative_to(ROOT))
        for file, text in _generator().pages().items()
        if not file.exists() or not file.read_text(encoding="utf-8").startswith(text)
    ]
    assert stale == [], "run: python docs/generate.py"


def test_every_command_and_option_is_documented() -> None:
    page = _read("reference/cli.md")
    for verb in cli.VERBS:
        assert f"## entaku {verb}\n" in page
        for parameter in import_module(f"entaku.cli.{cli.module_of(verb)}").command.params:
            names = [name for name in parameter.opts if name.startswith("-")]
            assert all(name in page for name in names)


def test_every_option_and_choice_of_a_rehearsal_is_explained() -> None:
    page = _read("reference/rehearsal.md").partition(_generator().MARK)[2] + _read("how-to/rehearse.md")
    usual = {name for one in import_module("entaku.cli.brief").command.params for name in one.opts}
    own = [one for one in import_module("entaku.cli.rehearse").command.params if not usual & {*one.opts}]
    words = {name for one in own for name in one.opts if name.startswith("--")} | {*model_names()}
    words |= {choice for one in own if isinstance(one.type, click.Choice) for choice in one.type.choices}
    assert len(words) > 30
    assert [one for one in sorted(words) if not re.search(rf"(?<![\w-]){one}(?![\w-])", page)] == []


@pytest.mark.parametrize("name", lens_names())
def test_every_lens_has_a_page_with_its_method_findings_and_figures(name: str) -> None:
    _, _, page = _read(f"reference/lenses/{name}.md").partition(_generator().MARK)
    assert "## Method" in page
    assert "by hand" in page
    known = re.findall(r"`([\w*-]+)`", page)
    for case in ("moscow-2025-12-02", "bill_and_jack", "at_the_table_small"):
        answer = entaku.lens(name, case, entaku.Asked(draws=50))
        there = [*answer.tables(), *(finding.id for finding in answer.result.findings())]
        assert [one for one in there if not any(fnmatch(one, pattern) for pattern in known)] == []


def test_every_verb_has_a_row_and_its_example_reads(tmp_path: Path) -> None:
    rows = re.findall(r"^\|[^|]+\| `(\w+)` \| `(.+)` \|$", _read("how-to/state-preferences.md"), re.MULTILINE)
    assert {verb for verb, _ in rows} == set(VERBS)
    case_of_the_tutorial(tmp_path)
    text = (tmp_path / "river.yaml").read_text(encoding="utf-8")
    before, _, after = text.partition("preferences:\n")
    rest = after[after.index("\n\ndrafts:") :]
    for verb, example in rows:
        assert example.startswith(f"{verb}: ")
        read = reads(
            f"{before}preferences:\n  - {{id: S1, party: verra, because: analyst, {example}}}\n{rest}", verb
        )
        assert read.preferences[0].verb == verb


def test_every_exit_code_is_said_and_shown() -> None:
    page = _read("reference/exit-codes.md")
    generated, _, by_hand = page.partition(_generator().MARK)
    codes = re.findall(r"^\| (\d+) \|", generated, re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "70", "130"]
    assert [code for code in codes if f"**{code}**" not in by_hand] == []


def test_every_word_of_firmness_is_explained() -> None:
    for kind in Firmness:
        assert kind.value in _read("explanation/limits.md")
    signs = re.findall(r"^\| (.) \|", _read("explanation/limits.md"), re.MULTILINE)
    assert signs == [sign(kind) for kind in Firmness]


def test_the_verbs_of_the_package_are_documented() -> None:
    text = _read("how-to/python.md") + _read("how-to/tables.md")
    functions = {"brief", "case", "check", "lens", "lenses", "Asked", "EntakuError"}
    assert functions <= set(entaku.__all__)
    assert [name for name in functions if f"entaku.{name}" not in text] == []


def test_the_readme_keeps_to_its_length() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def _terms() -> dict[str, tuple[str, ...]]:
    first = _read("reference/glossary.md").partition("More words")[0]
    rows = re.findall(r"^\| ([a-z -]+) \| ([^|]+) \|", first, re.MULTILINE)
    return {english: tuple(japanese.strip().split(", ")) for english, japanese in rows}


@cache
def _sentences() -> tuple[tuple[str, str, str], ...]:
    """Give every pair of English and Japanese words in the program, with its place."""
    return tuple(_found_sentences())


def _found_sentences() -> Iterator[tuple[str, str, str]]:
    for file in sorted((ROOT / "src" / "entaku").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    ast.Name("Text" | "say"), [ast.Constant(str(en)), ast.Constant(str(ja)), *_]
                ) | ast.Tuple([ast.Constant(str(en)), ast.Constant(str(ja))]) if re.search(
                    "[\u3040-\u9fff]", ja
                ):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", re.sub(r"\{\w*\}", "", en), ja


def _speaks_of(english: str, term: str) -> bool:
    plural = term.removesuffix("y") + "ies" if term.endswith("y") else f"{term}(?:s|es)?"
    return bool(re.search(rf"(?i)\b(?:{term}|{plural})\b", english))


def _strays(term: str, japanese: tuple[str, ...]) -> list[str]:
    return [
        f"{where}: {english!r} without {' or '.join(japanese)}: {ja}"
        for where, english, ja in _sentences()
        if _speaks_of(english, term)
        and not any(word in ja for word in japanese)
        and not (term in LEFT_OUT and len(english.split()) > 3)
    ]


@pytest.mark.parametrize("term", sorted(_terms()))
def test_both_languages_use_the_words_of_the_glossary(term: str) -> None:
    assert _strays(term, _terms()[term]) == []


def test_the_glossary_is_read_and_used() -> None:
    terms = _terms()
    assert terms["party"] == ("当事者",)
    assert len(terms) == 32
    assert len(_sentences()) > 200
    assert len(_strays("seat", ("no such word",))) > 3
    assert WORDS["watch"].ja in terms["watch point"]


def test_every_case_of_the_catalogue_is_listed() -> None:
    page = _read("reference/catalogue.md")
    assert [entry.name for entry in catalogue() if f"`{entry.name}`" not in page] == []


def test_a_page_that_shows_something_else_is_found(tmp_path: Path) -> None:
    assert matches("a\n...\nd\n", "a\nb\nc\nd\n")
    assert not matches("a\n...\nd\n", "a\nb\nc\n")
    assert Shell(tmp_path).run("entaku catalog --json").startswith("[")
    with pytest.raises(ValueError, match="a page may show entaku"):
        Shell(tmp_path).run("rm -r .")


def test_a_change_to_a_file_must_fit(tmp_path: Path) -> None:
    place(Block("yaml", "a.yaml", "one\ntwo\n", 1), tmp_path)
    place(Block("diff", "a.yaml", " one\n-two\n+three\n", 2), tmp_path)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "one\nthree\n"
    with pytest.raises(ValueError, match="holds 0 times what is to change"):
        place(Block("diff", "a.yaml", "-two\n+three\n", 3), tmp_path)


def test_an_example_that_does_not_read_is_found() -> None:
    with pytest.raises(BadInput):
        reads("entaku: 1\npreferences: [{ordr: {issue: water}}]\n", "x")
