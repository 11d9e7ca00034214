"""Run `python -m entaku`."""

from entaku.cli import main

main()
