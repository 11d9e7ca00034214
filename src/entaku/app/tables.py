"""Figures as tables: CSV always, Parquet and data frames where those libraries are installed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entaku.model.errors import NotFound, NotPossible
from entaku.model.finding import Cell, Figure
from entaku.model.text import Language, Text

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The figures of a result as tables, by their ids."""

    figures: tuple[Figure, ...]

    def __iter__(self) -> Any:
        """Walk the ids."""
        return (figure.id for figure in self.figures)

    def rows(self, name: str, language: Language = "en") -> list[dict[str, float | int | str]]:
        """Give a figure as one mapping a row, texts in one language."""
        figure = self._figure(name)
        titles = [column.id for column in figure.columns]
        return [
            dict(zip(titles, (_plain(cell, language) for cell in row), strict=True)) for row in figure.rows
        ]

    def csv(self, name: str, language: Language = "en") -> str:
        """Give a figure as CSV; a label that a spreadsheet would run as a formula is quoted with '."""
        figure = self._figure(name)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.id for column in figure.columns])
        for row in figure.rows:
            writer.writerow([harmless(_plain(cell, language)) for cell in row])
        return out.getvalue()

    def frame(self, name: str, language: Language = "en") -> Any:
        """Give a figure as a pandas data frame.

        Raises
        ------
        NotPossible
            pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise NotPossible("data frames need pandas: install entaku with its extra `tables`") from None
        return pd.DataFrame(self.rows(name, language), columns=[c.id for c in self._figure(name).columns])

    def save(self, name: str, path: str | Path, language: Language = "en") -> Path:
        """Write a figure as CSV or Parquet, by the ending of the path.

        Raises
        ------
        NotPossible
            Another ending, or pyarrow is not installed.
        """
        target = Path(path)
        try:
            return self._written(name, target, language)
        except OSError as wrong:
            raise NotPossible(f"{target} cannot be written: {wrong.strerror}") from None

    def _written(self, name: str, target: Path, language: Language) -> Path:
        if target.suffix == ".csv":
            target.write_text(self.csv(name, language), encoding="utf-8")
        elif target.suffix == ".parquet":
            try:
                import pyarrow as pa
                import pyarrow.parquet as pq
            except ImportError:
                raise NotPossible("Parquet needs pyarrow: install entaku with its extra `tables`") from None
            pq.write_table(pa.Table.from_pylist(self.rows(name, language)), target)
        else:
            raise NotPossible(f"a table is written as .csv or .parquet; got {target.suffix or 'no ending'}")
        return target

    def _figure(self, name: str) -> Figure:
        for figure in self.figures:
            if figure.id == name:
                return figure
        raise NotFound(f"no table is called {name!r}; there are: {', '.join(self)}")


def _plain(cell: Cell, language: Language) -> float | int | str:
    return cell.said(language) if isinstance(cell, Text) else cell


def harmless(cell: float | str) -> float | int | str:
    """Give a cell as it is written to a file: a label that a spreadsheet would run as a formula is quoted."""
    if isinstance(cell, float):
        # a decimal of 15 digits comes out as it went in; the last one or two of a sum of weights say nothing
        return f"{cell:.15g}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
