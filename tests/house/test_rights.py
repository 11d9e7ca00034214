"""The article of the type case is its publishers': no passage of it may be among our files."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CASE = "moscow-2025-12-02"
PASSAGE = 30  # characters in a row, white space removed
SHARE = 0.10  # of the body, in all quotes together
NOT_OURS = {".git", ".venv", "__pycache__", "_build", "node_modules"}
MADE_UP = (
    "港の使者は夜明け前に到着し、灯台守の鍵を二度数えてから、誰にも告げずに北の桟橋を離れたと伝えられている。"
)


def squeezed(text: str) -> str:
    """Remove all white space, and write out what JSON escapes."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    return "".join(plain.split())


def passages(text: str) -> Iterator[str]:
    return (text[start : start + PASSAGE] for start in range(len(text) - PASSAGE + 1))


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Yield name and content of each text file that is, or could next be, committed."""
    for name in _names(root):
        try:
            yield name, (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def _names(root: Path) -> list[str]:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = (file.relative_to(root) for file in root.rglob("*") if file.is_file())
        return sorted(file.as_posix() for file in found if not NOT_OURS.intersection(file.parts))
    return sorted(set(listed.split("\0")) - {""})


def borrowing(files: Iterable[tuple[str, str]], body: str) -> list[str]:
    """Name the files that hold a passage of the body."""
    known = frozenset(passages(body))
    return [
        name
        for name, text in files
        if not (text.isascii() and "\\u" not in text) and not known.isdisjoint(passages(squeezed(text)))
    ]


def quotes(node: Any) -> Iterator[str]:
    """Yield what stands under every `quote:` of a loaded case, in one language or several."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _strings(value) if key == "quote" else quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _strings(value)


def share_quoted(found: Iterable[str], body: str) -> float:
    """Say what share of the body the quotes cover; a quote given twice stands for two places."""
    covered: set[int] = set()
    for quote, times in Counter(map(squeezed, found)).items():
        places = (match.start() for match in re.finditer(re.escape(quote), body)) if quote else iter(())
        for start, _ in zip(places, range(times), strict=False):
            covered.update(range(start, start + len(quote)))
    return len(covered) / len(body)


@pytest.fixture(scope="module")
def body() -> str:
    """Give the article's body without white space, or skip."""
    file = ROOT.parent / "shared" / "sources" / CASE / "article.txt"
    if not file.is_file():
        absent("shared", f"the article is not beside this checkout (../shared/sources/{CASE}/article.txt)")
    lines = file.read_text(encoding="utf-8").splitlines()
    marks = [line.strip() for line in lines]
    end = next(number for number, line in enumerate(marks) if line.startswith("本稿終了"))
    return squeezed("".join(lines[marks.index("本文") + 1 : end]))


def test_no_file_holds_a_passage_of_the_article(body: str) -> None:
    assert borrowing(texts(ROOT), body) == []


def test_the_quotes_of_the_case_stay_few(body: str) -> None:
    cases = sorted((ROOT / "src" / "entaku" / "catalog").rglob(f"{CASE}*.yaml"))
    if not cases:
        pytest.skip(f"the catalogue holds no case {CASE} yet")
    loaded = [YAML(typ="safe").load(case.read_text(encoding="utf-8")) for case in cases]
    assert share_quoted(quotes(loaded), body) < SHARE


def test_every_passage_of_the_article_has_a_sign_beyond_ascii(body: str) -> None:
    assert not any(
        passage.isascii() for passage in passages(body)
    )  # else plain files could not be passed over


def test_a_passage_of_the_article_is_found(body: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"# Notes\n\n> {body[500 : 500 + PASSAGE]}\n", encoding="utf-8")
    assert borrowing(texts(tmp_path), body) == ["notes.md"]


@pytest.mark.parametrize(
    ("length", "found"), [(PASSAGE, ["folder/planted.txt"]), (PASSAGE - 1, [])], ids=["passage", "one short"]
)
def test_a_planted_passage_is_found_from_thirty_characters(
    tmp_path: Path, length: int, found: list[str]
) -> None:
    taken = MADE_UP[7 : 7 + length]
    planted = tmp_path / "folder" / "planted.txt"
    planted.parent.mkdir()
    planted.write_text(f"まえおき {taken[:11]}\n\u3000{taken[11:]} あとがき", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    assert borrowing(texts(tmp_path), MADE_UP) == found


def test_an_escaped_passage_is_found() -> None:
    escaped = MADE_UP[:PASSAGE].encode("ascii", "backslashreplace").decode("ascii")
    assert borrowing([("page.json", escaped)], MADE_UP) == ["page.json"]


def test_the_share_quoted_counts_each_place_once() -> None:
    case = {
        "claims": [{"quote": "いろは"}, {"quote": {"ja": "ろ は に", "en": "elsewhere"}}, {"text": "ほへと"}]
    }
    assert sorted(quotes(case)) == ["elsewhere", "いろは", "ろ は に"]
    assert share_quoted(quotes(case), "いろはにほへとちりぬ") == pytest.approx(0.4)
    assert share_quoted(["いろ", "いろ"], "いろはいろはいろはぬ") == pytest.approx(0.4)


def test_a_case_that_quotes_a_tenth_is_too_much() -> None:
    assert share_quoted([MADE_UP[: len(MADE_UP) // 10 + 1]], MADE_UP) >= SHARE
