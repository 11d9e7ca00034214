"""Who is named: a gazetteer of aliases in both languages, matched longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING, Literal

from entaku.model.document import Block, Mention

if TYPE_CHECKING:
    from entaku.model.case import Case

ActorKind = Literal["party", "person", "organisation", "place", "channel", "object"]
_WORDLIKE = re.compile(r"[A-Za-z0-9]")
_AS_PLACE = re.compile(r"[でへに](?:到着|訪問|会談|入|向か|滞在|開)|直行|^(?:への?|での)")
_PHOTO = ("photo", "header", "navigation", "marker", "end", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who may be named, under which names, as what, and to which party a person or body belongs.

    `places` are the names that may also mean a place: capitals, palaces.
    """

    id: str
    names: tuple[str, ...]
    kind: ActorKind
    party: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All actors of a case, and sets that the text does not equate (`apart`) and nobody may merge in silence."""

    actors: tuple[Actor, ...]
    apart: tuple[tuple[str, ...], ...] = ()
    _by_name: dict[str, Actor] = field(init=False, repr=False, compare=False)
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {name: actor for actor in self.actors for name in actor.names if name}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        object.__setattr__(self, "_by_name", names)
        whole = "|".join(form for name in longest_first for form in _bounded(name))
        object.__setattr__(self, "_pattern", re.compile(whole) if whole else None)

    def actor(self, name: str) -> Actor | None:
        """Give the actor of this id."""
        return next((actor for actor in self.actors if actor.id == name), None)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Find who is named in a part of a text.

        Examples
        --------
        >>> port = Actor(id="PORT", names=("the port", "港"), kind="party")
        >>> [(m.start, m.actor) for m in Gazetteer((port,)).mentions("Nobody told the port.")]
        [(12, 'PORT')]
        """
        if self._pattern is None:
            return
        at, last = start, len(text) if end is None else end
        while found := self._pattern.search(text, at, last):
            words = found[0]
            if _WORDLIKE.match(words[0]) and _WORDLIKE.match(text[found.start() - 1 : found.start()]):
                at = found.start() + 1  # in the middle of a word
                continue
            at = found.end()
            actor = self._by_name.get(words) or self._by_name[words[0].lower() + words[1:]]
            yield Mention(
                start=found.start(),
                end=found.end(),
                actor=actor.id,
                kind="place" if _is_place(actor, words, text[at : at + 8]) else actor.kind,
                check=words in actor.places,
            )


def _bounded(name: str) -> Iterator[str]:
    """Match a Latin name up to the end of a word; one that begins small may open a sentence.

    Every form begins with a letter as it stands, so that the search can skip to the letters that begin a name; that
    it is not the middle of a word is looked at afterwards.
    """
    after = r"(?![A-Za-z0-9])" if _WORDLIKE.match(name[-1]) else ""
    yield re.escape(name) + after
    if name[0] in ascii_lowercase:
        yield re.escape(name[0].upper() + name[1:]) + after


def _is_place(actor: Actor, name: str, after: str) -> bool:
    return name in actor.places and bool(_AS_PLACE.match(after))


def gazetteer(case: Case) -> Gazetteer:
    """Give the gazetteer that a case holds: parties with their aliases, persons, and other speakers."""
    actors: list[Actor] = []
    for party in case.parties:
        names = (party.name.en, party.name.ja, party.id, *party.aliases)
        actors.append(Actor(id=party.id, names=tuple(dict.fromkeys(names)), kind="party"))
        persons = [party.principal] if party.principal else []
        persons += [member for delegation in party.delegations for member in delegation.members]
        for person in persons:
            every = (*_name_forms(person.name.en), *_name_forms(person.name.ja))
            actors.append(Actor(id=person.id, names=every, kind="person", party=party.id))
    actors += [
        Actor(id=one.id, names=(one.name.en, one.name.ja), kind="organisation") for one in case.speakers
    ]
    blocs = tuple(party.id for party in case.parties if party.kind == "bloc")
    return Gazetteer(tuple(actors), (blocs,) if len(blocs) > 1 else ())


def _name_forms(name: str) -> Iterator[str]:
    """Give a name whole and its last part: texts repeat only that."""
    yield name
    last = re.split(r"[・ ]", name)[-1]
    if last != name and len(last) > 1:
        yield last


def named(
    text: str, blocks: Sequence[Block], known: Gazetteer, within: Iterable[tuple[int, int]] = ()
) -> tuple[Mention, ...]:
    """Say who is named in a document; names in photo lines and in what a page says of itself are nobody's."""
    shut = [(block.start, block.end) for block in blocks if block.kind in _PHOTO]
    return tuple(
        mention
        for start, end in (tuple(within) or ((0, len(text)),))
        for mention in known.mentions(text, start, end)
        if not any(low <= mention.start < high for low, high in shut)
    )
