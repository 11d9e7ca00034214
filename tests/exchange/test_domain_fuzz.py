"""Whatever is done to the files of a domain: a case that lays out, or faults that name their files, and soon."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time

import pytest

from entaku import cli
from entaku.casefile.dump import dump
from entaku.casefile.load import reads
from entaku.exchange import reader
from entaku.exchange.document import MAX_BYTES
from entaku.model.errors import BadInput
from entaku.model.rules import faults
from entaku.space.study import lay_out
from tests.exchange import domains as d
from tests.exchange.mutations import changed

PUBLISHED = {
    "genius": ("Laptop", "NiceOrDie", "Ultimatum", "IntegerDomain", "ItexvsCypress", "S-1NIKFRT-1"),
    "geniusweb": ("FlightBooking-geniusweb",),
    "negolog": ("NegoLog-domain0",),
    "negmas": (),
}
TIMES = int(os.environ.get("ENTAKU_MUTATIONS", "120"))
"""How many changed folders of each format are read; tens of thousands by hand."""
SOON = 2.0
LONGEST = 2_000


def _folders(name: str, shared: Path) -> Iterator[dict[str, bytes]]:
    yield {file: text.encode() for file, text in d.FORMATS[name].items()}
    for domain in PUBLISHED[name]:
        yield {each.name: each.read_bytes() for each in (shared / "published" / "domains" / domain).iterdir()}


@pytest.mark.parametrize("name", d.FORMATS)
def test_changed_files_are_a_case_or_a_list_of_faults(name: str, shared: Path, tmp_path: Path) -> None:
    random, folders = Random(5), list(_folders(name, shared))
    read = 0
    for _ in range(TIMES):
        folder = d.laid(tmp_path, changed(random, random.choice(folders)))
        began = process_time()
        try:
            found = d.came(name, folder).case
        except BadInput as told:
            lines = told.lines()
        else:
            lines = ()
            read += 1
            assert faults(found) == ()
            assert reads(dump(found)) == found
            assert lay_out(found, 5).outcomes.count > 0
            again = d.came(name, d.laid(tmp_path, reader(name).exported(found).files)).case
            assert len(again.parties) == len(found.parties)
        assert all(line.startswith(str(folder)) and len(line) < LONGEST for line in lines)
        assert process_time() - began < SOON
    assert 0 < read < TIMES


# By hand: what is no domain, whatever the format

WIDE = "{" + ",".join(f'"k{number}": {number}' for number in range(60_000)) + "}"
ODD: dict[str, bytes | str] = {
    "empty": "",
    "blank": "  \n\n",
    "NUL": "a\0b",
    "UTF-32": "{}".encode("utf-32"),
    "half of a pair": b'{"a": "\xed\xa0\x80"}',
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0",
    "nothing": "null",
    "a list": "[]",
    "a number": "3",
    "a text": '"x"',
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "deep elements": "<a>" * 100_000,
    "deep YAML": "- " * 100_000,
    "a long number": "9" * 100_000,
    "a long word": "a" * MAX_BYTES,
    "many quotes": '"' * MAX_BYTES,
    "many colons": ":" * MAX_BYTES,
    "many lines": "- \n" * (MAX_BYTES // 4),
    "many keys": WIDE,
    "many elements": f"<utility_space>{'<x/>' * 200_000}</utility_space>",
    "too much": " " * (MAX_BYTES + 1),
    "a program": "!!python/object/apply:os.system ['exit 1']",
    "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "ha ha": '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><utility_space>&b;</utility_space>',
    "another file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><utility_space name="&a;"/>',
}


@pytest.mark.parametrize("name", d.FORMATS)
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_file_is_named_soon(name: str, odd: str, tmp_path: Path) -> None:
    file = max(d.FORMATS[name])
    content = ODD[odd]
    raw = content if isinstance(content, bytes) else content.encode()
    files = {other: text.encode() for other, text in d.FORMATS[name].items()} | {file: raw}
    folder = d.laid(tmp_path, files)
    began = process_time()
    lines = d.wrong(name, folder)
    assert process_time() - began < SOON
    assert all(len(line) < LONGEST for line in lines)
    assert any(line.startswith(f"{file}:") for line in lines)


def _directory(file: Path) -> None:
    file.mkdir()


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _loop(file: Path) -> None:
    file.symlink_to(file.name)


def _nowhere(file: Path) -> None:
    file.symlink_to("nowhere")


@pytest.mark.parametrize("name", d.FORMATS)
@pytest.mark.parametrize(
    ("instead", "words"),
    [
        (_directory, "no regular file"),
        (_pipe, "no regular file"),
        (_loop, "cannot be read (Too many levels of symbolic links)"),
        (_nowhere, "a link that leads nowhere"),
    ],
)
def test_what_is_no_file_is_not_passed_over(name: str, instead: object, words: str, tmp_path: Path) -> None:
    folder = d.laid(tmp_path, d.FORMATS[name])
    file = folder / max(d.FORMATS[name])
    file.unlink()
    assert callable(instead)
    instead(file)
    [line] = d.wrong(name, folder)
    assert line.startswith(f"{file.name}:1:1: the case: got ")
    assert words in line


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    folder = d.laid(tmp_path, d.LOG)
    monkeypatch.setattr(Path, "open", refuse)
    lines = d.wrong("negolog", folder)
    assert [line.partition(":")[0] for line in lines] == ["profileA.json", "profileB.json"]
    assert all("a file that cannot be read (Permission denied)" in line for line in lines)


def test_hidden_files_and_folders_in_a_circle_are_left_aside(tmp_path: Path) -> None:
    for name, files in d.FORMATS.items():
        plain = d.laid(tmp_path, files)
        folder = d.laid(tmp_path, files | {f"._{next(iter(files))}": b"\0\5\x16\7"})
        (folder / "circle").symlink_to(folder)
        assert d.came(name, folder).case.preferences == d.came(name, plain).case.preferences


def test_two_parties_of_one_name_are_told_apart(tmp_path: Path) -> None:
    found = d.came("geniusweb", d.laid(tmp_path, d.WEB | {"third.json": d.WEB["south.json"]}))
    assert [party.name.en for party in found.case.parties] == ["north", "south", "south (3)"]
    assert "two parties are called south; one is south (3) here" in [one.en for one in found.remarks]


@pytest.mark.parametrize("name", d.FORMATS)
def test_the_verb_lists_the_faults_of_all_files(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = d.FORMATS[name]
    folder = d.laid(tmp_path, dict.fromkeys(files, "{a"))
    monkeypatch.setattr("sys.argv", ["entaku", "import", name, str(folder)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    told = capsys.readouterr()
    assert left.value.code == 3
    assert told.out == ""
    assert "Traceback" not in told.err
    assert all(f"{folder / file}:" in told.err for file in files)
