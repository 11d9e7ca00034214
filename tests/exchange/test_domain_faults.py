"""Files that are no domain: each fault is named with its file and place, all of a file at once, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.exchange import reader
from entaku.exchange.document import MAX_BYTES
from entaku.exchange.domain_xml import document
from entaku.model.errors import BadInput
from entaku.model.rules import faults
from tests.exchange import domains as d

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
BOMB = (
    HEAD
    + '<!DOCTYPE lolz [\n<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\n]>\n'
    + "<utility_space>&b;</utility_space>"
)
NORTH = d.GENIUS["North.xml"]


def cut(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


# GENIUS: what is done to North.xml, and the places and words its faults have

BROKEN: list[tuple[Callable[[str], str | bytes], list[str]]] = [
    (
        cut('<weight index="2" value="0.3"/>\n', ""),
        ["8:1: issue guards.weight: got no weight; allowed: a weight with its index"],
    ),
    (
        cut('evaluation="6"', 'evaluation="-6"'),
        ["5:1: issue access.item shared.evaluation: got -6; allowed: 0 or more"],
    ),
    (
        cut('evaluation="6"', 'evaluation="six"'),
        ["5:1: issue access.item shared.evaluation: got the text 'six'; allowed: a number"],
    ),
    (
        cut(' evaluation="6"', ""),
        ["5:1: issue access.item shared.evaluation: got nothing; allowed: a number"],
    ),
    (
        cut('evaluation="6"', 'evaluation="1e999"'),
        ["5:1: issue access.item shared.evaluation: got a number too large or too fine"],
    ),
    (
        cut('evaluation="6"', 'evaluation="NaN"'),
        ["5:1: issue access.item shared.evaluation: got the text 'NaN'; allowed: a number"],
    ),
    (
        cut('evaluation="6"', 'evaluation="0,6"'),
        ["5:1: issue access.item shared.evaluation: got the text '0,6'; allowed: a number"],
    ),
    (
        cut('value="shared"', 'value="shred"'),
        [
            "3:1: issue access.item shared: got nothing",
            "5:1: issue access.item shred: got an option that the template has not; allowed: its options. Did you",
        ],
    ),
    (
        cut('name="guards"', 'name="gards"'),
        [
            "1:1: issue guards: got nothing",
            "8:1: issue gards: got an issue that the template has not; allowed: its issues. Did you mean 'guards'?",
        ],
    ),
    (
        cut('<weight index="2"', '<weight index="7"'),
        [
            "8:1: issue guards.weight: got no weight",
            "17:1: weight 7.index: got the index of no issue; allowed: 1, 2, 3",
        ],
    ),
    (
        cut('<weight index="2"', '<weight index="1"'),
        ["8:1: issue guards.weight: got no weight", "17:1: weight 1: got a second weight for 'access'"],
    ),
    (
        cut('value="0.3"', 'value="-0.3"'),
        ["17:1: weight 2.value: got -0.3", "8:1: issue guards.weight: got no weight"],
    ),
    (
        cut('value="0.3"', 'value="0.4"'),
        ["1:1: weight: got weights that add to 1.1; allowed: a sum of 1. If they are meant so"],
    ),
    (cut('<issue index="2"', '<issue index="1"'), ["8:1: issue guards.index: got 1, as 'access' has"]),
    (
        cut('<issue index="2"', '<issue index="two"'),
        ["8:1: issue guards.index: got 'two'; allowed: a whole number"],
    ),
    (
        cut('type="discrete" name="guards"', 'type="discreet" name="guards"'),
        [
            "8:1: issue guards.type: got 'discreet'; allowed: discrete, integer, real. Did you mean 'discrete'?"
        ],
    ),
    (
        cut('type="integer" vtype', 'type="discrete" vtype'),
        ["13:1: issue toll.type: got discrete; allowed: a number, as in the template"],
    ),
    (cut('upperbound="10"', 'upperbound="9"'), ["13:1: issue toll: got other bounds than the template's"]),
    (cut('slope="-0.1"', 'slope="down"'), ["14:1: issue toll.evaluator.slope: got the text 'down'"]),
    (
        cut('ftype="linear"', 'ftype="cubic"'),
        ["14:1: issue toll.evaluator.ftype: got 'cubic'; allowed: linear"],
    ),
    (
        cut("<evaluator", "<evaluater"),
        [
            "13:1: issue toll.evaluator: got no evaluators; allowed: one",
            "14:1: utility_space.objective.issue.evaluater: got the unknown element 'evaluater'; allowed: item",
            "Did you mean 'evaluator'?",
        ],
    ),
    (
        cut("<reservation", "<reservaton"),
        ["21:1: utility_space.reservaton: got the unknown element 'reservaton'"],
    ),
    (
        cut('<reservation value="0.4"/>', '<reservation value=""/>'),
        ["21:1: reservation.value: got the text ''"],
    ),
    (
        cut('discount_factor value="0.8"', 'discount_factor value="?"'),
        ["20:1: discount_factor.value: got the text '?'"],
    ),
    (
        cut("<utility_space>", '<utility_space type="nonlinear">'),
        ["1:1: utility_space: got a space of type 'nonlinear' (no sum over issues)"],
    ),
    (
        cut("</objective>", '</objective><utility maxutility="9"><ufun/></utility>'),
        ["utility_space: got a space of type 'utility' (no sum over issues)"],
    ),
    (cut("</objective>", ""), ["got text that is not XML (mismatched tag)"]),
    (lambda _: "", ["1:1: the case: got text that is not XML (no element found)"]),
    (
        lambda _: BOMB,
        ["2:16: the case: got a document type or entity; allowed: elements and attributes only"],
    ),
    (
        lambda _: '<!DOCTYPE x SYSTEM "file:///etc/hostname"><utility_space/>',
        ["the case: got a document type or entity"],
    ),
    (
        lambda text: HEAD.replace("UTF-8", "UTF-99") + text,
        ["got an encoding that cannot be read", "unknown encoding"],
    ),
    (
        lambda text: (HEAD + text.replace("harbour", "港")).encode("shift_jis"),
        ["got text that is not XML (not well-formed"],
    ),
    (
        lambda text: (HEAD.replace("UTF-8", "shift_jis") + text).encode("shift_jis"),
        ["got an encoding that cannot be read"],
    ),
    (lambda _: "<a>" * 40 + "</a>" * 40, ["the case: got more than 32 levels"]),
    (lambda _: b" " * (MAX_BYTES + 1), ["got more than 1 MiB; allowed: a GENIUS file of at most 1 MiB"]),
    (
        lambda _: "<utilty_space/>",
        ["1:1: utilty_space: got an unknown element; allowed: negotiation_template or"],
    ),
    (
        lambda text: text.replace("harbour", "har\u202ebour", 1).replace('name="toll"', 'name="t\u202eoll"'),
        ["got the character U+202E (right-to-left override)"],
    ),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_a_broken_profile_of_genius_is_named_with_its_line(number: int, tmp_path: Path) -> None:
    change, expected = BROKEN[number]
    lines = d.wrong("genius", d.laid(tmp_path, d.GENIUS, North=change(NORTH)))
    assert all(line.startswith("North.xml:") for line in lines)
    for words in expected:
        assert any(words in line for line in lines), lines


def test_the_encodings_that_xml_knows_are_read(tmp_path: Path) -> None:
    plain = d.came("genius", d.laid(tmp_path, d.GENIUS)).case
    for name, encoding in (("ISO-8859-1", "latin-1"), ("UTF-16", "utf-16"), ("UTF-8", "utf-8-sig")):
        north = (HEAD.replace("UTF-8", name) + NORTH).encode(encoding)
        assert d.came("genius", d.laid(tmp_path, d.GENIUS, North=north)).case == plain


def test_a_zero_issue_counts_nothing_and_is_written_again(tmp_path: Path) -> None:
    north = NORTH.replace('evaluation="6"', 'evaluation="0"').replace(
        'evaluation="8"', 'evaluation=".000001"'
    )
    found = d.came("genius", d.laid(tmp_path, d.GENIUS, North=north))
    assert d.worth(found.case, "North", "open", "none", "10") == d.worth(
        found.case, "North", "closed", "none", "10"
    )
    assert any("no option of 'access' is worth anything" in one.en for one in found.remarks)
    sent = reader("genius").exported(found.case)
    assert d.came("genius", d.laid(tmp_path, sent.files)).case.preferences == found.case.preferences


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    north = NORTH.replace('evaluation="6"', 'evaluation="-6"').replace('value="0.3"', 'value="?"')
    south = d.GENIUS["South.xml"].replace('evaluation="3"', "")
    folder = d.laid(tmp_path, d.GENIUS, North=north, South=south)
    with pytest.raises(BadInput) as told:
        d.came("genius", folder)
    assert len(told.value.faults) == 3
    assert [line.removeprefix(f"{folder}/").split(" ")[0] for line in told.value.lines()] == [
        "North.xml:5:1:",
        "North.xml:17:1:",
        "South.xml:10:1:",
    ]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"North.xml": NORTH}, "no template; allowed: one file with negotiation_template"),
        ({"harbour.xml": d.GENIUS["harbour.xml"]}, "none; allowed: utility_space files of at least two parties"),
        (
            {"harbour.xml": d.GENIUS["harbour.xml"], "North.xml": NORTH},
            "only North.xml; allowed: utility_space files of at least two parties, a file each",
        ),
        ({"harbour.xml": "<negotiation_template/>", "North.xml": NORTH}, "xml:1:1: utility_space: got no issue"),
        (
            {"harbour.xml": d.GENIUS["harbour.xml"].replace('"toll"', '"guards"'), "North.xml": NORTH},
            "issue guards: got the issue 'guards' a second time; allowed: each once. The first stands in line 9.",
        ),
        (
            {"harbour.xml": d.GENIUS["harbour.xml"].replace('upperbound="10"', 'upperbound="1000000"')},
            "issue toll.upperbound: got 0 to 1000000",
        ),
    ],
)  # fmt: skip
def test_folders_of_genius_that_are_no_domain(files: dict[str, str], words: str, tmp_path: Path) -> None:
    assert any(words in line for line in d.wrong("genius", d.laid(tmp_path, files)))


def test_a_range_without_end_and_too_many_packages_are_refused(tmp_path: Path) -> None:
    wide = d.GENIUS["harbour.xml"].replace('upperbound="10"', 'upperbound="1000000"')
    lines = d.wrong("genius", d.laid(tmp_path, d.GENIUS, harbour=wide))
    assert any(
        "issue toll.upperbound: got 0 to 1000000; allowed: whole numbers, 2 to 1,000 of them" in line
        for line in lines
    )
    space = {
        "name": "n",
        "issues": [{"name": f"i{n}", "type": "ContiguousIssue", "values": [0, 9]} for n in range(19)],
    }
    fun = {
        "type": "LinearAdditiveUtilityFunction",
        "weights": [1] * 19,
        "values": [{"type": "IdentityFun"}] * 19,
    }
    folder = d.laid(tmp_path, {f"{name}.json": json.dumps(space if name == "n" else fun) for name in "npq"})
    assert "issues: got about 1.0e19 packages; allowed: at most 1e+18" in d.wrong("negmas", folder)[0]


# The formats in JSON and YAML: which file has what in place of what, and what is said

SWAPS: list[tuple[str, str, str, str, str]] = [
    (
        "geniusweb",
        "north.json",
        '"access": 0.6',
        '"access": 0.60001',
        "issueWeights: got weights that add to 1.00001; allowed: a sum of exactly 1",
    ),
    (
        "geniusweb",
        "north.json",
        '"access": 0.6,',
        "",
        "issueWeights.access: got nothing; allowed: a value for each issue",
    ),
    (
        "geniusweb",
        "north.json",
        '"access": 0.6',
        '"acess": 0.6',
        "issueWeights.acess: got the unknown key 'acess'; allowed: access, guards. Did you mean 'access'?",
    ),
    (
        "geniusweb",
        "north.json",
        '"access": 0.6',
        '"access": "much"',
        "issueWeights.access: got the text 'much'; allowed: a number",
    ),
    (
        "geniusweb",
        "north.json",
        '"access": 0.6',
        '"access": -0.6',
        "issueWeights.access: got -0.6; allowed: 0 or more",
    ),
    (
        "geniusweb",
        "north.json",
        '"shared": 0.75',
        '"shared": 1.75',
        "valueUtilities.shared: got 1.75; allowed: 0 to 1",
    ),
    (
        "geniusweb",
        "north.json",
        '"shared": 0.75',
        '"shred": 0.75',
        "valueUtilities.shred: got the unknown key",
    ),
    ("geniusweb", "north.json", '"shared": 0.75', '"shared": 1e400', "a number too large or too fine"),
    (
        "geniusweb",
        "north.json",
        '"shared": 0.75',
        '"shared": 0.7, "shared": 0.7',
        "the key 'shared' a second time",
    ),
    ("geniusweb", "north.json", '"shared": 0.75', '"shared": NaN', "a number that is none (NaN)"),
    (
        "geniusweb",
        "north.json",
        "LinearAdditiveUtilitySpace",
        "DefaultPartialOrdering",
        "got 'DefaultPartialOrdering'; allowed: LinearAdditive",
    ),
    (
        "geniusweb",
        "north.json",
        '"access": "closed"',
        '"access": "shut"',
        "reservationBid.issuevalues.access: got the text 'shut'; allowed: closed, shared, open",
    ),
    (
        "geniusweb",
        "north.json",
        "discreteutils",
        "numberutils",
        "got 'numberutils'; allowed: discreteutils or DiscreteValueSetUtilities",
    ),
    (
        "geniusweb",
        "harbour.json",
        '"open"',
        '"opened"',
        "domain: got other issues or options than the domain has",
    ),
    ("geniusweb", "harbour.json", '{"name"', '["name"', "text that is not JSON"),
    (
        "negolog",
        "profileA.json",
        '"access": 0.6,',
        "",
        "issueWeights.access: got nothing; allowed: a weight for each issue",
    ),
    (
        "negolog",
        "profileB.json",
        '"access": 0.6',
        '"acces": 0.6',
        "issueWeights.access: got nothing; allowed: a weight for each issue. Did you mean 'acces'?",
    ),
    (
        "negolog",
        "profileB.json",
        '"shared": 0.5',
        '"shred": 0.5',
        "issues.access.shred: got an option that profileA has not; allowed: the same options. Did you mean 'shared'?",
    ),
    (
        "negolog",
        "profileB.json",
        '"reservationValue": 0.25',
        '"reservation": 0.25',
        "reservation: got the unknown key 'reservation'; allowed: issueWeights, issues, reservationValue",
    ),
    (
        "negolog",
        "profileB.json",
        '"reservationValue": 0.25,',
        "",
        "reservationValue: got nothing; allowed: a number",
    ),
    (
        "negolog",
        "profileB.json",
        '"shared": 0.5',
        '"shared": [0.5]',
        "issues.access.shared: got a list; allowed: a number",
    ),
    (
        "negolog",
        "profileB.json",
        '"shared": 0.5',
        '"shared": true',
        "issues.access.shared: got a truth value; allowed: a number",
    ),
    (
        "negmas",
        "north.yaml",
        "weights: [0.5, 0.3, 0.2]",
        "weights: [0.5, 0.5]",
        "north.yaml:4:10: weights: got 2 of them; allowed: 3, one for each issue in its order",
    ),
    ("negmas", "north.yaml", "weights: [0.5, 0.3, 0.2]", "", "weights: got nothing; allowed: 3 weights"),
    (
        "negmas",
        "north.yaml",
        "LinearAdditiveUtilityFunction",
        "HyperRectangleUtilityFunction",
        "north.yaml:2:7: type: got the text 'HyperRectangleUtilityFunction'; allowed: LinearAdditive",
    ),
    (
        "negmas",
        "north.yaml",
        "shared: 0.75",
        "shred: 0.75",
        "north.yaml:6:50: values.0.mapping.shred: got an option that the issue has not; allowed: its options. Did you",
    ),
    (
        "negmas",
        "north.yaml",
        "shared: 0.75",
        "shared: &a 0.75",
        "north.yaml:6:51: values.0.mapping.shared: got an anchor or alias",
    ),
    (
        "negmas",
        "north.yaml",
        "shared: 0.75",
        "shared: !!python/name:os.system 1",
        "got the tag 'tag:yaml.org,2002:python/name:os.system'; allowed: no tags",
    ),
    (
        "negmas",
        "north.yaml",
        "shared: 0.75",
        "closed: 0.75",
        "got the key 'closed' a second time; allowed: each key once",
    ),
    (
        "negmas",
        "north.yaml",
        "slope: -0.1",
        "slope: steep",
        "north.yaml:8:28: values.2.slope: got the text 'steep'; allowed: a number",
    ),
    (
        "negmas",
        "north.yaml",
        "type: AffineFun",
        "type: QuadraticFun",
        "values.2.type: got the text 'QuadraticFun'; allowed: TableFun, AffineFun",
    ),
    (
        "negmas",
        "north.yaml",
        "- {type: TableFun, mapping: {none: 0.5, joint: 1.0, own: 1.0}}",
        "- {type: IdentityFun}",
        "values.1.type: got IdentityFun; allowed: TableFun or ConstFun, for 'guards' has no numbers",
    ),
    (
        "negmas",
        "north.yaml",
        "reserved_value: 0.4",
        "reserved_value: .nan",
        "reserved_value: got the text '.nan'; allowed: a number",
    ),
    (
        "negmas",
        "north.yaml",
        "name: north",
        "name: north\n---\n",
        "got a second document; allowed: one document a file",
    ),
    ("negmas", "north.yaml", "values:", "values: }", "text that is not YAML"),
    (
        "negmas",
        "harbour.yaml",
        "values: [none, joint, own]",
        "value: [none, joint, own]",
        "issues.1.values: got no option; allowed: at least two",
    ),
    (
        "negmas",
        "harbour.yaml",
        "[none, joint, own]",
        "[none, joint, none]",
        "issues.1.values.2: got 'none' a second time; allowed: each option once",
    ),
    (
        "negmas",
        "harbour.yaml",
        "[0, 10]",
        "[10, 0]",
        "harbour.yaml:6:63: issues.2.values: got 10 to 0; allowed: a rising range",
    ),
    (
        "negmas",
        "harbour.yaml",
        "CategoricalIssue",
        "CallableIssue",
        "type: got the text 'CallableIssue'; allowed: CategoricalIssue",
    ),
    (
        "negmas",
        "harbour.yaml",
        "name: guards",
        "name: access",
        "issues.1.name: got the issue 'access' a second time",
    ),
    (
        "negmas",
        "south.yaml",
        "discount: 0.9\nufun:",
        "discount: 0.9\nufan:",
        "ufun: got nothing; allowed: keys with values",
    ),
]


@pytest.mark.parametrize("number", range(len(SWAPS)))
def test_a_broken_file_of_json_or_yaml_is_named_with_its_place(number: int, tmp_path: Path) -> None:
    name, file, old, new, expected = SWAPS[number]
    text = d.FORMATS[name][file]
    assert old in text
    folder = d.laid(tmp_path, d.FORMATS[name] | {file: text.replace(old, new, 1)})
    lines = d.wrong(name, folder)
    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    ("name", "without", "words"),
    [
        ("geniusweb", ("north.json",), "only south.json; allowed: profiles of at least two parties"),
        ("geniusweb", ("north.json", "south.json"), "none; allowed: profiles of at least two parties"),
        ("negolog", ("profileB.json",), "no profileB; allowed: profileA.json and profileB.json"),
        ("negmas", ("harbour.yaml",), "no outcome space; allowed: one file with issues"),
        ("negmas", ("north.yaml", "south.yaml"), "none; allowed: utility functions of at least two"),
    ],
)
def test_a_folder_that_lacks_a_file(name: str, without: tuple[str, ...], words: str, tmp_path: Path) -> None:
    files = {file: text for file, text in d.FORMATS[name].items() if file not in without}
    assert words in d.wrong(name, d.laid(tmp_path, files))[0]


def test_a_file_of_another_name_is_no_part_of_negolog(tmp_path: Path) -> None:
    folder = d.laid(tmp_path, d.LOG | {"profilB.json": d.LOG["profileB.json"]})
    assert (
        "a file of another name; allowed: profileA.json, profileB.json and specs.json. Did you mean"
        in "".join(d.wrong("negolog", folder))
    )


@pytest.mark.parametrize("name", d.FORMATS)
def test_wrong_encodings_and_sizes_are_named(name: str, tmp_path: Path) -> None:
    file, text = list(d.FORMATS[name].items())[-1]
    for raw, words in (
        (text.replace("h", "港", 1).encode("euc_jp"), "not"),
        (b"\xff\xfe\x00", ""),
        (b"[" * 5_000, ""),
        (b"9" * 10_000, ""),
        (b"\0", ""),
        (b" " * (MAX_BYTES + 1), "more than 1 MiB"),
    ):
        lines = d.wrong(
            name,
            d.laid(
                tmp_path, d.FORMATS[name] | {file: raw.decode("latin-1")}, **{file.partition(".")[0]: raw}
            ),
        )
        assert any(line.startswith(f"{file}:") and words in line for line in lines), lines


def test_a_yaml_of_many_levels_or_parts_is_refused(tmp_path: Path) -> None:
    deep = d.wrong("negmas", d.laid(tmp_path, d.MAS, north="- " * 50 + "x"))
    assert "more than 32 levels" in deep[0]
    many = d.wrong("negmas", d.laid(tmp_path, d.MAS, north="[" + "1," * 21_000 + "]"))
    assert "more than 20,000 parts" in many[0]


# Whatever stands in a file


def _never_breaks(name: str, folder: Path) -> None:
    try:
        found = d.came(name, folder)
    except BadInput as told:
        lines = told.lines()
    else:
        assert faults(found.case) == ()
        return
    assert lines
    assert all(line.startswith(str(folder)) for line in lines)


@st.composite
def bitten(draw: Any, text: str) -> bytes:
    """Draw a text with a few places left out, doubled, or put in place of others."""
    raw = text.encode()
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 30)))
        other = draw(st.integers(0, max(0, len(raw) - 1)))
        patch = draw(
            st.sampled_from(
                [
                    b"",
                    raw[start:end] * 2,
                    raw[other : other + 20],
                    b"-1",
                    b"0",
                    b"1e5",
                    b"\xe9",
                    b'"',
                    b"<",
                    b"{",
                ]
            )
            | st.binary(max_size=6)
        )
        raw = raw[:start] + patch + raw[end:]
    return raw


@pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name, files in d.FORMATS.items() for file in files]
)
@settings(max_examples=40)
@given(data=st.data())
def test_a_bitten_file_is_a_case_or_a_list_of_faults(
    name: str, file: str, data: st.DataObject, tmp_path_factory: Any
) -> None:
    raw = data.draw(bitten(d.FORMATS[name][file]))
    folder = d.laid(tmp_path_factory.mktemp("bitten"), d.FORMATS[name], **{file.partition(".")[0]: raw})
    _never_breaks(name, folder)


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10**20)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", "open", "1"])
)
KEYS = st.sampled_from(["name", "range", "values", "a"])
JSONS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.parametrize("name", ["geniusweb", "negolog", "negmas"])
@settings(max_examples=80)
@given(data=st.data())
def test_any_value_in_any_place_of_a_document(name: str, data: st.DataObject, tmp_path_factory: Any) -> None:
    file = data.draw(st.sampled_from(sorted(d.FORMATS[name])))
    text = d.FORMATS[name][file]
    if name == "negmas":
        from ruamel.yaml import YAML

        content = YAML(typ="safe").load(text)
    else:
        content = json.loads(text)
    holder: Any = {"top": content}
    key: Any = "top"
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.integers(0, 4)):
        holder = holder[key]
        key = data.draw(
            st.sampled_from(list(holder) if isinstance(holder, dict) else list(range(len(holder))))
        )
    whole = {"top": content} if key == "top" and holder.get("top") is content else None
    value = data.draw(JSONS)
    if whole is None:
        holder[key] = value
    else:
        content = value
    files = {other: words for other, words in d.FORMATS[name].items() if other != file}
    stem = file.partition(".")[0]
    written = json.dumps(content).replace("Infinity", "1e999")
    _never_breaks(name, d.laid(tmp_path_factory.mktemp("swapped"), files | {f"{stem}.json": written}))


@given(st.binary(max_size=60))
def test_any_bytes_are_xml_or_refused(raw: bytes) -> None:
    try:
        root = document(raw, "it.xml")
    except BadInput as told:
        said = told.lines()[0]
    else:
        said = f"it.xml:{root.tag}"
    assert said.startswith("it.xml:")
