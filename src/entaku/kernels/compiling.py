"""How kernels are compiled, and when what was compiled before no longer holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit
from numba.extending import register_jitable

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Compile a function that is called from Python, once, and keep it; other threads go on while it runs."""
    return cast("Function", njit(cache=True, nogil=True)(function))


def dividing(function: Function) -> Function:
    """Do the same for one that divides, and whose quotients by zero are without bound instead of an error."""
    return cast("Function", njit(cache=True, nogil=True, error_model="numpy")(function))


def lean(function: Function) -> Function:
    """Compile into the kernels that call it a function that makes no array, and count no references there.

    A kernel holds what the function is given, so that nothing can be freed meanwhile. Counting takes four fifths of
    the time where a function gets many arrays at once (`bench/rehearsal.py`), because numba removes it only within
    short stretches of code.
    """
    inlined: Function = register_jitable(forceinline=True, error_model="numpy", _nrt=False)(function)
    return inlined


def uncompiled(function: Function) -> Function:
    """Give a kernel as Python runs it: for whole numbers of any size, which compiled code does not have."""
    plain: Function = getattr(function, "py_func", function)
    return plain


_SOURCES = "kernels.sources"
"""The file beside compiled code that says of which sources it was made."""


def forget_other_sources(folder: Path, sources: Path) -> bool:
    """Remove what lies compiled in a folder unless it was made of these sources, and say whether it was not.

    What numba keeps of a kernel holds as long as the file of the kernel is the same, but most kernels call functions
    of other files: after an update, or an edit, the old ones would go on.
    """
    made_of = sha256()
    for file in sorted(sources.glob("*.py")):
        made_of.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    note, stamp = folder / _SOURCES, made_of.hexdigest()
    if note.is_file() and note.read_text(encoding="utf-8") == stamp:
        return False
    for file in (*folder.glob("*.nbi"), *folder.glob("*.nbc")):
        file.unlink(missing_ok=True)
    new = folder / f"{_SOURCES}.{os.getpid()}"
    new.write_text(stamp, encoding="utf-8")
    new.replace(note)
    return True


@kernel
def _nothing() -> None:
    """Serves to ask numba where it keeps the kernels of this folder."""


if hasattr(_nothing, "stats"):  # it is a plain function where compiling is turned off
    forget_other_sources(Path(_nothing.stats.cache_path), Path(__file__).parent)
