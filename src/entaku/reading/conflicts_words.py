"""What the roles of dates, days and weekdays are called in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from entaku.model.text import Text
from entaku.reading.scripts import words

ROLES: Final = {
    "dateline": Text("dateline", "発信日の行"),
    "publication_date": Text("date of publication", "公開日の行"),
    "header_date": Text("date in the header", "見出し部の日付"),
    "series_line": Text("series line", "連載番号の行"),
    "update_date": Text("date of the update", "更新日の行"),
    "translation_date": Text("date of the translation", "翻訳日の行"),
}
WEEKDAYS: Final = (
    ("Monday", "月曜日"),
    ("Tuesday", "火曜日"),
    ("Wednesday", "水曜日"),
    ("Thursday", "木曜日"),
    ("Friday", "金曜日"),
    ("Saturday", "土曜日"),
    ("Sunday", "日曜日"),
)
_MONTHS: Final = words(
    "January February March April May June July August September October November December"
)


def day_said(day: date) -> Text:
    """Say a day in both languages.

    Examples
    --------
    >>> day_said(date(2031, 5, 4))
    Text(en='4 May 2031', ja='2031年5月4日')
    """
    return Text(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def quoted(words: Sequence[str]) -> list[Text]:
    """Put words of the document in the quotation marks of each language.

    Examples
    --------
    >>> quoted(["Thursday"])
    [Text(en='“Thursday”', ja='「Thursday」')]
    """
    return [Text(f"“{each}”", f"「{each}」") for each in words]
