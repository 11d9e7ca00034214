"""Does a tournament of 10^6 plays give the same bytes on every engine, whatever is killed, and how fast is it?

Ten strategies (built-in ones, one of them also late and early) in all seats of a case of two parties and 10^3
packages with ranked weights and opposed orders, at most 100 rounds. Played by one process, a pool and a Dask cluster of
this machine; then again with a worker of each killed in the middle, with the coordinator of each killed in the middle
and the same call made again, and with the cluster interrupted as by Ctrl-C and the same call made again. Everything
goes through the command line. Prints for each run its seconds by the clock and of CPU, the peak memory of the
coordinator, who was lost, and whether ranking and plays (CSV and Parquet) are those of the first run; ends with 1 if
anything is not.

Needs the extras `cluster` and `tables`, and psutil, which the first brings. Only the loopback interface is used.

Run: python bench/sweep.py [PLAYS]
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]
from made_case import made_case

from entaku.casefile.dump import dump
from entaku.model.basics import Range
from entaku.model.case import Case
from entaku.model.statement import Heavier, NoDealValue, Order, Says

STRATEGIES = (
    *("concede", "concede,beta=0.2", "concede,beta=5", "until", "holdout"),
    *("answer", "micro", "chance", "by_issue", "nice"),
)
SEATINGS, WORKERS, ROUNDS = len(STRATEGIES) ** 2, 2, 100
ISSUES, OPTIONS = 3, 10
QUICK = 3.0
"""Seconds in which a coordinator ends once it is stopped."""
PATIENCE = 15.0
"""Seconds in which everything that a coordinator started must be gone after it."""


def case() -> Case:
    """Give a case of two parties and 10^3 packages, whose parties want the opposite of each other."""
    dice = random.Random(7)
    options = [f"o{k}" for k in range(OPTIONS)]
    orders = {f"i{i}": dice.sample(options, OPTIONS) for i in range(ISSUES)}
    says: list[list[Says]] = []
    for way in (-1, 1):
        said: list[Says] = [NoDealValue(range=Range(0.2, 0.5)), Heavier(issues=tuple(orders)[::way])]
        said += [Order(issue=issue, worst_to_best=tuple(order[::way])) for issue, order in orders.items()]
        says.append(said)
    return made_case(ISSUES, OPTIONS, says)


@dataclass
class Watched:
    """A call of the command line, watched from outside as it runs."""

    process: psutil.Popen
    began: float = field(default_factory=time.perf_counter)
    cpu: dict[psutil.Process, float] = field(default_factory=dict)
    peak: int = 0

    def look(self) -> None:
        """Take note of CPU and memory as they are now."""
        for one in self.family():
            try:
                times = one.cpu_times()
                self.cpu[one] = times.user + times.system
                if one == self.process:
                    self.peak = max(self.peak, one.memory_info().rss)
            except psutil.NoSuchProcess:
                continue

    def family(self) -> list[psutil.Process]:
        """List the coordinator and all that it started."""
        try:
            return [self.process, *self.process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def worker(self) -> tuple[psutil.Process, set[str]]:
        """Find a worker: who of those that it started has computed the most; with the names it may be told by."""
        found = max(self.family()[1:], key=lambda one: self.cpu.get(one, 0.0))
        heard = {f"tcp://{each.laddr.ip}:{each.laddr.port}" for each in found.net_connections("inet")}
        return found, {f"process {found.pid}"} | heard


@dataclass(frozen=True)
class Ended:
    """What a call of the command line came to."""

    code: int
    seconds: float
    cpu: float
    peak: int
    said: str


class Sweep:
    """One tournament in one folder, called again and again."""

    def __init__(self, place: Path, draws: int) -> None:
        place.mkdir()
        self.place, self.draws = place, draws
        self.case_file = place / "case.yaml"
        self.case_file.write_text(dump(case()), encoding="utf-8")

    def call(self, engine: str, ending: str, happens: Callable[[Watched], None] | None = None) -> Ended:
        """Run the command and watch it; what happens, happens once, when half of what was missing is done."""
        before = len(self.kept())
        with (self.place / "said").open("w+", encoding="utf-8") as said:
            # in a group of its own, so that an interrupt reaches all of it, as from a terminal, and not this process
            process = psutil.Popen(self._command(engine, ending), stderr=said, start_new_session=True)
            watched = Watched(process)
            while process.poll() is None:
                watched.look()
                if happens and (total := self.total()) and len(self.kept()) >= (before + total) / 2:
                    happens(watched)
                    happens = None
                time.sleep(0.05)
            seconds = time.perf_counter() - watched.began
            _, left = psutil.wait_procs(list(watched.cpu), timeout=PATIENCE)
            said.seek(0)
            told = said.read() + "".join(f"left behind: {each}\n" for each in left)
        return Ended(process.returncode, seconds, sum(watched.cpu.values()), watched.peak, told)

    def _command(self, engine: str, ending: str) -> list[str]:
        command = [sys.executable, "-m", "entaku", "tournament", str(self.case_file), "--json"]
        command += [part for said in STRATEGIES for part in ("--strategy", said)]
        command += ["--draws", str(self.draws), "--rounds", str(ROUNDS), "--engine", engine]
        command += ["--workers", str(WORKERS), "--run", str(self.place / "run")]
        return [
            *command,
            "--plays",
            str(self.place / f"plays.{ending}"),
            "-o",
            str(self.place / "ranking.json"),
        ]

    def kept(self) -> dict[str, int]:
        """List the results that are kept, each with the moment it was written."""
        return {file.name: file.stat().st_mtime_ns for file in (self.place / "run" / "results").glob("[!.]*")}

    def total(self) -> int:
        """Say how many tasks there are; 0 before that is known."""
        manifest = self.place / "run" / "manifest.json"
        return int(json.loads(manifest.read_text())["tasks"]) if manifest.exists() else 0

    def lost(self) -> list[str]:
        """Name the workers that the ranking says were lost."""
        return [each["worker"] for each in self._ranking()["workers_lost"]]

    def digests(self) -> dict[str, str]:
        """Give the digests of what was written; of the ranking without who was lost."""
        ranking = self._ranking()
        del ranking["workers_lost"]
        plays = {ending: (self.place / f"plays.{ending}").read_bytes() for ending in ("csv", "parquet")}
        contents = {"ranking": json.dumps(ranking).encode(), **plays}
        return {name: sha256(content).hexdigest() for name, content in contents.items()}

    def _ranking(self) -> dict[str, list[dict[str, str]]]:
        ranking: dict[str, list[dict[str, str]]] = json.loads((self.place / "ranking.json").read_text())
        return ranking


class Checks:
    """What has to hold, and whether it did."""

    def __init__(self) -> None:
        self.first: dict[str, str] = {}
        self.failed = 0

    def holds(self, what: str, *, so: bool) -> None:
        """Print whether something holds."""
        self.failed += not so
        print(f"    {'yes' if so else 'NO '}  {what}", flush=True)

    def same(self, sweep: Sweep) -> None:
        """Write the plays as Parquet too, from what is kept, and compare all digests with those of the first run."""
        kept = sweep.kept()
        shown("    written again as Parquet", sweep.call("alone", "parquet"))
        self.holds("nothing was played again for that", so=sweep.kept() == kept)
        digests = sweep.digests()
        self.first = self.first or digests
        for name, digest in digests.items():
            self.holds(
                f"{name} has digest {digest[:16]}, that of the first run", so=digest == self.first[name]
            )


def shown(name: str, ended: Ended, plays: int = 0) -> None:
    """Print the figures of a call."""
    rate = f", {plays / ended.seconds:,.0f} plays a second" if plays else ""
    print(
        f"{name}: {ended.seconds:.1f} s, {ended.cpu:.1f} s of CPU{rate}, "
        f"coordinator at most {ended.peak / 2**20:,.0f} MiB",
        flush=True,
    )


def undisturbed(sweep: Sweep, engine: str, checks: Checks) -> None:
    """Run a tournament through."""
    ended = sweep.call(engine, "csv")
    shown(f"{engine}", ended, sweep.draws * SEATINGS)
    checks.holds("it ends well and leaves nobody behind", so=ended.code == 0 and "left" not in ended.said)
    checks.same(sweep)


def bereft(sweep: Sweep, engine: str, checks: Checks) -> None:
    """Run a tournament and kill one of its workers in the middle."""
    names: set[str] = set()

    def kill(watched: Watched) -> None:
        worker, called = watched.worker()
        names.update(called)
        worker.kill()

    ended = sweep.call(engine, "csv", kill)
    shown(f"{engine}, a worker killed", ended, sweep.draws * SEATINGS)
    checks.holds("it ends well and leaves nobody behind", so=ended.code == 0 and "left" not in ended.said)
    lost = sweep.lost()
    checks.holds(
        f"the one killed is named, and nobody else: {', '.join(lost)}", so=set(lost) <= names != set()
    )
    checks.holds(f"it is told: {ended.said.strip().splitlines()[0]}", so=lost[0] in ended.said)
    checks.same(sweep)


def stopped(sweep: Sweep, engine: str, checks: Checks, sign: signal.Signals) -> None:
    """Stop a tournament in the middle, its coordinator killed or all interrupted, and make the same call again."""
    moment = [0.0]

    def stop(watched: Watched) -> None:
        moment[0] = time.perf_counter() - watched.began
        if sign == signal.SIGINT:
            os.killpg(watched.process.pid, sign)
        else:
            watched.process.send_signal(sign)

    ended = sweep.call(engine, "csv", stop)
    shown(f"{engine}, {sign.name} to {'all' if sign == signal.SIGINT else 'the coordinator'}", ended)
    code = 130 if sign == signal.SIGINT else -sign
    after = ended.seconds - moment[0]
    checks.holds(
        f"it ends {after:.1f} s after with code {ended.code}", so=ended.code == code and after < QUICK
    )
    checks.holds("it leaves nobody behind", so="left" not in ended.said)
    kept, total = sweep.kept(), sweep.total()
    checks.holds(f"{len(kept)} of {total} tasks are kept", so=0 < len(kept) < total)
    again = sweep.call(engine, "csv")
    shown(f"    the same call again, {total - len(kept)} tasks", again)
    now = sweep.kept()
    checks.holds(
        "what was kept was left alone, the rest was added",
        so=again.code == 0 and kept.items() <= now.items() and len(now) == total,
    )
    checks.same(sweep)


def main() -> int:
    """Print all figures; say whether all held."""
    draws = max(1, int(float(sys.argv[1]) if len(sys.argv) > 1 else 1e6) // SEATINGS)
    print(f"load before: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores; {draws * SEATINGS:,} plays a run")
    checks = Checks()
    # A shell ignores interrupts for what it runs in the background, and all that is started there inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with TemporaryDirectory(prefix="entaku-sweep-") as folder:
        places = (Path(folder, str(number)) for number in count())
        for engine in ("alone", "pool", "cluster"):
            undisturbed(Sweep(next(places), draws), engine, checks)
        for engine in ("cluster", "pool"):
            bereft(Sweep(next(places), draws), engine, checks)
            stopped(Sweep(next(places), draws), engine, checks, signal.SIGKILL)
        stopped(Sweep(next(places), draws), "cluster", checks, signal.SIGINT)
    print(f"load after: {os.getloadavg()[0]:.1f}; {checks.failed} of what had to hold did not")
    return min(checks.failed, 1)


if __name__ == "__main__":
    sys.exit(main())
