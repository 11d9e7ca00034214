"""How much CPU do --help and a whole briefing take, beyond what bare Python takes?

Run: python bench/start.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

RUNS = 7
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "entaku --help": ["-m", "entaku", "--help"],
    "entaku check bill_and_jack": ["-m", "entaku", "check", "bill_and_jack"],
    "entaku brief moscow-2025-12-02": ["-m", "entaku", "brief", "moscow-2025-12-02"],
}


def cpu(arguments: list[str]) -> float:
    """Give the CPU seconds, user and system, of one run as a process."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    """Print the median of several runs of each command and what it takes beyond bare Python."""
    found = {
        name: statistics.median(cpu(arguments) for _ in range(RUNS)) for name, arguments in COMMANDS.items()
    }
    bare = found["bare Python"]
    for name, seconds in found.items():
        print(f"{name:34} {1000 * seconds:7.0f} ms CPU, {1000 * (seconds - bare):7.0f} ms over bare Python")


if __name__ == "__main__":
    main()
