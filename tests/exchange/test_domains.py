"""Domains of other programs come in with their own numbers, and what goes out comes in again."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entaku import cli
from entaku.app.exchanging import bring, send
from entaku.app.tables import Tables
from entaku.casefile.dump import dump
from entaku.casefile.load import read, reads
from entaku.exchange import reader
from entaku.exchange.domain_case import as_case, as_domain
from entaku.exchange.domain_form import Domain, Matter, Side, numeric
from entaku.exchange.domain_write import apportioned, file_names, proportions, spoken, stem
from entaku.exchange.geniusweb import _just_above
from entaku.lenses.room import look
from entaku.model.basics import ANALYST, NOT_STATED
from entaku.model.case import Agreement, Case
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.issue import Impossible
from entaku.model.process import Outlook
from entaku.model.rules import faults
from entaku.model.text import Text, both
from entaku.space.solving import Exact, exact
from entaku.space.study import Study, lay_out
from tests.exchange import domains as d

PUBLISHED = (
    "Camera", "FlightBooking-geniusweb", "Grocery", "IntegerDomain", "ItexvsCypress", "Laptop",
    "NegoLog-domain0", "NegoLog-domain59", "NiceOrDie", "Party", "Travel", "Ultimatum",
)  # fmt: skip
READERS = {"genius_xml": "genius", "negolog_json": "negolog", "geniusweb_json": "geniusweb"}
RULES = ("nash", "kalai", "kalai_smorodinsky", "max_welfare")


@cache
def _reference(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))["domains"]


class Published:
    """A published domain, read, written as a case file and read back, laid out."""

    def __init__(self, folder: Path, domain: str) -> None:
        self.expect = _reference(folder / "reference.json")[domain]
        self.format = READERS[self.expect["format"]]
        self.found = reader(self.format).imported(folder / domain, d.DAY)
        self.case: Case = reads(dump(self.found.case))
        self.study: Study = lay_out(self.case)
        self.exact: Exact = exact(self.study)

    def utilities(self, place: int) -> list[float]:
        scales = self.study.ensemble.scale
        return [int(value) / scale for value, scale in zip(self.exact.points[place], scales, strict=True)]

    def options(self, place: int) -> list[str]:
        taken = self.study.outcomes.package(self.exact.numbers[place])
        return [issue.options[issue.position(taken[issue.id])].name.en for issue in self.case.issues]


@pytest.fixture(scope="module", params=PUBLISHED)
def published(request: pytest.FixtureRequest, shared: Path) -> Published:
    return Published(shared / "published" / "domains", request.param)


# The published domains


def test_a_published_domain_has_its_issues_options_and_no_deal(published: Published) -> None:
    expect = published.expect
    assert faults(published.case) == ()
    assert published.case == published.found.case  # the file keeps every digit
    assert {issue.name.en: len(issue.options) for issue in published.case.issues} == expect["issues"]
    assert [deal for _, deal in d.numbers(published.case).values()] == pytest.approx(expect["no_deal"])
    assert published.study.outcomes.count == expect["outcomes"]
    assert published.exact.acceptable.count == expect["acceptable"]["count"]


def test_a_published_domain_has_its_frontier(published: Published) -> None:
    expect, places = published.expect["frontier"], range(len(published.exact.numbers))
    assert len(places) == expect["packages"]
    assert published.exact.distinct == expect["points"]
    utilities = sorted(published.utilities(place) for place in places)
    assert [max(column) for column in zip(*utilities, strict=True)] == pytest.approx(
        published.expect["ideal"], abs=1e-9
    )
    for mine, theirs in zip(utilities, sorted(expect.get("utilities", utilities)), strict=True):
        assert mine == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("rule", RULES)
def test_a_published_domain_has_its_solution_points(published: Published, rule: str) -> None:
    chosen, points = published.exact.chosen[rule], published.expect[rule]
    assert len(chosen) == sum(point["packages"] for point in points)
    for point in points:
        here = [
            place for place in chosen if published.utilities(place) == pytest.approx(point["u"], abs=1e-9)
        ]
        assert len(here) == point["packages"]
        for place in here:
            assert len(point["options"]) < point["packages"] or published.options(place) in point["options"]


def test_writing_and_reading_a_published_domain_again_changes_nothing(
    published: Published, tmp_path: Path
) -> None:
    case = published.found.case
    files = reader(published.format).exported(case).files
    again = d.came(published.format, d.laid(tmp_path, files))
    # the name of a folder is the name of a domain of NegoLog; a title is not held
    assert replace(again.case, id=case.id, title=case.title, summary=case.summary) == case
    assert reader(published.format).exported(again.case).files == files


VARIANTS = {
    "ks_whole_space_ideal": "ks (whole-space ideal)",
    "negmas_nash": "nash (NegMAS)",
    "negmas_kalai": "kalai (NegMAS)",
    "negmas_ks": "ks (NegMAS)",
    "negmas_max_relative_welfare": "relative welfare (NegMAS)",
    "genius_nash": "nash (GENIUS)",
    "genius_ks": "ks (GENIUS)",
    "genius_opposition": "opposition (GENIUS)",
    "negolog_nash": "nash (NegoLog)",
    "negolog_kalai": "kalai (NegoLog)",
    "negolog_opposition": "opposition (NegoLog)",
}


def test_the_room_lens_has_the_measures_of_a_published_domain(published: Published) -> None:
    expect, found = published.expect, look(published.study).data()
    assert found["zone"]["packages"] == expect["acceptable"]["count"]
    assert found["zone"]["strict"] == expect["acceptable"]["strict_count"]
    assert found["zone"]["packages"] / found["outcomes"] == pytest.approx(expect["acceptable"]["share"])
    assert found["frontier_of_all"] == expect["frontier_whole_space"]
    assert list(found["ideal"].values()) == pytest.approx(expect["ideal"], abs=1e-9)
    assert found["opposition"] == pytest.approx(expect["opposition"], abs=1e-9)
    gains = [
        [u - d for u, d in zip(point["u"], expect["no_deal"], strict=True)]
        for point in (expect["nash"][0], expect["kalai"][0], expect["kalai_smorodinsky"][0])
    ]
    rooms = [top - d for top, d in zip(expect["ideal"], expect["no_deal"], strict=True)]
    assert prod(gains[0]) == pytest.approx(expect["nash_product"], abs=5e-9)
    assert min(gains[1]) == pytest.approx(expect["kalai_gain"], abs=2e-9)
    ratios = [gain / room for gain, room in zip(gains[2], rooms, strict=True)]
    assert min(ratios) == pytest.approx(expect["kalai_smorodinsky_ratio"], abs=5e-9)


def test_a_published_domain_has_what_other_programs_pick(published: Published) -> None:
    variants, found = published.expect["variants"], look(published.study).data()["other_programs"]
    assert set(found) - {"balance (NegoLog)"} == {VARIANTS[name] for name in variants}
    for name, expected in variants.items():
        mine = found[VARIANTS[name]]
        if name.endswith("opposition"):
            assert mine == pytest.approx(expected if isinstance(expected, list) else [expected], abs=1e-9)
            continue
        vectors = {tuple(pick["utilities"].values()) for pick in mine}
        for vector, there in zip(sorted(vectors), sorted(expected), strict=True):
            assert vector == pytest.approx(there, abs=1e-9)


def test_tables_of_a_published_domain_keep_their_numbers(published: Published, tmp_path: Path) -> None:
    tables = Tables(look(published.study).figures())
    rows = tables.rows("room-frontier")
    assert pq.read_table(tables.save("room-frontier", tmp_path / "f.parquet")).to_pylist() == rows
    text = tables.save("room-frontier", tmp_path / "f.csv").read_text("utf-8")
    read = list(csv.DictReader(text.splitlines()))
    for mine, theirs in zip(read, rows, strict=True):
        for axis in ("x", "y"):
            assert float(mine[axis]) == pytest.approx(theirs[axis], rel=1e-14, abs=0)
    utilities = published.expect["frontier"].get("utilities", [])
    if utilities:
        found = sorted([float(row["x"]), float(row["y"])] for row in read)
        assert [each for row in found for each in row] == pytest.approx(
            [each for row in sorted(utilities) for each in row], abs=1e-9
        )


@pytest.mark.parametrize("name", d.FORMATS)
def test_a_published_domain_goes_through_every_format(
    published: Published, name: str, tmp_path: Path
) -> None:
    case = published.found.case
    if name == "negolog" and len(case.parties) != 2:
        with pytest.raises(NotPossible, match="4"):
            reader(name).exported(case)
        return
    files = reader(name).exported(case).files
    again = d.came(name, d.laid(tmp_path, files)).case
    ours, theirs = d.numbers(case).values(), d.numbers(again).values()
    for (mine, _), (other, _) in zip(ours, theirs, strict=True):
        for row, there in zip(mine, other, strict=True):
            assert [float(value) for value in there] == pytest.approx([float(v) for v in row], abs=1e-12)
    assert reader(name).exported(again).files == files


def test_the_room_lens_sees_a_domain_as_the_reference_does(shared: Path) -> None:
    folder = shared / "published" / "domains"
    case = reader("genius").imported(folder / "Grocery", d.DAY).case
    found = look(lay_out(case)).data()
    assert found["frontier_size"] == 7
    points = _reference(folder / "reference.json")["Grocery"]
    utilities = list(found["points"]["nash"]["utilities"].values())
    assert utilities == pytest.approx(points["nash"][0]["u"], abs=1e-9)


def test_every_published_domain_is_here_but_the_one_that_is_refused(shared: Path) -> None:
    folder = shared / "published" / "domains"
    assert set(_reference(folder / "reference.json")) - set(PUBLISHED) == {"S-1NIKFRT-1"}
    lines = d.wrong("genius", folder / "S-1NIKFRT-1")
    assert len(lines) == 2
    for number, line in enumerate(lines, 1):
        assert line.startswith(f"profile-{number}.xml:17:4: utility_space: got a space of type 'nonlinear' (")
        assert "hyper-rectangles" in line


# The harbour by hand


def test_genius_by_hand(tmp_path: Path) -> None:
    found = d.came("genius", d.laid(tmp_path, d.GENIUS))
    expected = {
        ("open", "joint", "2"): (".96", ".27"),
        ("shared", "joint", "4"): (".795", ".54"),
        ("closed", "none", "10"): (".15", "1"),
        ("open", "own", "0"): ("1", "0"),
    }
    for package, values in expected.items():
        here = [d.worth(found.case, party, *package) for party in ("North", "South")]
        assert here == [Fraction(value) for value in values]
    assert [deal for _, deal in d.numbers(found.case).values()] == [Fraction(2, 5), Fraction(3, 10)]
    assert found.case.issue("toll").kind == "numeric"
    assert [one.en for one in found.remarks] == [
        "the discount factor 0.8 of North is not carried: values are those of the start"
    ]
    assert found.case.summary.ja.startswith("GENIUSのファイルから読み込んだ。Northの割引因子0.8は")


def test_geniusweb_by_hand(tmp_path: Path) -> None:
    found = d.came("geniusweb", d.laid(tmp_path, d.WEB))
    assert d.worth(found.case, "north", "shared", "joint") == Fraction(".85")
    deals = [deal for _, deal in d.numbers(found.case).values()]
    assert deals == [Fraction(2, 5), Fraction(0)]  # of the bid; of the worst package where there is none
    assert [one.en[:30] for one in found.remarks] == ["south has no reservation bid: "]


def test_geniusweb_numbers_are_rounded_half_up(tmp_path: Path) -> None:
    values = {"range": {"low": "0", "high": 3, "step": 1}}
    utilities = {"numberutils": {"lowValue": 0, "lowUtility": 0, "highValue": 3, "highUtility": 1}}
    domain = {"name": "n", "issuesValues": {"price": values}}
    space = {
        "name": "p",
        "domain": domain,
        "issueUtilities": {"price": utilities},
        "issueWeights": {"price": 1},
    }
    text = json.dumps({"LinearAdditiveUtilitySpace": space})
    folder = d.laid(tmp_path, {"p.json": text, "q.json": text.replace('"p"', '"q"')})
    case = d.came("geniusweb", folder).case
    assert d.numbers(case)["p"][0] == [[0, Fraction(".33333333"), Fraction(".66666667"), 1]]


def test_negolog_by_hand(tmp_path: Path) -> None:
    specs = {
        "NumberOfBids": 9,
        "NumberOfIssues": 3,
        "IssueValues": [3],
        "Social Welfare": 1.4,
        "Nash_A": 0.1,
        "NashBid": {"access": "closed", "guards": "none"},
    }
    folder = d.laid(tmp_path, d.LOG | {"specs.json": json.dumps(specs)})
    found = d.came("negolog", folder)
    assert d.worth(found.case, "A", "shared", "joint") == Fraction(".85")
    assert [deal for _, deal in d.numbers(found.case).values()] == [Fraction(3, 10), Fraction(1, 4)]
    assert [one.en for one in found.remarks] == [
        "specs.json has 3 for 'NumberOfIssues'; the profiles give 2",
        "specs.json has 0.1 for 'Nash_A'; the profiles give 0.85",
        "specs.json has 1.4 for 'Social Welfare'; the profiles give 1.45",
        "specs.json has closed, none for 'NashBid'; the profiles give shared, joint",
        "specs.json has [3] for 'IssueValues'; the profiles give [3, 3]",
    ]


@pytest.mark.parametrize("domain", ["NegoLog-domain0", "NegoLog-domain59"])
def test_published_specs_are_what_the_profiles_give(domain: str, shared: Path, tmp_path: Path) -> None:
    folder = shared / "published" / "domains" / domain
    assert d.came("negolog", folder).remarks == ()
    specs = json.loads((folder / "specs.json").read_text("utf-8"))
    checked = set(specs) - {"Name", "NormalizedBalanceScore"}
    for key in checked:  # each of them is compared: a wrong one is told
        files = {each.name: each.read_bytes() for each in folder.iterdir()}
        wrong = json.dumps(specs | {key: [9] if isinstance(specs[key], list) else 9})
        remarks = d.came("negolog", d.laid(tmp_path, files, specs=wrong)).remarks
        assert [f"'{key}'" in one.en for one in remarks] == [True]


def test_negmas_by_hand(tmp_path: Path) -> None:
    found = d.came("negmas", d.laid(tmp_path, d.MAS))
    assert d.worth(found.case, "north", "closed", "none", "1") == Fraction(".33")
    assert d.worth(found.case, "south", "open", "own", "4") == -2 + 3 + 4
    assert [deal for _, deal in d.numbers(found.case).values()] == [Fraction(2, 5), Fraction(1)]
    said = " ".join(one.en for one in found.remarks)
    assert "the discounting of south is not carried" in said
    assert "south has no reserved value" in said
    assert "packages are worth 1 to 15 to south" in said


def test_negmas_takes_json_and_leaves_derived_files_aside(tmp_path: Path) -> None:
    space = {"name": "n", "issues": [{"name": "a", "type": "CategoricalIssue", "values": ["no", "1"]}]}
    fun = {
        "type": "LinearAdditiveUtilityFunction",
        "weights": [1],
        "values": [{"type": "TableFun", "mapping": {"no": 0.1, "1": 1}}],
    }
    files = {"n.json": json.dumps(space), "p.json": json.dumps(fun), "q.json": json.dumps(fun)}
    files["_stats.yaml"] = "{ not even yaml"
    found = d.came("negmas", d.laid(tmp_path, files))
    assert [option.name.en for option in found.case.issues[0].options] == ["no", "1"]
    assert any("_stats.yaml" in one.en for one in found.remarks)


def test_options_of_negmas_are_texts_as_written(tmp_path: Path) -> None:
    space = d.MAS["harbour.yaml"].replace("[none, joint, own]", "[no, 1e3, 012]")
    functions = {
        name: d.MAS[f"{name}.yaml"].replace("none: 0.5, joint: 1.0, own: 1.0", "no: 0.5, 1e3: 1.0, 012: 1.0")
        for name in ("north", "south")
    }
    case = d.came("negmas", d.laid(tmp_path, d.MAS, harbour=space, **functions)).case
    assert [option.name.en for option in case.issue("guards").options] == ["no", "1e3", "012"]


def test_the_largest_evaluation_counts_and_the_sum_of_weights(tmp_path: Path) -> None:
    north = d.GENIUS["North.xml"].replace('value="0.5"', 'value="0.505"')
    found = d.came("genius", d.laid(tmp_path, d.GENIUS, North=north))
    expected = (Fraction(".505") * Fraction(6, 8) + Fraction(".3")) / Fraction("1.005")
    assert d.worth(found.case, "North", "shared", "joint", "10") == expected
    assert "the weights of North add to 1.005 and are divided by it" in found.remarks[0].en


def test_real_issues_become_points(tmp_path: Path) -> None:
    def changed(name: str, evaluator: str) -> str:
        bounds = '<range lowerbound="0" upperbound="4"/>'
        text = d.GENIUS[name].replace('"integer"', '"real"').replace(' lowerbound="0" upperbound="10"', "")
        at = text.index('name="toll">') + len('name="toll">')
        end = text.index("</issue>", at)
        return f"{text[:at]}{bounds}{evaluator}{text[end:]}"

    linear = '<evaluator ftype="linear" parameter0="-.5" parameter1=".5"/>'
    triangle = '<evaluator ftype="triangular" parameter0="0" parameter1="4" parameter2="1"/>'
    texts = {
        "harbour": changed("harbour.xml", ""),
        "North": changed("North.xml", linear),
        "South": changed("South.xml", triangle),
    }
    found = d.came("genius", d.laid(tmp_path, d.GENIUS, **texts))
    assert [option.at for option in found.case.issue("toll").options][:3] == [0, 0.4, 0.8]
    tolls = [table[2] for table, _ in d.numbers(found.case).values()]
    shapes = [
        [min(max(Fraction(at, 2) - Fraction(1, 2), Fraction(0)), Fraction(1)) for at in _points()],
        [at if at <= 1 else (4 - at) / 3 for at in _points()],
    ]
    assert tolls == [
        [value * weight for value in shape]
        for shape, weight in zip(shapes, (Fraction(1, 5), Fraction(1, 2)), strict=True)
    ]
    assert any("11 evenly spaced points" in one.en for one in found.remarks)


def _points() -> list[Fraction]:
    return [Fraction(4 * step, 10) for step in range(11)]


def test_what_an_old_template_has_beside_its_issues_is_listed(tmp_path: Path) -> None:
    extra = '<agent class="a.B"/>\n<utility_space number_of_issues="0">'
    harbour = d.GENIUS["harbour.xml"].replace('<utility_space number_of_issues="3">', extra)
    north = d.GENIUS["North.xml"].replace("</utility_space>", '<comparisons value="3"/></utility_space>')
    north = north.replace('value="open" ', 'value="shared" evaluation="7"/><item value="open" cost="3" ')
    folder = d.laid(tmp_path, d.GENIUS | {"pareto.xml": "0.5, 1.0\n"}, harbour=harbour, North=north)
    said = [one.en for one in d.came("genius", folder).remarks]
    assert said[:2] == [
        "pareto.xml is not read: it lists points others found, no party's values",
        "what stands under 'agent' is not carried",
    ]
    assert "'shared' of 'access' stands twice; the last one counts" in said
    assert "costs of options are not carried" in said
    assert "what stands under 'comparisons' is not carried" in said


def test_nested_objectives_give_their_issues(tmp_path: Path) -> None:
    texts = {
        name: d.GENIUS[f"{name}.xml"]
        .replace('<issue index="2"', '<objective index="9" name="inner"><issue index="2"')
        .replace('</issue>\n<issue index="3"', '</issue></objective>\n<issue index="3"')
        for name in ("harbour", "North", "South")
    }
    plain = d.came("genius", d.laid(tmp_path, d.GENIUS)).case
    assert d.came("genius", d.laid(tmp_path, d.GENIUS, **texts)).case == plain


def test_of_two_templates_one_is_named(tmp_path: Path) -> None:
    folder = d.laid(tmp_path, d.GENIUS | {"other.xml": d.GENIUS["harbour.xml"]})
    assert "several templates" in d.wrong("genius", folder)[0]
    assert reader("genius").imported(folder / "other.xml", d.DAY).case.id == "other"


# What goes out


def _values(draw: Any, count: int) -> tuple[Fraction, ...]:
    number = st.fractions(min_value=0, max_value=9, max_denominator=30) | st.integers(0, 40).map(Fraction)
    return tuple(draw(st.lists(number, min_size=count, max_size=count)))


@st.composite
def random_domains(draw: Any) -> Domain:
    """Draw a domain: names that need care, issues of numbers and of words, values on any scale."""
    word = st.text(st.sampled_from("ab 北é&<\"'|:#-1."), min_size=1, max_size=5).map(str.strip).filter(bool)
    words = draw(st.lists(word, min_size=12, max_size=12, unique_by=lambda each: " ".join(each.split())))
    words = [" ".join(each.split()) for each in words]
    matters = []
    for place in range(draw(st.integers(1, 3))):
        count = draw(st.integers(2, 4))
        low = draw(st.integers(-3, 3))
        matters.append(
            numeric(words[place], [Fraction(low + step) for step in range(count)])
            if draw(st.booleans())
            else Matter(words[place], tuple(words[3 : 3 + count]))
        )
    sides = []
    for place in range(2):
        worths = tuple(_values(draw, len(matter.options)) for matter in matters)
        sides.append(Side(words[9 + place], worths, _values(draw, 1)[0]))
    return Domain("made", tuple(matters), tuple(sides))


@pytest.mark.parametrize("name", d.FORMATS)
@settings(max_examples=30)
@given(domain=random_domains())
def test_what_goes_out_comes_in_again(name: str, domain: Domain, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("made")
    (folder / "x").write_text("")
    case = as_case(domain, "none", folder, d.DAY).case
    sent = reader(name).exported(case)
    again = d.came(name, d.laid(folder, sent.files)).case
    assert reader(name).exported(again).files == sent.files
    assert [[o.name.en for o in i.options] for i in again.issues] == [list(m.options) for m in domain.matters]
    said = " ".join(one.en for one in sent.remarks)
    for before, after in zip(d.everything(case).values(), d.everything(again).values(), strict=True):
        if "rounded" in said:
            assert _close(before, after)
            continue
        _on_one_line(before[:-1], after[:-1])
        if "any package" not in said:  # a package for no deal can be no better than all of them
            accepted = [value >= before[-1] for value in before[:-1]]
            assert [value >= after[-1] for value in after[:-1]] == accepted


def _on_one_line(before: list[Fraction], after: list[Fraction]) -> None:
    """Ask that values are the same but for where 0 lies and how large 1 is."""
    low, high = before.index(min(before)), before.index(max(before))
    span, there = before[high] - before[low], after[high] - after[low]
    assert span > 0 or there == 0
    for mine, theirs in zip(before, after, strict=True):
        assert (mine - before[low]) * there == (theirs - after[low]) * span


def _close(before: list[Fraction], after: list[Fraction]) -> bool:
    low, high = before.index(min(before[:-1])), before.index(max(before[:-1]))
    span, there = before[high] - before[low], after[high] - after[low]
    return all(
        abs((mine - before[low]) * there - (theirs - after[low]) * span) <= Fraction(1, 10**12) * (span + 1)
        for mine, theirs in zip(before[:-1], after[:-1], strict=True)
    )


def test_negative_values_are_lifted_and_said(tmp_path: Path) -> None:
    case = d.came("negmas", d.laid(tmp_path, d.MAS)).case
    sent = reader("genius").exported(case)
    again = d.came("genius", d.laid(tmp_path, sent.files)).case
    before, after = d.everything(case)["south"], d.everything(again)["south"]
    _on_one_line(before[:-1], after[:-1])
    assert after[-1] == pytest.approx(float(min(after[:-1])), abs=1e-14)  # as it was, no deal is the worst
    assert any("values of south are moved up by 2 in all and divided by" in one.en for one in sent.remarks)


def test_what_no_domain_holds_is_said() -> None:
    sent = send("genius", "moscow-2025-12-02", 50)
    said = " ".join(one.en for one in sent.remarks)
    for words in (
        "means over 50 draws",
        "red lines of Russia",
        "no deal needs their agreement",
        "names are written in English only",
        "sources, claims, drafts and all else are not written",
    ):
        assert words in said
    assert all(one.ja and one.ja != one.en for one in sent.remarks)
    assert not any("envoy" in text for text in sent.files.values())


def test_each_loss_is_said(tmp_path: Path) -> None:
    case = d.came("genius", d.laid(tmp_path, d.GENIUS)).case
    plain = [one.en for one in reader("genius").exported(case).remarks]
    access, guards, toll = case.issues
    first, second, third = access.options
    doubled = replace(access, options=(first, replace(second, name=first.name), third))
    long = replace(guards, name=both("g" * 150 + "\n" + "h" * 100))
    losses = {
        "1 combinations ruled out are not written": replace(
            case,
            impossible=(Impossible(id="i", options={"access": "open", "guards": "own"}, because=(ANALYST,)),),
        ),
        "how no-deal values may move is not written": replace(case, outlook=Outlook(months=3)),
        "names are written in English only": replace(
            case, issues=(replace(access, name=Text("access", "出入り")), guards, toll)
        ),
        "names are changed where they are too long, of several lines or used twice: closed (2)": replace(
            case, issues=(doubled, guards, toll)
        ),
        "of several lines or used twice: ggg": replace(case, issues=(access, long, toll)),
        "sources, claims, drafts and all else are not written": replace(
            case, issues=(replace(access, status_quo="closed"), guards, toll)
        ),
        "North are not written: no deal needs their agreement": replace(
            case,
            parties=(*case.parties, replace(case.parties[0], id="third")),
            agreement=Agreement(parties=("South", "third"), because=(ANALYST,)),
            preferences=(replace(case.preferences[0], id="v", party="third"), *case.preferences[1:]),
        ),
    }
    assert plain == []
    for words, lossy in losses.items():
        for name in ("genius", "geniusweb", "negmas"):
            sent = reader(name).exported(lossy)
            assert any(words in one.en and one.ja != one.en for one in sent.remarks), words
            assert d.came(name, d.laid(tmp_path, sent.files)).case.issues


def test_names_that_geniusweb_does_not_ask_for_are_said(tmp_path: Path) -> None:
    case = d.came("geniusweb", d.laid(tmp_path, d.WEB)).case
    assert reader("geniusweb").exported(case).remarks == ()
    odd = replace(case, issues=(replace(case.issues[0], name=both("access to it")), *case.issues[1:]))
    [said] = reader("geniusweb").exported(odd).remarks
    assert said.en.startswith(
        "GeniusWeb asks for names of letters and digits only; 1 are written as they are, such"
    )


def test_parties_are_called_alike_in_all_remarks() -> None:
    for name in ("genius", "geniusweb"):
        said = [one.ja for one in send(name, "moscow-2025-12-02", 20).remarks]
        assert not any("the US" in one or "Russia" in one for one in said)
        assert any("米国" in one for one in said)


def test_what_is_not_public_stays_at_home() -> None:
    case = read(_bill())
    first = replace(case.preferences[0], compartment="own")
    with pytest.raises(NotPossible):
        reader("negolog").exported(replace(case, preferences=case.preferences[1:]))
    hidden = send("negolog", replace(case, preferences=(first, *case.preferences[1:])), 20)
    assert hidden.files["profileA.json"] != send("negolog", case).files["profileA.json"]
    assert "means over 20 draws" in hidden.remarks[0].en


def _bill() -> Path:
    from entaku.app.cases import found

    return found("bill_and_jack")


def test_no_deal_that_is_not_stated_is_the_worst_package(tmp_path: Path) -> None:
    sides = tuple(Side(name, ((Fraction(1), Fraction(3)),), NOT_STATED) for name in ("p", "q"))
    domain = Domain("n", (Matter("a", ("x", "y")),), sides)
    case = as_case(domain, "none", d.laid(tmp_path, d.LOG), d.DAY).case
    assert as_domain(case).sides == domain.sides
    for name in ("genius", "geniusweb", "negmas"):
        sent = reader(name).exported(case)
        assert "the no-deal value of p and q is not stated" in sent.remarks[0].en
        packages = d.everything(d.came(name, d.laid(tmp_path, sent.files)).case)["p"]
        assert packages[2] == pytest.approx(float(packages[0]), abs=1e-14)
        assert packages[2] <= packages[0]


def test_a_bid_stands_for_no_deal() -> None:
    values = [[Fraction(0), Fraction(3)], [Fraction(1), Fraction(5)], [Fraction(0), Fraction(1)]]
    totals = sorted({a + b + c for a in values[0] for b in values[1] for c in values[2]})
    for least in range(-1, 11):
        choice, worth = _just_above(values, Fraction(least))
        assert worth == next((total for total in totals if total >= least), totals[-1])
        assert sum(row[place] for row, place in zip(values, choice, strict=True)) == worth


@given(st.lists(st.fractions(0, 1, max_denominator=60), min_size=1, max_size=6))
def test_weights_keep_their_proportions(weights: list[Fraction]) -> None:
    assume(any(weights))
    total = sum(weights, Fraction(0))
    made = proportions([weight / total for weight in weights])
    assert [part * total for part in made] == [weight * sum(made) for weight in weights]
    assert abs(sum(made, Fraction(0)) - 1) < Fraction(1, 10**9)
    rounded = apportioned(weights)
    assert sum(rounded) == 1
    for part, weight in zip(rounded, weights, strict=True):
        assert abs(part - weight / total) < Fraction(1, 10**15)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=12))
def test_files_stand_in_the_order_of_the_parties(names: list[str]) -> None:
    made = file_names(names, ".xml", "domain.xml")
    assert made == sorted(made)
    assert len(set(made)) == len(names)
    assert not any(set(name) & set('/\\:*?"<>|\0') or name.startswith(".") for name in made)
    clean = spoken([name.removesuffix(".xml") for name in made])
    assert all(
        mine == theirs
        for mine, theirs in zip(clean, names, strict=True)
        if theirs.isalnum() and len({stem(name, "party") for name in names}) == len(names)
    )


# The verbs


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["entaku", *words])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_the_verbs_bring_and_send(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = d.laid(tmp_path, d.GENIUS), tmp_path / "harbour.yaml"
    words = ("--as-of", "2030-01-01", "-o", str(target), "--lang", "ja")
    assert _run(monkeypatch, "import", "genius", str(folder), *words) == 0
    assert "割引因子" in capsys.readouterr().err
    assert read(target) == bring("genius", folder, d.DAY).case
    out = tmp_path / "out"
    assert _run(monkeypatch, "export", "genius", str(target), "-o", str(out)) == 0
    assert sorted(each.name for each in out.iterdir()) == ["North.xml", "South.xml", "harbour.xml"]
    again = bring("genius", out, d.DAY).case
    assert d.numbers(again) == d.numbers(read(target))
    assert (
        _run(monkeypatch, "export", "genius", str(target), "-o", str(out)) == 0
    )  # its own files it replaces
    capsys.readouterr()
    (out / "more.xml").write_text("")
    assert _run(monkeypatch, "export", "genius", str(target), "-o", str(out)) == 1
    assert "is not empty" in capsys.readouterr().err
    assert _run(monkeypatch, "export", "gmcr", str(target), "-o", str(out / "x.gmcr")) == 1
    assert "no standoff" in capsys.readouterr().err


def test_a_standoff_goes_out_as_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "harbour.gmcr"
    assert _run(monkeypatch, "export", "gmcr", "harbour", "-o", str(out)) == 0
    assert bring("gmcr", out).case.standoffs[0].levers


def test_what_is_not_there_is_3(tmp_path: Path) -> None:
    for name in d.FORMATS:
        with pytest.raises(NotFound, match="no folder"):
            bring(name, tmp_path / "nothing")
        with pytest.raises(BadInput, match="no such file"):
            bring(name, tmp_path)
    with pytest.raises(NotFound, match="geniusweb"):
        send("genus", "bill_and_jack")
