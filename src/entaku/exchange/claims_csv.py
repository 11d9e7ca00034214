"""Claims as a table for spreadsheets, and as plain JSON; nothing is lost either way.

In a table, a cell that a spreadsheet would run as a formula, or that begins with an apostrophe, has an apostrophe put
before it, which is taken away when it is read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from entaku.exchange.claims_form import FIELDS, At, Checked, Page, values
from entaku.exchange.document import kind, parsed
from entaku.model.document import Annotation
from entaku.model.errors import BadInput, Fault
from entaku.model.names import shown

FORM: Final = 1
"""The version of the JSON form."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""What a spreadsheet takes for the start of a formula, and the guard itself."""
COLUMNS: Final = (
    "sha256",
    *(each for name in FIELDS for each in ((name, "scale") if name == "likelihood" else (name,))),
)
"""The columns of the table: the hash of the text, then the fields of an annotation."""
_CHAIN: Final = " > "
_STEP: Final = re.compile(r"(?:[^\\>]|\\.)+", re.DOTALL)
_CUE: Final = re.compile(r"(\d{1,12})-(\d{1,12})")
_SIGNS: Final = re.compile('[",;\t\r\n]')
_NUMBER: Final = re.compile(r"\d{1,12}")
_TRUTH: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


def guarded(cell: str) -> str:
    """How is a cell written so that no spreadsheet runs it?

    Examples
    --------
    >>> guarded("=1+1"), guarded("'quoted'"), guarded("plain")
    ("'=1+1", "''quoted'", 'plain')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """What stood in a cell before it was guarded?

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''quoted'"), unguarded("'tis")
    ('=1+1', "'quoted'", "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def written(page: Page) -> str:
    """Which table holds the annotations of a page?

    Examples
    --------
    >>> one = Annotation(id="A1", start=4, end=7, exact="old", holders=("author", "Ann"))
    >>> written(Page(name="a", text="the old bridge", sha256="00", annotations=(one,))).splitlines()[1]
    '00,A1,4,7,old,,,author > Ann,asserted,,,positive,false,false,,,,,suggested,'
    """
    rows = [COLUMNS]
    for one in page.annotations:
        row = {"sha256": page.sha256, **_cells(one)}
        rows.append(tuple(_quoted(guarded(row[name])) for name in COLUMNS))
    return "".join(f"{','.join(row)}\n" for row in rows)


def _quoted(cell: str) -> str:
    """Set a cell in quotes where it holds a sign that could end it, a lone carriage return as well."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _SIGNS.search(cell) else cell


def _cells(one: Annotation) -> dict[str, str]:
    cells = {name: str(getattr(one, name)) for name in FIELDS}
    likely = one.likelihood
    return cells | {
        "holders": _CHAIN.join(re.sub(r"([\\>])", r"\\\1", name) for name in one.holders),
        "likelihood": likely.word if likely else "",
        "scale": likely.scale if likely else "",
        "public": str(one.public).lower(),
        "presupposed": str(one.presupposed).lower(),
        "cues": "; ".join(f"{start}-{end}" for start, end in one.cues),
    }


def read(data: str, page: Page, file: str = "") -> tuple[Annotation, ...]:
    """Which annotations does a table hold for this page? Cells may be set apart by commas, semicolons or tabs.

    Raises
    ------
    BadInput
        With every fault, its line and its column.
    """
    noted = Checked(page)
    rows = list(_rows(data, file))
    if not rows:
        noted.fault(At(), "no line", f"a line of heads: {', '.join(COLUMNS)}")
        noted.done(file)
    line, heads = rows[0]
    noted.known(At((), line), dict.fromkeys(heads), COLUMNS)
    for name in dict.fromkeys(head for head in heads if heads.count(head) > 1):
        noted.fault(At((name,), line), f"the column {shown(name)} a second time", "each column once")
    for name in ("sha256", "id", "start", "end", "exact"):
        if name not in heads:
            noted.fault(
                At((name,), line), "no such column", f"at least {name}, sha256, id, start, end, exact"
            )
    noted.done(file)
    made = []
    for line, row in rows[1:]:
        at = At((), line)
        if len(row) != len(heads):
            noted.fault(at, f"{len(row)} cells", f"{len(heads)}, one for each column")
            continue
        cells = dict(zip(heads, map(unguarded, row), strict=True))
        noted.hash(at / "sha256", cells["sha256"])
        made.append(noted.annotation(at, _values(cells)))
    noted.done(file)
    return tuple(made)


def _rows(data: str, file: str) -> list[tuple[int, list[str]]]:
    first = data.partition("\n")[0]
    apart = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(data, newline=""), delimiter=apart, strict=True)
    rows = []
    line = 1
    try:
        for row in reader:
            if row:
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as wrong:
        fault = Fault((), f"a table that cannot be read ({wrong})", "CSV", "", line, 1)
        raise BadInput((fault,), file) from None
    return rows


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    """Give the cells of a row as values to be checked; an empty cell that is not a text has its default."""
    raw: dict[str, Any] = {name: cells[name] for name in cells if name not in ("sha256", "scale")}
    for name in ("start", "end"):
        raw[name] = int(cells[name]) if _NUMBER.fullmatch(cells[name]) else cells[name]
    for name in ("modality", "polarity", "status", "holders"):
        if not cells.get(name):
            raw.pop(name, None)
    for name in {"public", "presupposed"} & set(cells):
        raw[name] = _TRUTH.get(cells[name].strip().lower(), cells[name])
    if "holders" in raw:
        raw["holders"] = _chain(raw["holders"])
    if "cues" in raw:
        parts = [part.strip() for part in raw["cues"].split(";")] if raw["cues"] else []
        matches = [_CUE.fullmatch(part) for part in parts]
        raw["cues"] = [
            [int(match[1]), int(match[2])] if match else part
            for match, part in zip(matches, parts, strict=True)
        ]
    scale = cells.get("scale", "")
    word = raw.pop("likelihood", "")
    if word or scale:
        raw["likelihood"] = {"word": word, "scale": scale or "none"}
    return raw


def _chain(cell: str) -> list[str]:
    r"""Take apart a chain of holders; `\>` is a sign of a name."""
    steps: Sequence[str] = _STEP.findall(cell)
    bare = [
        step.removeprefix(" " if place else "").removesuffix(" " if place < len(steps) - 1 else "")
        for place, step in enumerate(steps)
    ]
    return [re.sub(r"\\(.)", r"\1", step, flags=re.DOTALL) for step in bare]


def written_json(page: Page) -> str:
    """Which JSON document holds the annotations of a page, field by field?

    Examples
    --------
    >>> sorted(json.loads(written_json(Page(name="a", text="", sha256="00"))))
    ['claims', 'form', 'name', 'sha256']
    """
    document = {
        "form": FORM,
        "name": page.name,
        "sha256": page.sha256,
        "claims": [values(one) for one in page.annotations],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_json(data: str, page: Page, file: str = "") -> tuple[Annotation, ...]:
    """Which annotations does a JSON document hold for this page?

    Raises
    ------
    BadInput
        With every fault and its place.
    """
    noted = Checked(page)
    document = parsed(data, file)
    if not isinstance(document, dict):
        noted.fault(At(), kind(document), "an object with form, name, sha256 and claims")
        noted.done(file)
    noted.known(At(), document, ("form", "name", "sha256", "claims"))
    if document.get("form") != FORM or isinstance(document.get("form"), bool):
        noted.fault(At(("form",)), kind(document.get("form")), str(FORM))
    noted.hash(At(("sha256",)), document.get("sha256"))
    claims = document.get("claims")
    if not isinstance(claims, list):
        noted.fault(At(("claims",)), kind(claims), "a list of claims")
        claims = []
    made = []
    for place, one in enumerate(claims):
        at = At(("claims", place))
        if isinstance(one, dict):
            made.append(noted.annotation(at, one))
        else:
            noted.fault(at, kind(one), "an object")
    noted.done(file)
    return tuple(made)
