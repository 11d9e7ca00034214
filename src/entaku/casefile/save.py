"""Writes an edited case file back: comments, order and untouched lines stay, no crash leaves half a file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
from entaku.casefile.tree import data, resolved
from entaku.model.errors import BadInput, NotPossible
from entaku.model.files import write_whole

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
    untouched: str
    """How `content` was written before anybody edited it."""


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
    content = _yaml().load(_unix(text))
    return Document(file=file, original=original, content=content, untouched=_dumped(content))


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
    write_whole(target, content)
    return replace(document, file=file, original=content, untouched=_dumped(document.content))


def edited(document: Document) -> str:
    """Give the text of a document, in which only what was edited differs from the file it was read from."""
    text = decoded(document.original, str(document.file))
    after = _dumped(document.content)
    if after == document.untouched:
        return text
    kept = merged(_unix(text).removesuffix("\n") + "\n", document.untouched, after)
    # The merge goes by lines; where that would not say the same, the plain dump is taken.
    chosen = kept if _says(kept, document.content) else after
    return chosen.replace("\n", "\r\n" if "\r\n" in text else "\n")


def merged(text: str, before: str, after: str) -> str:
    r"""Give `text` with the lines changed that differ between `before` and `after`.

    `before` says what `text` says, in the spacing of `after`; lines that are taken over get the indentation
    of `text`.

    Examples
    --------
    >>> merged("a:\n-  x:  1\n-  y:  2\n", "a:\n  - x: 1\n  - y: 2\n", "a:\n  - x: 1\n  - y: 3\n")
    'a:\n-  x:  1\n- y: 3\n'
    """
    mine, base, new = (words.splitlines(keepends=True) for words in (text, before, after))
    in_mine, in_new = _paired(_squeezed(base), _squeezed(mine)), _paired(base, new)
    common = [(in_mine[at], at, in_new[at]) for at in sorted(in_mine.keys() & in_new.keys())]
    out: list[str] = []
    indents = {0: 0}
    done = (0, 0, 0)
    for here in [*common, (len(mine), len(base), len(new))]:
        indents |= {
            _indent(base[at]): _indent(mine[in_mine[at]])
            for at in range(done[1], min(here[1] + 1, len(base)))
            if at in in_mine
        }
        if base[done[1] : here[1]] == new[done[2] : here[2]]:
            out += mine[done[0] : here[0]]
        else:
            out += [_indented(line, indents) for line in new[done[2] : here[2]]]
        out += mine[here[0] : here[0] + 1]
        done = (here[0] + 1, here[1] + 1, here[2] + 1)
    return "".join(out)


def _paired(one: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, one, other).get_matching_blocks()
    return {start + step: place + step for start, place, size in blocks for step in range(size)}


def _squeezed(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(line: str, indents: dict[int, int]) -> str:
    """Give a line the indentation that lines as deep as it have in the text so far."""
    depth = _indent(line)
    known = max(usual for usual in indents if usual <= depth)
    return " " * (indents[known] + depth - known) + line.lstrip(" ")


def _says(text: str, content: Any) -> bool:
    try:
        return data(grown(text)) == _data(content)
    except BadInput:
        return False


def _data(content: Any) -> object:
    """Give the plain values that edited content stands for."""
    if isinstance(content, Mapping):
        return {str(key): _data(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_data(value) for value in content]
    if isinstance(content, PlainScalarString):
        return resolved(content)
    return content.isoformat() if isinstance(content, date) else content


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


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
    yaml.representer.ignore_aliases = lambda _: True  # what is put in twice is written twice
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


def _dumped(content: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(content, stream)
    return stream.getvalue()
