"""Runs slow tasks as a process of its own: ENGINE FOLDER MARKS COUNT SECONDS; a number to stdout for each result."""

from __future__ import annotations

import sys

from entaku.engines.carrying import carry_out
from tests.engines.works import slows


def tell(done: int, total: int) -> None:
    sys.stdout.write(f"{done} of {total}\n")
    sys.stdout.flush()


def main() -> None:
    name, folder, marks, count, seconds = sys.argv[1:]
    job = slows(int(count), marks, float(seconds))
    try:
        carry_out(job, folder=folder, engine_name=name, workers=2, tell=tell)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
