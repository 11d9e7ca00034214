"""Writes an edited case file back: comments, order and untouched lines stay, no crash leaves half a file."""

from __future__ import annotations

import io
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import PlainScalarString

from entaku.casefile.dump import scalar
from entaku.casefile.guard import BOM, decoded, grown
from entaku.casefile.load import raw, reads
from entaku.casefile.tree import data
from entaku.model.errors import NotPossible

_TAG: Final = "tag:yaml.org,2002:str"


@dataclass(slots=True, kw_only=True)
class Document:
    """A case file opened for editing.

    `content` is edited in place. It holds mappings and lists, and scalars as written: `"12"` where 12 stands.
    Whatever is put in may be a text, number, truth value or date; a text gets quotes where it needs them.
    """

    file: Path
    original: bytes
    content: Any


def opened(path: str | PathLike[str]) -> Document:
    """Open a case file for editing; it may still break rules of the case, but not of the file.

    Raises
    ------
    NotFound
        If there is no such file.
    BadInput
        If the file is no YAML that a case could be.
    """
    file = Path(path)
    original = raw(file)
    text = decoded(original, str(file))
    grown(text, str(file))
    return Document(file=file, original=original, content=_loaded(text))


def save(path: str | PathLike[str], document: Document) -> Document:
    """Write a document to a file and give it as it now stands there.

    What was not edited keeps its bytes: a document saved unchanged is the same file, byte by byte.

    Raises
    ------
    BadInput
        If what would be written is not a case; nothing is written then.
    NotPossible
        If the file was changed by somebody else since it was opened, or cannot be written.
    """
    file = Path(path)
    text = edited(document)
    reads(text, str(file))
    mark = BOM if document.original.startswith(BOM) else b""
    content = mark + text.encode("utf-8")
    target = file.resolve()
    if target == document.file.resolve() and target.exists() and raw(target) != document.original:
        raise NotPossible(f"{file} was changed by somebody else since it was opened; open it again")
    _replace(target, content)
    return Document(file=file, original=content, content=document.content)


def edited(document: Document) -> str:
    """Give the text of a document, in which only what was edited differs from the file it was read from."""
    text = decoded(document.original, str(document.file))
    newline = "\r\n" if "\r\n" in text else "\n"
    before = _dumped(_loaded(text))
    after = _dumped(document.content)
    if before == after:
        return text
    plain = text.replace("\r\n", "\n")
    kept = merged(plain, before, after)
    # The merge goes by lines; where that would not say the same, the plain dump is taken.
    chosen = kept if _same(kept, after) else after
    return chosen.replace("\n", newline)


def merged(text: str, before: str, after: str) -> str:
    r"""Give `text` with the lines changed that differ between `before` and `after`.

    Examples
    --------
    >>> merged("a:   1\nb:   2\n", "a: 1\nb: 2\n", "a: 1\nb: 3\n")
    'a:   1\nb: 3\n'
    """
    mine, base, new = (words.splitlines(keepends=True) for words in (text, before, after))
    out: list[str] = []
    done = (0, 0, 0)
    for here in [*_common(mine, base, new), (len(mine), len(base), len(new))]:
        unchanged = base[done[1] : here[1]] == new[done[2] : here[2]]
        out += mine[done[0] : here[0]] if unchanged else new[done[2] : here[2]]
        out += mine[here[0] : here[0] + 1]
        done = (here[0] + 1, here[1] + 1, here[2] + 1)
    return "".join(out)


def _common(mine: list[str], base: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Give the places of the lines that stand in all three texts, in `mine` perhaps with other spacing."""
    in_mine, in_new = _paired(base, mine, {"equal", "replace"}), _paired(base, new, {"equal"})
    return [(in_mine[place], place, in_new[place]) for place in sorted(in_mine.keys() & in_new.keys())]


def _paired(base: list[str], other: list[str], kinds: set[str]) -> dict[int, int]:
    """Pair lines that are the same or, in a stretch of equal length, stand in place of one another."""
    return {
        first + step: second + step
        for kind, first, end, second, last in SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
        if kind in kinds and end - first == last - second
        for step in range(end - first)
    }


def _same(kept: str, after: str) -> bool:
    try:
        return data(grown(kept)) == data(grown(after))
    except Exception:  # noqa: BLE001 - a merge that is no YAML is no merge
        return False


def _yaml() -> YAML:
    """Give a reader and writer that keeps every scalar as it is written: none becomes a number or a date."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.Resolver = _unresolved
    # Set on these very objects: done the usual way it would hold for every other user of the library too.
    yaml.constructor.construct_scalar = partial(_constructed, yaml.constructor.construct_scalar)
    own = dict.fromkeys((str, int, float, bool, type(None), date, datetime), _represented)
    yaml.representer.yaml_representers = {**yaml.representer.yaml_representers, **own}
    return yaml


def _unresolved(*, version: Any, loader: Any) -> VersionedResolver:
    """Give a resolver to which every scalar is a text: with a rule of its own, it takes up no usual ones."""
    resolver = VersionedResolver(version=version, loader=loader)
    resolver.add_version_implicit_resolver((1, 2), _TAG, re.compile("(?!)"), [""])
    return resolver


def _constructed(construct: Callable[[Any], Any], node: Any) -> Any:
    """Mark what stands without quotes, to tell it from a text that is put in later."""
    value = construct(node)
    return PlainScalarString(value or "null") if type(value) is str else value


def _represented(writer: Any, value: Any) -> Any:
    """Write a scalar that was put in as `dump` writes it."""
    words = scalar(value)
    quoted = words.startswith('"')
    return writer.represent_scalar(_TAG, value if quoted else words, style='"' if quoted else "")


def _loaded(text: str) -> Any:
    return _yaml().load(text.replace("\r\n", "\n"))


def _dumped(content: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(content, stream)
    return stream.getvalue()


def _replace(target: Path, content: bytes) -> None:
    """Put a file in place of another at once: whoever looks sees the old one or the new one, whole."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise NotPossible(f"{target} cannot be written ({error.strerror})") from None


def _sync_folder(folder: Path) -> None:
    """Make the new name itself outlive a crash."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
