"""By which signs are the parts of a page told apart?

Every pattern looks at one line of at most `LOOK` signs, and none has a repetition inside a repetition.
"""

from __future__ import annotations

import re
from typing import Final

LOOK: Final = 400

FINAL: Final = "。｡．？！?!"
CLOSERS: Final = "」』）)］]】〉》”’\"'"

BODY_MARK: Final = re.compile(r"[\[【(<]?(本文|記事本文|Full text|Body|Text)[\]】)>]?:?", re.IGNORECASE)
END_MARK: Final = re.compile(
    r"[(\[【〔]?(?:本稿(?:終了|終わり|おわり|了)|以上|記事終わり|終わり|おわり|完|了|end|ends|the end)[)\]】〕]?"
    r"|[-–—*= ]{1,5}\s?(?:end|ends|the end|了|完)\s?[-–—*= ]{1,5}|#{3}|-30-",
    re.IGNORECASE,
)
RELATED: Final = re.compile(
    r"関連(?:記事|リンク|ニュース)|あわせて読みたい|合わせて読みたい|おすすめ記事"
    r"|related(?: articles| stories| news)?:?|read (?:more|next|also):?",
    re.IGNORECASE,
)
BULLET: Final = re.compile(
    r"(?:[•・‣▪◦*·–—-]\s|[•・‣▪◦](?=\S)|\((?:\d{1,2}|[a-z])\)\s?|[①-⑳]\s?|\d{1,2}[.)]\s)"
)
NUMBERED: Final = re.compile(r"\d{1,2}[.)]\s")
HEADING_MARK: Final = re.compile(r"(?:[■●◆▼◇□▶★]\s?|#{1,6}\s)")
OPEN_END: Final = re.compile(r"[、,;:をがはにでとのもやへ–-]$")

_BRACKETED: Final = re.compile(r"【[^】]{1,40}】")
_SIGNS_OF_DAY: Final = (
    r"(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}",
    r"(?:明治|大正|昭和|平成|令和)\s?[\d元〇一二三四五六七八九十]{1,4}\s?年\s?[\d〇一二三四五六七八九十]{1,3}\s?月",
    r"[二一][〇九][〇一二三四五六七八九]{2}年[〇一二三四五六七八九十]{1,3}月",
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?\s\d{4}",
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}",
)
_DAY: Final = re.compile("|".join(_SIGNS_OF_DAY))
_NAVIGATION: Final = re.compile(
    r"エントラン|トップ(?:へ|に|ページ|$)|戻[るり]?$|^ホーム|^メニュー|^目次|一覧(?:へ|$)|^次へ|^前へ|次のページ|前のページ"
    r"|^(?:go )?back(?: to \w{1,12})?$|^(?:home|main)(?: ?page)?$|^(?:menu|top|next|previous|contents)$",
    re.IGNORECASE,
)
_NAVIGATION_WIDTH: Final = 16
_PHOTO_START: Final = re.compile(
    r"(?:写真|撮影|画像|合成|資料写真)\s?(?:[:=/・]|$)"
    r"|(?:file )?(?:photo|image|picture|photograph)s?(?: credit)?(?::|=|/|$|\s(?:by|courtesy)\b)|credit\s?[:=]",
    re.IGNORECASE,
)
_PHOTO: Final = re.compile(
    r"©|\(c\)\s|\bGetty\b|\bAFP[-/]時事|合成画像|(?:提供|撮影)\s?[:=/]|[=/](?:共同|時事|ロイター|AP|AFP)\b"
    r"|\bphoto(?:graph)?s? by\b"
    r"|[/=][^。、/=]{0,20}通信\s?(?:\([^)]{0,20}\))?$",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"©\s?(?:19|20)\d\d|\bcopyright\b|all rights reserved|無断転載|禁無断", re.IGNORECASE
)
_CREDIT: Final = re.compile(
    r"^(?:翻訳|訳|文|著者?|筆者|執筆|取材|編集|記者|出典|原文|source|author|editor|by|translat)|語訳|翻訳|訳者"
    r"|^https?://|\btranslated\b|\bupdated\b|\bpublished\b|(?:更新|公開|配信|掲載):|[#№]\s?\d|\bNo\.\s?\d|第\s?\d+\s?号",
    re.IGNORECASE,
)
_CREDIT_WIDTH: Final = 120
_FINAL_AT_END: Final = re.compile(
    rf"(?:[{FINAL}]|(?<!\.)(?<!^\d)(?<!^\d\d)\.|…)[{re.escape(CLOSERS)}]{{0,3}}$"
)
_STOP_AT_END: Final = re.compile(rf"[。｡．.][{re.escape(CLOSERS)}]{{0,3}}$")
_WORDS: Final = 5


def has_final_mark(line: str) -> bool:
    """Say whether a line ends a sentence.

    Examples
    --------
    >>> has_final_mark("堤は閉じた。」"), has_final_mark("堤の行方")
    (True, False)
    """
    return bool(_FINAL_AT_END.search(line[-8:]))


def is_prose(line: str) -> bool:
    """Say whether a line reads as running text: it ends with a full stop, and is no initials or number.

    Examples
    --------
    >>> is_prose("The dam is shut and nobody speaks."), is_prose("Shut?"), is_prose("堤は閉じた。")
    (True, False, True)
    """
    if not _STOP_AT_END.search(line[-8:]):
        return False
    return (
        line.rstrip(CLOSERS).endswith(("。", "｡", "．")) or len(line[:LOOK].split(maxsplit=_WORDS)) >= _WORDS
    )


def is_dated(line: str) -> bool:
    """Say whether a line states a day with its year, and is no sentence.

    Examples
    --------
    >>> is_dated("Lake Post No. 7 | 4 May 2031"), is_dated("2031年5月4日に堤は閉じた。")
    (True, False)
    """
    return len(line) <= _CREDIT_WIDTH and not is_prose(line) and "。" not in line and bool(_DAY.search(line))


def is_navigation(line: str) -> bool:
    """Say whether a line is a link of the page to another one."""
    return len(line) <= _NAVIGATION_WIDTH and "。" not in line and bool(_NAVIGATION.search(line))


def is_photo(line: str) -> bool:
    """Say whether a line credits a picture: the names in it act in nothing.

    Examples
    --------
    >>> is_photo("写真=A. Nemo／湖岸通信"), is_photo("写真を見た首相は黙った。")
    (True, False)
    """
    if len(line) > LOOK or is_rights(line):
        return False
    return bool(_PHOTO_START.match(line) or (_PHOTO.search(line) and not is_prose(line)))


def is_rights(line: str) -> bool:
    """Say whether a line reserves the rights in the page."""
    return len(line) <= LOOK and bool(_RIGHTS.search(line))


def is_credit(line: str) -> bool:
    """Say whether a line names who wrote, translated or published, a number of a series, or a link."""
    if len(line) > _CREDIT_WIDTH or is_prose(line):
        return False
    return is_dated(line) or is_photo(line) or bool(_CREDIT.search(line))


def is_marked_heading(line: str) -> bool:
    """Say whether a line is marked as a heading: ■ 湖, ## Lake, 【湖】.

    Examples
    --------
    >>> is_marked_heading("■湖のほとり"), is_marked_heading("■湖は凍った。"), is_marked_heading("【一】湖")
    (True, False, True)
    """
    if len(line) > LOOK or _STOP_AT_END.search(line[-8:]):
        return False
    return bool(HEADING_MARK.match(line) or _BRACKETED.match(line))


def after_mark(text: str, start: int, end: int) -> int:
    """Give the place behind the mark of a heading or bullet that opens the span."""
    line = text[start : min(end, start + 12)]
    mark = HEADING_MARK.match(line) or BULLET.match(line)
    place = start + mark.end() if mark else start
    while place < end and text[place].isspace():
        place += 1
    return place if place < end else start


def before_mark(text: str, start: int, end: int) -> int:
    """Give the place before a mark that closes a heading, as in `## Lake ##`."""
    return start + len(text[start:end].rstrip("#■ \u3000")) if text[start:end].strip("#■ \u3000") else end
