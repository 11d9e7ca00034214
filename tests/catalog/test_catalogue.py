"""Every case of the catalogue can be read, in both languages, and stands where its citation puts it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from entaku.app.cases import catalogue
from entaku.app.checking import check
from entaku.casefile.load import read
from entaku.model.case import Case
from entaku.model.text import Text
from entaku.model.walk import walk
from tests.conftest import ROOT

FOLDER = ROOT / "src" / "entaku" / "catalog"
SCHEMA = ROOT / "src" / "entaku" / "casefile" / "case.schema.json"
PATHS = {entry.name: entry.path for entry in catalogue()}
PUBLISHED = re.compile(r"(?:journals/[a-z]+|books)/(?P<author>[a-z]+)(?P<year>[0-9]{4})/[a-z0-9_]+")
TAUGHT = re.compile(r"teaching/[a-z0-9_]+")
DATED = re.compile(r"[a-z_]+-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@cache
def case_of(name: str) -> Case:
    return read(PATHS[name])


def misplaced(name: str, case: Case) -> list[str]:
    """Say what is wrong with where a case stands."""
    cited = case.citation
    if place := PUBLISHED.fullmatch(name):
        if cited is None:
            return ["a published case cites its publication"]
        surname = re.split(r",| and ", cited.authors)[0].split()[-1]
        faults = [] if place["author"] == re.sub(r"[^a-z]", "", surname.lower()) else [f"not by {surname}"]
        return faults + ([] if int(place["year"]) == cited.year else [f"not of {cited.year}"])
    if cited is not None:
        return ["a case with a citation stands under journals/ or books/, author and year in the folder"]
    if place := DATED.fullmatch(name):
        return [] if case.as_of.isoformat() == place["day"] else [f"not as of {case.as_of}"]
    return [] if TAUGHT.fullmatch(name) else ["neither published, for teaching, nor dated"]


def one_language(case: Case) -> list[str]:
    """Name the texts that lack a language, or have a sentence of the one for the other."""
    texts = [(".".join(map(str, met.path)), met.value) for met in walk(case) if isinstance(met.value, Text)]
    lacking = [path for path, text in texts if text and not (text.en and text.ja)]
    copied = [path for path, text in texts if text.en == text.ja and " " in text.en]
    crossed = [path for path, text in texts if JAPANESE.search(text.en)]
    return lacking + copied + crossed


@pytest.mark.parametrize("name", PATHS)
def test_a_case_has_no_fault_and_no_contradiction(name: str) -> None:
    assert check(PATHS[name]).ok


@pytest.mark.parametrize("name", PATHS)
def test_every_text_is_in_both_languages(name: str) -> None:
    assert one_language(case_of(name)) == []


@pytest.mark.parametrize("name", PATHS)
def test_the_first_line_names_the_schema(name: str) -> None:
    first = PATHS[name].read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(?P<path>\S+)", first)
    assert found is not None
    assert (PATHS[name].parent / found["path"]).resolve() == SCHEMA


@pytest.mark.parametrize("name", PATHS)
def test_the_path_agrees_with_the_citation(name: str) -> None:
    assert misplaced(name, case_of(name)) == []


@pytest.mark.parametrize("name", PATHS)
def test_a_published_case_says_what_is_printed(name: str) -> None:
    case = case_of(name)
    assert (case.citation is None) or any(one.printed == "printed" for one in case.expect)


@pytest.mark.parametrize("name", PATHS)
def test_a_case_is_called_as_its_file(name: str) -> None:
    assert case_of(name).id == PATHS[name].stem


def test_no_two_cases_share_an_id() -> None:
    ids = Counter(case_of(name).id for name in PATHS)
    assert [name for name, times in ids.items() if times > 1] == []


def test_every_file_of_the_folder_is_a_case() -> None:
    assert sorted(PATHS.values()) == sorted(path for path in FOLDER.rglob("*") if path.suffix)


@pytest.mark.parametrize(
    "name",
    [
        "journals/ecta/nash1951/bill_and_jack",
        "journals/ecta/kalai1950/bill_and_jack",
        "teaching/bill_and_jack",
        "bill_and_jack-1950-04-01",
    ],
)
def test_a_case_in_the_wrong_place_is_found(name: str) -> None:
    assert misplaced(name, case_of("journals/ecta/nash1950/bill_and_jack"))


@pytest.mark.parametrize("name", ["journals/ecta/nash1950/bill_and_jack", "jack", "jack-1950-04-02"])
def test_a_case_without_a_citation_is_no_published_one(name: str) -> None:
    case = case_of("journals/ecta/nash1950/bill_and_jack")
    assert misplaced(name, replace(case, citation=None))


def test_a_text_in_one_language_is_found(tmp_path: Path) -> None:
    text = PATHS["journals/ecta/nash1950/bill_and_jack"].read_text(encoding="utf-8")
    file = tmp_path / "case.yaml"
    file.write_text(text.replace('{en: "book", ja: "本"}', '{en: "book"}'), encoding="utf-8")
    assert one_language(read(file)) == ["issues.0.name"]
