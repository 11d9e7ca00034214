"""HTML pages: their text in reading order, what they state about themselves, and the lines left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from entaku.model.errors import BadInput, Fault
from entaku.reading.extracted import Extracted

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST: Final = 400
"""Elements within elements, beyond which a page is refused: parsers take the square of the depth."""
_SILENT: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object"}
)
_AROUND: Final = frozenset({"nav", "footer", "aside", "form", "button", "menu", "select"})
_LINES: Final = frozenset(
    {
        "address", "article", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_APART: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "ul", "ol", "blockquote", "figure"}
)
_VOID: Final = frozenset({"br", "hr"})
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LOOSE: Final = frozenset(
    {
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "br",
        "img",
        "hr",
        "meta",
        "link",
        "input",
        "source",
        "col",
    }
)
_SPACE: Final = re.compile(r"[ \t\r\f\v\n\xa0]+")
_DATED: Final = ("datePublished", "dateModified", "dateCreated")


def html(page: str, name: str = "") -> Extracted:
    r"""Take the text out of a page.

    Raises
    ------
    BadInput
        If elements lie too deep in one another.

    Examples
    --------
    >>> html("<nav>Home</nav><p>The ferry sails <b>again</b>.<ul><li>one<li>two</ul>").text
    'The ferry sails again.\n\n• one\n• two'
    """
    from selectolax.lexbor import LexborHTMLParser

    _refuse_depth(page, name)
    tree = LexborHTMLParser(page)
    if tree.root is None:
        return Extracted(text="")
    main = tree.css_first("article") or tree.css_first("main") or tree.body or tree.root
    text = _tidy(_words(main, around=False))
    shown = text.splitlines()
    everything = _tidy(_words(tree.body or tree.root, around=True)).splitlines()
    kept = {line.strip() for line in shown}
    dropped = tuple(line.strip() for line in everything if line.strip() and line.strip() not in kept)
    return Extracted(text=text, dropped=dropped, stated=tuple(_stated(tree)))


def _refuse_depth(page: str, name: str) -> None:
    depth = 0
    for found in _TAG.finditer(page):
        if found[2].lower() not in _LOOSE:
            depth += -1 if found[1] else 1
            if depth > DEEPEST:
                fault = Fault(
                    ("the document",),
                    f"elements {depth} deep in one another",
                    f"at most {DEEPEST}",
                    "Save the article alone, or its text.",
                    page.count("\n", 0, found.start()) + 1,
                    1,
                )
                raise BadInput((fault,), name)
            depth = max(depth, 0)


def _words(root: LexborNode, *, around: bool) -> Iterator[str]:
    """Walk a tree without recursion; give its words, and line breaks where elements stand on lines of their own."""
    node: LexborNode | None = root
    while node is not None:
        tag = (node.tag or "").lower()
        shut = tag in _SILENT or (tag in _AROUND and not around)
        if tag == "-text":
            yield _SPACE.sub(" ", node.text(deep=False) or "")
        elif not shut and tag in _LINES:
            yield "\n\n" if tag in _APART else "\n"
            yield "• " if tag == "li" else ""
        following = None if shut else node.child
        while following is None and node is not None:
            if (node.tag or "").lower() in _LINES - _VOID:
                yield "\n\n" if (node.tag or "").lower() in _APART else "\n"
            if node.mem_id == root.mem_id:
                return
            following = node.next
            node = following if following is not None else node.parent
        node = following


def _tidy(parts: Iterator[str]) -> str:
    """Join words into lines: one empty line at most, no space at the ends."""
    lines = [line.strip() for line in "".join(parts).split("\n")]
    out: list[str] = []
    for line in lines:
        if line in ("", "•"):
            if out and out[-1]:
                out.append("")
        else:
            out.append(line)
    # two bullets of one list belong together
    return re.sub(r"(?m)^(• [^\n]*)\n\n(?=• )", r"\1\n", "\n".join(out).strip())


def _stated(tree: Any) -> Iterator[tuple[str, str]]:
    """Give title, dates, author and site as the page's own data name them; they may contradict one another."""
    title = tree.css_first("title")
    if title is not None and title.text().strip():
        yield "title", title.text().strip()
    for meta in tree.css("meta"):
        key = (
            meta.attributes.get("property")
            or meta.attributes.get("name")
            or meta.attributes.get("itemprop")
            or ""
        )
        value = (meta.attributes.get("content") or "").strip()
        if value and re.search(r"published|modified|date|author|site_name", key, re.IGNORECASE):
            yield f"meta {key}", value
    for script in tree.css("script[type='application/ld+json']"):
        yield from _linked(script.text())
    for time in tree.css("time[datetime]"):
        yield "time", (time.attributes.get("datetime") or "").strip()


def _linked(text: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield from ((f"json-ld {key}", str(one[key])) for key in _DATED if isinstance(one.get(key), str))
            waiting += [part for part in one.values() if isinstance(part, (list, dict))]
