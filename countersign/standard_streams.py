"""Standard input, output and errors as a command may find them: closed, full, torn off, not UTF-8.

What was printed and did not arrive ends the command; what was said on the error way and did not
arrive changes nothing, its exit code least of all.
"""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
from typing import Any, NoReturn, TextIO

DEVICE_FAULT = 3
ESCAPED = "countersign.escaped"
"""How characters are written that the encoding lacks: as JSON would, so that JSON stays right."""


class OutputLostError(Exception):
    """Theirs: standard output takes nothing more. No OSError, which would be taken for a file's."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class _Outlet(io.FileIO):
    """A descriptor whose failure is told once, or never where it is `forgiving`."""

    def __init__(self, descriptor: int, *, forgiving: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._forgiving = forgiving
        self._lost = False

    def write(self, data: Any, /) -> int:
        """Write, or lose it."""
        if not self._lost:
            try:
                return super().write(data)
            except OSError as error:
                self._lost = True
                if not self._forgiving:
                    raise OutputLostError(error) from error
        return memoryview(data).nbytes


def set_up() -> None:
    """Make the three of them usable, whatever became of their descriptors."""
    codecs.register_error(ESCAPED, _escaped)
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # the lowest free one, so that no file gets it
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - it stays
    sys.stdout = _stream(1, sys.stdout, forgiving=False)
    sys.stderr = _stream(2, sys.stderr, forgiving=True)


def end(lost: OutputLostError) -> NoReturn:
    """End as any program does when nobody reads on, else with a sentence."""
    if isinstance(lost.error, BrokenPipeError):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        signal.raise_signal(signal.SIGPIPE)
    from drivers.refusals import refusal  # late: hardly any command comes here

    print(f"countersign: {refusal(lost.error, 'standard output').say('en')}", file=sys.stderr)
    sys.exit(DEVICE_FAULT)


def _stream(descriptor: int, before: TextIO | None, *, forgiving: bool) -> TextIO:
    encoding, errors = (before.encoding, before.errors) if before else ("utf-8", "strict")
    outlet = io.BufferedWriter(_Outlet(descriptor, forgiving=forgiving))
    return io.TextIOWrapper(
        outlet,
        encoding,
        ESCAPED if errors in ("strict", "surrogateescape") else errors,
        line_buffering=forgiving or outlet.raw.isatty(),
        write_through=forgiving,
    )


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """\\uXXXX for each unit of UTF-16."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[place : place + 2].hex() for place in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end
