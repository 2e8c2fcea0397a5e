"""A database's file: whether it is there, and the lock a second writer finds taken."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from acquirer.books import StoreError


class WriterLock:
    """Held from construction until `release`, or until the process is gone.

    Errors: StoreError where another bank holds it, or where the place cannot be written.
    """

    def __init__(self, database: Path) -> None:
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            # The database holds sealed signatures and masked cards: its owner alone may read it.
            os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
            self._file = os.open(f"{database}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StoreError(
                f"cannot keep a bank at {database} ({error.strerror}): check its rights and the "
                "room on its disk, or choose another --db"
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            sentence = f"another bank is using {database}: stop it, or choose another --db"
            raise StoreError(sentence) from error

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._file)


def look_for(database: str) -> None:
    """Errors: StoreError where there is no such file, or where its place cannot be looked at."""
    try:
        if Path(database).is_file():
            return
    except OSError as error:
        why = error.strerror
        raise StoreError(f"{database} cannot be used ({why}): check it and its rights") from None
    raise StoreError(f"there is no bank at {database}: start one with this --db first")
