"""The form of a `.gmcr` file: what it may hold, checked value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from entaku.exchange.document import Noted
from entaku.model.errors import Path
from entaku.model.rules import MAX_PARTIES
from entaku.model.rules_lenses import MAX_LEVERS

Direction = Literal["both", "fwd", "back"]
DIRECTIONS: Final[Mapping[str, Direction]] = {"both": "both", "fwd": "fwd", "back": "back"}
TOP: Final = frozenset(
    {
        "program",
        "version",
        "options",
        "decisionMakers",
        "infeasibles",
        "useManualPreferenceRanking",
        "useManualPreferenceVectors",
        "coalitions",
        "coalitionsFull",
    }
)
MAKER: Final = frozenset(
    {
        "name",
        "options",
        "preferences",
        "preferenceRanking",
        "preferenceVector",
        "payoffs",
        "misperceptions",
    }
)
Literals = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """One decision maker as the file has it: statements are lists of simple patterns, a ranking groups of states."""

    name: str
    options: tuple[int, ...]
    statements: tuple[tuple[Literals, ...], ...]
    ranking: tuple[tuple[int, ...], ...]
    blind: bool


@dataclass(frozen=True, slots=True)
class Model:
    """The file's content without faults; options by their place in the file."""

    options: tuple[tuple[str, Direction], ...]
    makers: tuple[Maker, ...]
    infeasible: tuple[Literals, ...]
    by_ranking: bool
    blocs: tuple[tuple[int, ...], ...]


def content(noted: Noted, document: Any) -> Model:
    """What does a document hold? Its faults are noted."""
    top = noted.mapping((), document, TOP)
    options = tuple(_options(noted, top))
    makers = tuple(
        _maker(noted, ("decisionMakers", place), value, len(options))
        for place, value in enumerate(noted.items(("decisionMakers",), top.get("decisionMakers")))
    )
    if not 1 <= len(makers) <= MAX_PARTIES:
        noted.fault(("decisionMakers",), f"{len(makers)} decision makers", f"1 to {MAX_PARTIES}")
    _check_owners(noted, options, makers)
    infeasible = tuple(
        _simple(noted, ("infeasibles", place), value, len(options))
        for place, value in enumerate(noted.items(("infeasibles",), top.get("infeasibles")))
    )
    key = (
        "useManualPreferenceRanking" if "useManualPreferenceRanking" in top else "useManualPreferenceVectors"
    )
    by_ranking = noted.flag((key,), top.get(key))
    return Model(options, makers, infeasible, by_ranking, tuple(_blocs(noted, top, len(makers))))


def _options(noted: Noted, top: Mapping[str, Any]) -> Iterator[tuple[str, Direction]]:
    listed_ = noted.items(("options",), top.get("options"))
    if not 1 <= len(listed_) <= MAX_LEVERS:
        noted.fault(("options",), f"{len(listed_)} options", f"1 to {MAX_LEVERS}")
    for place, value in enumerate(listed_[:MAX_LEVERS]):
        path: Path = ("options", place)
        option = noted.mapping(path, value, {"name", "permittedDirection"})
        way = option.get("permittedDirection", "both")
        if not isinstance(way, str) or way not in DIRECTIONS:
            noted.fault((*path, "permittedDirection"), f"{way!r}"[:60], ", ".join(DIRECTIONS))
            way = "both"
        yield noted.name((*path, "name"), option.get("name")), DIRECTIONS[way]


def _maker(noted: Noted, path: Path, value: Any, options: int) -> Maker:
    given = noted.mapping(path, value, MAKER)
    name = noted.name((*path, "name"), given.get("name"))
    own = tuple(
        noted.index((*path, "options", place), index, 0, options - 1)
        for place, index in enumerate(noted.items((*path, "options"), given.get("options")))
    )
    statements = tuple(
        _statement(noted, (*path, "preferences", place), said, options)
        for place, said in enumerate(noted.items((*path, "preferences"), given.get("preferences")))
    )
    key = "preferenceRanking" if "preferenceRanking" in given else "preferenceVector"
    ranking = tuple(_ranked(noted, (*path, key), given.get(key), 1 << options))
    blind = bool(noted.items((*path, "misperceptions"), given.get("misperceptions")))
    return Maker(name, own, tuple(dict.fromkeys(statements)), ranking, blind)


def _statement(noted: Noted, path: Path, value: Any, options: int) -> tuple[Literals, ...]:
    """Give a statement as the patterns of which one must hold."""
    if not isinstance(value, dict):
        return (_simple(noted, path, value, options),)
    given = noted.mapping(path, value, {"compound", "members"})
    if given.get("compound") is not True:
        noted.fault((*path, "compound"), f"{given.get('compound')!r}"[:60], "true")
    members = noted.items((*path, "members"), given.get("members"))
    if not members:
        noted.fault((*path, "members"), "nothing", "at least one pattern")
    return tuple(_simple(noted, (*path, "members", place), one, options) for place, one in enumerate(members))


def _simple(noted: Noted, path: Path, value: Any, options: int) -> Literals:
    """Give a pattern: pairs of an option and Y or N, each option once."""
    found: dict[int, str] = {}
    for place, pair in enumerate(noted.items(path, value)):
        at: Path = (*path, place)
        if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in ("Y", "N"):  # noqa: PLR2004
            noted.fault(at, f"{pair!r}"[:60], 'a pair of an option\'s number and "Y" or "N"')
            continue
        index = noted.index((*at, 0), pair[0], 0, options - 1)
        if found.setdefault(index, pair[1]) != pair[1]:
            noted.fault(at, f"option {index} both Y and N", "each option once")
    if not found and isinstance(value, list):
        noted.fault(path, "a pattern without an option", "at least one")
    return tuple(sorted(found.items()))


def _ranked(noted: Noted, path: Path, value: Any, most: int) -> Iterator[tuple[int, ...]]:
    """Give the groups of a ranking, best first; a state alone is a group."""
    for place, group in enumerate(noted.items(path, value)):
        if isinstance(group, list):
            yield tuple(
                noted.index((*path, place, number), state, 1, most) for number, state in enumerate(group)
            )
        else:
            yield (noted.index((*path, place), group, 1, most),)


def _blocs(noted: Noted, top: Mapping[str, Any], makers: int) -> Iterator[tuple[int, ...]]:
    for place, bloc in enumerate(noted.items(("coalitions",), top.get("coalitions"))):
        path: Path = ("coalitions", place)
        members = bloc if isinstance(bloc, list) else [bloc]
        yield tuple(noted.index(path, member, 0, makers - 1) for member in members)


def _check_owners(noted: Noted, options: Sequence[tuple[str, Direction]], makers: Sequence[Maker]) -> None:
    """Ask that every option belongs to exactly one decision maker."""
    owners: dict[int, int] = {}
    for place, maker in enumerate(makers):
        for number, index in enumerate(maker.options):
            first = owners.setdefault(index, place)
            if first != place or index in maker.options[:number]:
                got = f"option {index} a second time"
                remedy = f"It is first listed by decisionMakers.{first}."
                noted.fault(("decisionMakers", place, "options", number), got, "each option once", remedy)
    for index in range(len(options)):
        if index not in owners:
            noted.fault(("options", index), "an option of nobody", "a decision maker that lists it")


def check_states(noted: Noted, model: Model) -> None:
    """Ask that some state is feasible, and that a ranking that counts names each of them once."""
    from entaku.kernels.graph_moves import feasible_vectors, patterns

    width = len(model.options)
    texts = [text(literals, range(width), width) for literals in model.infeasible]
    count = feasible_vectors(width, patterns(texts)).size
    if not count:
        noted.fault(("infeasibles",), "patterns that rule out every state", "at least one feasible state")
    for place, maker in enumerate(model.makers if model.by_ranking else ()):
        named = sorted(state for group in maker.ranking for state in group)
        if named and named != list(range(1, count + 1)):
            got = f"{len(named)} places for {count} states"
            noted.fault(("decisionMakers", place, "preferenceRanking"), got, f"each of 1 to {count} once")


def text(literals: Literals, position: Sequence[int], width: int) -> str:
    """Write a pattern over Y, N and -; `position` is where each option of the file stands."""
    signs = ["-"] * width
    for index, sign in literals:
        signs[position[index]] = sign
    return "".join(signs)
