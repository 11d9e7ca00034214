"""HTML that cannot be broken by what it shows: words are escaped by being words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from entaku.briefing.plain import clean, whole
from entaku.model.text import Language, Text

_VOID = frozenset({"meta", "link", "br", "hr"})
_UNSAFE_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")
_NAME_LENGTH = 60
# A script element ends at these whatever the data's own quoting, and two line ends are none in JSON.
_UNSAFE_IN_JSON = re.compile("[<>&\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Html:
    """Markup, as against words."""

    code: str


Node = Html | str


def tag(name: str, /, *children: Node, **attributes: str) -> Html:
    """Give an element; `class_` stands for `class`, `aria_label` for `aria-label`, and so on.

    Examples
    --------
    >>> tag("p", "1 < 2", tag("b", "!"), class_="note").code
    '<p class="note">1 &lt; 2<b>!</b></p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"' for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{joined(children).code}</{name}>")


def joined(children: Iterable[Node]) -> Html:
    """Give several nodes after one another, words escaped."""
    return Html("".join(node.code if isinstance(node, Html) else escape(clean(node)) for node in children))


def told(text: Text, language: Language) -> Node:
    """Give a text in a language; words of the other one are marked, also for whoever listens.

    Examples
    --------
    >>> told(Text("no deal"), "ja").code
    '<span lang="en">no deal</span><span class="other">〔en〕</span>'
    """
    wanted, other = (text.en, text.ja) if language == "en" else (text.ja, text.en)
    if wanted or not other:
        return Html(escape(clean(wanted)))
    mark = text.said(language).removeprefix(other)
    foreign = "ja" if language == "en" else "en"
    return joined((tag("span", other, lang=foreign), tag("span", mark, class_="other")))


def anchor(kind: str, name: str) -> str:
    """Give the address within the page of what has this id; different ids have different ones.

    Examples
    --------
    >>> anchor("f", "room-1"), anchor("f", 'x"> y')
    ('f-room-1', 'f-x-y-8466a61f')
    """
    kept = _UNSAFE_IN_NAMES.sub("-", name)[:_NAME_LENGTH].strip("-")
    if kept == name:
        return f"{kind}-{kept}"
    return f"{kind}-{kept}-{hashlib.sha256(whole(name).encode()).hexdigest()[:8]}"


def data(value: Any) -> str:
    r"""Give JSON that may stand inside a script element.

    Examples
    --------
    >>> data({"label": "</script>"})
    '{"label":"\\u003c/script\\u003e"}'
    """
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", said)
