"""What a played script leaves: journal, host traffic and paper as bytes, fit to stand in files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from countersign.compose import Station
from countersign.state import StateFolder
from drivers.journal.exporting import export
from drivers.traffic import Traffic
from wire import iso8583


def recording(
    station: Station, folder: StateFolder, traffic: Sequence[Traffic]
) -> dict[str, bytes]:
    """The files by name. Journal and traffic are masked; a slip never holds a whole card number."""
    rows = export(folder.journal, station.element)
    journal = [json.dumps(row, ensure_ascii=False) for row in rows]
    messages = [line for passed in traffic for line in _described(passed)]
    slips = station.machine.slips if station.machine else ()
    return {
        "journal.jsonl": "\n".join(journal).encode(),
        "host.txt": "\n".join(messages).encode(),
        "paper.bin": b"".join(slip.source for slip in slips),
    }


def _described(passed: Traffic) -> Iterator[str]:
    """One message, field by field."""
    message = iso8583.decode(passed.frame.message)
    yield f"{passed.at} {passed.direction} {message.mti}"
    for line in iso8583.describe(message, "en"):
        yield f"  {line.path} {line.name}: {line.value}"
