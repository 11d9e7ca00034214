"""Documentation as something that runs: its files are written, its commands run, its outputs compared.

A page is read from top to bottom. Blocks that count:

- a code block with a caption is a file: `river.yaml` is written, `river.yaml, continued` appended to; in a `diff` the
  lines marked `-` are replaced by those marked `+`;
- `console`: lines after `$ ` are run; what follows is compared where it stands, `...` for anything;
- `pycon`: a Python session, compared as doctests are.
"""

from __future__ import annotations

import doctest
import io
import re
import shlex
import subprocess
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = ROOT / "docs"
FENCE = re.compile(
    r"^```(?:\{code-block\} )?(?P<kind>\w+)\n(?::caption: (?P<caption>[^\n]+)\n\n)?(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CONTINUED = ", continued"
ASK = "echo $?"
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PLAIN = {"cat", "cmp", "diff", "head"}
"""Other commands that a page may show."""


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, caption, text, and the line at which it opens."""

    kind: str
    caption: str
    text: str
    line: int


def blocks(page: str) -> list[Block]:
    """Give the fenced blocks of a page."""
    return [
        Block(found["kind"], found["caption"] or "", found["text"], page.count("\n", 0, found.start()) + 1)
        for found in FENCE.finditer(page)
    ]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output shown below it."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    if parts[0].strip():
        raise ValueError(f"line {block.line}: a console block begins with '$ '")
    for part in parts[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def matches(shown: str, got: str) -> bool:
    """Tell whether an output is as shown, `...` standing for anything, white space for white space."""
    return doctest.OutputChecker().check_output(shown, got, LOOSE)


def place(block: Block, folder: Path) -> None:
    """Write, extend or change the file that a block's caption names."""
    name = block.caption.removesuffix(CONTINUED)
    file = folder / name
    if block.kind == "diff":
        lines = block.text.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        text = file.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise ValueError(f"line {block.line}: {name} holds {text.count(old)} times what is to change")
        file.write_text(text.replace(old, new), encoding="utf-8")
    elif block.caption.endswith(CONTINUED):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{block.text}", encoding="utf-8")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")


def entaku(words: list[str], *, apart: bool) -> tuple[int, str]:
    """Run the command line in this process; give its exit code and what it wrote, without remarks if `apart`."""
    from entaku.cli import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) if apart else out
    code = 0
    with redirect_stdout(out), redirect_stderr(said), patch.object(sys, "argv", ["entaku", *words]):
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
    out.seek(0)
    return code, out.read()


@dataclass
class Shell:
    """Runs the commands of a page in its folder, one after another."""

    folder: Path
    code: int = 0
    ran: list[str] = field(default_factory=list)

    def run(self, command: str) -> str:
        """Run one command and give what it shows."""
        self.ran.append(command)
        words = shlex.split(command)
        if command == ASK:
            return f"{self.code}\n"
        if words[0] in PLAIN:
            done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)
            self.code = done.returncode
            return done.stdout + done.stderr
        if words[0] not in {"entaku", "./entaku"}:
            raise ValueError(f"a page may show entaku and {', '.join(sorted(PLAIN))}, not {command!r}")
        into = words[-1] if words[-2:-1] == [">"] else ""
        self.code, out = entaku(words[1:-2] if into else words[1:], apart=bool(into))
        if into:
            (self.folder / into).write_text(out, encoding="utf-8")
        return "" if into else out


@contextmanager
def more_lenses(folder: Path) -> Iterator[None]:
    """Let lenses that a page writes stand beside those of the package."""
    lenses: Any = import_module("entaku.lenses")

    before = set(sys.modules)
    lenses.__path__.append(str(folder / "src" / "entaku" / "lenses"))
    try:
        yield
    finally:
        lenses.__path__.pop()
        lenses.names.cache_clear()
        for name in set(sys.modules) - before:
            if name.startswith(f"{lenses.__name__}.") and str(folder) in str(sys.modules[name].__file__):
                del sys.modules[name]


def play(page: Path, folder: Path) -> Shell:
    """Go through a page: write its files, run its commands and sessions; complain where it is not as shown."""
    with more_lenses(folder):
        return _play(page, folder)


def _play(page: Path, folder: Path) -> Shell:
    shell = Shell(folder)
    names: dict[str, Any] = {}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.kind == "console":
            _run_console(shell, block, page)
        elif block.kind == "pycon":
            _run_session(block, names, page)
        elif block.caption:
            place(block, folder)
            if block.caption.startswith("src/entaku/lenses/"):
                import_module("entaku.lenses").names.cache_clear()
    return shell


def _run_console(shell: Shell, block: Block, page: Path) -> None:
    steps = list(commands(block))
    for number, (command, shown) in enumerate(steps):
        got = shell.run(command)
        where = f"{page.relative_to(ROOT)}:{block.line}: $ {command}"
        assert not shown.strip() or matches(shown, got), f"{where}\nshown:\n{shown}\ngot:\n{got}"
        asked = command == ASK or (number + 1 < len(steps) and steps[number + 1][0] == ASK)
        assert shell.code == 0 or asked, f"{where}\nleft with {shell.code}:\n{got}"


def _run_session(block: Block, names: dict[str, Any], page: Path) -> None:
    where = str(page.relative_to(ROOT))
    session = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line)
    told = io.StringIO()
    failed, _ = doctest.DocTestRunner(optionflags=LOOSE).run(session, out=told.write, clear_globs=False)
    names.update(session.globs)
    assert not failed, told.getvalue()


def case_of_the_tutorial(folder: Path) -> None:
    """Write the case of the tutorial, as it stands at the end, without running anything."""
    page = DOCS / "tutorial" / "first-case.md"
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.caption:
            place(block, folder)
