"""PDF files: the text of their pages, and what their information record states."""

from __future__ import annotations

import io
import logging
from typing import Final

from entaku.model.errors import BadInput, Fault
from entaku.reading.extracted import Extracted

PAGES: Final = 200
"""Pages that are read at most; the rest is listed as left out."""


def pdf(data: bytes, name: str = "") -> Extracted:
    """Take the text out of a PDF file.

    Raises
    ------
    BadInput
        If it is broken, locked, or holds pictures of text only.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [page.extract_text() or "" for page in ([] if locked else list(reader.pages)[:PAGES])]
        stated = tuple(
            (f"pdf {str(key).strip('/').lower()}", str(value))
            for key, value in (reader.metadata or {}).items()
            if str(key) in ("/Title", "/Author", "/CreationDate", "/ModDate")
        )
        left = 0 if locked else len(reader.pages) - len(pages)
    except Exception as wrong:  # noqa: BLE001 - a broken file can fail anywhere in there
        got = f"a PDF that cannot be read ({type(wrong).__name__})"
        raise _fault(got, "a sound PDF file", "Save it again, or save its text.", name) from None
    if locked:
        raise _fault("a PDF that is locked by a password", "an open one", "Unlock it first.", name)
    text = "\n\n".join(page.strip() for page in pages).strip()
    if not text:
        remedy = "It holds pictures of text, perhaps: run text recognition on it first."
        raise _fault("a PDF without text", "one with text", remedy, name)
    return Extracted(
        text=text, dropped=(f"{left} pages after the first {PAGES}",) if left > 0 else (), stated=stated
    )


def _fault(got: str, allowed: str, remedy: str, name: str) -> BadInput:
    return BadInput((Fault(("the document",), got, allowed, remedy, 1, 1),), name)
