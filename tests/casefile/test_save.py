"""Saving: what was not edited keeps its bytes, and no crash leaves half a file."""

from __future__ import annotations

import os
import stat
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.casefile.dump import dump, entry
from entaku.casefile.load import read, reads
from entaku.casefile.save import edited, merged, opened, save
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.source import Claim
from entaku.model.text import Text
from tests.casefile.planted import EXAMPLE, SHORT, text

if TYPE_CHECKING:
    from collections.abc import Callable

UGLY = """\
# by hand, as hands write
entaku:   1
id:  'ford'          # quoted for no reason

title:
    en: >
      The
      ford
    ja:   "渡し場"
as_of: 2031-04-10
question: { text: Who pays? , lenses:   [room]}


parties:
- {id: A,name: A,   kind: state}
-   id: B
    kind: state
    name: B
issues:
- id: toll
  name: toll
  kind: numeric
  options:
        - {id: low, name: low, at: 0.10}
        # above
        - {id: top, name: top, at: 0x1F}
trust: {words: {likely: [.5,
                          1.0e0]}, because: analyst}
expect: [{lens: room, at: x, value: ~}, {lens: room, at: y, value: }]
# the end
...
"""


def write(folder: Path, content: str, newline: str = "\n", mark: bytes = b"") -> Path:
    file = folder / "case.yaml"
    file.write_bytes(mark + content.replace("\n", newline).encode())
    return file


def changes(before: bytes, after: bytes) -> list[str]:
    lines = unified_diff(
        before.decode("utf-8-sig").splitlines(), after.decode("utf-8-sig").splitlines(), n=0, lineterm=""
    )
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    "content",
    [text(), SHORT, UGLY, UGLY.rstrip(), dump(reads(SHORT))],
    ids=["example", "short", "ugly", "cut", "dumped"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_saved_unchanged_is_the_same_file(tmp_path: Path, content: str, newline: str, mark: bytes) -> None:
    file = write(tmp_path, content, newline, mark)
    before = file.read_bytes()
    save(file, opened(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_edit_changes_its_own_line_only(tmp_path: Path, newline: str, mark: bytes) -> None:
    file = write(tmp_path, UGLY, newline, mark)
    before = file.read_bytes()
    document = opened(file)
    document.content["as_of"] = "2031-05-01"
    document.content["issues"][0]["options"][0]["at"] = -2.5
    save(file, document)
    after = file.read_bytes()
    assert changes(before, after) == [
        "-as_of: 2031-04-10",
        "+as_of: 2031-05-01",
        "-        - {id: low, name: low, at: 0.10}",
        "+        - {id: low, name: low, at: -2.5}",
    ]
    assert after.startswith(mark)
    assert after.count(b"\r\n") == (after.count(b"\n") if newline == "\r\n" else 0)
    assert read(file).issue("toll").options[0].at == -2.5


def test_what_is_added_is_written_like_the_rest(tmp_path: Path) -> None:
    file = write(tmp_path, text())
    before = file.read_bytes()
    document = opened(file)
    claim = Claim(
        id="C9",
        source="radio",
        text=Text("Yes: no", "はい"),
        holders=("author",),
        modality="asserted",
        quote="12",
    )
    document.content["claims"].append(entry(claim))
    del document.content["ratifiers"]
    save(file, document)
    case = read(file)
    assert case.claims[-1] == claim
    assert case.ratifiers == ()
    gone = [line for line in changes(before, file.read_bytes()) if line.startswith("-")]
    assert [line[:16] for line in gone] == ["-ratifiers:", "-  - {id: LO.cou", "-"]
    assert "# Said in a side room; nothing public may rest on it." in file.read_text(encoding="utf-8")


def test_scalars_put_in_stay_what_they_are(tmp_path: Path) -> None:
    file = write(tmp_path, SHORT)
    document = opened(file)
    document.content["expect"] = [
        {"lens": "room", "at": "x", "value": value}
        for value in ("12", "no", 12, 1.5, True, None, "2031-01-01", "a: b", "~")
    ]
    save(file, document)
    values = [expected.value for expected in read(file).expect]
    assert values == ["12", "no", 12, 1.5, True, None, "2031-01-01", "a: b", "~"]
    assert [type(value) for value in values[2:6]] == [int, float, bool, type(None)]


@pytest.mark.parametrize("spoilt", ["a: [", "entaku: 1\n"], ids=["no YAML", "something else"])
def test_where_lines_do_not_merge_all_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    file = write(tmp_path, UGLY)
    document = opened(file)
    document.content["as_of"] = "2031-05-01"
    monkeypatch.setattr("entaku.casefile.save.merged", lambda *_: spoilt)
    save(file, document)
    case = read(file)
    assert (case.as_of.month, case.issue("toll").options[1].at) == (5, 31)
    assert "# above" in file.read_text(encoding="utf-8")


def test_what_is_put_in_twice_is_written_twice(tmp_path: Path) -> None:
    file = write(tmp_path, SHORT)
    document = opened(file)
    same = {"en": "twice", "ja": "二度"}
    for party in document.content["parties"]:
        party["note"] = same
    save(file, document)
    assert [party.note for party in read(file).parties] == [Text("twice", "二度")] * 2


def test_what_is_no_case_is_not_written(tmp_path: Path) -> None:
    file = write(tmp_path, SHORT)
    document = opened(file)
    document.content["preferences"][0]["party"] = "NOBODY"
    with pytest.raises(
        BadInput, match=r"case\.yaml:\d+:\d+: preferences\.0\.party: got the unknown party 'NOBODY'"
    ):
        save(file, document)
    assert file.read_text(encoding="utf-8") == SHORT
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = write(tmp_path, SHORT)
    document = opened(file)
    document.content["as_of"] = "2031-05-01"
    file.write_text(SHORT + "# somebody else\n", encoding="utf-8")
    with pytest.raises(NotPossible, match="changed by somebody else"):
        save(file, document)
    assert file.read_text(encoding="utf-8").endswith("# somebody else\n")


def test_a_document_can_be_saved_again_and_elsewhere(tmp_path: Path) -> None:
    file = write(tmp_path, SHORT)
    document = opened(file)
    document.content["as_of"] = "2031-05-01"
    document = save(file, document)
    document.content["as_of"] = "2031-05-02"
    document = save(file, document)
    assert read(file).as_of.day == 2
    other = tmp_path / "other.yaml"
    save(other, document)
    assert other.read_bytes() == file.read_bytes()


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    file = write(tmp_path, SHORT)
    file.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    document = opened(link)
    document.content["as_of"] = "2031-05-01"
    save(link, document)
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert read(file).as_of.month == 5


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open"])
def test_a_failed_write_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = write(tmp_path, SHORT)
    document = opened(file)
    document.content["as_of"] = "2031-05-01"
    usual = Path.open

    def full(*arguments: Any, **_: Any) -> Any:
        if step == "pathlib.Path.open" and arguments[1] == "rb":
            return usual(*arguments)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(step, full)
        with pytest.raises(NotPossible, match="No space left"):
            save(file, document)
    assert file.read_text(encoding="utf-8") == SHORT
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


def test_the_new_file_is_on_the_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, SHORT)
    done: list[str] = []
    sync, put = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        done.append("replace")
        return put(self, target)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    save(file, opened(file))
    assert done == ["file", "replace", "folder"]


def test_a_missing_or_broken_file_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        opened(tmp_path / "none.yaml")
    with pytest.raises(BadInput):
        opened(write(tmp_path, "a: &x 1\n"))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    document = opened(write(tmp_path, SHORT))
    with pytest.raises(NotPossible, match="cannot be written"):
        save(tmp_path / "none" / "case.yaml", document)


def test_opening_changes_nothing_for_other_users_of_the_library() -> None:
    from ruamel.yaml import YAML

    opened(EXAMPLE)
    assert YAML(typ="safe", pure=True).load("{a: 1, b: x}") == {"a": 1, "b": "x"}
    assert YAML().load("a: 1")["a"] == 1


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=6)


@given(LINES, LINES)
def test_a_merge_with_nothing_normalised_is_the_new_text(base: list[str], new: list[str]) -> None:
    before, after = "".join(base), "".join(new)
    assert merged(before, before, after) == after
    assert merged(after, before, before) == after


EDITS: dict[str, Callable[[Any], Any]] = {
    "kind": lambda content: content["parties"][0].update(kind="organisation"),
    "quote": lambda content: content["claims"][0].update(quote="“12:30”, they said # twice"),
    "place": lambda content: content["issues"][0]["options"][1].update(at=3),
    "drop": lambda content: content["drafts"].clear(),
    "note": lambda content: content["parties"][1].update(note={"en": "- a", "ja": "『b』"}),
    "title": lambda content: content.update(title="x\ny"),
}


@settings(max_examples=20)
@given(st.sets(st.sampled_from(sorted(EDITS)), min_size=1))
def test_edits_say_what_was_meant_and_nothing_else(kinds: set[str]) -> None:
    with TemporaryDirectory() as folder:
        document = opened(write(Path(folder), SHORT))
        for kind in kinds:
            EDITS[kind](document.content)
        case, before = reads(edited(document)), reads(SHORT)
    told = {
        "kind": (case.parties[0].kind, "state", "organisation"),
        "quote": (case.claims[0].quote, "", "“12:30”, they said # twice"),
        "place": (case.issues[0].options[1].at, 2.5, 3.0),
        "drop": (case.drafts, before.drafts, ()),
        "note": (case.parties[1].note, Text(), Text("- a", "『b』")),
        "title": (case.title, before.title, Text("x\ny", "x\ny")),
    }
    assert {kind: value for kind, (value, _, _) in told.items()} == {
        kind: after if kind in kinds else usual for kind, (_, usual, after) in told.items()
    }
    assert (case.preferences, case.watch_points) == (before.preferences, before.watch_points)
