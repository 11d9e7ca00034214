"""Which case does another program's file hold, and which files hold a case?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike
from pathlib import Path

from entaku.app.cases import opened
from entaku.casefile.dump import dump
from entaku.exchange import formats, reader
from entaku.model.basics import ANALYST, DRAWS
from entaku.model.case import Case
from entaku.model.errors import NotFound, NotPossible
from entaku.model.statement import RedLine, Statement, Values
from entaku.model.text import Text, say

__all__ = ["Brought", "Sent", "bring", "formats", "send"]

MODELS = frozenset({"gmcr"})
"""Formats that hold no values of options, so that they need none."""
DIGITS = 6
"""To how many decimals a mean over draws is written."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A case from another program's file, and what of the file it does not hold."""

    case: Case
    remarks: tuple[Text, ...]

    def yaml(self) -> str:
        """Give the text of the case file."""
        return dump(self.case)


@dataclass(frozen=True, slots=True)
class Sent:
    """A case as files of another program, text by name, and what of the case they do not hold."""

    files: Mapping[str, str]
    remarks: tuple[Text, ...]

    def write(self, path: Path) -> tuple[Path, ...]:
        """Write the files and give their paths: one file as `path`, several into the folder `path`.

        Raises
        ------
        NotPossible
            The folder holds other files, which would be taken for part of what is written.
        """
        if len(self.files) == 1:
            [text] = self.files.values()
            path.write_text(text, encoding="utf-8", newline="\n")
            return (path,)
        if path.exists() and (not path.is_dir() or {each.name for each in path.iterdir()} - set(self.files)):
            raise NotPossible(f"{path} is not empty; name a folder that is, or that is yet to be made")
        path.mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            (path / name).write_text(text, encoding="utf-8", newline="\n")
        return tuple(path / name for name in self.files)


def bring(name: str, path: str | PathLike[str], as_of: date | None = None) -> Brought:
    """Which case does a file or folder of this format hold?

    Raises
    ------
    NotFound
        No format is called so, or there is no such file.
    BadInput
        With every fault of the file.
    """
    found = reader(_known(name)).imported(path, as_of)
    return Brought(found.case, found.remarks)


def send(name: str, case: str | Path | Case, draws: int = DRAWS) -> Sent:
    """Which files of this format hold a case? Only what is public is written.

    A party without exact values is written with its means over so many draws, which a remark says.

    Raises
    ------
    NotFound, BadInput
        No format is called so; the case is none, or has faults.
    NotPossible
        The format cannot hold the case; the message says why.

    Examples
    --------
    >>> list(send("negolog", "bill_and_jack").files)
    ['profileA.json', 'profileB.json']
    """
    format_ = reader(_known(name))
    public = opened(case)
    said: tuple[Text, ...] = ()
    if name not in MODELS:
        public, said = _with_means(public, draws)
    found = format_.exported(public)
    return Sent(found.files, (*said, *found.remarks))


def _known(name: str) -> str:
    if name not in formats():
        raise NotFound(f"no format is called {name!r}; there are: {', '.join(formats())}")
    return name


def _with_means(case: Case, draws: int) -> tuple[Case, tuple[Text, ...]]:
    """Give each party that a deal needs exact values: where it has none, the weighted means over the draws."""
    exact = {one.party for one in case.preferences if isinstance(one.says, Values)}
    lacking = [party for party in case.needed if party not in exact]
    if not lacking:
        return case, ()
    from entaku.app.checking import consistent
    from entaku.space.study import lay_out

    study = lay_out(consistent(case), draws)
    made = study.ensemble
    kept = [one for one in case.preferences if one.party not in lacking or isinstance(one.says, RedLine)]
    for party in lacking:
        place = study.parties.index(party)
        means = made.weights @ (made.values[:, place, :].astype(float) / made.scale[place])
        deal = made.weights @ (made.no_deal[:, place, 0].astype(float) / made.scale[place])
        table: dict[str, dict[str, float]] = {}
        for (issue, option), value in zip(study.outcomes.options, means.tolist(), strict=True):
            table.setdefault(issue, {})[option] = round(value, DIGITS)
        says = Values(table=table, no_deal=round(float(deal), DIGITS))
        kept.append(Statement(id=f"mean_{len(kept)}", party=party, says=says, because=(ANALYST,)))
    said = say(
        "the values of {who} are means over {n} draws: how far they may differ is not in the files",
        "{who}の価値は標本{n}本の平均である。どれだけ幅があるかはファイルに残らない",
        who=[case.party(party).name for party in lacking],
        n=len(made.numbers),
    )
    return replace(case, preferences=tuple(kept)), (said,)
