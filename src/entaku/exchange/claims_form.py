"""What all forms of annotations share: the page they belong to, and how each field of one is checked.

Every fault is noted with its place, none is repaired. Places are code points of the page's text, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from os import PathLike
from pathlib import Path as FilePath
from typing import Any, Final, Literal, TypeVar, cast, get_args

from entaku.exchange.document import MAX_FAULTS, kind
from entaku.model.document import Annotation, AnnotationStatus
from entaku.model.errors import BadInput, Fault, NotFound, Path
from entaku.model.names import UNSAFE, code_point, did_you_mean, shown
from entaku.model.source import Likelihood, Modality, Polarity

FIELDS: Final = tuple(each.name for each in fields(Annotation))
"""The fields of an annotation, in their order."""
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)
STATES: Final[tuple[AnnotationStatus, ...]] = get_args(AnnotationStatus)
SCALES: Final[tuple[Literal["icd203", "ipcc", "none"], ...]] = ("icd203", "ipcc", "none")
LARGEST: Final = 64 * 2**20
MAX_NAME: Final = 1_000
MAX_NOTE: Final = 10_000
CONTEXT: Final = 32
"""Code points kept before and after the words, where a form does not carry them."""
_AROUND: Final = 400
_ASIDE: Final = "Give the text from which the annotations were made."
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A frozen text with its name and hash, and its annotations."""

    name: str
    text: str
    sha256: str
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file: keys and list positions, and the line, from 1, where the form has lines."""

    path: Path = ()
    line: int = 0

    def __truediv__(self, step: str | int) -> At:
        """Give the place one step further in."""
        return At((*self.path, step), self.line)


@dataclass(slots=True)
class Checked:
    """Looks at values against a page and notes what is wrong; what it gives is of the type asked for.

    `stray` says that the file is about another text.
    """

    page: Page
    faults: list[Fault] = field(default_factory=list)
    stray: bool = False
    _ids: set[str] = field(default_factory=set)

    def fault(self, at: At, got: str, allowed: str, remedy: str = "") -> None:
        """Note a fault."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(at.path, got, allowed, remedy, at.line, 1 if at.line else 0))

    def done(self, file: str) -> None:
        """Complain of all faults at once, if there are any."""
        if self.faults:
            raise BadInput(tuple(self.faults), file)

    def annotation(self, at: At, given: Mapping[str, Any]) -> Annotation:
        """Give an annotation from values of any type; a field that is lacking has its default."""
        start, end = self.span(at, given.get("start"), given.get("end"))
        exact = self.words(at / "exact", given.get("exact"), start, end)
        made = Annotation(
            id=self._id(at / "id", given.get("id")),
            start=start,
            end=end,
            exact=exact,
            prefix=self._beside(at / "prefix", given.get("prefix", ""), start, end),
            suffix=self._beside(at / "suffix", given.get("suffix", ""), start, end),
            holders=self._holders(at / "holders", given.get("holders", ["author"])),
            modality=self.word(at / "modality", given.get("modality", "asserted"), MODALITIES),
            likelihood=self._likelihood(at / "likelihood", given.get("likelihood")),
            polarity=self.word(at / "polarity", given.get("polarity", "positive"), POLARITIES),
            public=self._flag(at / "public", given.get("public", False)),
            presupposed=self._flag(at / "presupposed", given.get("presupposed", False)),
            cues=self._cues(at / "cues", given.get("cues", [])),
            rule=self.name(at / "rule", given.get("rule", "")),
            creator=self.name(at / "creator", given.get("creator", "")),
            created=self._time(at / "created", given.get("created", "")),
            status=self.word(at / "status", given.get("status", "suggested"), STATES),
            note=self.text(at / "note", given.get("note", ""), MAX_NOTE),
        )
        self.known(at, given, FIELDS)
        return made

    def known(self, at: At, given: Mapping[str, Any], names: Collection[str]) -> None:
        """Note every key that is not known."""
        for key in given:
            if key not in names:
                got = f"the unknown key {shown(key)}"
                self.fault(at / key, got, ", ".join(sorted(names)), did_you_mean(key, names))

    def hash(self, at: At, value: Any) -> None:
        """Compare the hash that a file names with the page's; words of another text are not compared."""
        self.stray = value != self.page.sha256
        if self.stray:
            allowed = f"{self.page.sha256}, the hash of {shown(self.page.name)}"
            self.fault(at, kind(value), allowed, _ASIDE)

    def span(self, at: At, start: Any, end: Any) -> tuple[int, int]:
        """Give two places of the text, the first before the second; where they are none, a span of nothing."""
        size = len(self.page.text)
        for name, value in (("start", start), ("end", end)):
            if isinstance(value, bool) or not isinstance(value, int):
                self.fault(at / name, kind(value), f"a whole number from 0 to {size}")
                return 0, 0
        if not 0 <= start < end <= size:
            got = f"{_number(start)} to {_number(end)}"
            self.fault(at / "start", got, f"a start before its end, within 0 to {size}")
            return 0, 0
        return start, end

    def words(self, at: At, value: Any, start: int, end: int) -> str:
        """Give the words at a place; a file that quotes others is at fault."""
        there = self.page.text[start:end]
        if not isinstance(value, str):
            self.fault(at, kind(value), "the words at this place")
        elif value.replace("\r\n", "\n") != there and end and not self.stray:
            found = self.page.text.find(value) if value else -1
            remedy = f"These words stand at {found} to {found + len(value)}." if found >= 0 else _ASIDE
            self.fault(at, shown(value), f"the words at {start} to {end}, {shown(there)}", remedy)
        return there

    def name(self, at: At, value: Any) -> str:
        """Give words that can all be seen, or none."""
        words = self.text(at, value, MAX_NAME)
        if unsafe := UNSAFE.search(words):
            self.fault(at, f"the character {code_point(unsafe[0])}", "characters that can be seen")
        return words

    def text(self, at: At, value: Any, longest: int) -> str:
        """Give a text of valid Unicode, of bounded length."""
        if not isinstance(value, str):
            self.fault(at, kind(value), "a text")
            return ""
        if len(value) > longest:
            self.fault(at, f"{len(value):,} characters", f"at most {longest:,}")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            self.fault(at, "half a character", "a text of whole characters")
            return ""
        return value

    def word(self, at: At, value: Any, allowed: Sequence[_Word]) -> _Word:
        """Give one of the words allowed, the first where it is none."""
        if not isinstance(value, str) or value not in allowed:
            remedy = did_you_mean(value, allowed) if isinstance(value, str) else ""
            self.fault(at, kind(value), ", ".join(allowed), remedy)
            return allowed[0]
        return cast("_Word", value)

    def _id(self, at: At, value: Any) -> str:
        name = self.name(at, value)
        if not name.strip():
            self.fault(at, "an empty text" if isinstance(value, str) else kind(value), "an id")
        elif name in self._ids:
            self.fault(at, f"the id {shown(name)} a second time", "each id once")
        self._ids.add(name)
        return name

    def _beside(self, at: At, value: Any, start: int, end: int) -> str:
        """Check what stands before or after the words, by the last part of the place."""
        plain = self.text(at, value, MAX_NOTE).replace("\r\n", "\n")
        if at.path[-1] == "prefix":
            there = self.page.text[max(0, start - len(plain)) : start]
        else:
            there = self.page.text[end : end + len(plain)]
        if end and plain != there and not self.stray:
            self.fault(at, shown(plain), f"what stands there, {shown(there)}", _ASIDE)
        return plain if end else ""

    def _holders(self, at: At, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            self.fault(at, kind(value) if value != [] else "an empty list", "a list of who holds the claim")
            return ()
        names = tuple(self.name(at / place, one) for place, one in enumerate(value))
        for place, (name, one) in enumerate(zip(names, value, strict=True)):
            if isinstance(one, str) and not name.strip():
                self.fault(at / place, "an empty text", "who holds the claim")
        return names

    def _likelihood(self, at: At, value: Any) -> Likelihood | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(at, kind(value), "an object with word and scale, or nothing")
            return None
        self.known(at, value, ("word", "scale"))
        word = self.text(at / "word", value.get("word"), MAX_NAME)
        return Likelihood(word=word, scale=self.word(at / "scale", value.get("scale", "none"), SCALES))

    def _flag(self, at: At, value: Any) -> bool:
        if not isinstance(value, bool):
            self.fault(at, kind(value), "true or false")
        return value is True

    def _cues(self, at: At, value: Any) -> tuple[tuple[int, int], ...]:
        if not isinstance(value, list):
            self.fault(at, kind(value), "a list of places")
            return ()
        found = []
        for place, one in enumerate(value):
            if isinstance(one, list) and len(one) == 2:  # noqa: PLR2004 - where it starts and ends
                found.append(self.span(at / place, one[0], one[1]))
            else:
                self.fault(at / place, kind(one), "where a cue starts and ends")
        return tuple(found)

    def _time(self, at: At, value: Any) -> str:
        words = self.name(at, value)
        if words:
            try:
                datetime.fromisoformat(words)
            except ValueError:
                self.fault(at, shown(words), "a time as 2026-03-12T09:00:00+00:00, or nothing")
        return words


def _number(value: int) -> str:
    return str(value) if abs(value) < 10**12 else "a number of many digits"


def opened(path: str | PathLike[str]) -> str:
    """Give the text of a file in UTF-8, with its ends of line as they are.

    Raises
    ------
    NotFound
        There is no such file.
    BadInput
        It is no regular file, too large, or no UTF-8.
    """
    file = FilePath(path)
    try:
        if file.exists() and not file.is_file():
            raise BadInput((Fault((), "no regular file", "a file of annotations"),), str(file))
        with file.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"no file {file}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        got = f"a file that cannot be read ({reason})"
        raise BadInput((Fault((), got, "a file of annotations"),), str(file)) from None
    if len(raw) > LARGEST:
        got = f"more than {LARGEST >> 20} MiB"
        raise BadInput((Fault((), got, "a smaller file of annotations"),), str(file))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        got = f"the byte 0x{raw[error.start]:02X}, which is not UTF-8"
        raise BadInput((Fault((), got, "annotations in UTF-8", "", line, 1),), str(file)) from None


def values(one: Annotation) -> dict[str, Any]:
    """Give an annotation as plain JSON values.

    Examples
    --------
    >>> values(Annotation(id="A1", start=0, end=2, exact="ab", cues=((0, 1),)))["cues"]
    [[0, 1]]
    """
    plain = {name: getattr(one, name) for name in FIELDS}
    likely = one.likelihood
    return plain | {
        "holders": list(one.holders),
        "likelihood": {"word": likely.word, "scale": likely.scale} if likely else None,
        "cues": [list(cue) for cue in one.cues],
    }


def lost(page: Page, back: Sequence[Annotation]) -> dict[str, int]:
    """Which fields differ in how many annotations, once a file has been written and read again?

    Examples
    --------
    >>> one = Annotation(id="A1", start=0, end=2, exact="ab", rule="plain")
    >>> lost(
    ...     Page(name="", text="ab", sha256="", annotations=(one,)),
    ...     [Annotation(id="A1", start=0, end=2, exact="ab")],
    ... )
    {'rule': 1}
    """
    counted = {
        name: sum(
            getattr(one, name) != getattr(other, name)
            for one, other in zip(page.annotations, back, strict=True)
        )
        for name in FIELDS
    }
    return {name: count for name, count in counted.items() if count}


def placed(text: str, start: int, end: int) -> dict[str, Any]:
    """What stands at a place and around it?

    Examples
    --------
    >>> placed("the old bridge", 4, 7)
    {'start': 4, 'end': 7, 'exact': 'old', 'prefix': 'the ', 'suffix': ' bridge'}
    """
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return {"start": start, "end": end, "exact": text[start:end], "prefix": before, "suffix": after}


def nearest(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Where do these words stand, nearest to a span and not more than 400 code points away? Nowhere is (0, 0).

    Examples
    --------
    >>> nearest("Ann met Bo. Ann said no.", "Ann", 16, 24)
    (12, 15)
    """
    if not words.strip():
        return 0, 0
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    places = []
    at = text.find(words, low, high)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1, high)
    best = min(places, key=lambda place: (abs(place - start), place), default=-1)
    return (best, best + len(words)) if best >= 0 else (0, 0)
