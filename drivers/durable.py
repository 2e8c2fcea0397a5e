"""Files and directories that are still there after a power cut."""

from __future__ import annotations

import os
from pathlib import Path

from drivers.refusals import naming


def make_directory(path: Path) -> None:
    """Make a private directory and all above it, with their names on the disk. Errors: OSError."""
    if path.is_dir():
        return
    make_directory(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    flush_directory(path.parent)


def flush_directory(path: Path) -> None:
    """Put the names in a directory on the disk. Errors: OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(path: Path, content: bytes) -> None:
    """Write a private file whole or not at all, whatever happens meanwhile. Errors: OSError."""
    fresh = path.with_name(path.name + ".new")
    with naming(path):
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        flush_directory(path.parent)
