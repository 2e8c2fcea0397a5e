"""One writer for one database file: the lock a second bank finds taken."""

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
            raise StoreError(f"cannot keep a bank at {database}: {error.strerror}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            sentence = f"another bank is using {database}: stop it, or choose another --db"
            raise StoreError(sentence) from error

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._file)
