"""Where does a sentence begin and end?

Japanese sentences end at a final mark outside balanced brackets; English ones at a mark, white space and a
capital that are no abbreviation. A unit without a final mark ends with its line.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from entaku.model.document import Block, Sentence
from entaku.reading.scripts import words
from entaku.reading.signs import CLOSERS, has_final_mark

_PAIRS: Final = dict(zip("」』）)］]】〉》”", "「『（(［[【〈《“", strict=True))
_OPENERS: Final = frozenset(_PAIRS.values())
_BRACKETS: Final = re.compile("[" + re.escape("".join((*_PAIRS, *_OPENERS))) + "]")
_REACH: Final = 200  # signs between two brackets: one that is never closed must not swallow the rest

_JAPANESE_MARKS: Final = re.compile(r"[。｡．？！?!‼⁇⁈⁉]{1,20}")
_CLOSERS_AFTER: Final = re.compile(f"[{re.escape(CLOSERS)}]{{0,5}}")
_CLOSED_QUOTE: Final = re.compile(rf"(?<=[。｡？！?!])[{re.escape(''.join(_PAIRS))}]{{1,5}}")
_GOES_ON: Final = frozenset("とがをにはものでへやかなよねっだら、。｡，,・…―—-）)」』")
_LATIN_OR_DIGIT: Final = re.compile(r"[A-Za-z0-9]")
_LETTER: Final = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")

_ENGLISH_MARKS: Final = re.compile(rf"(?:[.!?]|…){{1,20}}[{re.escape(CLOSERS)}’']{{0,5}}(?=\s)")
_LAST_WORD: Final = re.compile(r"[\w.&'’]{1,20}$")
_SPACE: Final = re.compile(r"\s{1,20}")
_OPENING: Final = re.compile(r"[\"'“‘«(\[]{0,3}")
_TITLES: Final = frozenset(
    words(
        "mr mrs ms messrs dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig st ste rev hon pres amb vs cf al "
        "e.g i.e viz fig eq vol pp approx"
    )
)
_MAY_END: Final = frozenset(
    words(
        "inc ltd corp co jr sr jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri "
        "sat sun u.s u.k u.n e.u u.s.a u.a.e d.c a.m p.m no nos etc est dept"
    )
)
_STARTERS: Final = frozenset(
    words(
        "the a an he she it they we this that these those but and in on at if for as his her its their our there "
        "however meanwhile yet still according after before since when while neither both some"
    )
)
_SAYING: Final = re.compile(
    r"(?:[A-Z][\w.’'-]{0,20}\s){0,4}(?:said|says|asked|asks|told|wrote|added|replied|demanded|wondered|insisted)\b"
)


def sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    r"""Which units are read at once, in titles, leads, paragraphs and bullets?

    A title is `T1`, a lead `L1.s1`, a paragraph or bullet of the body `P5.s1`.

    Examples
    --------
    >>> from entaku.reading.blocks import blocks
    >>> page = "北岸は「譲れない。」と述べた。南岸は黙った。\n\n• 堤は開くか?"
    >>> [(each.id, page[each.start : each.end]) for each in sentences(page, blocks(page))]
    [('P1.s1', '北岸は「譲れない。」と述べた。'), ('P1.s2', '南岸は黙った。'), ('P2.s1', '堤は開くか?')]
    """
    found: list[Sentence] = []
    counts = {"T": 0, "L": 0, "P": 0}
    letters = {"title": "T", "lead": "L", "body": "P", "bullet": "P"}
    for place, block in enumerate(blocks):
        letter = letters.get(block.kind, "")
        if not letter:
            continue
        counts[letter] += 1
        name = f"{letter}{counts[letter]}"
        if letter == "T":
            found.append(Sentence(id=name, start=block.start, end=block.end, block=place))
            continue
        for number, (start, end) in enumerate(spans(text, block), start=1):
            found.append(Sentence(id=f"{name}.s{number}", start=start, end=end, block=place))
    return tuple(found)


def spans(text: str, block: Block) -> tuple[tuple[int, int], ...]:
    """Give where each sentence of a block begins and ends, without white space around it."""
    split = split_japanese if block.language == "ja" else split_english
    found: list[tuple[int, int]] = []
    for start, end in _units(text, block):
        found += [(start + first, start + last) for first, last in split(text[start:end])]
    return tuple(found)


def _units(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Give the whole block where its lines are wrapped prose or a lead, else each line."""
    lines = text[block.start : block.end].split("\n")
    if len(lines) == 1 or block.kind == "lead" or any(has_final_mark(line.rstrip()) for line in lines):
        yield block.start, block.end
        return
    start = block.start
    for line in lines:
        yield start, start + len(line)
        start += len(line) + 1


def split_japanese(text: str) -> tuple[tuple[int, int], ...]:
    """Where do the sentences of a Japanese paragraph begin and end?

    A final mark inside a balanced pair of brackets at most 200 signs apart ends nothing, unless the pair is
    the whole sentence and what follows begins a new one; nor does ? or ! before a Latin letter or a digit.

    Examples
    --------
    >>> said = "「退くのか?」との問いに王は黙った。「退く。」兵は去った。"
    >>> [said[start:end] for start, end in split_japanese(said)]
    ['「退くのか?」との問いに王は黙った。', '「退く。」', '兵は去った。']
    """
    inside = _inside(text)
    ends: list[int] = []
    start = 0
    for mark in _JAPANESE_MARKS.finditer(text):
        place, end = mark.span()
        while inside and inside[0][1] <= place:
            inside.popleft()
        if inside and inside[0][0] < place:
            end = _after_quotation(text, start, inside[0], end)
        elif _ends_japanese(text, place, end):
            closing = _CLOSERS_AFTER.match(text, end)
            end = closing.end() if closing else end
        else:
            continue
        if end > start:
            ends.append(end)
            start = end
    return _trimmed(text, ends)


def _ends_japanese(text: str, place: int, end: int) -> bool:
    after = text[end : end + 1]
    if text[end - 1] in "?!" and _LATIN_OR_DIGIT.match(after):
        return False
    if text[place:end] == "．":
        return not (_LETTER.match(after) or _LETTER.match(text[place - 1 : place]))
    return True


def _after_quotation(text: str, start: int, pair: tuple[int, int], mark_end: int) -> int:
    """Give the end of a sentence that is only a quotation, or 0 where the mark ends nothing."""
    opened, closed = pair
    if mark_end != closed or text[start:opened].strip():
        return 0
    after = text[closed + 1 : closed + 2]
    return 0 if after in _GOES_ON and after else closed + 1


def _inside(text: str) -> deque[tuple[int, int]]:
    """Give the outermost balanced pairs of brackets, each at most `_REACH` signs apart, in order."""
    open_: deque[tuple[str, int]] = deque()
    counts: dict[str, int] = dict.fromkeys(_OPENERS, 0)
    pairs: list[tuple[int, int]] = []
    for found in _BRACKETS.finditer(text):
        sign, place = found.group(), found.start()
        while open_ and open_[0][1] < place - _REACH:
            counts[open_.popleft()[0]] -= 1
        if sign in _OPENERS:
            open_.append((sign, place))
            counts[sign] += 1
        elif counts[_PAIRS[sign]]:
            while True:
                opener, opened = open_.pop()
                counts[opener] -= 1
                if opener == _PAIRS[sign]:
                    break
            while pairs and pairs[-1][0] > opened:
                pairs.pop()
            pairs.append((opened, place))
    return deque(pairs)


def split_english(text: str) -> tuple[tuple[int, int], ...]:
    """Where do the sentences of an English paragraph begin and end?

    Examples
    --------
    >>> said = 'Mr. Nemo gave 2.4 acres to J. Verne Inc. on 3 Dec. The U.S. envoy left. "Why?" he asked.'
    >>> [said[start:end] for start, end in split_english(said)]
    ['Mr. Nemo gave 2.4 acres to J. Verne Inc. on 3 Dec.', 'The U.S. envoy left.', '"Why?" he asked.']
    """
    ends = [mark.end() for mark in _ENGLISH_MARKS.finditer(text) if _ends_english(text, mark)]
    return _trimmed(text, ends)


def _ends_english(text: str, mark: re.Match[str]) -> bool:
    space = _SPACE.match(text, mark.end())
    begin = space.end() if space else mark.end()
    opening = _OPENING.match(text, begin)
    first = opening.end() if opening else begin
    sign = text[first : first + 1]
    if not (sign.isupper() or sign.isdecimal() or (first > begin and sign)):
        return False
    if mark.group()[-1] in CLOSERS and mark.group()[0] in "?!" and _SAYING.match(text, begin):
        return False
    return mark.group() != "." or not _is_abbreviation(text, mark.start(), first)


def _is_abbreviation(text: str, dot: int, next_: int) -> bool:
    found = _LAST_WORD.search(text[max(0, dot - 20) : dot])
    word = found.group() if found else ""
    after = re.match(r"\w{0,20}", text[next_ : next_ + 20])
    follower = after.group() if after else ""
    starts = follower.lower() in _STARTERS and follower[:1].isupper()
    lower = word.lower().rstrip("'’")
    if lower in _TITLES and word not in {"Al", "AL"}:
        return True
    if lower in {"no", "nos"}:
        return word[:1] == "N" and follower[:1].isdecimal()
    if lower in _MAY_END:
        # a month or a company may be the last word; what follows tells
        return word[:1].isupper() and not starts if lower not in {"a.m", "p.m", "etc"} else not starts
    return len(word) == 1 and word.isalpha() and not starts


def _trimmed(text: str, ends: list[int]) -> tuple[tuple[int, int], ...]:
    """Give the spans between the ends, and of what follows the last, without white space or empty ones."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            found.append((left, right))
        start = end
    return tuple(found)
