"""Every form of the method is read against an anchor, and every trap is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.document import Dated
from entaku.reading.blocks import blocks
from entaku.reading.dates import Anchor, dates, tense_of
from entaku.reading.dating import SEVERAL
from entaku.reading.numerals import english, numeral
from entaku.reading.sentences import sentences

ANCHOR = Anchor(date(2031, 5, 15), "dateline")  # a Thursday


def read(text: str, anchor: Anchor = ANCHOR) -> tuple[Dated, ...]:
    parts = blocks(text)
    return dates(text, parts, sentences(text, parts), anchor)


def said(text: str) -> list[tuple[str, str, str, str]]:
    shown = []
    for each in read(text):
        first = each.first.isoformat()[2:] if each.first else ""
        last = each.last.isoformat()[2:] if each.last else ""
        shown.append((each.text, first, last, each.precision))
    return shown


@pytest.mark.parametrize(
    ("text", "word", "first", "last", "precision"),
    [
        ("堤は2031年5月2日に閉じた。", "2031年5月2日", "31-05-02", "31-05-02", "day"),
        ("堤は２０３１年５月２日に閉じた。", "２０３１年５月２日", "31-05-02", "31-05-02", "day"),
        ("堤は二〇三一年五月二日に閉じた。", "二〇三一年五月二日", "31-05-02", "31-05-02", "day"),
        ("堤は令和十三年五月二日に閉じた。", "令和十三年五月二日", "31-05-02", "31-05-02", "day"),
        ("堤は令和元年に閉じた。", "令和元年", "19-01-01", "19-12-31", "year"),
        ("堤はR13.5.2に閉じた。", "R13.5.2", "31-05-02", "31-05-02", "day"),
        ("堤は5/2(金)に閉じた。", "5/2(金)", "31-05-02", "31-05-02", "day"),
        ("堤は2031-05-02に閉じた。", "2031-05-02", "31-05-02", "31-05-02", "day"),
        ("堤は12月30日に閉じた。", "12月30日", "30-12-30", "30-12-30", "day"),
        ("堤は12月2日から4日に閉じた。", "12月2日から4日", "30-12-02", "30-12-04", "days"),
        ("堤は二十日に閉じた。", "二十日", "31-04-20", "31-04-20", "day"),
        ("堤は二十日に閉じる予定だ。", "二十日", "31-05-20", "31-05-20", "day"),
        ("堤は2日夜(日本時間3日未明)に閉じた。", "2日夜(日本時間3日未明)", "31-05-02", "31-05-02", "day"),
        ("堤は本日閉じた。", "本日", "31-05-15", "31-05-15", "day"),
        ("堤は昨日閉じた。", "昨日", "31-05-14", "31-05-14", "day"),
        ("堤は明日閉じる。", "明日", "31-05-16", "31-05-16", "day"),
        ("堤は火曜日に閉じた。", "火曜日", "31-05-13", "31-05-13", "day"),
        ("堤は木曜日に閉じた。", "木曜日", "31-05-15", "31-05-15", "day"),
        ("堤は火曜日に閉じる予定だ。", "火曜日", "31-05-20", "31-05-20", "day"),
        ("堤は先週末閉じた。", "先週末", "31-05-10", "31-05-11", "days"),
        ("堤は来週前半に閉じる。", "来週前半", "31-05-19", "31-05-21", "days"),
        ("堤は来週火曜日に閉じる。", "来週火曜日", "31-05-20", "31-05-20", "day"),
        ("堤は今週閉じる。", "今週", "31-05-12", "31-05-18", "days"),
        ("堤は4月の最後の週末に閉じた。", "4月の最後の週末", "31-04-26", "31-04-27", "days"),
        ("堤は2031年5月の最後の週末に閉じる。", "2031年5月の最後の週末", "31-05-24", "31-06-01", "vague"),
        ("堤は4月中旬に閉じた。", "4月中旬", "31-04-11", "31-04-20", "days"),
        ("堤は今月中に閉じる。", "今月中", "31-05-15", "31-05-31", "days"),
        ("堤は年内に閉じる。", "年内", "31-05-15", "31-12-31", "days"),
        ("過去48時間に堤は閉じた。", "過去48時間", "31-05-13", "31-05-15", "hours"),
        ("ここ数日、堤は閉じている。", "ここ数日", "31-05-11", "31-05-15", "vague"),
        ("堤は昨年十一月に閉じた。", "昨年十一月", "30-11-01", "30-11-30", "month"),
        ("堤は二月に閉じた。", "二月", "31-02-01", "31-02-28", "month"),
        ("堤は二月以降閉じている。", "二月以降", "31-02-01", "31-05-15", "months"),
        ("堤は夏までに閉じる。", "夏", "31-06-01", "31-08-31", "season"),
        ("堤は昨年秋に閉じた。", "昨年秋", "30-09-01", "30-11-30", "season"),
        ("政府は近く堤を閉じる。", "近く", "31-05-15", "", "vague"),
        ("堤は最近閉じた。", "最近", "", "31-05-15", "vague"),
        ("1週間にわたる工事だ。", "1週間", "", "", "P1W"),
        ("四日にわたる工事だ。", "四日にわたる", "", "", "P4D"),
        ("九十日以内に閉じる。", "九十日以内", "", "", "P90D"),
        ("百二十日の期限がある。", "百二十日", "", "", "P120D"),
        ("工事は三か月続いた。", "三か月", "", "", "P3M"),
        ("堤は三日前に閉じた。", "三日前", "31-05-12", "31-05-12", "day"),
        ("1990年代に築かれた。", "1990年代", "90-01-01", "99-12-31", "vague"),
        ("The dam shut on 2 May 2031.", "2 May 2031", "31-05-02", "31-05-02", "day"),
        ("The dam shut on May 2, 2031.", "May 2, 2031", "31-05-02", "31-05-02", "day"),
        ("The dam shut on Dec. 2.", "Dec. 2", "30-12-02", "30-12-02", "day"),
        ("The dam shut on May 2–4.", "May 2–4", "31-05-02", "31-05-04", "days"),
        ("It shut on the 12th.", "the 12th", "31-05-12", "31-05-12", "day"),
        ("It closed on the 20th.", "the 20th", "31-04-20", "31-04-20", "day"),
        ("It shut on Tuesday.", "Tuesday", "31-05-13", "31-05-13", "day"),
        ("It will shut on Tuesday.", "Tuesday", "31-05-20", "31-05-20", "day"),
        ("The envoy said on Tuesday it will shut.", "Tuesday", "31-05-13", "31-05-13", "day"),
        ("It shut last weekend.", "last weekend", "31-05-10", "31-05-11", "days"),
        ("It shut on the last weekend of April.", "the last weekend of April", "31-04-26", "31-04-27", "days"),
        ("It shut in mid-April.", "mid-April", "31-04-11", "31-04-20", "days"),
        ("It ends by the end of this month.", "by the end of this month", "31-05-15", "31-05-31", "days"),
        ("It shut in November last year.", "November last year", "30-11-01", "30-11-30", "month"),
        ("It has been shut since February.", "since February", "31-02-01", "31-05-15", "months"),
        ("It shut within the past 72 hours.", "the past 72 hours", "31-05-12", "31-05-15", "hours"),
        ("It will shut soon.", "soon", "31-05-15", "", "vague"),
        ("It shut for six days.", "six days", "", "", "P6D"),
        ("It shuts within 90 days.", "within 90 days", "", "", "P90D"),
        ("The treaty of 1978 holds.", "1978", "78-01-01", "78-12-31", "year"),
        ("They speak at 8 p.m. tonight.", "8 p.m. tonight", "31-05-15", "31-05-15", "day"),
        ("It shut last summer.", "last summer", "30-06-01", "30-08-31", "season"),
    ],
)  # fmt: skip
def test_forms(text: str, word: str, first: str, last: str, precision: str) -> None:
    assert said(text) == [(word, first, last, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "領土の問題で二者が三国と争う。",
        "訪問は予定通りだ。",
        "第2031号と#2031と9067号を見よ。",
        "一日も早く開けよ。",
        "百人近くが湖の近くにいる。",
        "今日的な課題である。",
        "He may march in and sooner or later leave.",
        "The 12th package and the 12th floor.",
        "No. 2016 and a force of 2000 troops.",
        "As soon as possible, twice a week.",
        "A 35-year-old man of 2.12 metres.",
        "議席の2/3を得た。",
        "2031年13月45日という誤り。",
    ],
)
def test_traps(text: str) -> None:
    assert [each for each in said(text) if each[3] != "year"] == []


@pytest.mark.parametrize("text", ["例年十一月上旬に開く。", "毎週火曜日に開く。", "It opens on Tuesdays."])
def test_what_comes_again_has_no_days(text: str) -> None:
    (found,) = read(text)
    assert (found.type, found.first, found.last) == ("recurring", None, None)


def test_a_day_told_from_another_names_that_one_as_its_anchor() -> None:
    *_, found = read("使節は5月2日に着いた。翌日、去った。")
    assert (found.first, found.anchor) == (date(2031, 5, 3), "2031-05-02")


def test_without_an_anchor_only_absolute_dates_have_days() -> None:
    found = read("堤は2031年5月2日に閉じ、火曜日に開き、二月に直された。", Anchor())
    assert [each.first for each in found] == [date(2031, 5, 2), None, None]
    assert {each.anchor for each in found} == {""}


def test_several_is_four_by_convention() -> None:
    (found,) = read("In recent days it froze.")
    assert found.first
    assert (ANCHOR.day or date.min) - found.first == date(2031, 5, 1 + SEVERAL) - date(2031, 5, 1)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("使節は着いた。", "past"),
        ("使節は着くだろう。", "future"),
        ("湖は青い。", ""),
        ("The envoy (who may stay) left.", "past"),
    ],
)
def test_tenses(text: str, tense: str) -> None:
    assert tense_of(text) == tense


@given(st.integers(1, 9999))
def test_kanji_numerals_say_what_they_are_written_for(number: int) -> None:
    digits = "〇一二三四五六七八九"
    positional = "".join(digits[int(sign)] for sign in str(number))
    units = "".join(
        ("" if value == 1 and unit else digits[value]) + unit
        for value, unit in zip(map(int, f"{number:04d}"), ("千", "百", "十", ""), strict=True)
        if value
    )
    assert numeral(positional) == numeral(units) == numeral(str(number)) == number


@pytest.mark.parametrize("word", ["", "十百", "一二十三四", "湖", "1湖"])
def test_what_is_no_numeral_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        numeral(word)
    with pytest.raises(ValueError, match="no numeral"):
        english("lake")
