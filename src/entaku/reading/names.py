"""Who is named in a text that nobody has coded yet: a proposal, never a merge in silence.

States, blocs and their capitals come from a small table; new names from the words around them. What only a person
can tell is marked with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Final, Literal

from entaku.model.document import Document, Mention
from entaku.model.text import Text, both, say
from entaku.reading import names_en, names_ja
from entaku.reading.actors import Actor, Gazetteer, named
from entaku.reading.names_hints import Hint
from entaku.reading.names_table import APART, TABLE, Known, TableKind

NamedKind = Literal["state", "bloc", "faction", "organisation", "voices", "person"]
MOST: Final = 12
"""How many parties are proposed at most; a case has 15."""
_PARTIES: Final = ("state", "bloc", "faction")
_ALIKE: Final = 0.75
"""From which likeness on two names may be one person spelt in two ways; proposed, never merged."""
_READ: Final = ("body", "bullet", "lead", "title", "heading")
_OBJECT: Final = re.compile(
    r"(?:への?)?加盟|の?(?:さらなる)?(?:東方)?拡大| (?:membership|bid|expansion|enlargement|accession)\b",
    re.IGNORECASE,
)
_SPACE: Final = re.compile(" ")
_STEM: Final = 4
_SHORTEST: Final = 2
_OFFICES: Final = {"特使": "envoy", "首席交渉官": "chief negotiator"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whom a text names: names in both languages where they are known, and what is to be checked.

    `of` is the id of the party a person belongs to, where the text tells it; `role` the title as it stands there.
    """

    id: str
    kind: NamedKind
    name: Text
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    of: str = ""
    role: str = ""
    checks: tuple[Text, ...] = ()
    count: int = 0
    party: bool = False

    @property
    def every(self) -> tuple[str, ...]:
        """Give all forms by which a text names them."""
        return tuple(dict.fromkeys(name for name in (self.name.en, self.name.ja, *self.aliases) if name))


@dataclass(frozen=True, slots=True)
class Names:
    """Who is named in a document, parties first, and the sets that must not be merged in silence."""

    named: tuple[Named, ...]
    apart: tuple[tuple[str, ...], ...] = ()

    @property
    def parties(self) -> tuple[Named, ...]:
        """Give those proposed as parties."""
        return tuple(one for one in self.named if one.party)

    def gazetteer(self) -> Gazetteer:
        """Give what finds them in a text."""
        return Gazetteer(tuple(_actor(one) for one in self.named), self.apart)


def _actor(one: Named) -> Actor:
    kind: Literal["party", "person", "organisation"] = "organisation"
    if one.party:
        kind = "party"
    elif one.kind == "person":
        kind = "person"
    broken = (
        name[: place.start()] + "\n" + name[place.end() :]
        for name in one.every
        for place in _SPACE.finditer(name)
    )
    return Actor(id=one.id, names=(*one.every, *broken), kind=kind, party=one.of, places=one.places)


@dataclass(slots=True)
class _Sheet:
    """What is gathered on new names while a text is gone through."""

    language: str
    seen: dict[str, Counter[str]] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    role: dict[str, str] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    capital_of: dict[str, str] = field(default_factory=dict)
    office: dict[str, set[str]] = field(default_factory=dict)

    def take(self, hint: Hint) -> None:
        if hint.sort == "office":
            self.office.setdefault(_OFFICES.get(hint.role, hint.role), set()).add(hint.of)
            return
        self.seen.setdefault(hint.name, Counter())[hint.sort] += 1
        self.first.setdefault(hint.name, hint.start)
        if hint.sort == "capital":
            self.capital_of[hint.name] = hint.of
        if hint.of and hint.sort in ("person", "belongs"):
            self.of.setdefault(hint.name, hint.of)
        if hint.role:
            self.role.setdefault(hint.name, hint.role)

    def sorts(self, name: str) -> Counter[str]:
        return self.seen.get(name, Counter())


def names(document: Document) -> Names:
    r"""Who is named in a document, as far as a table of states and the words around names can tell?

    Examples
    --------
    >>> from entaku.reading.document import read_text
    >>> page = read_text(
    ...     "a", "The Verra government wrote to Egypt. Egypt told President Tom Allen of Verra so."
    ... )
    >>> [(one.id, one.kind, one.of) for one in names(page).named]
    [('EG', 'state', ''), ('verra', 'state', ''), ('allen', 'person', 'verra')]
    """
    listed = _listed(document)
    sheet = _gathered(document, {name for one in listed for name in one.every})
    bodies = _bodies(sheet)
    states = _states(sheet)
    groups = tuple(_new(sheet, name, "bloc", (_GROUP,)) for name in _of_sort(sheet, "group"))
    voices = tuple(_new(sheet, name, "voices", ()) for name in _of_sort(sheet, "voices"))
    persons = _persons(sheet, (*listed, *states, *bodies))
    found = _counted(document, _distinct((*listed, *states, *bodies, *groups, *voices, *persons)))
    chosen = _chosen(found) | {one.id for one in groups if one.id in {each.id for each in found}}
    told = tuple(replace(one, party=one.id in chosen, of=one.of if one.of in chosen else "") for one in found)
    ids = {one.id for one in told}
    apart = [pair for pair in APART if ids >= set(pair)]
    apart += [
        (body.id, group.id) for group in groups for body in bodies if group.id in ids and body.id in chosen
    ]
    return Names(tuple(sorted(told, key=lambda one: (not one.party, one.kind == "person"))), tuple(apart))


def _language(document: Document) -> str:
    count: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind in ("body", "bullet"):
            count[block.language] += block.end - block.start
    return "ja" if count["ja"] > count["en"] else "en"


def _listed(document: Document) -> tuple[Named, ...]:
    """Give those of the table whom the text names as somebody, not only as what is joined or enlarged."""
    known = Gazetteer(tuple(Actor(id=one.id, names=one.every, kind="party") for one in TABLE))
    met: dict[str, list[Mention]] = {}
    for mention in _mentions(document, known):
        met.setdefault(mention.actor, []).append(mention)
    text = document.text
    return tuple(
        _from_table(one, {text[mention.start : mention.end] for mention in met[one.id]})
        for one in sorted((one for one in TABLE if one.id in met), key=lambda one: met[one.id][0].start)
        if not all(_OBJECT.match(text, mention.end) for mention in met[one.id])
    )


def _mentions(document: Document, known: Gazetteer) -> Iterator[Mention]:
    spans = [(block.start, block.end) for block in document.blocks if block.kind in _READ]
    yield from named(document.text, document.blocks, known, spans or ((0, 0),))


def _from_table(one: Known, met: set[str]) -> Named:
    kinds: Mapping[TableKind, NamedKind] = {
        "state": "state",
        "bloc": "bloc",
        "faction": "faction",
        "organisation": "organisation",
    }
    aliases = tuple(name for name in one.every if name in met and name not in (one.en[0], one.ja[0]))
    places = tuple(name for name in one.places if name in met)
    checks = (_METONYM.filled(names=[both(name) for name in places]),) if places else ()
    return Named(
        id=one.id,
        kind=kinds[one.kind],
        name=Text(one.en[0], one.ja[0]),
        aliases=aliases,
        places=places,
        checks=checks,
    )


def _gathered(document: Document, known: Iterable[str]) -> _Sheet:
    """Gather the hints on names that no table has, in the language of the body."""
    language = _language(document)
    sheet = _Sheet(language)
    old = {part for name in known for part in (name, *name.split(" "))}
    hints = names_ja.hints if language == "ja" else names_en.hints
    for block in document.blocks:
        if block.kind in _READ and block.language in (language, "") and not _titled(block.kind, language):
            for hint in hints(document.text[block.start : block.end]):
                if hint.name not in old:
                    sheet.take(replace(hint, start=hint.start + block.start))
    return sheet


def _titled(kind: str, language: str) -> bool:
    """Tell whether capitals may mean nothing here: English titles have them everywhere."""
    return language == "en" and kind in ("title", "heading")


def _of_sort(sheet: _Sheet, *sorts: str) -> list[str]:
    found = [name for name, seen in sheet.seen.items() if any(seen[sort] for sort in sorts)]
    return sorted(found, key=lambda name: sheet.first[name])


def _last(name: str) -> str:
    return re.split(r"[・＝ ]", name)[-1]


def _states(sheet: _Sheet) -> tuple[Named, ...]:
    """Propose states: what has a government or a fleet, then what only speaks and decides as one."""
    family = {_last(name) for name in _of_sort(sheet, "person", "belongs")}
    taken = [
        name
        for name in _of_sort(sheet, "state", "actor")
        if name not in family and name not in sheet.capital_of and not sheet.sorts(name)["place"]
    ]
    taken += [name for name in sheet.capital_of.values() if name not in taken and name in sheet.seen]
    out = []
    for name in dict.fromkeys(taken):
        if any(_demonym(name, other) for other in taken):
            continue
        sure = sheet.sorts(name)["state"] or name in sheet.capital_of.values()
        one = _new(sheet, name, "state", () if sure else (_ACTS_ONLY,))
        capitals = tuple(city for city, of in sheet.capital_of.items() if of == name)
        forms = tuple(form for form in sheet.seen if _demonym(form, name))
        out.append(replace(one, aliases=(*one.aliases, *capitals, *forms), places=capitals))
    return tuple(out)


def _demonym(form: str, name: str) -> bool:
    """Tell whether a form looks like the people of a name: Mirenians of Mirenia."""
    stem = name[:-1]
    return form != name and len(stem) > _STEM and form.startswith(stem) and 0 < len(form) - len(stem) <= _STEM


def _bodies(sheet: _Sheet) -> tuple[Named, ...]:
    names_of_bodies = _of_sort(sheet, "body")
    out = []
    for name in names_of_bodies:
        short = _last(name) if sheet.language == "en" else name[-2:]
        alone = [other for other in names_of_bodies if other.endswith(short)] == [name]
        alias = (f"the {short}" if sheet.language == "en" else short,) if alone and short != name else ()
        out.append(replace(_new(sheet, name, "organisation", ()), aliases=alias))
    return tuple(out)


def _persons(sheet: _Sheet, others: Sequence[Named]) -> tuple[Named, ...]:
    """Propose persons: a full name with its last part as another form; likeness alone only asks."""
    party_of = {name: one.id for one in others for name in one.every}
    met = [name for name in _of_sort(sheet, "person", "belongs", "government") if name not in party_of]
    full = [name for name in met if _last(name) != name]
    out: list[Named] = []
    for name in (
        *full,
        *(name for name in met if name not in {_last(one) for one in full} and name not in full),
    ):
        last = _last(name)
        tellings = (sheet.of.get(name, ""), sheet.of.get(last, ""), _by_office(sheet, name, last))
        of = next((one for one in tellings if one in party_of), "")
        forms = [form for form in (last, *_governments(last, sheet.language)) if form != name]
        checks = tuple(
            _LIKE.filled(who=both(name), name=both(other))
            for other in met
            if _last(other) != last and _alike(_last(other), last)
        )
        one = _new(sheet, name, "person", checks)
        role = sheet.role.get(name) or sheet.role.get(last) or ""
        ident = _ident(last)
        out.append(replace(one, id=ident, aliases=tuple(forms), of=party_of.get(of, ""), role=role))
    return tuple(out)


def _governments(last: str, language: str) -> tuple[str, ...]:
    return (f"{last}政権",) if language == "ja" else (f"{last} government", f"{last} administration")


def _by_office(sheet: _Sheet, name: str, last: str) -> str:
    """Give the party of which somebody in the same office is told, if only one of each is."""
    role = sheet.role.get(name) or sheet.role.get(last) or ""
    office = _OFFICES.get(role, role)
    held = [one for one, told in sheet.role.items() if _OFFICES.get(told, told) == office]
    parties = sheet.office.get(office, set())
    return next(iter(parties)) if office and len(parties) == 1 and len(held) == 1 else ""


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _new(sheet: _Sheet, name: str, kind: NamedKind, checks: tuple[Text, ...]) -> Named:
    text = Text(ja=name) if sheet.language == "ja" else Text(en=name)
    return Named(id=_ident(name), kind=kind, name=text, checks=checks)


def _ident(name: str) -> str:
    """Make an id of a name: Latin small, with underscores.

    Examples
    --------
    >>> _ident("Littoral League"), _ident("ヨナス・ヘルヴィグ")
    ('littoral_league', 'ヨナス_ヘルヴィグ')
    """
    return re.sub(r"[^\w.\-]+", "_", name.lower()).strip("_")[:60] or "name"


def _distinct(found: Sequence[Named]) -> tuple[Named, ...]:
    """Give every one an id of its own."""
    seen: Counter[str] = Counter()
    out = []
    for one in found:
        seen[one.id] += 1
        out.append(one if seen[one.id] == 1 else replace(one, id=f"{one.id}_{seen[one.id]}"))
    return tuple(out)


def _counted(document: Document, found: tuple[Named, ...]) -> tuple[Named, ...]:
    met = Counter(mention.actor for mention in _mentions(document, Names(found).gazetteer()))
    return tuple(replace(one, count=met[one.id]) for one in found if met[one.id])


def _chosen(found: Sequence[Named]) -> set[str]:
    """Give the ids of those proposed as parties: named twice, or all where hardly anybody is."""
    able = [one for one in found if one.kind in _PARTIES or one.kind == "organisation"]
    often = [one for one in able if one.count >= _SHORTEST]
    wanted = often if len(often) >= _SHORTEST else able
    wanted = wanted or [one for one in found if one.kind == "person"]
    ranked = sorted(wanted, key=lambda one: -one.count)[:MOST]
    return {one.id for one in ranked}


_ACTS_ONLY: Final = Text(
    "acts like a government, but the text does not say whose: a state of its own, or the capital of one above?",
    "政府のように振る舞うが、どの国かは原文に書かれていない。独立の当事者か、上のいずれかの首都か。",
)
_GROUP: Final = Text(
    "a group by number: who is in it, and does it overlap with others?",
    "数で示された集まり。構成と、他との重なりは。",
)
_LIKE: Final = Text(
    "{who} is spelt much like {name}: the same person?", "「{who}」は「{name}」と綴りが近い。同一人物か。"
)
_METONYM: Final = say("{names} may also be a place", "{names}は地名の場合もある", names=both("{names}"))
