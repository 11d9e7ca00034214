"""How fast is the lens `room` on large cases, beside a peer on the same files, and how much memory does it take?

Opposed parties with exact values: ten options an issue, and 20 issues of 4 options for 10^12 packages. Timed is the
full analysis (zone, frontier, solution points with ties, measures), CPU time, compiled code loaded before. The peer
is NegMAS in an environment of its own (`bench/peers/prepare`; ENTAKU_PEERS names it where it is not in the cache);
where there is none, its part is left out.

Run: python bench/large.py
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from entaku.exchange.negmas import exported
from entaku.lenses.room import look
from entaku.model.case import Case, KeyQuestion
from entaku.model.issue import Issue, Option
from entaku.model.party import Party
from entaku.model.statement import Statement, Values
from entaku.model.text import both
from entaku.space.solving import exact
from entaku.space.study import lay_out

HUGE = (2, 20, 4)
LIMITS = {(2, 6, 10): 1.0, (4, 6, 10): 20.0, HUGE: 10.0}
"""Seconds of CPU allowed, by parties, issues and options an issue."""
RATIO, GIB = 100.0, 2.0
HERE = Path(__file__).parent


def opposed(parties: int, issues: int, options: int) -> Case:
    """Give a case in which every other party wants the opposite, each with weights of its own."""
    dice = random.Random(parties * 10_000 + issues * 100 + options)
    names = [f"i{number}" for number in range(issues)]
    wish = {name: [dice.random() for _ in range(options)] for name in names}
    statements = []
    for p in range(parties):
        weight = {name: 0.1 + dice.random() for name in names}
        whole = sum(weight.values())
        table = {
            name: {
                f"o{k}": round(weight[name] / whole * (1.0 - want if p % 2 else want), 6)
                for k, want in enumerate(wish[name])
            }
            for name in names
        }
        says = Values(table=table, no_deal=0.3)
        statements.append(Statement(id=f"s{p}", party=f"p{p}", says=says, because=("analyst",)))
    return Case(
        entaku=1,
        id="large",
        title=both("large"),
        as_of=date(2026, 1, 1),
        question=KeyQuestion(text=both("?")),
        parties=tuple(Party(id=f"p{p}", name=both(f"p{p}"), kind="state") for p in range(parties)),
        issues=tuple(
            Issue(
                id=name,
                name=both(name),
                options=tuple(Option(id=f"o{k}", name=both(f"o{k}")) for k in range(options)),
            )
            for name in names
        ),
        preferences=tuple(statements),
    )


def ours(case: Case) -> tuple[float, int]:
    """Give the CPU seconds of the full analysis, and how many efficient packages there are."""
    study = lay_out(case)
    began = time.process_time()
    found = exact(study)
    found.measures  # noqa: B018  # worked out when asked for
    return time.process_time() - began, found.packages


def peer() -> Path:
    """Say where the peer's python is, or would be."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("ENTAKU_PEERS") or cache / "entaku" / "peers") / "bin" / "python"


def theirs(case: Case) -> dict[str, float]:
    """Give the peer's CPU seconds and figures on the same values, through files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in exported(case).files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        command = [str(peer()), str(HERE / "peers" / "negmas_room.py"), folder]
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own command
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


def against_limits() -> None:
    """Print each time beside what is allowed; the largest case with the memory of a process of its own."""
    for size, limit in LIMITS.items():
        if size == HUGE:
            continue
        seconds, efficient = ours(opposed(*size))
        print(f"{_name(size)}: {seconds:.3f} s of CPU (at most {limit:g}), {efficient} efficient packages")
    told = subprocess.run([sys.executable, __file__, "huge"], capture_output=True, text=True, check=True)  # noqa: S603
    print(told.stdout.strip())


def huge() -> None:
    """Print time and peak memory of this process for the lens on the largest case, sentences and pictures included."""
    ours(opposed(2, 2, 4))
    began = time.process_time()
    found = look(lay_out(opposed(*HUGE)))
    found.findings(), found.figures(), found.data()  # type: ignore[union-attr]
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    efficient = found.data()["frontier_packages"]
    print(
        f"{_name(HUGE)}, the whole lens: {seconds:.2f} s of CPU (at most {LIMITS[HUGE]:g}), "
        f"{efficient} efficient packages, peak memory {peak:.2f} GiB (at most {GIB:g})"
    )


def against_peer() -> None:
    """Print the ratio of the peer's time to ours, on the same values in one run."""
    if not peer().exists():
        print(f"no peer at {peer()}: run bench/peers/prepare to compare with one")
        return
    for size in ((2, 3, 10), (2, 4, 10), (2, 5, 10)):
        case = opposed(*size)
        seconds, efficient = min(ours(case) for _ in range(3))
        other = theirs(case)
        allowed = f" (at least {RATIO:g})" if size == (2, 5, 10) else ""
        print(
            f"{_name(size)}: {seconds:.4f} s against {other['seconds']:.2f} s of {other['peer']}: "
            f"{other['seconds'] / seconds:.0f} times as fast{allowed}; "
            f"{efficient} efficient packages, {other['frontier']} points there"
        )


def _name(size: tuple[int, int, int]) -> str:
    parties, issues, options = size
    return f"{options**issues:.0e} packages x {parties} parties"


if __name__ == "__main__":
    if sys.argv[1:] == ["huge"]:
        huge()
    else:
        ours(opposed(2, 2, 4))
        ours(opposed(4, 2, 4))
        against_limits()
        against_peer()
