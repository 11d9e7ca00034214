"""The counter of `counter`, one word at a time, for use inside compiled kernels.

The numbers are those of `counter`, bit for bit.
"""

from __future__ import annotations

import numpy as np

from entaku.kernels import counter
from entaku.kernels.compiling import kernel

_GAMMA = np.uint64(counter.GAMMA)
_FIRST = np.uint64(counter.FIRST)
_SECOND = np.uint64(counter.SECOND)
_S11 = np.uint64(11)
_S27 = np.uint64(27)
_S30 = np.uint64(30)
_S31 = np.uint64(31)
_STEP = counter.STEP
_LID = counter.LID


@kernel
def mix_word(x: np.uint64) -> np.uint64:
    """Say which word SplitMix64 makes of the word `x`.

    Examples
    --------
    >>> hex(mix_word(np.uint64(1)))
    '0x910a2dec89025cc1'
    """
    h = np.uint64(x) + _GAMMA  # the cast: compiled code may hand over a signed word
    h = (h ^ (h >> _S30)) * _FIRST
    h = (h ^ (h >> _S27)) * _SECOND
    return h ^ (h >> _S31)


@kernel
def fold(key: np.uint64, word: np.uint64) -> np.uint64:
    """Say which key follows `key` when one more field, already a word, is added.

    Examples
    --------
    >>> from entaku.kernels.counter import key
    >>> bool(fold(key(7, 3)[()], np.uint64(5)) == key(7, 3, 5))
    True
    """
    return mix_word(np.uint64(key) ^ np.uint64(word))


@kernel
def unit_word(key: np.uint64) -> float:
    """Say which number strictly between 0 and 1 one key gives.

    Examples
    --------
    >>> from entaku.kernels.counter import key
    >>> unit_word(key(20251202, 0, "claim", "C39", 0)[()])
    0.2608971036834365
    """
    u: float = (np.float64(np.uint64(key) >> _S11) + 0.5) * _STEP
    return min(u, _LID)
