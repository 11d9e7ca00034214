"""How tests read a page: as a browser's parser does, not as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """One element: its name, attributes and the text directly in it."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Read:
    """All elements of a page, and the text that a reader sees."""

    elements: list[Element] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def named(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]


def read(page: str) -> Read:
    """Parse a page."""
    out = Read()
    parser = _Parser(out)
    parser.feed(page)
    parser.close()
    return out


class _Parser(HTMLParser):
    """The standard library's parser works by being inherited from."""

    def __init__(self, out: Read) -> None:
        super().__init__()
        self.out = out
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.out.elements.append(element)
        if tag not in ("meta", "br"):
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> ends nothing"
        assert self.open[-1].name == tag, f"</{tag}> ends <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data
            if not any(element.name in ("script", "style") for element in self.open):
                self.out.seen.append(data)
