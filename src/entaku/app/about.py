"""What there is: lenses, the catalogue, the schema, and the state of this installation."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from entaku.app.cases import catalogue
from entaku.casefile.load import read
from entaku.casefile.schema import text
from entaku.lenses import cards
from entaku.model.card import Card
from entaku.model.text import Text
from entaku.model.version import __version__

NEEDED = (
    "click",
    "highspy",
    "numba",
    "numpy",
    "pypdf",
    "python-docx",
    "pyyaml",
    "rapidfuzz",
    "ruamel.yaml",
    "selectolax",
)
OPTIONAL = {
    "pandas": ("data frames", "tables"),
    "pyarrow": ("Parquet", "tables"),
    "distributed": ("work on several machines", "cluster"),
}
"""What each library that may be missing is for, and the extra that brings it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One case of the catalogue as it is listed."""

    name: str
    short: str
    title: Text
    citation: str


def lenses() -> tuple[Card, ...]:
    """Which lenses are there, and what do they say of themselves?

    Examples
    --------
    >>> [card.name for card in lenses()]
    ['clock', 'drafts', 'home', 'pressure', 'pull', 'room', 'seats', 'sensitivity', 'standoff']
    """
    return tuple(cards().values())


def catalog() -> tuple[Listed, ...]:
    """Which cases come with entaku, and which publication does each reproduce?

    Examples
    --------
    >>> [one.citation for one in catalog() if one.short == "bill_and_jack"]
    ['John F. Nash (1950), The Bargaining Problem, Econometrica 18(2), 155-162']
    """
    found = []
    for entry in catalogue():
        case = read(entry.path)
        cited = case.citation
        line = f"{cited.authors} ({cited.year}), {cited.title}, {cited.where}" if cited else ""
        found.append(Listed(entry.name, entry.short, case.title, line))
    return tuple(found)


def schema() -> str:
    """What is the form of a case file, as JSON Schema?"""
    return text()


def doctor() -> tuple[tuple[str, ...], bool]:
    """What is installed, what is missing, and can entaku work?"""
    lines = [f"entaku {__version__}", f"Python {sys.version.split()[0]}"]
    healthy = True
    for name in NEEDED:
        found = _version(name)
        healthy &= bool(found)
        lines.append(f"{name} {found or 'MISSING: install entaku again'}")
    for name, (use, extra) in OPTIONAL.items():
        lacking = f"not installed: no {use} (install entaku with its extra `{extra}`)"
        lines.append(f"{name} {_version(name) or lacking}")
    lines.append(f"catalogue: {len(catalogue())} cases")
    return tuple(lines), healthy


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
