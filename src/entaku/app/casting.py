"""Who takes part in a draft: proposed from the text, named in a file, or taken from a case."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from entaku.app.cases import whole
from entaku.casefile.guard import decoded, grown
from entaku.casefile.load import raw
from entaku.casefile.tree import data
from entaku.model.case import Case
from entaku.model.errors import BadInput, Fault
from entaku.model.names import ID, RESERVED
from entaku.model.party import Delegation, Party, PartyKind, Person
from entaku.model.text import Text, both
from entaku.reading.actors import Gazetteer, gazetteer
from entaku.reading.names import Named, Names
from entaku.reading.scripts import language_of

_HEADS: Final = re.compile(
    r"^(?:大統領|首相|国王|女王)$|^(?:president|prime minister|chancellor|king|queen|premier)$", re.IGNORECASE
)
_KINDS: Final[Mapping[str, PartyKind]] = {
    "state": "state",
    "bloc": "bloc",
    "faction": "faction",
    "organisation": "organisation",
    "person": "person",
}
_KEYS: Final = {"id", "name", "kind", "aliases", "places", "of", "role", "party"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Parties and speakers of a draft, what finds them in the text, and what is to be checked of whom.

    `apart` are sets that nobody may merge in silence; `proposed` says that rules found them.
    """

    parties: tuple[Party, ...]
    speakers: tuple[Person, ...]
    known: Gazetteer
    checks: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    apart: tuple[tuple[str, ...], ...] = ()
    proposed: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """Give the ids of all who may hold a claim."""
        members = (ident for party in self.parties for ident in persons_of(party))
        return frozenset((*(one.id for one in self.parties), *(one.id for one in self.speakers), *members))


def persons_of(party: Party) -> tuple[str, ...]:
    """Give the ids of a party's principal and delegates."""
    head = (party.principal.id,) if party.principal else ()
    return (*head, *(member.id for each in party.delegations for member in each.members))


def cast(found: Names) -> Cast:
    """Who takes part, as far as names tell?"""
    parties = found.parties
    ids = {one.id for one in parties}
    persons = [one for one in found.named if one.kind == "person" and not one.party]
    bodies = [one for one in found.named if one.kind != "person" and not one.party]
    return Cast(
        parties=tuple(_party(one, [each for each in persons if each.of == one.id]) for one in parties),
        speakers=tuple(_person(one) for one in (*persons, *bodies) if one.of not in ids),
        known=found.gazetteer(),
        checks={one.id: one.checks for one in found.named if one.checks},
        counts={one.id: one.count for one in found.named},
        apart=found.apart,
    )


def _party(one: Named, persons: Collection[Named]) -> Party:
    heads = [each for each in persons if _HEADS.match(each.role)]
    principal = _person(heads[0]) if len(heads) == 1 else None
    rest = tuple(_person(each) for each in persons if principal is None or each.id != principal.id)
    en, ja = one.name.en or one.name.ja, one.name.ja or one.name.en
    named = Text(f"named for {en}", f"{ja}側で名の挙がった者")
    delegation = Delegation(id=f"{one.id[:50]}_named", name=named, members=rest)
    return Party(
        id=one.id,
        name=one.name,
        kind=_KINDS[one.kind],
        principal=principal,
        delegations=(delegation,) if rest else (),
        aliases=one.aliases,
    )


def _person(one: Named) -> Person:
    return Person(id=one.id, name=one.name, role=in_its_language(one.role))


def in_its_language(words: str) -> Text:
    """Put words of a text under the language they are in.

    Examples
    --------
    >>> in_its_language("特使").ja, in_its_language("envoy").en
    ('特使', 'envoy')
    """
    if not words:
        return Text()
    return Text(ja=words) if language_of(words) == "ja" else Text(en=words)


def from_case(name: str | Path, text: str) -> Cast:
    """Who of a case takes part in a text: its parties and speakers, without what they rest on there.

    Raises
    ------
    NotFound, BadInput
    """
    case = whole(name)
    known = gazetteer(case)
    counts: dict[str, int] = {}
    for mention in known.mentions(text):
        actor = known.actor(mention.actor)
        for ident in {mention.actor, actor.party if actor else ""} - {""}:
            counts[ident] = counts.get(ident, 0) + 1
    kept = [party for party in case.parties if party.id in counts] or list(case.parties)
    ids = {party.id for party in kept}
    return Cast(
        parties=tuple(_groundless(party, ids) for party in kept),
        speakers=tuple(replace(one, because=()) for one in _speakers(case) if one.id in counts),
        known=known,
        counts=counts,
        apart=known.apart,
    )


def _speakers(case: Case) -> tuple[Person, ...]:
    return case.speakers


def _groundless(party: Party, ids: Collection[str]) -> Party:
    principal = replace(party.principal, because=()) if party.principal else None
    delegations = tuple(
        replace(each, because=(), members=tuple(replace(one, because=()) for one in each.members))
        for each in party.delegations
    )
    members = tuple(one for one in party.member_of if one in ids)
    return replace(party, because=(), principal=principal, delegations=delegations, member_of=members)


def from_file(path: str | Path) -> Cast:
    """Who takes part, as a file of names says?

    The file has `actors`, each with `id`, `name` (a text, or en and ja) and `kind` (state, bloc, faction,
    organisation, person), and where needed `aliases`, `places`, `of` (the party of a person), `role`; and `apart`,
    lists of ids that nobody may merge in silence.

    Raises
    ------
    NotFound, BadInput
    """
    file = Path(path)
    told = data(grown(decoded(raw(file), str(file)), str(file)))
    if not isinstance(told, dict) or not isinstance(told.get("actors"), list) or not told["actors"]:
        raise BadInput((Fault(("actors",), "no list of actors", "a list of at least one"),), str(file))
    faults = [fault for at, one in enumerate(told["actors"]) for fault in _actor_faults(at, one)]
    faults += [
        Fault((key,), "an unknown key", "actors and apart") for key in sorted(set(told) - {"actors", "apart"})
    ]
    if faults:
        raise BadInput(tuple(faults), str(file))
    actors = tuple(_told(one) for one in told["actors"])
    ids = {one.id for one in actors}
    apart = told.get("apart") or []
    wrong = [
        name for some in apart for name in (some if isinstance(some, list) else [some]) if name not in ids
    ]
    wrong += [one.of for one in actors if one.of and one.of not in ids]
    wrong += [one.id for at, one in enumerate(actors) if one.id in {each.id for each in actors[:at]}]
    if wrong or not any(one.party for one in actors):
        got = f"{wrong[0]!r}, which stands for nobody or for two" if wrong else "nobody who is a party"
        raise BadInput((Fault(("actors",), got, "ids of actors of this file, each once"),), str(file))
    return cast(Names(actors, tuple(tuple(some) for some in apart)))


def _actor_faults(at: int, one: Any) -> list[Fault]:
    path = ("actors", at)
    if not isinstance(one, dict):
        return [Fault(path, "no mapping", "id, name and kind")]
    faults = [
        Fault((*path, str(key)), "an unknown key", ", ".join(sorted(_KEYS)))
        for key in sorted(set(one) - _KEYS)
    ]
    ident = one.get("id")
    if not isinstance(ident, str) or not ID.fullmatch(ident) or ident in RESERVED:
        faults.append(Fault((*path, "id"), repr(ident), "letters, digits, '_', '.' and '-', at most 64"))
    name = one.get("name")
    if not (isinstance(name, str) and name) and not (
        isinstance(name, dict) and set(name) <= {"en", "ja"} and name
    ):
        faults.append(Fault((*path, "name"), repr(name), "a name, or en and ja"))
    if one.get("kind") not in _KINDS:
        faults.append(Fault((*path, "kind"), repr(one.get("kind")), ", ".join(_KINDS)))
    faults += [
        Fault((*path, key), "something that is no name", "a list of names")
        for key in ("aliases", "places")
        if not all(isinstance(word, str) for word in _list(one.get(key)))
    ]
    return faults


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _told(one: dict[str, Any]) -> Named:
    name = one["name"]
    text = Text(str(name.get("en", "")), str(name.get("ja", ""))) if isinstance(name, dict) else both(name)
    places = tuple(_list(one.get("places")))
    of = str(one.get("of") or "")
    return Named(
        id=one["id"],
        kind=one["kind"],
        name=text,
        aliases=tuple(dict.fromkeys((*_list(one.get("aliases")), *places))),
        places=places,
        of=of,
        role=str(one.get("role") or ""),
        party=bool(one.get("party", one["kind"] != "person")),
    )
