"""The fictional briefing with every string changed: to what an attacker would write, or to nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import count
from typing import Any

from entaku.briefing.page import Briefing
from entaku.model.text import Text

RUN = "window.__pwned=1"
HOSTILE = (
    f"</script><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"javascript:{RUN}",
    f"[a](javascript:{RUN}) ![b](http://evil.example/x.png) <http://evil.example> www.evil.example",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    '=HYPERLINK("http://evil.example","x")',
    "\u202egnp.exe\u2066\u200f",
    "zero\u200bwi\u200cdth\ufeff\u2060",
    "長" * 5_000 + "W" * 5_000,
    "half \ud800 and \udfff signs",
    "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x9b2J \x07\x08\x00",
    "| cell | cell |\n|---|---|\n# heading\n- item\n1. one\n```\n---\n[^1-1]: note",
    "[bold red]rich[/bold red] [link=http://evil.example]x[/link] :smile: [/]",
    f"' onmouseover='{RUN}' style='position:fixed",
    f"<!-- <svg/onload={RUN}> --!> ]]> <style>*{{display:none}}</style>",
    "<iframe src=http://evil.example></iframe>&lt;b&gt;&#60;",
    "image",
    "__proto__",
    "\u2028line\u2029",
)
"""What comes in as a label and must come out as words, or not at all."""

_FORMS = frozenset({"kind", "role", "form", "firmness", "page"})


def hostile(briefing: Briefing) -> Briefing:
    """Change every string, ids too, each to one of the hostile ones; equal strings stay equal."""
    known: dict[str, str] = {}
    turn = count()

    def change(words: str) -> str:
        if words not in known:
            at = next(turn)
            known[words] = f"{HOSTILE[at % len(HOSTILE)]} {at}"
        return known[words] if words else ""

    out: Briefing = _changed(briefing, change, lambda text: Text(change(text.en), change(text.ja)))
    return out


def silent(briefing: Briefing) -> Briefing:
    """Take every word away, so that what is left is what the renderers themselves say."""
    known: dict[str, str] = {}

    def change(words: str) -> str:
        return known.setdefault(words, str(1000 + len(known)))

    out: Briefing = _changed(briefing, change, lambda _: Text("0", "0"))
    return out


def _changed(value: Any, words: Callable[[str], str], texts: Callable[[Text], Text]) -> Any:
    if isinstance(value, Text):
        return texts(value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        new = {
            name: one if name in _FORMS and isinstance(one, str) else _changed(one, words, texts)
            for name, one in held.items()
        }
        return type(value)(**new)
    if isinstance(value, Mapping):
        return {words(key): _changed(one, words, texts) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_changed(one, words, texts) for one in value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return words(value)
    return value
