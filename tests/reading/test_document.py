"""Two coded articles are read as a person read them: parts, sentences, days, header, conflicts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.model.document import Document
from entaku.reading.document import LIMIT, read_text
from tests.reading.pages import PAGES, Page, page

HEADER_KEYS = {
    "moscow": {
        "nav_link", "title_ja", "lead_ja", "title_en", "lead_en", "series_line", "series_number", "translator",
        "source_language", "outlet", "translation_date", "time_zone", "image_credit", "dateline", "category",
        "body_marker", "end_marker",
    },
    "fictional ja": {
        "nav_link", "title_ja", "lead_ja", "title_en", "lead_en", "series_line", "series_number", "translator",
        "outlet", "translation_date", "time_zone", "image_credit", "dateline", "category", "body_marker",
        "end_marker",
    },
    "fictional en": {
        "nav_link", "title_en", "lead_en", "series_line", "series_number", "image_credit", "dateline",
        "category", "end_marker",
    },
}  # fmt: skip
DATE_CONFLICTS = {
    "moscow": {(13, 21), (16, 21)},
    "fictional ja": {(13, 21), (16, 21)},
    "fictional en": {(8, 12)},
}
DURATION_CONFLICTS = {"moscow": (6, 30), "fictional ja": (6, 39), "fictional en": (4, 28)}


@pytest.fixture(params=list(PAGES))
def read(request: pytest.FixtureRequest) -> tuple[str, Page]:
    return request.param, page(request.param)


def test_the_frozen_text_is_the_coded_one(read: tuple[str, Page]) -> None:
    _, coded = read
    assert coded.document.sha256 == coded.sha256


def test_sentences_of_the_body_are_exact(read: tuple[str, Page]) -> None:
    _, coded = read
    found = [(each.id, each.start, each.end) for each in coded.document.sentences if each.id.startswith("P")]
    assert found == [(each["id"], each["start"], each["end"]) for each in coded.sentences]


def test_every_expression_of_time_is_found_with_its_days(read: tuple[str, Page]) -> None:
    _, coded = read
    found = {(each.start, each.end): each for each in coded.document.dates}
    for expected in coded.dates:
        dated = found[expected["start"], expected["end"]]
        days = (str(dated.first), str(dated.last))
        assert days == (str(expected["from"]), str(expected["to"])), dated
        assert dated.precision == expected["precision"], dated
        assert (dated.anchor or None) == expected["anchor"], dated
    assert len(found) <= len(coded.dates) + 2  # the coders left out one or two that the rules count


def test_each_date_conflict_is_found_and_no_other(read: tuple[str, Page]) -> None:
    name, coded = read
    dates = [each for each in coded.document.conflicts if each.kind == "date"]
    assert {each.lines for each in dates} == DATE_CONFLICTS[name]
    assert len(dates) == len(DATE_CONFLICTS[name])
    assert all(each.used == coded.used.isoformat() and each.text.en and each.text.ja for each in dates)


def test_the_dateline_is_the_anchor(read: tuple[str, Page]) -> None:
    _, coded = read
    assert coded.document.anchor == coded.used


def test_the_two_lengths_of_the_shuttle_are_reported(read: tuple[str, Page]) -> None:
    name, coded = read
    found = [each.lines for each in coded.document.conflicts if each.kind == "duration"]
    assert found == [DURATION_CONFLICTS[name]]


def test_what_is_lacking_and_misprinted_is_reported(read: tuple[str, Page]) -> None:
    name, coded = read
    missing = [each.lines for each in coded.document.conflicts if each.kind == "missing"]
    misprints = [each.lines for each in coded.document.conflicts if each.kind == "misprint"]
    assert len(missing) == 3
    assert misprints == {"moscow": [(1,), (16,)], "fictional ja": [(1,)], "fictional en": []}[name]


def test_the_header_has_its_keys(read: tuple[str, Page]) -> None:
    name, coded = read
    assert {each.key for each in coded.document.headers} == HEADER_KEYS[name]


@pytest.mark.parametrize("name", ["fictional ja", "fictional en"])
def test_header_lines_stand_where_they_were_coded(name: str) -> None:
    coded = page(name)
    for line in coded.metadata["lines"]:
        key = line["key"].rstrip("_123")  # titles and leads were coded line by line
        found = next(each for each in coded.document.headers if each.key == key)
        assert (
            coded.document.text[found.start : found.end] in line["quote"]
            or line["quote"] in (coded.document.text[found.start : found.end])
        )


def test_values_of_the_header() -> None:
    coded = page("moscow")
    values = {each.key: each.value for each in coded.document.headers}
    gold = coded.metadata
    assert values["title_ja"] == gold["title_ja"]["value"]
    assert values["title_en"] == gold["title_en"]["value"]
    assert values["series_line"] == gold["series_line"]["value"]
    assert values["series_number"] == str(gold["series_line"]["number"])
    assert values["translator"] == gold["translator"]["name_ja"]
    assert values["category"] == gold["category"]["quote"]
    assert values["outlet"].endswith(gold["outlet"]["name"])


def test_no_name_of_a_photo_credit_stands_outside_photo_blocks(read: tuple[str, Page]) -> None:
    _, coded = read
    document = coded.document
    elsewhere = [document.text[each.start : each.end] for each in document.blocks if each.kind != "photo"]
    credits_ = [document.text[each.start : each.end] for each in document.blocks if each.kind == "photo"]
    names = [name for name in coded.not_actors if any(name in line for line in credits_)]
    assert len(names) >= 2
    assert not [name for name in names if any(name in text for text in elsewhere)]


def test_headings_and_the_paragraphs_they_cover(read: tuple[str, Page]) -> None:
    _, coded = read
    document = coded.document
    headings = [each for each in document.blocks if each.kind == "heading"]
    assert [each.line for each in headings] == [each["line"] for each in coded.headings]
    starts = [each.start for each in headings]
    for number, heading in enumerate(coded.headings):
        end = starts[number + 1] if number + 1 < len(starts) else len(document.text)
        inside = (each.id for each in document.sentences if starts[number] < each.start < end)
        assert list(dict.fromkeys(each.partition(".")[0] for each in inside)) == heading["covers"]


def test_navigation_is_dropped_and_listed(read: tuple[str, Page]) -> None:
    _, coded = read
    assert coded.document.dropped == (coded.document.text.split("\n")[0],)


PIECES = st.sampled_from(
    [
        "。", "」", "「", "(", ")", "\n", "\n\n", "　", "■", "• ", "12月2日", "二月以降", "火曜日", "2031年5月4日 9:00",
        "令和元年", "The 12th", " in May 2031", "since Monday", ". ", "? ", '"', "”", "“", "Mr. ", "©", "写真:",
        "第3号", "翻訳 ", "本文", "（了）", "湖は凍った", "the lake froze", "\r", "\r\n", "\ufeff", "e\u0301", "𠮷",
        "😀", "99999999日前", "平成31年5月", "1/0", "\0",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def _holds(document: Document) -> None:
    length = len(document.text)
    for parts in (document.blocks, document.sentences, document.headers, document.dates):
        assert all(0 <= each.start < each.end <= length for each in parts)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        said = document.text[sentence.start : sentence.end]
        assert said == said.strip()
    assert all(document.text[each.start : each.end] == each.text for each in document.dates)
    for one, other in pairwise(document.dates):
        assert one.end <= other.start
    for first, second in pairwise(document.blocks):
        assert first.end <= second.start
    assert len({each.id for each in document.sentences}) == len(document.sentences)
    assert all(each.text.en and each.text.ja for each in document.conflicts)
    assert all(each.first <= each.last for each in document.dates if each.first and each.last)


@settings(max_examples=120)
@given(TEXTS)
def test_any_text_gives_a_document_whose_places_are_inside(text: str) -> None:
    _holds(read_text("any", text))


@settings(max_examples=50)
@given(TEXTS)
def test_no_letter_of_the_page_is_left_out_of_the_blocks(text: str) -> None:
    document = read_text("any", text)
    covered = set[int]()
    for block in document.blocks:
        covered |= set(range(block.start, block.end))
    outside = [sign for place, sign in enumerate(document.text) if place not in covered and sign.isalpha()]
    assert not outside


@settings(max_examples=50)
@given(TEXTS, st.dates())
def test_any_day_may_be_given_to_read_against(text: str, day: date) -> None:
    document = read_text("any", text, day)
    assert document.anchor == day
    _holds(document)


HOSTILE = {
    "brackets that open": "「" * 100_000,
    "nested brackets": "「" * 50_000 + "」" * 50_000,
    "quotation marks": '"' * 100_000,
    "capitals": "A. " * 10_000,
    "days": "12日" * 5_000,
    "combining marks": "a" + "\u0316\u0301" * 50_000,
    "header lines": "2031年5月4日\n" * 2_000,
    "lines": "湖\n\n" * 5_000,
    "one long line": "湖" * 2_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read(text: str) -> None:
    _holds(read_text("hostile", text))  # at the square of the length this would take minutes


def test_what_is_beyond_the_limit_is_told() -> None:
    document = read_text("long", "湖は凍った。" * (LIMIT // 6 + 10))
    assert document.read_to == LIMIT < len(document.text)
    assert "500000" in document.conflicts[0].text.en


def test_without_a_dateline_two_days_are_undecided_until_one_is_given() -> None:
    text = "湖岸便り 第7号 2031年5月1日\n\n更新 2031年5月9日\n\n本文\n\n北岸は昨日、署名した。"
    document = read_text("lake", text)
    assert document.anchor is None
    assert document.dates[-1].first is None
    assert [each.used for each in document.conflicts if each.kind == "date"] == [""]
    given_ = read_text("lake", text, date(2031, 5, 9))
    assert given_.dates[-1].first == date(2031, 5, 8)


def test_a_dateline_that_the_text_outruns_is_not_used() -> None:
    text = "湖の協定\n\n2031年5月4日 9:00\n\n本文\n\n2031年5月20日、北岸は署名した。南岸は本日去った。"
    document = read_text("lake", text)
    assert document.anchor is None
    assert document.dates[-1].first is None
    assert [each.lines for each in document.conflicts if each.kind == "date"] == [(3,)]


def test_a_translation_after_the_dateline_is_as_it_should_be() -> None:
    text = "湖の協定\n\n2031年5月4日 9:00\n\n翻訳 水野みお\n湖岸便り 2031年5月6日\n\n本文\n\n北岸は署名した。"
    document = read_text("lake", text)
    assert document.anchor == date(2031, 5, 4)
    assert not [each for each in document.conflicts if each.kind == "date"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2031年5月4日(月)、北岸は署名した。", "weekday"),
        ("北岸は平成31年5月に署名した。", "misprint"),
        ("The north signed on Monday, 4 May 2031.", "weekday"),
    ],
)
def test_a_wrong_weekday_and_a_month_outside_its_era_are_reported(text: str, kind: str) -> None:
    assert [each.kind for each in read_text("lake", text).conflicts] == [kind]
    right = text.replace("(月)", "(日)").replace("Monday", "Sunday").replace("平成31年5月", "平成31年4月")
    assert not read_text("lake", right).conflicts
