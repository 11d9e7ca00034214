"""The measures of the house, taken on every module; each exception is named here with its reason."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE = ROOT / "src"

FILE_LINES = 400
FUNCTION_LINES = 60
ARGUMENTS = 6
FRONT_DOOR_NAMES = 14
PARENTS = {"Protocol", "Enum", "IntEnum", "StrEnum", "NamedTuple"}
BOTTOM = {  # the two lowest packages, and what each may import beside itself and the standard library
    "model": set[str](),
    "kernels": {"numpy", "numba"},
}

# (measure, place as the fault names it): the reason
EXCEPTIONS: dict[tuple[str, str], str] = {
    (
        "no inheritance but exceptions, protocols and values",
        "entaku/cli/__init__.py::Verbs(Group)",
    ): "click loads a verb when it is called only through a group of its own class",
    (
        "no inheritance but exceptions, protocols and values",
        "entaku/lenses/__init__.py::_Verb(ModuleType)",
    ): "the verb `entaku.lenses()` and the folder of the lenses share a name",
}

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One file: where it is below src/, what it says."""

    path: str
    text: str

    @property
    def package(self) -> str:
        return self.path.split("/")[1]

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def _modules() -> tuple[Module, ...]:
    files = sorted((SOURCE / "entaku").rglob("*.py"))
    return tuple(Module(file.relative_to(SOURCE).as_posix(), file.read_text("utf-8")) for file in files)


def _definitions(
    node: ast.AST, outer: str = ""
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    """Yield each function and class with its dotted name, functions inside functions as well."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            name = f"{outer}.{child.name}".lstrip(".")
            yield name, child
            yield from _definitions(child, name)
        else:
            yield from _definitions(child, outer)


def _functions(module: Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for name, node in _definitions(module.tree):
        if isinstance(node, FUNCTIONS):
            yield name, node


def file_lines(module: Module) -> Iterator[str]:
    if len(module.text.splitlines()) > FILE_LINES:
        yield module.path


def function_lines(module: Module) -> Iterator[str]:
    for name, node in _functions(module):
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES:
            yield f"{module.path}::{name}"


def arguments(module: Module) -> Iterator[str]:
    for name, node in _functions(module):
        given = node.args
        named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        counted = [argument for argument in named if argument and argument.arg not in {"self", "cls"}]
        if len(counted) > ARGUMENTS:
            yield f"{module.path}::{name}"


def positional_booleans(module: Module) -> Iterator[str]:
    for name, node in _functions(module):
        given = [*node.args.posonlyargs, *node.args.args]
        defaults = [None] * (len(given) - len(node.args.defaults)) + node.args.defaults
        for argument, default in zip(given, defaults, strict=True):
            switch = isinstance(default, ast.Constant) and isinstance(default.value, bool)
            if switch or (argument.annotation and _says_bool(argument.annotation)):
                yield f"{module.path}::{name}({argument.arg})"


def _says_bool(annotation: ast.expr) -> bool:
    """Say whether an annotation is bool, or a choice one side of which is."""
    match annotation:
        case ast.Name("bool") | ast.Constant("bool"):
            return True
        case ast.BinOp(left, ast.BitOr(), right):
            return _says_bool(left) or _says_bool(right)
    return False


def inheritance(module: Module) -> Iterator[str]:
    for name, node in _definitions(module.tree):
        for base in node.bases if isinstance(node, ast.ClassDef) else ():
            named = base.value if isinstance(base, ast.Subscript) else base
            parent = ast.unparse(named).rpartition(".")[2]
            if parent not in PARENTS and not re.search(r"(Error|Exception|Warning|Exit|Interrupt)$", parent):
                yield f"{module.path}::{name}({parent})"


def front_door(module: Module) -> Iterator[str]:
    if module.path != "entaku/__init__.py":
        return
    named: list[ast.expr] | None = None
    for node in module.tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name("__all__")], value=ast.List(names) | ast.Tuple(names))
                | ast.AnnAssign(target=ast.Name("__all__"), value=ast.List(names) | ast.Tuple(names))
            ):
                named = names
    shut = all(isinstance(node, ast.Expr | ast.Assign) for node in module.tree.body)
    if (named is None and not shut) or len(named or ()) > FRONT_DOOR_NAMES:
        yield module.path


def printing(module: Module) -> Iterator[str]:
    if module.package == "cli":
        return
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(ast.Name("print")):
                yield f"{module.path}:{node.lineno}"


def machine_paths(module: Module) -> Iterator[str]:
    someones = re.compile(
        r"(?<![\w.~-])/(home|root|Users|Volumes|work|tmp|mnt|opt|srv|private)/|\b[A-Z]:\\\w"
    )
    for number, line in enumerate(module.text.splitlines(), start=1):
        if someones.search(line):
            yield f"{module.path}:{number}"


def docstrings(module: Module) -> Iterator[str]:
    insides = {
        inner
        for _, node in _functions(module)
        for inner in ast.walk(node)
        if inner is not node  # what is defined inside a function is its own matter
    }
    for name, node in _definitions(module.tree):
        public = not any(part.startswith("_") for part in name.split("."))
        if public and node not in insides and not ast.get_docstring(node) and not _is_overload(node):
            yield f"{module.path}::{name}"


def _is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    return any(ast.unparse(mark).rpartition(".")[2] == "overload" for mark in node.decorator_list)


def bottom_imports(module: Module) -> Iterator[str]:
    allowed = BOTTOM.get(module.package)
    if allowed is None:
        return
    own = f"entaku.{module.package}"
    for node in ast.walk(module.tree):
        match node:
            case ast.Import(names):
                wanted = [alias.name for alias in names]
            case ast.ImportFrom(module=str(source), level=0):
                wanted = [source]
            case ast.ImportFrom(level=level) if level >= len(module.path.split("/")) - 1:
                wanted = ["entaku"]  # climbs out of its own package
            case _:
                continue
        for name in wanted:
            root = name.partition(".")[0]
            inside = f"{name}.".startswith(f"{own}.")
            if not inside and root not in allowed and root not in sys.stdlib_module_names:
                yield f"{module.path}:{node.lineno} {name}"


def idle(table: dict[tuple[str, str], str], modules: tuple[Module, ...]) -> list[tuple[str, str]]:
    """Name the exceptions that no module needs any longer, or that give no reason."""
    return [
        (measure, place)
        for (measure, place), reason in table.items()
        if not reason.strip()
        or place not in [found for module in modules for found in MEASURES[measure](module)]
    ]


MEASURES: dict[str, Callable[[Module], Iterator[str]]] = {
    "a file is at most 400 lines": file_lines,
    "a function is at most 60 lines": function_lines,
    "a function takes at most 6 arguments": arguments,
    "no boolean is given by position": positional_booleans,
    "no inheritance but exceptions, protocols and values": inheritance,
    "the front door has at most 14 names": front_door,
    "only the command line prints": printing,
    "no path of one machine": machine_paths,
    "what is public says what it is for": docstrings,
    "model and kernels import next to nothing": bottom_imports,
}

# measure: (a path, a text that breaks it, a near miss that does not)
BITES: dict[str, tuple[str, str, str]] = {
    "a file is at most 400 lines": ("entaku/a.py", "x = 1\n" * 401, "x = 1\n" * 400),
    "a function is at most 60 lines": (
        "entaku/a.py",
        "def f():\n" + "    x = 1\n" * 60,
        "def f():\n" + "    x = 1\n" * 59,
    ),
    "a function takes at most 6 arguments": (
        "entaku/a.py",
        "class A:\n    def f(self, a, b, c, /, d, *e, g, **h): ...\n",
        "class A:\n    def f(self, a, b, c, /, d, *e, g): ...\n",
    ),
    "no boolean is given by position": (
        "entaku/a.py",
        "def f(a: int, b: bool | None): ...\ndef g(a=True): ...\n",
        "def f(a: int, *, b: bool = True): ...\ndef g(a: list[bool]): ...\n",
    ),
    "no inheritance but exceptions, protocols and values": (
        "entaku/a.py",
        "class A(Base[int]): ...\n",
        "class A(Protocol[T]): ...\nclass B(enum.Enum): ...\nclass C(CaseError): ...\n",
    ),
    "the front door has at most 14 names": (
        "entaku/__init__.py",
        f"__all__ = {[f'n{i}' for i in range(15)]}\n",
        f"__all__ = {[f'n{i}' for i in range(14)]}\n",
    ),
    "only the command line prints": ("entaku/a.py", "print(1)\n", "x = 'print(1)'\n"),
    "no path of one machine": (
        "entaku/a.py",
        "x = '/home/someone/case.yaml'\n",
        "x = 'a/home/b'; y = '/usr/bin/x'\n",
    ),
    "what is public says what it is for": (
        "entaku/a.py",
        "class A:\n    '''Say.'''\n    def f(self): ...\n",
        "class _A:\n    def f(self): ...\ndef f():\n    '''Say.'''\n    def g(): ...\n",
    ),
    "model and kernels import next to nothing": (
        "entaku/model/a.py",
        "from ..space import draws\n",
        "import json\nfrom .b import c\nfrom entaku.model import d\n",
    ),
}


@pytest.mark.parametrize("measure", MEASURES)
def test_every_module_keeps_the_measure(measure: str) -> None:
    faults = [place for module in _modules() for place in MEASURES[measure](module)]
    assert [place for place in faults if (measure, place) not in EXCEPTIONS] == []


@pytest.mark.parametrize("measure", MEASURES)
def test_the_measure_bites(measure: str) -> None:
    path, broken, kept = BITES[measure]
    assert list(MEASURES[measure](Module(path, broken)))
    assert not list(MEASURES[measure](Module(path, kept)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("entaku/model/a.py", "import numpy as np\n"),
        ("entaku/model/a.py", "from entaku.kernels.power import shapley\n"),
        ("entaku/model/a.py", "from entaku import __version__\n"),
        ("entaku/kernels/a.py", "import pandas\n"),
        ("entaku/kernels/a.py", "def f():\n    from entaku.model import Case\n"),
    ],
)
def test_the_bottom_imports_nothing_else(path: str, text: str) -> None:
    assert list(bottom_imports(Module(path, text)))


def test_kernels_may_import_arrays() -> None:
    text = "import numpy as np\nfrom numba import njit\n"
    assert not list(bottom_imports(Module("entaku/kernels/a.py", text)))


def test_a_front_door_that_names_nothing_is_no_door() -> None:
    assert list(front_door(Module("entaku/__init__.py", "from entaku.app import read\n")))


def test_the_command_line_may_print() -> None:
    assert not list(printing(Module("entaku/cli/a.py", "print(1)\n")))


def test_each_exception_is_still_needed_and_says_why() -> None:
    assert idle(EXCEPTIONS, _modules()) == []


def test_an_idle_exception_is_found() -> None:
    long = Module("entaku/a.py", "x = 1\n" * 401)
    first = "a file is at most 400 lines"
    table = {(first, "entaku/a.py"): "a table of names", (first, "entaku/b.py"): "it was long once"}
    assert idle(table, (long,)) == [(first, "entaku/b.py")]
    assert idle({(first, "entaku/a.py"): " "}, (long,)) == [(first, "entaku/a.py")]


def test_there_is_something_to_measure() -> None:
    assert _modules()
