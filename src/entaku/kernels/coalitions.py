"""Which sets of parties can carry a package out, and who is needed for it.

A coalition of n parties is an integer mask: party i belongs to it iff bit i is set, so 0 is nobody and
2**n - 1 is everybody. A game is a boolean array of shape (2**n,), indexed by mask, True where the coalition
wins. The games built here are monotone (a superset of a winning coalition wins), and every function that
takes a game relies on it. n is at most 20; all functions but `halves` raise ValueError for more, for an array
that is no game, and for a mask that names a party beyond n. Lists of masks come back in ascending order.

Winning, blocking and veto as in Shapley (1962), Simple games, Behavioral Science 7:59-66. A
package is won by whoever wins every clause (the product of the clause games); a completion of a table is a
smallest set of absent parties that lets it win.
"""

from __future__ import annotations

from enum import IntEnum
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

BoolArray: TypeAlias = npt.NDArray[np.bool_]
Int8Array: TypeAlias = npt.NDArray[np.int8]

MAX_PARTIES = 20


class Verdict(IntEnum):
    """What one draft makes of one party; the numbers are the order in which it is decided.

    `NOT_STATED` is for callers: an absent party that is not needed and no subject, of whom it is not known
    whether the draft leaves it worse off.
    """

    UNDETERMINED = 0
    AT_THE_TABLE = 1
    NEEDED = 2
    NEEDED_ONE_OF = 3
    ON_THE_MENU = 4
    BYSTANDER = 5
    NOT_STATED = 6


def clause_game(n: int, performs: Sequence[int], stops: Sequence[int]) -> BoolArray:
    """Say which coalitions can carry one clause out, whatever the others do.

    A coalition wins iff it contains a performing set and the parties outside it contain no stopping set.

    Parameters
    ----------
    n
        Number of parties.
    performs
        Masks of the sets that can carry the clause out. Empty: nobody can, so no coalition wins. The mask 0:
        the clause carries itself out.
    stops
        Masks of the sets that can undo it. The mask 0 undoes it always.

    Examples
    --------
    Either party 0 or party 2 can do it, and party 1 can stop it:

    >>> minimal_sets(clause_game(3, performs=[0b001, 0b100], stops=[0b010]))
    (3, 6)
    """
    able = _contains_one_of(n, performs)
    # The complement of mask S is 2**n - 1 - S: reading backwards asks the same of the parties left outside.
    undone = _contains_one_of(n, stops)[::-1]
    return able & ~undone


def package_game(n: int, games: Sequence[BoolArray]) -> BoolArray:
    """Say which coalitions can carry out every clause of a package.

    The product of the clause games over n parties. Of no clause at all every coalition wins, nobody included.

    Examples
    --------
    >>> first = clause_game(4, performs=[0b0011, 0b0101], stops=[])
    >>> second = clause_game(4, performs=[0b0110, 0b1010], stops=[])
    >>> minimal_sets(package_game(4, [first, second]))
    (7, 11)
    """
    _refuse_size(n)
    package = np.ones(1 << n, dtype=np.bool_)
    for game in games:
        if party_count(game) != n:
            raise ValueError(f"a game over {party_count(game)} parties was given to a package over {n}")
        package &= game
    return package


def weighted_game(quota: int, weights: Sequence[int]) -> BoolArray:
    """Say which coalitions reach the quota.

    A coalition wins iff its weights, one per party, add to at least the quota. Weights are whole, so that
    rounding cannot miss a sum that equals it. Raises ValueError also for a negative weight and for a total
    of 2**63 or more.

    Examples
    --------
    >>> minimal_sets(weighted_game(4, [3, 2, 1]))
    (3, 5)
    """
    _refuse_size(len(weights))
    if any(weight < 0 for weight in weights):
        raise ValueError(f"weights must not be negative; the smallest given is {min(weights)}")
    if sum(weights) >= 1 << 63:
        raise ValueError(f"the weights add to {sum(weights)}; sums are counted exactly below 2**63 only")
    reached = np.zeros(1, dtype=np.int64)
    for weight in weights:
        reached = np.concatenate([reached, reached + weight])
    return reached >= quota


def party_count(winning: BoolArray) -> int:
    """Say over how many parties a game is.

    Examples
    --------
    >>> party_count(weighted_game(2, [1, 1, 1]))
    3
    """
    n = _exponent(winning.size)
    if winning.dtype != np.bool_ or winning.ndim != 1:
        raise ValueError(f"a game is a boolean array of shape (2**n,), got {winning.dtype} {winning.shape}")
    return n


def minimal_sets(winning: BoolArray) -> tuple[int, ...]:
    """Say which coalitions win, but no longer once any member leaves.

    () if no coalition wins, (0,) if nobody is needed.

    Examples
    --------
    >>> minimal_sets(weighted_game(2, [1, 1, 1]))
    (3, 5, 6)
    """
    minimal = winning.copy()
    for party in range(party_count(winning)):
        wins_without, _ = halves(winning, party)
        _, minimal_with = halves(minimal, party)
        minimal_with &= ~wins_without
    return tuple(np.flatnonzero(minimal).tolist())


def veto_players(winning: BoolArray) -> int:
    """Say without whom nobody can win, not even all the others together.

    The mask of the parties i such that everybody but i loses. Where no coalition wins this is everybody: ask
    first whether the package can be carried out.

    Examples
    --------
    >>> bin(veto_players(weighted_game(4, [3, 2, 1])))
    '0b1'
    """
    n = party_count(winning)
    everybody = (1 << n) - 1
    return sum(1 << party for party in range(n) if not winning[everybody ^ (1 << party)])


def bypassable(winning: BoolArray) -> int:
    """Say who can be left out, one at a time.

    The mask of the parties i such that everybody but i wins. Two of them may not be bypassable together:
    see `jointly_bypassable`.

    Examples
    --------
    >>> bin(bypassable(weighted_game(4, [3, 2, 1])))
    '0b110'
    """
    return (winning.size - 1) ^ veto_players(winning)


def jointly_bypassable(winning: BoolArray, mask: int) -> bool:
    """Say whether all parties of the mask can be left out at once.

    Examples
    --------
    >>> game = weighted_game(4, [3, 2, 1])
    >>> jointly_bypassable(game, 0b010), jointly_bypassable(game, 0b110)
    (True, False)
    """
    _refuse_masks(party_count(winning), [mask])
    return bool(winning[(winning.size - 1) ^ mask])


def dummies(winning: BoolArray) -> int:
    """Say who is in no minimal winning coalition.

    The mask of the parties whose joining never turns a losing coalition into a winning one. Where no
    coalition wins, or all do, this is everybody.

    Examples
    --------
    >>> bin(dummies(weighted_game(12, [4, 4, 4, 2, 2, 1])))
    '0b100000'
    """
    split = [halves(winning, party) for party in range(party_count(winning))]
    return sum(1 << party for party, (out, joined) in enumerate(split) if np.array_equal(out, joined))


def replaceable(winning: BoolArray) -> int:
    """Say who is in some minimal winning coalition, but not in all of them.

    The mask of the parties that are bypassable and no dummies.

    Examples
    --------
    >>> bin(replaceable(weighted_game(4, [3, 2, 1])))
    '0b110'
    """
    return bypassable(winning) & ~dummies(winning)


def minimal_blocking(winning: BoolArray) -> tuple[int, ...]:
    """Say which smallest sets of parties can keep everybody else from winning.

    The minimal sets that meet every winning coalition: () if nobody is needed (no set can stop it), (0,) if
    no coalition wins (there is nothing to stop).

    Examples
    --------
    >>> minimal_blocking(weighted_game(4, [3, 2, 1]))
    (1, 6)
    """
    # A set blocks iff the parties outside it lose; reading backwards runs over the complements.
    return minimal_sets(~winning[::-1])


def completions(winning: BoolArray, table: int) -> tuple[int, ...]:
    """Say which smallest sets of absent parties must be brought in before the table can win.

    The minimal elements of { m minus table : m a minimal winning coalition }: () if no coalition wins, (0,)
    if the table wins as it sits.

    Examples
    --------
    >>> completions(weighted_game(3, [1, 1, 1, 1]), table=0b0011)
    (4, 8)
    """
    _refuse_masks(party_count(winning), [table])
    # With the table seated in every coalition, only absent parties can still make a difference.
    return minimal_sets(winning[np.arange(winning.size) | table])


def expendable(winning: BoolArray, table: int) -> int:
    """Say whose seat could be empty and the rest of the table still win.

    The mask of the seated parties i such that the table without i wins; 0 if the table itself loses.

    Examples
    --------
    >>> bin(expendable(weighted_game(4, [3, 2, 1]), table=0b111))
    '0b110'
    """
    n = party_count(winning)
    _refuse_masks(n, [table])
    seats = (1 << party for party in range(n) if table >> party & 1)
    return sum(seat for seat in seats if winning[table ^ seat])


def seat_verdict(completions: Sequence[int], table: int, subjects: int, worse: BoolArray) -> Int8Array:
    """Say of each party, in each draw: at the table, needed, on the menu, or a bystander.

    Parameters
    ----------
    completions
        Masks of the minimal sets of absent parties, as the function of that name gives them. Empty: nobody
        can carry the package out, and every party is undetermined.
    table, subjects
        Masks of the seated parties, and of those of whom an operative clause disposes something.
    worse
        Shape (..., n), True where the party is worse off than under no deal; leading axes are draws.

    Returns
    -------
    Int8Array
        Shape of `worse`, values of `Verdict`: the first that applies.

    Examples
    --------
    The table {0, 1} lacks party 2; party 3 loses in the second draw only:

    >>> worse = np.array([[False, False, False, False], [False, False, False, True]])
    >>> seat_verdict([0b0100], table=0b0011, subjects=0, worse=worse).tolist()
    [[1, 1, 2, 5], [1, 1, 2, 4]]
    """
    n = worse.shape[-1]
    _refuse_size(n)
    _refuse_masks(n, [table, subjects, *completions])
    if not completions:
        return np.full(worse.shape, Verdict.UNDETERMINED, dtype=np.int8)
    touched = worse | _members(subjects, n)
    verdict = np.where(touched, Verdict.ON_THE_MENU, Verdict.BYSTANDER).astype(np.int8)
    # From the last condition to the first: a later line overrules an earlier one.
    verdict[..., _members(reduce(or_, completions), n)] = Verdict.NEEDED_ONE_OF
    verdict[..., _members(reduce(and_, completions), n)] = Verdict.NEEDED
    verdict[..., _members(table, n)] = Verdict.AT_THE_TABLE
    return verdict


def superset_present(present: BoolArray) -> BoolArray:
    """Say of each coalition whether a present one contains it.

    `present` has shape (..., 2**n), one family of coalitions per leading index; so has the answer. A zeta
    transform over supersets, one pass per party (Björklund, Husfeldt, Kaski & Koivisto 2007, Fourier meets
    Möbius, STOC).

    Examples
    --------
    >>> superset_present(np.array([False, False, True, False])).tolist()
    [True, False, True, False]
    """
    closed = np.array(present, dtype=np.bool_, order="C")
    for party in range(_exponent(closed.shape[-1])):
        without, with_party = halves(closed, party)
        without |= with_party
    return closed


def halves(over_masks: BoolArray, party: int) -> tuple[BoolArray, BoolArray]:
    """Pair what holds for each coalition without a party with what holds once that party has joined.

    `over_masks` has shape (..., 2**n). Both answers have shape (..., 2**(n-1-party), 2**party) and run over
    the coalitions without the party in ascending order. They are views of a contiguous array.

    Examples
    --------
    >>> without, joined = halves(weighted_game(2, [1, 2]), party=0)
    >>> without.ravel().tolist(), joined.ravel().tolist()
    ([False, True], [False, True])
    """
    pairs = over_masks.reshape(*over_masks.shape[:-1], over_masks.shape[-1] >> (party + 1), 2, 1 << party)
    return pairs[..., 0, :], pairs[..., 1, :]


def _contains_one_of(n: int, masks: Sequence[int]) -> BoolArray:
    _refuse_size(n)
    _refuse_masks(n, masks)
    contains = np.zeros(1 << n, dtype=np.bool_)
    contains[list(masks)] = True
    for party in range(n):
        without, with_party = halves(contains, party)
        with_party |= without
    return contains


def _members(mask: int, n: int) -> BoolArray:
    return (mask >> np.arange(n) & 1).astype(np.bool_)


def _exponent(size: int) -> int:
    n = max(size.bit_length() - 1, 0)
    if size != 1 << n:
        raise ValueError(f"an axis over coalitions has 2**n entries, got {size}")
    _refuse_size(n)
    return n


def _refuse_size(n: int) -> None:
    if not 0 <= n <= MAX_PARTIES:
        raise ValueError(
            f"{n} parties (allowed: 0 to {MAX_PARTIES}): a game holds one entry for each of the 2**n "
            "coalitions, which doubles with every party; merge parties that always act together"
        )


def _refuse_masks(n: int, masks: Sequence[int]) -> None:
    for mask in masks:
        if not 0 <= mask < 1 << n:
            raise ValueError(f"mask {mask} is no coalition of {n} parties (allowed: 0 to {(1 << n) - 1})")
