"""What a case must obey beyond its form: that names exist, that what is said can be so."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from entaku.model.case import FORMAT, Case
from entaku.model.errors import Fault
from entaku.model.rules_lenses import lens_faults
from entaku.model.rules_names import Names, reference_faults
from entaku.model.rules_preferences import statement_faults
from entaku.model.rules_process import process_faults
from entaku.model.rules_setting import setting_faults
from entaku.model.rules_words import id_faults, word_faults
from entaku.model.walk import walk

MAX_PARTIES: Final = 15
MAX_PACKAGES: Final = 10**18
MAX_FAULTS: Final = 200


def faults(case: Case) -> tuple[Fault, ...]:
    """List what is wrong with a case; empty if nothing is.

    All of it is listed, up to the 200 that nobody would read to the end. Paths are those of the case file:
    ("preferences", 3, "order", "worst_to_best", 1).

    Examples
    --------
    >>> from datetime import date
    >>> from entaku.model.case import KeyQuestion
    >>> from entaku.model.text import both
    >>> empty = Case(
    ...     entaku=1,
    ...     id="empty",
    ...     title=both("Empty"),
    ...     as_of=date(2025, 12, 2),
    ...     question=KeyQuestion(text=both("Anything?")),
    ...     parties=(),
    ...     issues=(),
    ... )
    >>> [str(fault) for fault in faults(empty)]
    ['parties: got no party; allowed: 1 to 15', 'issues: got no issue; allowed: at least one']
    """
    met = tuple(walk(case))
    found = chain(
        _size_faults(case),
        word_faults(met),
        id_faults(met),
        reference_faults(met, Names.of(case)),
        setting_faults(met),
        statement_faults(case),
        process_faults(case),
        lens_faults(case),
    )
    return tuple(islice(found, MAX_FAULTS))


def _size_faults(case: Case) -> Iterator[Fault]:
    if case.entaku != FORMAT:
        remedy = "A newer entaku may be needed to read it."
        yield Fault(("entaku",), f"the form {case.entaku}", f"the form {FORMAT}", remedy)
    if not case.parties:
        yield Fault(("parties",), "no party", f"1 to {MAX_PARTIES}")
    if len(case.parties) > MAX_PARTIES:
        remedy = "Join those that act together into a bloc."
        yield Fault(("parties",), f"{len(case.parties)} parties", f"1 to {MAX_PARTIES}", remedy)
    if not case.issues:
        yield Fault(("issues",), "no issue", "at least one")
    digits = sum(math.log10(len(issue.options) or 1) for issue in case.issues)
    if digits > math.log10(MAX_PACKAGES):
        remedy = "Leave out options nobody asks for, or join issues that are always settled together."
        got = f"about {10 ** (digits % 1):.1f}e{int(digits)} packages"
        yield Fault(("issues",), got, f"at most {MAX_PACKAGES:.0e}", remedy)
