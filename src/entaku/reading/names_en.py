"""By which signs an English text shows that a new name is a person, a state, a capital or a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entaku.reading.names_hints import Hint
from entaku.reading.scripts import words

_WORD: Final = r"[A-Z][A-Za-zÀ-ÿ]+(?:[-’'](?!s\b)[A-Za-zÀ-ÿ]+)*"
RUN: Final = re.compile(rf"\b(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Col)\. )?{_WORD}(?: {_WORD}){{0,6}}")
_TITLES: Final = frozenset(
    words(
        "Mr Mrs Ms Dr President Prime Minister Chancellor Secretary-General Secretary Foreign Defence "
        "Defense Deputy Interior King Queen Prince Princess Senator General Colonel Ambassador Envoy "
        "Special Chief Presidential Adviser Advisor Speaker Chairman Chair Chairwoman Spokesman "
        "Spokeswoman Governor Premier Vice Former Director-General Commissioner State"
    )
)
_OFFICE: Final = (
    r"(?:(?!the )[A-Za-z]+ )?(?:envoy|negotiator|adviser|advisor|spokesman|spokeswoman|spokesperson|minister|president"
    r"|ambassador|mediator|commander|secretary|premier|chancellor)"
)
_OFFICE_BEFORE: Final = re.compile(rf"(?<![A-Za-z])(?:[Tt]he )?(?P<role>{_OFFICE}),? $")
_AFTER_PERSON: Final = re.compile(r", (?:who|a |an |the |his |her |their |[a-z'’]+'s )")
_STATE: Final = re.compile(
    r" (?:government|navy|army|military|parliament|foreign ministry|ministry|side|delegation|officials?|fleet|embassy"
    r"|troops|forces|authorities|leadership)\b"
    r"|['’]s (?:capital|government|parliament|navy|army|envoy|officials|fleet|foreign|president|prime)"
)
_BEFORE_STATE: Final = re.compile(
    rf"(?:\bPresident [^.,;]{{2,40}} of|\b(?:both|between)(?: {_WORD} and)?|\bcapital of) $"
)
_OF: Final = re.compile(rf"(?:^| of | for )(?P<of>{_WORD})")
_PLACES: Final = frozenset(
    words(
        "Strait Island Islands Sea River Bay Gulf Lake Cape Province Mountains Valley Street Square "
        "Airport Treaty"
    )
)
_BODIES: Final = frozenset(
    words(
        "League Union Alliance Council Commission Authority Organization Organisation Front Movement "
        "Federation Agency Committee Coalition Congress Association"
    )
)
_ACTS: Final = re.compile(
    r" (?:says|said|keeps|maintains|avoids|welcomes|welcomed|rejects|rejected|refuses|refused|insists|warns|warned"
    r"|denies|denied|wants|demands|signed|proposes|proposed|told|answers?|announces?|offers?|agreed|accepts?"
    r"|will (?:not )?(?:probably |likely )?(?:answer|sign|accept|ask|refuse|agree))\b"
)
_ASKED: Final = re.compile(r"\b(?:Will|Does|Would|Did|by|told) $")
_CAPITAL: Final = (
    re.compile(rf"(?P<name>{_WORD}), (?P<of>{_WORD})['’]s capital"),
    re.compile(rf"(?P<of>{_WORD})['’]s capital,? (?P<name>{_WORD})"),
    re.compile(rf"(?P<name>{_WORD}), the capital of (?P<of>{_WORD})"),
)
_SIDE: Final = re.compile(
    rf"(?P<who>(?:{_WORD}\.?[ ,]*(?:and )?|[a-z]+ ){{1,14}})led the (?P<of>{_WORD})(?: side| delegation| team)?\b"
)
_ROLE_OF: Final = re.compile(
    rf"(?P<of>{_WORD})['’]s (?P<role>envoy|president|prime minister|foreign minister|chief negotiator)\b"
)
_GROUP: Final = re.compile(r"\b(?P<name>(?:two|three|four|five|six) [a-z]+ (?:states|countries|nations))\b")
_VOICES: Final = re.compile(
    r"(?P<name>(?:(?:[A-Z][a-z]+|(?!the\b|of\b|by\b|that\b|and\b|from\b|to\b|as\b)[a-z-]+) ){0,3}(?:and [A-Z][a-z]+ )?"
    r"(?i:analysts|scholars|experts|diplomats|observers|lawyers|historians)(?: on both (?:sides|shores))?)\b"
)
_NO_NAME: Final = frozenset(
    words(
        "The A An It This That These Those He She They We I You In On At By For With After Before Since If "
        "But And Or Yet Even Only None Nobody Two Three Four Five Six One Who What When Where Why How Will "
        "Does Did Is Are Was Were Has Have Had Of From To Mr Mrs Ms Monday Tuesday Wednesday Thursday "
        "Friday Saturday Sunday January February March April May June July August September October "
        "November December Reportedly Publicly According Approval Photo Back Whatever As Should Would "
        "Could Can Not No Now Then There Here While Although Though Both Between All Some Many Most Such "
        "Its Their His Her Our Meanwhile However Officials Sources Talks Diplomats Inspectors Negotiators "
        "Analysts Today Tomorrow Yesterday Europe Asia Africa Christmas Easter Ramadan"
    )
)


def hints(text: str) -> Iterator[Hint]:
    """Say of every new name in an English text what speaks for which kind of thing it is.

    Examples
    --------
    >>> [
    ...     (one.name, one.sort, one.of)
    ...     for one in hints("President Tom Allen of Verra spoke. The Verra navy sailed.")
    ... ]
    [('Tom Allen', 'person', 'Verra'), ('Verra', 'state', ''), ('Verra', 'state', '')]
    """
    for found in RUN.finditer(text):
        yield from _of_run(text, found)
    for pattern in _CAPITAL:
        for found in pattern.finditer(text):
            yield Hint(found["name"], "capital", found.start("name"), of=found["of"])
    for found in _SIDE.finditer(text):
        for who in RUN.finditer(text, found.start("who"), found.end("who")):
            name, _ = _without_titles(who[0])
            if name:
                yield Hint(name, "belongs", who.start(), of=found["of"])
    for found in _ROLE_OF.finditer(text):
        yield Hint(found["role"], "office", found.start(), role=found["role"], of=found["of"])
    for found in _VOICES.finditer(text):
        yield Hint(found["name"], "voices", found.start())
    for found in _GROUP.finditer(text):
        yield Hint(found["name"], "group", found.start())


def _of_run(text: str, found: re.Match[str]) -> Iterator[Hint]:
    name, titles = _without_titles(found[0].rstrip("."))
    if not name:
        return
    words = name.split(" ")
    start = found.start() + found[0].find(name)
    end = start + len(name)
    before = text[max(0, start - 48) : start]
    office = _OFFICE_BEFORE.search(before)
    if len(words) > 1 and words[-1] in _BODIES:
        yield Hint(name, "body", start)
    elif words[-1] in _PLACES:
        yield Hint(name, "place", start)
    elif titles or (office and len(words) > 1):
        of = _OF.match(text, end)
        role = titles or (office["role"] if office else "")
        yield Hint(
            name,
            "person",
            start,
            role="" if titles in {"Mr", "Mrs", "Ms", "Dr"} else role,
            of=of["of"] if of else "",
        )
    elif _STATE.match(text, end) or (_BEFORE_STATE.search(before) and len(words) == 1):
        yield Hint(name, "state", start)
    elif len(words) > 1 and (_AFTER_PERSON.match(text, end) or _ACTS.match(text, end)):
        yield Hint(name, "person", start)
    elif len(words) == 1 and (_ACTS.match(text, end) or _ASKED.search(before)):
        yield Hint(name, "actor", start)
    else:
        yield Hint(name, "named", start)


def _without_titles(run: str) -> tuple[str, str]:
    """Part a run of capitalised words into the name and the titles before it.

    Examples
    --------
    >>> _without_titles("Deputy Defence Minister Ott Reim"), _without_titles("The")
    (('Ott Reim', 'Deputy Defence Minister'), ('', ''))
    """
    words = run.replace(".", "").split(" ")
    while words and words[0] in _NO_NAME and words[0] not in _TITLES:
        words = words[1:]
    titles: list[str] = []
    while words and words[0] in _TITLES:
        titles.append(words[0])
        words = words[1:]
    return " ".join(words), " ".join(titles) if words else ""
