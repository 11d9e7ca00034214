"""Of what parts does a page consist? Lines, then runs of lines, then one kind for each.

A hard-wrapped title, lead or paragraph stays one block; the frozen text keeps its line breaks. What the page
says about itself stands before the first paragraph: up to the last dated line there, or the mark of the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from entaku.model.document import Block, BlockKind
from entaku.reading import signs
from entaku.reading.frozen import narrow
from entaku.reading.scripts import language_of, majority

_FRONT_LINES: Final = 60  # no page says more about itself than this
_EDGE: Final = 5  # lines at the top and the bottom that may be navigation
_PROSE_RUNS: Final = 2  # paragraphs before a dated line that make it part of the body
_AFTER_END: Final = 5  # paragraphs of notes behind the end mark; behind more of them the text goes on
_LONGER: Final = 2  # times: a line this much longer than the ones above it opens something new
_LONG_LINE: Final = {"ja": 40, "en": 90}
_HEADING: Final = {"ja": 40, "en": 90}
_RUN_IN: Final = {"ja": 20, "en": 50}  # a heading directly over its paragraph is shorter


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `indented` where an ideographic space opens it."""

    number: int
    start: int
    end: int
    text: str
    indented: bool

    @property
    def width(self) -> int:
        """Give how many signs the line has."""
        return self.end - self.start


Run = tuple[Line, ...]


def blocks(text: str) -> tuple[Block, ...]:
    r"""Of what parts does the text consist, and of what kind is each?

    Places are those of `text`; the mark of a heading or a bullet is not part of its block.

    Examples
    --------
    >>> page = "湖の協定\n\n2031年5月4日 9:00\n\n■経緯\n\n北岸は署名した。南岸は拒んだ。\n\n（了）"
    >>> [(block.kind, page[block.start : block.end]) for block in blocks(page)][3:]
    [('body', '北岸は署名した。南岸は拒んだ。'), ('end', '（了）')]
    """
    runs = _runs(_lines(text))
    main = majority(text)
    front, rest = _front(runs)
    head, title_seen = _head(front)
    found = [*head, *_body(rest, title_seen=title_seen)]
    return tuple(_block(text, kind, lines, main) for kind, lines in _edges(found))


def _block(text: str, kind: BlockKind, lines: Run, main: str) -> Block:
    start, end = lines[0].start, lines[-1].end
    if kind in {"heading", "bullet"} or (kind == "title" and signs.HEADING_MARK.match(lines[0].text)):
        start = signs.after_mark(text, start, end)
        if kind != "bullet":
            end = signs.before_mark(text, start, end)
    return Block(
        kind=kind, start=start, end=end, line=lines[0].number, language=language_of(text[start:end], main)
    )


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        body = raw.strip()
        left = start + len(raw) - len(raw.lstrip())
        yield Line(number, left, left + len(body), narrow(body), raw.startswith("\u3000"))
        start += len(raw) + 1


def _runs(lines: Iterable[Line]) -> list[Run]:
    """Give the runs of lines between blank ones, cut before each paragraph indent."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if not line.text or line.indented:
            runs.append([])
        if line.text:
            runs[-1].append(line)
    return [tuple(run) for run in runs if run]


def _front(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """Cut the runs where the page stops to speak of itself."""
    cut = prose = 0
    for place, run in enumerate(runs):
        if run[0].number > _FRONT_LINES:
            break
        near = [line.text for line in run if line.number <= _FRONT_LINES]
        if marks := [at for at, line in enumerate(near, start=1) if signs.BODY_MARK.fullmatch(line)]:
            under = [run[marks[0] :]] if run[marks[0] :] else []
            return [*runs[:place], run[: marks[0]]], [*under, *runs[place + 1 :]]
        if any(map(signs.is_dated, near)):
            cut = place + 1 if prose < _PROSE_RUNS else cut
        elif signs.is_prose(run[-1].text):
            prose += 1
    return _after_head(list(runs), cut)


def _after_head(runs: list[Run], cut: int) -> tuple[list[Run], list[Run]]:
    """Move lines that still speak of the page, as a photo's, behind the cut; and prose of a dated run off it."""
    while cut < len(runs) and cut and all(signs.is_credit(line.text) for line in runs[cut]):
        cut += 1
    if cut and len(runs[cut - 1]) > 1:
        last = runs[cut - 1]
        dated = max(
            place
            for place, line in enumerate(last)
            if place == 0 or (line.number <= _FRONT_LINES and signs.is_dated(line.text))
        )
        tail = last[dated + 1 :]
        if tail and (signs.is_prose(tail[-1].text) or tail[-1].number > _FRONT_LINES):
            return [*runs[: cut - 1], last[: dated + 1]], [tail, *runs[cut:]]
    return runs[:cut], runs[cut:]


def _head(front: Sequence[Run]) -> tuple[list[tuple[BlockKind, Run]], bool]:
    """Class the runs before the body: navigation, titles and leads, then what the page states about itself."""
    found: list[tuple[BlockKind, Run]] = []
    titled: set[str] = set()
    dated = False
    for run in front:
        dated = dated or any(signs.is_dated(line.text) for line in run)
        if signs.is_photo(run[0].text):
            found.append(("photo", run))
        elif dated and not titled and (cut := _stated_from(run)):
            found += _title_and_lead(run[:cut], titled)
            found += _header(run[cut:])
        elif dated or any(signs.is_credit(line.text) or signs.BODY_MARK.fullmatch(line.text) for line in run):
            found += _header(run)
        elif run[0].number <= _EDGE and all(signs.is_navigation(line.text) for line in run):
            found += [("navigation", (line,)) for line in run]
        else:
            found += _title_and_lead(run, titled)
    return found, bool(titled)


def _stated_from(run: Run) -> int:
    """Say how many lines of a run stand above what it states: a title directly over its date."""
    for place, line in enumerate(run):
        if signs.is_credit(line.text) or signs.BODY_MARK.fullmatch(line.text):
            return place
    return 0


def _header(run: Run) -> Iterator[tuple[BlockKind, Run]]:
    for line in run:
        if signs.BODY_MARK.fullmatch(line.text):
            yield "marker", (line,)
        elif signs.is_photo(line.text):
            yield "photo", (line,)
        else:
            yield "header", (line,)


def _title_and_lead(run: Run, titled: set[str]) -> Iterator[tuple[BlockKind, Run]]:
    """Cut a run before the dated lines into a title and a lead; a second title in a language is a lead."""
    language = language_of(" ".join(line.text for line in run), "ja")
    if language in titled:
        yield "lead", run
        return
    titled.add(language)
    cut = _title_end(run, language)
    yield "title", run[:cut]
    if run[cut:]:
        yield "lead", run[cut:]


def _title_end(run: Run, language: str) -> int:
    """Say how many lines the title has: up to a question or exclamation, or to where the lines change."""
    longest = 0
    for place, (line, after) in enumerate(pairwise(run), start=1):
        longest = max(longest, line.width)
        if line.text.endswith(("?", "!")) or signs.is_prose(line.text):
            return place
        if language == "ja":
            long = after.width >= _LONG_LINE["ja"] and after.width >= _LONGER * longest
            if long or "。" in after.text:
                return place
        elif not after.text[:1].islower():
            return place
    return len(run)


def _body(runs: Sequence[Run], *, title_seen: bool) -> Iterator[tuple[BlockKind, Run]]:
    """Class the runs of the body and of what follows its end mark."""
    ended = False
    cut = [piece for run in runs for piece in _pieces(run)]
    end = _end(cut)
    for place, run in enumerate(cut):
        first = run[0].text
        if ended:
            yield ("photo" if signs.is_photo(first) else "note"), run
        elif len(run) == 1 and signs.END_MARK.fullmatch(first):
            ended = place == end
            yield ("end" if ended else "marker"), run
        elif signs.RELATED.fullmatch(first) and place == end:
            ended = True
            yield "note", run
        elif signs.is_photo(first):
            yield "photo", run
        elif signs.BODY_MARK.fullmatch(first):
            yield "marker", run
        elif signs.is_rights(first):
            yield "note", run
        else:
            follows = cut[place + 1] if place + 1 < len(cut) else ()
            kind = _body_kind(run, follows)
            if kind == "heading" and not title_seen and place == 0 and not signs.HEADING_MARK.match(first):
                kind = "title"
            yield kind, run


def _end(cut: Sequence[Run]) -> int:
    """Give the place of the first end mark behind which little follows, or -1: 以上 may close a part only."""
    prose = 0
    found = -1
    for place in range(len(cut) - 1, -1, -1):
        prose += signs.is_prose(cut[place][-1].text)
        if prose > _AFTER_END:
            return found
        first = cut[place][0].text
        if signs.RELATED.fullmatch(first) or (len(cut[place]) == 1 and signs.END_MARK.fullmatch(first)):
            found = place
    return found


def _body_kind(run: Run, follows: Run) -> BlockKind:
    first = run[0].text
    if signs.is_marked_heading(first) and len(run) == 1:
        return "heading"
    if len(run) == 1 and _is_numbered_heading(run[0], follows):
        return "heading"
    if signs.BULLET.match(first) or signs.HEADING_MARK.match(first):
        return "bullet"
    short = run[0].width <= _HEADING[_ruler(first)]
    if (
        len(run) == 1
        and short
        and not signs.has_final_mark(first)
        and not first.endswith((",", "、", ":", ";"))
    ):
        return "heading" if follows and not signs.END_MARK.fullmatch(follows[0].text) else "body"
    return "body"


def _is_numbered_heading(line: Line, follows: Run) -> bool:
    """Say whether `1. Lake` opens a section: running text follows, and not `2. Shore`."""
    if not signs.NUMBERED.match(line.text) or signs.has_final_mark(line.text) or not follows:
        return False
    return not _opens(follows[0]) and signs.is_prose(follows[-1].text)


def _ruler(text: str) -> str:
    return "ja" if language_of(text, "ja") == "ja" else "en"


def _pieces(run: Run) -> Iterator[Run]:
    """Cut a run before bullets, headings, photo lines and end marks; paragraphs of one line each apart."""
    piece: list[Line] = []
    for line in run:
        alone = _stands_alone(line)
        if piece and (alone or _opens(line) or _stands_alone(piece[-1])):
            yield from _paragraphs(tuple(piece))
            piece = []
        piece.append(line)
    yield from _paragraphs(tuple(piece))


def _stands_alone(line: Line) -> bool:
    return bool(
        signs.is_marked_heading(line.text)
        or signs.END_MARK.fullmatch(line.text)
        or signs.BODY_MARK.fullmatch(line.text)
        or signs.is_photo(line.text)
    )


def _opens(line: Line) -> bool:
    return bool(signs.BULLET.match(line.text) or signs.HEADING_MARK.match(line.text))


def _paragraphs(run: Run) -> Iterator[Run]:
    """Cut lines that each end a sentence, and a heading from the paragraph directly under it."""
    if len(run) > 1 and all(signs.has_final_mark(line.text) for line in run) and not _opens(run[0]):
        yield from ((line,) for line in run)
    elif len(run) > 1 and (_is_run_in(run[0], run[1]) or _is_numbered_heading(run[0], run[1:])):
        yield run[:1]
        yield from _paragraphs(run[1:])
    else:
        yield run


def _is_run_in(line: Line, after: Line) -> bool:
    """Say whether a line is a heading over the next one, and not the first line of a wrapped paragraph."""
    if signs.has_final_mark(line.text) or _opens(line) or signs.OPEN_END.search(line.text):
        return False
    return (
        line.width <= _RUN_IN[_ruler(line.text)]
        and after.width >= _LONGER * line.width
        and not after.text[:1].islower()
    )


def _edges(found: list[tuple[BlockKind, Run]]) -> Iterator[tuple[BlockKind, Run]]:
    """Mark what is navigation among the last lines of the page."""
    last = len(found) - _EDGE
    for place, (kind, run) in enumerate(found):
        navigable = kind in {"heading", "body", "note", "title"} and (place >= last or place == 0)
        if navigable and len(run) == 1 and signs.is_navigation(run[0].text):
            yield "navigation", run
        else:
            yield kind, run
