"""How inner functions of kernels are compiled."""

from __future__ import annotations

from typing import Any, Final

from numba.extending import register_jitable

lean: Final[Any] = register_jitable(forceinline=True, error_model="numpy", _nrt=False)
"""For a function that makes no array, called many times within one kernel: references are not counted.

The kernel holds what the function is given, so that nothing can be freed meanwhile. Counting takes four fifths of the
time where a function gets many arrays at once (`bench/rehearsal.py`), because numba removes it only within short
stretches of code.
"""
