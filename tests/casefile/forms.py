"""Draws any case that its form allows, sensible or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from entaku.casefile.form import (
    Anything,
    Choice,
    Either,
    Form,
    Leaf,
    Made,
    Many,
    Named,
    Pair,
    Record,
    case_form,
)
from entaku.model.basics import Range, Span
from entaku.model.case import Case
from entaku.model.names import UNSAFE
from entaku.model.statement import Statement

texts = st.one_of(
    st.sampled_from(
        [
            "NO",
            "on",
            "12:30",
            "3",
            "~",
            "",
            "a: b",
            "#",
            "2031-01-01",
            " x ",
            "- x",
            "a,b",
            "'",
            '"\\',
            "<<",
            "=",
            "!",
        ]
    ),
    st.text(max_size=12).filter(lambda words: not UNSAFE.search(words) and "\r" not in words),
)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-5, 5).map(float)
zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
LEAVES: Mapping[type, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(10**14), 10**14),
    float: numbers,
    bool: st.booleans(),
    date: st.dates(min_value=date(1000, 1, 1)),
    datetime: st.datetimes(min_value=datetime(1001, 1, 1), max_value=datetime(9998, 1, 1), timezones=zones),  # noqa: DTZ001
}
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | numbers | texts,
    lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
pairs = st.tuples(numbers, numbers).map(lambda ends: Range(min(ends), max(ends)))
DRAWN: Mapping[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    Leaf: lambda shape: LEAVES[shape.kind],
    Choice: lambda shape: st.sampled_from(shape.words),
    Pair: lambda _: pairs,
    Anything: lambda _: anything,
    Many: lambda shape: st.lists(drawn(shape.of), max_size=2).map(tuple),
    Named: lambda shape: st.dictionaries(texts, drawn(shape.of), max_size=2),
    Made: lambda shape: drawn(shape.of).map(shape.make),
    Either: lambda shape: drawn(shape.short) | drawn(shape.long),
}


def drawn(shape: Form) -> st.SearchStrategy[Any]:
    """Draw the values that a form allows."""
    return st.deferred(lambda: records(shape) if isinstance(shape, Record) else DRAWN[type(shape)](shape))


@st.composite
def records(draw: st.DrawFn, shape: Record) -> Any:
    made = {
        each.attribute: draw(drawn(each.form)) if each.required or draw(st.booleans()) else each.default()
        for each in shape.fields.values()
    }
    if shape.kind is Statement:
        made["says"] = draw(drawn(shape.verbs[draw(st.sampled_from(sorted(shape.verbs)))]))
    if shape.kind is Span:
        made["first"], made["last"] = sorted((made["first"], made["last"]))
    return shape.kind(**made)


@st.composite
def cases(draw: st.DrawFn, start: Case) -> Case:
    """Draw a case in which one field is anything that the form allows."""
    each = draw(st.sampled_from(sorted(case_form().fields.values(), key=lambda field: field.key)))
    return replace(start, **{each.attribute: draw(drawn(each.form))})
