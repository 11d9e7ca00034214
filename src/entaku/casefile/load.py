"""Reads a case file: every fault at once, each with its line and column."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path as FilePath
from typing import cast

from entaku.casefile.form import case_form
from entaku.casefile.guard import MAX_BYTES, decoded, grown
from entaku.casefile.structure import Structurer
from entaku.casefile.tree import Node, place
from entaku.model.case import Case
from entaku.model.errors import BadInput, Fault, NotFound
from entaku.model.rules import MAX_FAULTS, faults


def read(path: str | PathLike[str]) -> Case:
    """Give the case that a file holds.

    Raises
    ------
    NotFound
        If there is no such file.
    BadInput
        With every fault of the file: line, column, what was got, what is allowed, what to do next.
    """
    file = FilePath(path)
    return reads(decoded(raw(file), str(file)), str(file))


def reads(text: str, file: str = "") -> Case:
    """Give the case that a YAML text holds; `file` is what messages call it.

    Raises
    ------
    BadInput
        With every fault of the text.
    """
    root = grown(text, file)
    structurer = Structurer()
    case = structurer.make(case_form(), root, ())
    found = structurer.faults or [_placed(root, fault) for fault in faults(cast("Case", case))]
    if found:
        raise BadInput(tuple(sorted(found, key=lambda fault: (fault.line, fault.column))[:MAX_FAULTS]), file)
    return cast("Case", case)


def raw(file: FilePath) -> bytes:
    """Give the bytes of a file, no more than one too many for a case.

    Raises
    ------
    NotFound
        If there is no such file.
    BadInput
        If it is a folder, no regular file, or must not be read.
    """
    try:
        if file.is_dir():
            raise BadInput((Fault((), "a folder", "a case file"),), str(file))
        if file.exists() and not file.is_file():
            raise BadInput((Fault((), "something that is no regular file", "a case file"),), str(file))
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFound(f"no file {file}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fault = Fault((), f"a file that cannot be read ({reason})", "a case file that can be read")
        raise BadInput((fault,), str(file)) from None


def _placed(root: Node, fault: Fault) -> Fault:
    line, column = place(root, fault.path)
    return replace(fault, line=line, column=column)
