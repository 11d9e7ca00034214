"""How wide a party's own range is: the yardstick of every statement on gains."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.space.study import Study


def own_ranges(study: Study) -> NDArray[np.float64]:
    """How far is it from the worst to the best of all packages and no deal (N, P), in ensemble units?

    1 where nothing can change for a party, so that its gains of 0 stay 0. Divided by it, gains do not depend
    on the unit or the zero of anybody's values.
    """
    space, draws = study.outcomes, study.ensemble
    blocks = space.by_block(draws.values)
    low = high = np.zeros(blocks.shape[:2], dtype=blocks.dtype)
    for start, end in pairwise(space.block_starts):
        low = low + blocks[:, :, start:end].min(axis=2)
        high = high + blocks[:, :, start:end].max(axis=2)
    deal = draws.no_deal[:, :, 0]
    wide = np.maximum(high, deal) - np.minimum(low, deal)
    return np.asarray(np.where(wide > 0, wide, 1), dtype=np.float64)
