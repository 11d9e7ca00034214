"""brat's stand-off lines, to lie beside the untouched text: one mark a line, joined by their numbers.

`T` marks a claim, a cue or a holder; where the words run over a line, in pieces (`120 141;142 150`). `R` joins a
claim to its cues and to its innermost holder, where his own words stand near; `A` and `#` say more of a claim. What
else is known of it has no place there: `lost` counts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from entaku.exchange.claims_form import (
    MODALITIES,
    POLARITIES,
    STATES,
    At,
    Checked,
    Page,
    nearest,
    placed,
)
from entaku.model.document import Annotation
from entaku.model.errors import BadInput, Fault
from entaku.model.names import did_you_mean, shown
from entaku.model.source import AUTHOR, UNNAMED

_BREAK: Final = re.compile("[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_KINDS: Final = ("Claim", "Cue", "Holder")
_ENDS: Final = {"HeldBy": "Holder", "HasCue": "Cue"}
_VALUES: Final[dict[str, Sequence[str]]] = {"Modality": MODALITIES, "Polarity": POLARITIES, "Status": STATES}
_FLAGS: Final = ("Public", "Presupposed")
_NOTES: Final = ("TextHash", "AnnotatorNotes")
_COLUMNS: Final = 3
_SPAN: Final = re.compile(r"(\w{1,40}) ((?:\d{1,12} \d{1,12};)*\d{1,12} \d{1,12})")
_ID: Final = re.compile(r"[TRA#]\d{1,12}")
_RELATION: Final = re.compile(r"(\w{1,40}) Arg1:(T\d{1,12}) Arg2:(T\d{1,12})\t?")


def written(page: Page) -> str:
    r"""Which lines of stand-off hold the annotations of a page?

    Examples
    --------
    >>> one = Annotation(id="A1", start=4, end=14, exact="old\nbridge", holders=("author", "Ann"))
    >>> page = Page(name="a.txt", text="the old\nbridge", sha256="00", annotations=(one,))
    >>> written(page).splitlines()[0].split("\t")
    ['T1', 'Claim 4 7;8 14', 'old bridge']
    """
    out = _Out(page)
    for one in page.annotations:
        out.claim(one)
    return "".join(f"{line}\n" for line in (*out.marks, *out.relations, *out.axes, *out.notes))


@dataclass(slots=True)
class _Out:
    """Lines as they are written, each kind numbered on its own."""

    page: Page
    marks: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    axes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _known: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def claim(self, one: Annotation) -> None:
        """Write a claim with all that hangs on it."""
        mark = self._mark("Claim", one.start, one.end)
        if not self.notes:
            self._note("TextHash", mark, f"sha256:{self.page.sha256}")
        start, end = nearest(self.page.text, one.holders[-1], one.start, one.end)
        if end and one.holders[-1] not in (AUTHOR, UNNAMED):
            self._join("HeldBy", mark, start, end)
        for cue in one.cues:
            self._join("HasCue", mark, *cue)
        for name, value in (("Modality", one.modality), ("Polarity", one.polarity), ("Status", one.status)):
            self.axes.append(f"A{len(self.axes) + 1}\t{name} {mark} {value}")
        for name, flag in zip(_FLAGS, (one.public, one.presupposed), strict=True):
            if flag:
                self.axes.append(f"A{len(self.axes) + 1}\t{name} {mark}")
        if one.note:
            self._note("AnnotatorNotes", mark, _BREAK.sub(" ", one.note))

    def _mark(self, kind: str, start: int, end: int) -> str:
        text = self.page.text
        pieces = list(_pieces(text, start, end)) or [(start, end)]
        places = ";".join(f"{low} {high}" for low, high in pieces)
        words = " ".join(text[low:high] for low, high in pieces)
        name = f"T{len(self.marks) + 1}"
        self.marks.append(f"{name}\t{kind} {places}\t{words}")
        return name

    def _join(self, relation: str, claim: str, start: int, end: int) -> None:
        key = (_ENDS[relation], start, end)
        if key not in self._known:
            self._known[key] = self._mark(*key)
        self.relations.append(
            f"R{len(self.relations) + 1}\t{relation} Arg1:{claim} Arg2:{self._known[key]}\t"
        )

    def _note(self, kind: str, mark: str, words: str) -> None:
        self.notes.append(f"#{len(self.notes) + 1}\t{kind} {mark}\t{words}")


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span at what may not stand in a line; a piece of nothing is none."""
    at = start
    for found in _BREAK.finditer(text, start, end):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if end > at:
        yield at, end


@dataclass(slots=True)
class _In:
    """What the lines of a file say, by the numbers of the marks."""

    noted: Checked
    marks: dict[str, tuple[str, int, int, int]] = field(default_factory=dict)
    joined: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    axes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


def read(data: str, page: Page, file: str = "") -> tuple[Annotation, ...]:
    """Which annotations does a stand-off file hold for this page?

    Raises
    ------
    BadInput
        With every fault and its line: other words, pieces with words between, a number that leads nowhere.
    """
    found = _In(Checked(page))
    lines = [
        (number, line.removesuffix("\r").split("\t", 2))
        for number, line in enumerate(data.split("\n"), start=1)
        if line.strip()
    ]
    for number, parts in lines:
        if len(parts) == _COLUMNS and parts[1].startswith("TextHash "):
            found.noted.hash(At((parts[0],), number), parts[2].removeprefix("sha256:"))
    readers = {"T": _mark, "R": _relation, "A": _axis, "#": _note}
    for letter in "TRA#":  # brat writes lines in any order; marks come first here
        for number, parts in lines:
            if parts[0][:1] == letter and _numbered(found, At((parts[0],), number), parts):
                readers[letter](found, At((parts[0],), number), parts)
    for number, parts in lines:
        if parts[0][:1] not in readers:
            what = f"the mark {shown(parts[0])}"
            found.noted.fault(At((parts[0],), number), what, "T, R, A or # with a number")
    made = tuple(_claim(found, mark) for mark, (kind, *_) in found.marks.items() if kind == "Claim")
    found.noted.done(file)
    return made


def _numbered(found: _In, at: At, parts: Sequence[str]) -> bool:
    whole = bool(_ID.fullmatch(parts[0])) and len(parts) > 1
    if not whole:
        found.noted.fault(at, shown("\t".join(parts)), "a letter with a number, a tab, and what it marks")
    elif parts[0] in found.ids:
        found.noted.fault(at, f"{parts[0]} a second time", "each number once")
    found.ids.add(parts[0])
    return whole


def _mark(found: _In, at: At, parts: Sequence[str]) -> None:
    match = _SPAN.fullmatch(parts[1]) if len(parts) == _COLUMNS else None
    if match is None:
        found.noted.fault(at, shown("\t".join(parts[1:])), "a kind, a start and an end, a tab, and the words")
        return
    kind = found.noted.word(at, match[1], _KINDS)
    pairs = [tuple(map(int, piece.split(" "))) for piece in match[2].split(";")]
    before = len(found.noted.faults)
    spans = [found.noted.span(at, low, high) for low, high in pairs]
    text = found.noted.page.text
    if len(found.noted.faults) > before:
        return
    if found.noted.stray:
        spans = spans[:1]
    for (_, last), (first, _) in pairwise(spans):
        if first < last or text[last:first].strip():
            got = f"{shown(text[last:first])} between two pieces" if last <= first else "pieces out of order"
            found.noted.fault(at, got, "nothing but line breaks and spaces between the pieces of a mark")
    words = " ".join(text[low:high] for low, high in spans)
    if parts[2] != words and not found.noted.stray:
        allowed = f"the words at {match[2]}, {shown(words)}"
        found.noted.fault(at, shown(parts[2]), allowed, "Give the text from which the marks were made.")
    found.marks[parts[0]] = (kind, spans[0][0], spans[-1][1], at.line)


def _relation(found: _In, at: At, parts: Sequence[str]) -> None:
    match = _RELATION.fullmatch("\t".join(parts[1:]))
    if match is None:
        found.noted.fault(at, shown("\t".join(parts[1:])), "a kind, Arg1:T1 and Arg2:T2")
        return
    relation = found.noted.word(at, match[1], tuple(_ENDS))
    if _is_claim(found, at, match[2]):
        kind = found.marks.get(match[3], ("",))[0]
        if kind != _ENDS[relation]:
            found.noted.fault(at, match[3], f"the number of a mark of kind {_ENDS[relation]}")
        else:
            found.joined.setdefault(match[2], []).append((relation, match[3]))


def _is_claim(found: _In, at: At, mark: str) -> bool:
    there = found.marks.get(mark, ("",))[0] == "Claim"
    if not there:
        found.noted.fault(at, shown(mark), "the number of a mark of kind Claim")
    return there


def _axis(found: _In, at: At, parts: Sequence[str]) -> None:
    name, _, rest = "\t".join(parts[1:]).partition(" ")
    mark, _, value = rest.partition(" ")
    known = (*_VALUES, *_FLAGS)
    if name not in known:
        found.noted.fault(at, shown(name), ", ".join(known), did_you_mean(name, known))
        return
    if not _is_claim(found, at, mark):
        return
    if name in _VALUES:
        value = found.noted.word(at, value, _VALUES[name])
    elif value:
        found.noted.fault(at, shown(value), f"no value after {name}")
    told = found.axes.setdefault(mark, {})
    if name in told:
        found.noted.fault(at, f"{name} of {mark} a second time", "each attribute of a claim once")
    told[name] = value


def _note(found: _In, at: At, parts: Sequence[str]) -> None:
    if len(parts) != _COLUMNS:
        found.noted.fault(at, shown("\t".join(parts)), "a kind and a mark, a tab, and the note")
        return
    kind, _, mark = parts[1].partition(" ")
    if found.noted.word(at, kind, _NOTES) == "TextHash":
        return
    if _is_claim(found, at, mark):
        if mark in found.notes:
            found.noted.fault(at, f"a second note on {mark}", "one note a claim")
        found.notes[mark] = parts[2]


def _claim(found: _In, mark: str) -> Annotation:
    _, start, end, line = found.marks[mark]
    joined = found.joined.get(mark, [])
    axes: Mapping[str, str] = found.axes.get(mark, {})
    text = found.noted.page.text
    spans = [(relation, *found.marks[other][1:3]) for relation, other in joined]
    named = [text[low:high] for relation, low, high in spans if relation == "HeldBy"]
    at = At((mark,), line)
    if len(named) > 1:
        found.noted.fault(at, f"{len(named)} holders", "at most one HeldBy for each claim")
    unnamed = axes.get("Modality") == "reported" and not named
    given: dict[str, Any] = {
        "id": mark,
        **placed(text, start, end),
        "holders": [AUTHOR, *(named[:1] or ([UNNAMED] if unnamed else []))],
        "modality": axes.get("Modality", "asserted"),
        "polarity": axes.get("Polarity", "positive"),
        "status": axes.get("Status", "suggested"),
        "public": "Public" in axes,
        "presupposed": "Presupposed" in axes,
        "cues": [[low, high] for relation, low, high in spans if relation == "HasCue"],
        "note": found.notes.get(mark, ""),
    }
    return found.noted.annotation(at, given)


def beside(data: str, page: Page, file: str) -> None:
    """Complain where a text that lies beside stand-off lines is not the page's.

    Raises
    ------
    BadInput
    """
    if data != page.text:
        fault = Fault((), "another text", f"the text of {page.name}, unchanged", "Choose another name.")
        raise BadInput((fault,), file)
