"""What was taken out of a file, and what was left behind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of a file, the lines left out of it, and what the file states about itself (name, value)."""

    text: str
    dropped: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
