"""Random numbers that are functions of their names: no generator, no state, no order of calls.

The mixing function is SplitMix64's (Steele, Lea & Flood 2014). A key folds a seed and any number of
fields into 64 bits; each key gives one uniform, normal or exponential number. Draws can therefore be
made again one at a time, in any order and on any worker. `counter_compiled` holds the same functions
for use inside compiled kernels.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Keys: TypeAlias = NDArray[np.uint64]
Floats: TypeAlias = NDArray[np.float64]
Field: TypeAlias = str | int | NDArray[np.integer[Any]]

WORD = 0xFFFFFFFFFFFFFFFF
GAMMA = 0x9E3779B97F4A7C15
FIRST = 0xBF58476D1CE4E5B9
SECOND = 0x94D049BB133111EB
STEP = 2.0**-53
# (2**53 - 1) + 0.5 rounds up to 2**53: without this lid one word in 2**53 would give exactly 1.
LID = 1.0 - STEP

_INVERSE = NormalDist().inv_cdf


def mix(x: ArrayLike) -> Keys:
    """Say which 64-bit word SplitMix64 makes of each word of `x`, modulo 2**64.

    Parameters
    ----------
    x : array of uint64, any shape

    Returns
    -------
    array of uint64, same shape

    Examples
    --------
    >>> hex(mix(1)[()])
    '0x910a2dec89025cc1'
    """
    # Ufuncs with `out` wrap around in silence; operators on NumPy scalars would warn.
    h = np.array(x, dtype=np.uint64)
    np.add(h, np.uint64(GAMMA), out=h)
    np.bitwise_xor(h, np.right_shift(h, np.uint64(30)), out=h)
    np.multiply(h, np.uint64(FIRST), out=h)
    np.bitwise_xor(h, np.right_shift(h, np.uint64(27)), out=h)
    np.multiply(h, np.uint64(SECOND), out=h)
    np.bitwise_xor(h, np.right_shift(h, np.uint64(31)), out=h)
    return h


def field(text: str) -> int:
    """Say which 64-bit word stands for a text.

    The eight bytes of BLAKE2b with digest size 8 over the text's UTF-8 in normal form NFC, read
    little-endian: two spellings of the same characters are one field.

    Examples
    --------
    >>> hex(field("claim"))
    '0x67be331b3e80419f'
    """
    return _text_word(text)


@lru_cache(maxsize=65_536)
def _text_word(text: str) -> int:
    # "surrogatepass": a lone surrogate in a name is odd, but it is no reason to fail in a kernel.
    spelt = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(spelt, digest_size=8).digest(), "little")


def _words(value: Field) -> Keys:
    if isinstance(value, str):
        return np.array(_text_word(value), dtype=np.uint64)
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return np.array(int(value) & WORD, dtype=np.uint64)
    if isinstance(value, np.ndarray) and np.issubdtype(value.dtype, np.integer):
        return value.astype(np.uint64)
    kind = f"array of {value.dtype}" if isinstance(value, np.ndarray) else type(value).__name__
    raise TypeError(f"a field of a key is a text, an integer or an array of integers, not {kind}")


def key(seed: int, *fields: Field) -> Keys:
    """Say which key belongs to a seed and these fields, in this order.

    h = mix(seed), then h = mix(h xor f) for each field f. Integers count modulo 2**64.

    Parameters
    ----------
    seed : int
    *fields : text, integer, or array of integers
        Arrays broadcast against each other; texts go through `field`.

    Returns
    -------
    array of uint64, of the fields' broadcast shape (no dimension when all are single)

    Raises
    ------
    TypeError
        A field is of another kind (a float, a list, a truth value).

    Examples
    --------
    >>> hex(key(20251202, 0, "claim", "C39", 0)[()])
    '0x42ca270ff104e579'
    >>> key(1, np.arange(3)[:, None], "claim", np.arange(2)).shape
    (3, 2)
    """
    return extended(mix(int(seed) & WORD), *fields)


def extended(keys: Keys, *fields: Field) -> Keys:
    """Say which keys further fields make of these: `key(seed, a, b)` is `extended(key(seed, a), b)`.

    Examples
    --------
    >>> bool(extended(key(7, "a"), "b") == key(7, "a", "b"))
    True
    """
    h = keys
    for value in fields:
        h = mix(np.bitwise_xor(h, _words(value)))
    return h


def unit(keys: Keys) -> Floats:
    """Say which number strictly between 0 and 1 each key gives.

    ((key >> 11) + 1/2) * 2**-53, and 1 - 2**-53 in the one case where that sum would round to 1.

    Examples
    --------
    >>> float(unit(key(20251202, 0, "claim", "C39", 0)))
    0.2608971036834365
    """
    u = np.array(np.right_shift(np.asarray(keys, dtype=np.uint64), np.uint64(11)), dtype=np.float64)
    np.add(u, 0.5, out=u)
    np.multiply(u, STEP, out=u)
    np.minimum(u, LID, out=u)
    return u


def uniform(seed: int, *fields: Field) -> Floats:
    """Say which uniform number in (0, 1) belongs to a seed and these fields (see `key`).

    Examples
    --------
    >>> float(uniform(20251202, 1999, "no_deal", "RU", 11))
    0.9945420006787047
    """
    return unit(key(seed, *fields))


def normal(seed: int, *fields: Field) -> Floats:
    """Say which standard normal number belongs to a seed and these fields (see `key`).

    The inverse distribution function of `uniform`: monotone in it, and always finite.

    Examples
    --------
    >>> round(float(normal(20251202, 0, "claim", "C39", 0)), 6)
    -0.640582
    """
    # the standard library's inverse loads nothing; SciPy's takes a quarter of a second to import
    drawn = uniform(seed, *fields)
    return np.fromiter(map(_INVERSE, drawn.ravel().tolist()), np.float64, drawn.size).reshape(drawn.shape)


def exponential(seed: int, *fields: Field) -> Floats:
    """Say which exponential number of mean 1 belongs to a seed and these fields (see `key`).

    -ln U with U of `uniform`: positive and finite.

    Examples
    --------
    >>> round(float(exponential(20251202, 0, "claim", "C39", 0)), 6)
    1.343629
    """
    return np.asarray(-np.log(uniform(seed, *fields)), dtype=np.float64)
