"""HTML, PDF and DOCX give their text, what they state, and what was left out; broken ones a clear error."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from entaku.model.errors import BadInput
from entaku.reading.html import html
from entaku.reading.reader import read
from entaku.reading.word import word

PAGE = """<!DOCTYPE html><html><head><title>The quay</title>
<meta property="article:published_time" content="2031-05-04">
<script type="application/ld+json">{"@graph": [{"datePublished": "2031-05-03"}]}</script></head>
<body><nav><a>Home</a></nav><article><h1>The quay</h1><p>It is <b>closed</b>.<br>Nobody knows why.</p>
<ul><li>one<li>two</ul><script>alert(1)</script></article><footer>Imprint</footer></body></html>"""


def test_a_page_gives_its_text_and_lists_what_it_dropped() -> None:
    found = html(PAGE)
    assert found.text == "The quay\n\nIt is closed.\nNobody knows why.\n\n• one\n• two"
    assert found.dropped == ("Home", "Imprint")
    assert dict(found.stated) == {
        "title": "The quay",
        "meta article:published_time": "2031-05-04",
        "json-ld datePublished": "2031-05-03",
    }


def test_malformed_tags_lose_no_line() -> None:
    page = "<p>First<ul><li>one</p><li>two<div>three</ul><p>Last"
    lines = [line.strip("• ") for line in html(page).text.splitlines() if line]
    assert lines == ["First", "one", "two", "three", "Last"]


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000,
        "<!--" * 100_000,
        "<a href='" * 50_000,
        "<" * 300_000,
        "&#" * 200_000,
        "<p>" * 50_000,
    ],
)
def test_a_bomb_is_read_or_refused(bomb: str) -> None:
    assert outcome(bomb + "x") in {"read", "too deep"}


def outcome(page: str) -> str:
    try:
        html(page)
    except BadInput as refused:
        return "too deep" if "deep in one another" in str(refused) else str(refused)
    return "read"


@given(st.text(alphabet="<>/pdivul! -\"'=a", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_some_text(page: str) -> None:
    assert isinstance(html(page).text, str)


def docx() -> bytes:
    document = Document()
    document.core_properties.author = "Ann"
    document.add_paragraph("The quay is closed.")
    document.add_paragraph("Nobody knows why.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "port", "union"
    document.sections[0].header.paragraphs[0].text = "Draft"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_letter_gives_paragraphs_and_tables() -> None:
    found = word(docx())
    assert [line for line in found.text.splitlines() if line] == [
        "The quay is closed.",
        "• Nobody knows why.",
        "port | union",
    ]
    assert found.dropped == ("Draft",)
    assert ("docx author", "Ann") in found.stated


def test_a_letter_that_would_unpack_too_large_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"0" * (80 * 2**20))
    with pytest.raises(BadInput, match="unpacked"):
        word(out.getvalue())


def empty_pdf() -> bytes:
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7 nonsense", "cannot be read"),
        ("a.pdf", empty_pdf(), "without text"),
        ("a.docx", b"PK\x03\x04nonsense", "cannot be read"),
        ("a.txt", b"", "no text"),
        ("a.txt", b"\xff\xfe\x00", "broken"),
        ("a.txt", b"\x80\x81\x82", "neither"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        read(name, data)
    assert name in str(refused.value)
