from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.engines import Job, Task
from entaku.engines.carrying import carry_out
from entaku.engines.keeping import Folder, manifest, opened
from entaku.model.errors import NotPossible
from tests.engines import works

COUNT = 5


def run(folder: Path, marks: Path, count: int = COUNT) -> tuple[list[bytes], list[int]]:
    """Carry slow tasks out; give the results and which were begun, in order."""
    before = set(marks.iterdir())
    outcome = carry_out(works.slows(count, str(marks), 0), folder=folder, engine_name="alone")
    begun = sorted(int(mark.name.split(".")[0]) for mark in set(marks.iterdir()) - before)
    return [result.content for result in outcome.results()], begun


def kept(folder: Path) -> dict[int, Path]:
    files = sorted((folder / "results").iterdir())
    return {int(file.name.removeprefix("slow-").split(".")[0]): file for file in files}


def places(tmp_path: Path) -> tuple[Path, Path]:
    marks = tmp_path / "marks"
    marks.mkdir()
    return tmp_path / "run", marks


EXPECTED = [works.squared(x) for x in range(COUNT)]


@settings(max_examples=25)
@given(
    lost=st.sets(st.integers(0, COUNT - 1)),
    cut=st.sets(st.integers(0, COUNT - 1)),
    longer=st.sets(st.integers(0, COUNT - 1)),
    swapped=st.booleans(),
)
def test_only_what_is_missing_or_spoilt_is_run(
    lost: set[int], cut: set[int], longer: set[int], *, swapped: bool
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder, marks = places(Path(temporary))
        assert run(folder, marks) == (EXPECTED, list(range(COUNT)))
        files = kept(folder)
        spoilt = lost | cut | longer
        for x in cut:
            files[x].write_bytes(files[x].read_bytes()[:-1])
        for x in longer:
            files[x].write_bytes(files[x].read_bytes() + b" ")
        if swapped:
            content = files[0].read_bytes()
            files[0].write_bytes(files[1].read_bytes())
            files[1].write_bytes(content)
            spoilt |= {0, 1}
        for x in lost:
            files[x].unlink()
        # what is cut and then lengthened may be whole again
        really = {x for x in spoilt if not files[x].exists() or files[x].read_bytes() != EXPECTED[x]}
        assert run(folder, marks) == (EXPECTED, sorted(really))
        assert run(folder, marks) == (EXPECTED, [])
        assert kept(folder) == files


def test_a_result_is_its_bytes_and_nothing_else(tmp_path: Path) -> None:
    folder, marks = places(tmp_path)
    run(folder, marks)
    assert [file.read_bytes() for file in kept(folder).values()] == EXPECTED


def test_half_written_files_do_not_count(tmp_path: Path) -> None:
    folder, marks = places(tmp_path)
    run(folder, marks)
    file = kept(folder)[2]
    file.rename(file.with_name(f".{file.name}.0123abcd.tmp"))
    (folder / ".manifest.json.0123abcd.tmp").write_bytes(b"{")
    assert run(folder, marks) == (EXPECTED, [2])
    assert sorted(entry.name for entry in folder.iterdir()) == ["lock", "manifest.json", "results"]
    assert len(kept(folder)) == COUNT


@pytest.mark.parametrize(
    "name", ["notes.txt", "slow-1", "slow-9.0123456789abcdef0123456789abcdef", "slow-1.0"]
)
def test_a_file_that_is_no_result_of_this_run_is_refused(tmp_path: Path, name: str) -> None:
    folder, marks = places(tmp_path)
    run(folder, marks)
    (folder / "results" / name).write_bytes(b"what is this")
    with pytest.raises(NotPossible, match=r"is no result of this run"):
        run(folder, marks)
    assert (folder / "results" / name).exists()


def test_another_run_is_refused_and_what_differs_is_named(tmp_path: Path) -> None:
    folder, marks = places(tmp_path)
    run(folder, marks)
    with pytest.raises(NotPossible) as refused:
        run(folder, marks, COUNT + 1)
    said = str(refused.value)
    assert "holds another run" in said
    assert "parameter count (5 there, 6 here)" in said
    assert "tasks (5 there, 6 here)" in said
    assert "work" not in said.split(":", 1)[1]
    with pytest.raises(
        NotPossible, match=r"work \(tests.engines.works.slow there, tests.engines.works.squared here\)"
    ):
        carry_out(works.squares(COUNT), folder=folder, engine_name="alone")
    assert run(folder, marks) == (EXPECTED, [])


def test_another_version_is_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, marks = places(tmp_path)
    run(folder, marks)
    monkeypatch.setattr("entaku.engines.keeping.__version__", "99.0")
    with pytest.raises(NotPossible, match=r"entaku \(.* there, 99.0 here\)"):
        run(folder, marks)


def test_parameters_that_differ_are_named_even_if_called_like_an_entry(tmp_path: Path) -> None:
    first, second = (Job(works.squared, (Task("a", (1,)),), {"tasks": count, "seed": 1}) for count in (7, 8))
    carry_out(first, folder=tmp_path, engine_name="alone")
    with pytest.raises(NotPossible, match=r"holds another run: parameter tasks \(7 there, 8 here\)\. Take"):
        carry_out(second, folder=tmp_path, engine_name="alone")


def test_a_run_killed_before_its_manifest_was_written_begins_anew(tmp_path: Path) -> None:
    folder, marks = places(tmp_path)
    (folder / "results").mkdir(parents=True)
    (folder / "lock").write_text("1", encoding="utf-8")
    (folder / ".manifest.json.0123abcd.tmp").write_bytes(b"{")
    assert run(folder, marks) == (EXPECTED, list(range(COUNT)))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"parameters": 1}', b"\xff"])
def test_a_folder_with_a_broken_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    folder, marks = places(tmp_path)
    run(folder, marks)
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(NotPossible, match="no folder of a run"):
        run(folder, marks)


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder, marks = places(tmp_path)
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(NotPossible, match="no folder of a run"):
        run(folder, marks)
    assert [(entry.name, entry.read_text("utf-8")) for entry in folder.iterdir()] == [
        ("thesis.txt", "years of work")
    ]
    assert list(marks.iterdir()) == []


def test_a_place_where_no_folder_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotPossible, match="cannot hold a run"):
        carry_out(works.squares(1), folder=tmp_path / "file", engine_name="alone")


def test_a_second_coordinator_is_refused_and_a_dead_one_is_not_waited_for(tmp_path: Path) -> None:
    folder, marks = places(tmp_path)
    job = works.slows(COUNT, str(marks), 0)
    code = (
        "import os, signal, sys; from pathlib import Path; from tests.engines import works\n"
        "from entaku.engines.keeping import opened\n"
        f"with opened(Path({str(folder)!r}), works.slows({COUNT}, {str(marks)!r}, 0)):\n"
        "    print(os.getpid(), flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        pid = other.stdout.readline().strip()
        with pytest.raises(NotPossible, match=rf"written by another run \(process {pid}\)"):
            carry_out(job, folder=folder, engine_name="alone")
        other.kill()
        other.wait()
    assert run(folder, marks) == (EXPECTED, list(range(COUNT)))


def test_one_process_cannot_open_a_folder_twice(tmp_path: Path) -> None:
    job = works.squares(2)
    with opened(tmp_path, job), pytest.raises(NotPossible, match="another run"), opened(tmp_path, job):
        pass
    with opened(tmp_path, job):
        pass


def test_a_result_changed_after_the_run_is_not_passed_on(tmp_path: Path) -> None:
    outcome = carry_out(works.squares(2), folder=tmp_path, engine_name="alone")
    assert isinstance(outcome.kept, Folder)
    first, second = (tmp_path / "results" / name for name in sorted(outcome.kept.names.values()))
    first.write_bytes(b"forged")
    with pytest.raises(NotPossible, match="not what was kept"):
        list(outcome.results())
    first.unlink()
    with pytest.raises(NotPossible, match="cannot be read"):
        list(outcome.results())
    assert second.exists()


def test_the_manifest_says_what_the_run_is(tmp_path: Path) -> None:
    job = Job(works.squared, (Task("a", (1,)),), {"draws": 2000, "誰": "米国"})
    with opened(tmp_path, job):
        found = json.loads((tmp_path / "manifest.json").read_bytes())
    assert found == manifest(job)
    assert found["parameters"] == {"draws": 2000, "誰": "米国"}
    other = Job(works.squared, (Task("b", (1,)),), job.parameters)
    assert manifest(other)["digest"] != found["digest"]


@pytest.mark.parametrize("key", ["", ".hidden", "a/b", "a b", "-x", "x" * 129, "a\n", "é"])
def test_a_key_that_is_no_name_of_a_file_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="name of a file"):
        manifest(Job(works.squared, (Task(key, (1,)),)))


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two tasks"):
        carry_out(Job(works.squared, (Task("a", (1,)), Task("a", (2,)))), engine_name="alone")
