"""The walk through a case gives each value the path under which the file writes it."""

from __future__ import annotations

from entaku.casefile.guard import grown
from entaku.casefile.load import read
from entaku.casefile.tree import Entries, Items, Node, Scalar
from entaku.model.errors import Path
from entaku.model.walk import Met, walk
from tests.casefile.planted import EXAMPLE

CASE = read(EXAMPLE)
TREE = grown(EXAMPLE.read_text(encoding="utf-8"))
MET = tuple(walk(CASE))


def node(path: Path) -> Node | None:
    """Give the node at exactly this path, if the file writes it."""
    at: Node | None = TREE
    for step in path:
        if isinstance(at, Entries) and isinstance(step, str):
            at = at.nodes.get(step)
        elif isinstance(at, Items) and isinstance(step, int):
            at = at.nodes[step]
        else:
            return None
    return at


def test_every_text_and_number_stands_at_its_path() -> None:
    for met in MET:
        if isinstance(met.value, (str, int, float)):
            at = node(met.path)
            key = bool(met.path) and met.path[-1] == met.value
            assert at is None or key or (isinstance(at, Scalar) and at.value == met.value), met


def test_what_the_file_writes_is_met() -> None:
    walked = {met.path for met in MET}

    def scalars(at: Node, path: Path) -> set[Path]:
        if isinstance(at, Items):
            return {found for place, each in enumerate(at.nodes) for found in scalars(each, (*path, place))}
        if isinstance(at, Entries):
            return {found for key, each in at.nodes.items() for found in scalars(each, (*path, key))}
        return {path}

    written = scalars(TREE, ())
    # Dates, truth values and what is not stated are no texts or numbers of the case.
    left = {path for path in written - walked if node(path) is not None}
    values = {str(at.value) for path in left if isinstance(at := node(path), Scalar)}
    assert {value for value in values if not value.startswith("2031-")} == {
        "True",
        "False",
        "None",
        "not stated",
    }


def test_what_lies_in_a_compartment_is_known_to() -> None:
    def hidden(met: Met) -> bool:
        return met.path[:2] in (("claims", 3), ("preferences", 12), ("drafts", 1))

    assert {met.path[:2] for met in MET if not met.public} == {met.path[:2] for met in MET if hidden(met)}
    inner = next(met for met in MET if met.path == ("drafts", 1, "terms", 0, "issue"))
    assert inner.compartments == {"mediator:only"}
