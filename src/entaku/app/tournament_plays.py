"""The single plays of a tournament, a row a play: read and written task by task, so that memory holds one task's."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entaku.app.tables import harmless
from entaku.model.errors import NotPossible
from entaku.model.files import whole
from entaku.rehearsal.bouts import Match, Records, bouts
from entaku.rehearsal.played import ENDS

if TYPE_CHECKING:
    import pyarrow as pa

Stretch = tuple[Match, Records]
"""The plays of one task, and what they share."""
Cell = str | int | float | None


def columns(seats: int) -> tuple[str, ...]:
    """What is told of each play, at tables of so many seats at most?

    Examples
    --------
    >>> columns(1)
    ('case', 'play', 'seat_1', 'strategy_1', 'end', 'round', 'package', 'gain_1')
    """
    named = [[f"{what}_{n}" for n in range(1, seats + 1)] for what in ("seat", "strategy", "gain")]
    return ("case", "play", *named[0], *named[1], "end", "round", "package", *named[2])


def rows(stretches: Iterable[Stretch], seats: int) -> Iterator[dict[str, Cell]]:
    """What came of each play, by the names of `columns`? None where a case has fewer seats."""
    names = columns(seats)
    for match, found in stretches:
        none = [None] * (seats - len(match.case.needed))
        seatings = _seatings(match, none)
        for bout, play, *came in _told(found):
            yield dict(zip(names, (match.case.id, play, *seatings[bout], *came, *none), strict=True))


def csv_parts(stretches: Iterable[Stretch], seats: int) -> Iterator[str]:
    """What do the plays look like as CSV? The line of names first, then the lines of each task; 12 digits a gain."""
    yield _line(columns(seats))
    for match, found in stretches:
        none = [""] * (seats - len(match.case.needed))
        gains = ["%.12g"] * len(match.case.needed)
        # What a seating says is the same in all its plays; a sign of percent in it stands for itself.
        lines = [
            _line(
                [_spelt(match.case.id), "%d"]
                + [_spelt(name) for name in seating]
                + ["%s", "%d", "%d", *gains, *none]
            )
            for seating in _seatings(match, none)
        ]
        yield "".join([lines[bout] % tuple(told) for bout, *told in _told(found)])


def _spelt(name: str) -> str:
    """Write a name so that neither a spreadsheet runs it nor the filling in of numbers touches it."""
    return str(harmless(name)).replace("%", "%%")


def save(stretches: Iterable[Stretch], seats: int, path: Path) -> Path:
    """Write the plays as CSV or Parquet, by the ending of the path; there is the whole file or none.

    Raises
    ------
    NotPossible
        As `ready` says, or the file cannot be written.
    """
    ready(path)
    with whole(path) as file:
        if path.suffix == ".csv":
            file.writelines(part.encode() for part in csv_parts(stretches, seats))
        else:
            _write_parquet(stretches, seats, file)
    return path


def ready(path: Path) -> None:
    """Can plays be written to such a file? Worth asking before they are played.

    Raises
    ------
    NotPossible
        Another ending than .csv and .parquet, pyarrow is not installed, or there is no such folder.
    """
    if path.suffix not in {".csv", ".parquet"}:
        raise NotPossible(f"plays are written as .csv or .parquet; got {path.suffix or 'no ending'}")
    if not path.parent.is_dir():
        raise NotPossible(f"{path} cannot be written: there is no folder {path.parent}")
    if path.suffix == ".parquet":
        try:
            import pyarrow.parquet  # noqa: F401 - asks whether it is there
        except ImportError:
            raise NotPossible("Parquet needs pyarrow: install entaku with its extra `tables`") from None


def _write_parquet(stretches: Iterable[Stretch], seats: int, file: Any) -> None:
    """Write a row group a task."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"play": pa.int64(), "round": pa.int32(), "package": pa.int64()}
    schema = pa.schema(
        [
            (name, pa.float64() if name.startswith("gain") else kinds.get(name, pa.string()))
            for name in columns(seats)
        ]
    )
    with pq.ParquetWriter(file, schema) as writer:
        for match, found in stretches:
            writer.write_batch(pa.record_batch(_arrays(match, found, seats), schema=schema))


def _arrays(match: Match, found: Records, seats: int) -> list[pa.Array]:
    """Give the columns of a task's plays."""
    import pyarrow as pa

    def named(words: Iterable[str | None], places: Any) -> pa.Array:
        return pa.array(list(words), pa.string()).take(pa.array(places))

    parties = len(match.case.needed)
    seatings = zip(*_seatings(match, [None] * (seats - parties)), strict=True)
    return [
        named([match.case.id], found["bout"] * 0),
        pa.array(found["play"]),
        *[named(words, found["bout"]) for words in seatings],
        named(ENDS, found["end"]),
        pa.array(found["round"]),
        pa.array(found["package"]),
        *[pa.array(found["gain"][:, place]) for place in range(parties)],
        *[pa.nulls(len(found), pa.float64())] * (seats - parties),
    ]


def _seatings(match: Match, none: Sequence[Any]) -> list[list[Any]]:
    """Who sits where in each seating: the parties, then their strategies, with blanks where seats are not taken."""
    parties = match.case.needed
    return [
        [*parties, *none, *(match.entrants[entrant] for entrant in bout.seats), *none]
        for bout in bouts(len(match.entrants), len(parties))
    ]


def _told(found: Records) -> Iterator[tuple[Any, ...]]:
    """Give of each play: the seating, its number, and what came of it."""
    return zip(
        found["bout"].tolist(),
        found["play"].tolist(),
        [ENDS[end] for end in found["end"].tolist()],
        found["round"].tolist(),
        found["package"].tolist(),
        *found["gain"].T.tolist(),
        strict=True,
    )


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
