"""Word files (DOCX): paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from entaku.model.errors import BadInput, Fault
from entaku.reading.extracted import Extracted

LARGEST: Final = 64 * 2**20
"""Bytes that the parts of a file may have unpacked: no letter has more, a bomb has."""


def word(data: bytes, name: str = "") -> Extracted:
    """Take the text out of a DOCX file.

    Raises
    ------
    BadInput
        If it is broken, or would unpack to more than any document holds.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST:
            raise _fault(f"{size // 2**20} MiB when unpacked", f"at most {LARGEST // 2**20} MiB", name)
        document = Document(io.BytesIO(data))
        lines = list(_lines(document))
        known = document.core_properties
        stated = [("docx title", known.title), ("docx author", known.author), ("docx created", known.created)]
        dropped = tuple(
            line
            for section in document.sections
            for part in (section.header, section.footer)
            for line in _plain(part)
        )
    except BadInput:
        raise
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, OSError, NotImplementedError) as wrong:
        raise _fault(
            f"a DOCX that cannot be read ({type(wrong).__name__})", "a sound DOCX file", name
        ) from None
    return Extracted(
        text="\n".join(lines).strip(),
        dropped=tuple(dict.fromkeys(dropped)),
        stated=tuple((key, str(value)) for key, value in stated if value),
    )


def _lines(document: Any) -> Iterator[str]:
    """Give paragraphs and table rows in reading order, an empty line after a paragraph of prose."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text.strip() for cell in row.cells)
            yield ""
        else:
            style = (block.style.name or "") if block.style is not None else ""
            yield ("• " if style.startswith("List") else "") + block.text
            yield ""


def _plain(part: Any) -> Iterator[str]:
    yield from (paragraph.text.strip() for paragraph in part.paragraphs if paragraph.text.strip())


def _fault(got: str, allowed: str, name: str) -> BadInput:
    return BadInput((Fault(("the document",), got, allowed, "Save it again, or save its text.", 1, 1),), name)
