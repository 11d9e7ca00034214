"""Agreement between coders: figures by hand, what somebody has not decided, and words for their worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from entaku.app.agreeing import Agreement, Coded, Unit, _f1, _matched, _units, agree, verdict
from entaku.app.agreeing_text import lines
from entaku.app.reviewing import opened
from entaku.model.errors import NotPossible
from entaku.reading.agreement import alpha, alpha_of_spans

TEXT = "\n\n".join(f"The ferry number {n} sails. The pilot {n} will probably stay ashore." for n in range(4))

Step = tuple[str, dict[str, Any]]
TAKE: Step = ("accept", {})
NO: Step = ("reject", {})


def edit(**changes: Any) -> Step:
    return ("edit", changes)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def coder(page: Path, who: str, steps: list[Step]) -> Path:
    """Let somebody decide on the first suggestions of a page; give the log."""
    review = opened(page, log=page.with_name(f"{who}.jsonl"), who=who)
    review.begin()
    for op, changes in steps:
        review.decide(op, review.waiting()[0], changes)  # type: ignore[arg-type]
    return review.log


def two(page: Path, ann: list[Step], ben: list[Step]) -> Agreement:
    return agree(page, [coder(page, "ann", ann), coder(page, "ben", ben)])


def field(found: Agreement, name: str) -> Any:
    return next(one for one in found.fields if one.name == name)


def test_the_page_suggests_in_turn_asserted_and_likely(page: Path) -> None:
    found = [one.modality for one in opened(page).reading.suggestions]
    assert found == ["asserted", "likely"] * 4


def test_coders_who_do_the_same_agree_on_everything(page: Path) -> None:
    same = [TAKE, TAKE, NO, TAKE, TAKE, NO, TAKE, TAKE]
    found = two(page, same, same)
    assert (found.disagreements, found.open) == ((), ())
    assert (found.exact, found.overlapping) == (1.0, 1.0)
    assert {(one.alpha, one.verdict) for one in found.fields if one.alpha is not None} == {(1.0, "firm")}
    assert field(found, "public").verdict == "same"
    assert (found.spans.alpha, found.signs.alpha) == (1.0, 1.0)


def test_the_figures_are_those_of_the_values_written_down_by_hand(page: Path) -> None:
    ben = [
        TAKE,
        edit(modality="possible"),
        NO,
        edit(modality="possible"),
        edit(holders=["author", "clerk"]),
        NO,
    ]
    found = two(page, [TAKE] * 8, [*ben, TAKE, TAKE])
    given: list[list[Any]] = [
        ["asserted", "likely", None, "likely", "asserted", None, "asserted", "likely"],
        ["asserted", "possible", None, "possible", "asserted", None, "asserted", "likely"],
    ]
    steps = {"asserted": 4, "likely": 3, "possible": 2, None: None}
    assert field(found, "modality").alpha == pytest.approx(alpha(given))
    assert field(found, "firmness").alpha == pytest.approx(
        alpha([[steps[v] for v in row] for row in given], "ordinal")
    )
    assert (field(found, "modality").units, field(found, "firmness").level) == (6, "ordinal")
    holders = [["author"] * 6, ["author"] * 3 + ["clerk"] + ["author"] * 2]
    assert field(found, "holder").alpha == pytest.approx(alpha(holders))
    decisions = [["taken"] * 8, ["rejected" if n in (2, 5) else "taken" for n in range(8)]]
    assert field(found, "decision").alpha == pytest.approx(alpha(decisions))
    places = [one.span for one in found.units]
    kept = [place for n, place in enumerate(places) if n not in (2, 5)]
    assert found.spans.alpha == pytest.approx(alpha_of_spans([places, kept], len(TEXT)))
    assert found.exact == found.overlapping == pytest.approx(2 * 6 / (8 + 6))


def test_the_characters_are_compared_one_by_one(page: Path) -> None:
    found = two(page, [TAKE, TAKE], [TAKE, NO])
    first, second = (one.span for one in found.units)
    signs = [["none"] * len(TEXT), ["none"] * len(TEXT)]
    for row, spans in zip(
        signs, ([(first, "asserted"), (second, "likely")], [(first, "asserted")]), strict=True
    ):
        for (low, high), word in spans:
            row[low:high] = [word] * (high - low)
    assert found.signs.alpha == pytest.approx(alpha(signs))


def test_disagreements_are_listed_in_the_order_of_the_text(page: Path) -> None:
    found = two(page, [TAKE, TAKE, TAKE], [NO, edit(modality="planned", holders=["author", "clerk"]), TAKE])
    assert [(one.field, one.values) for one in found.disagreements] == [
        ("decision", {"ann": "taken", "ben": "rejected"}),
        ("modality", {"ann": "likely", "ben": "planned"}),
        ("holder", {"ann": "author", "ben": "clerk"}),
    ]


def test_what_somebody_has_not_decided_counts_for_nothing(page: Path) -> None:
    found = two(page, [TAKE] * 8, [TAKE] * 3)
    assert (len(found.units), len(found.open)) == (3, 5)
    assert (found.exact, found.spans.alpha, found.disagreements) == (1.0, 1.0, ())


def test_three_coders_and_a_text_that_changed_under_one(page: Path) -> None:
    ann = coder(page, "ann", [TAKE, TAKE, NO])
    page.write_text(f"News of the harbour.\n\n{TEXT}", encoding="utf-8")
    others = []
    for who, steps in (("ben", [TAKE, TAKE, TAKE, NO]), ("eve", [TAKE, TAKE, NO, NO])):
        others.append(coder(page, who, steps))
    found = agree(page, [ann, *others])
    assert found.coders == ("ann", "ben", "eve")
    assert len(found.units) == 3
    assert len(found.open) == 1
    assert field(found, "decision").alpha == pytest.approx(
        alpha([["t", "t", "r"], ["t", "t", "r"], ["t", "r", "r"]])
    )
    assert found.exact == pytest.approx((1 + 2 * 1 / 3 + 2 * 1 / 3) / 3)


def test_spans_that_differ_meet_where_they_share_half_of_the_shorter() -> None:
    def coded(low: int, high: int) -> Coded:
        return Coded((low, high), "taken", {"modality": "asserted"})

    told = {
        "ann": [("a", coded(0, 10)), ("b", coded(20, 30))],
        "ben": [("c", coded(2, 10)), ("d", coded(40, 50))],
    }
    units = _units(told)
    assert [(one.id, sorted(one.by)) for one in units] == [
        ("a", ["ann", "ben"]),
        ("b", ["ann"]),
        ("d", ["ben"]),
    ]
    both: tuple[Unit, ...] = tuple(one for one in units if len(one.by) == 2)
    assert _f1(both, ("ann", "ben")) == (0.0, 1.0)
    assert _matched([(0, 10), (10, 12)], [(0, 12)]) == 1


def test_a_name_that_two_logs_share_is_told_by_the_log(page: Path) -> None:
    ann = coder(page, "ann", [TAKE] * 3)
    other = page.with_name("other.jsonl")
    other.write_bytes(ann.read_bytes())
    assert agree(page, [ann, other]).coders == (str(ann), str(other))


def test_what_cannot_be_compared_is_said(page: Path) -> None:
    ann = coder(page, "ann", [TAKE])
    nobody = coder(page, "ben", [])
    for logs in ([ann], [ann, ann], [ann, page.with_name("none.jsonl")], [ann, nobody]):
        with pytest.raises(NotPossible):
            agree(page, logs)


@pytest.mark.parametrize(
    ("value", "word"),
    [(1, "firm"), (0.8, "firm"), (0.7999, "tentative"), (0.667, "tentative"), (0.6669, "weak"), (-1, "weak")],
)
def test_the_customary_limits_in_words(value: float, word: str) -> None:
    assert verdict(value) == word


def test_it_is_said_in_both_languages(page: Path) -> None:
    found = two(page, [TAKE, TAKE, TAKE, TAKE], [TAKE, NO, TAKE, edit(modality="planned")])
    english, japanese = "\n".join(lines(found, "en")), "\n".join(lines(found, "ja"))
    assert "2 coders (ann and ben); 4 places that all decided, 0 that somebody has not" in english
    assert "taken or rejected - ann: taken; ben: rejected" in english
    assert "not to be relied on" in english
    assert "採否 - ann：採用、ben：却下" in japanese
    assert "食い違う箇所（2件）" in japanese
    assert found.data()["disagreements"][1]["values"] == {"ann": "likely", "ben": "planned"}
