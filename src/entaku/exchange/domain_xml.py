"""An XML document read with care: no entities, no document type, bounded in depth, each element with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from entaku.model.errors import BadInput, Fault

MAX_DEPTH: Final = 32
MAX_ELEMENTS: Final = 50_000
_TYPE: Final = "a document type or entity"
_REFUSED: Final = "elements and attributes only"
_REMEDY: Final = "Remove the lines from <!DOCTYPE to its >."


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, attributes, line and column (from 1) and the elements in it."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)

    def under(self, tag: str) -> Iterator[Element]:
        """Give the elements of this name in it, at any depth, in the order of the file."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.under(tag)


class _RefusedError(Exception):
    """What a document must not have; it leaves this module as a fault."""


def document(raw: bytes, file: str) -> Element:
    """Give the root element of an XML document.

    Raises
    ------
    BadInput
        It is no XML, or in an unknown encoding; it has a document type, entities or too many levels.
    """
    parser = expat.ParserCreate()
    top = Element("", {}, 0, 0)
    open_ = [top]
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_) > MAX_DEPTH:
            raise _RefusedError(f"more than {MAX_DEPTH} levels")
        if count > MAX_ELEMENTS:
            raise _RefusedError(f"more than {MAX_ELEMENTS:,} elements")
        made = Element(tag, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        open_[-1].children.append(made)
        open_.append(made)

    def end(_: str) -> None:
        open_.pop()

    def refuse(*_: object) -> None:
        raise _RefusedError(_TYPE)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - the one parameter of expat that says the document ends here
    except _RefusedError as error:
        got, allowed = str(error), _REFUSED
        remedy = _REMEDY if got == _TYPE else ""
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    except expat.ExpatError as error:
        got, allowed, remedy = f"text that is not XML ({expat.ErrorString(error.code)})", "XML", ""
        line, column = error.lineno, error.offset + 1
    except (ValueError, LookupError) as error:
        got, allowed = f"an encoding that cannot be read ({str(error)[:80]})", "XML in UTF-8"
        remedy, line, column = "Save the file as UTF-8.", 1, 1
    else:
        return top.children[0]
    raise BadInput((Fault((), got, allowed, remedy, line, column),), file)
