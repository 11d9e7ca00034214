"""How a file is written so that no crash leaves half of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from entaku.model.errors import NotPossible


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """Write a file bit by bit and put it in its place at once: whoever looks sees the old one or the new one, whole.

    It is written beside its place as `.NAME.XXXXXXXX.tmp` and then renamed; both the content and the name are on
    the disk when this ends. A process that is killed may leave the file beside, never half a target.

    Raises
    ------
    NotPossible
        If the file cannot be written; the old one stands then.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            with beside.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise NotPossible(f"{target} cannot be written ({error.strerror})") from None


def write_whole(target: Path, content: bytes) -> None:
    """Put a file in its place at once, as `whole` does.

    Raises
    ------
    NotPossible
        If the file cannot be written; the old one stands then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "one"), b"whole")
    ...     Path(folder, "one").read_bytes(), len(list(Path(folder).iterdir()))
    (b'whole', 1)
    """
    with whole(target) as file:
        file.write(content)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself outlive a crash."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
