"""Why a signature is not taken, and the code (F39) that tells a terminal so."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from acquirer.images import Flaw


class Objection(StrEnum):
    """What is wrong with a signature besides its picture."""

    NO_SALE = "NO_SALE"
    UNDONE = "UNDONE"
    """The transaction was declined, voided or reversed: there is nothing to sign."""
    OTHER_SALE = "OTHER_SALE"
    """Card, settlement date or reference are not the sale's."""
    AMOUNT = "AMOUNT"
    TOO_LATE = "TOO_LATE"
    """Past the hard deadline: the desk and paper are left (resign.md)."""
    SETTLED = "SETTLED"
    """The batch is settled, the terminal's own record gone: phone and desk are left."""
    TOO_MANY = "TOO_MANY"
    """This route has had its tries."""
    CONFLICT = "CONFLICT"
    """Another picture under the same try (reliability.md, protocol rule 8)."""
    ELEMENTS = "ELEMENTS"
    COPIED = "COPIED"
    ORDERED = "ORDERED"
    """A tester's amount or script wants it refused."""


CODES: Mapping[Objection | Flaw, str] = MappingProxyType(
    {
        Objection.NO_SALE: "25",
        Objection.UNDONE: "25",
        Objection.OTHER_SALE: "25",
        Objection.AMOUNT: "64",
        Objection.TOO_LATE: "22",
        Objection.SETTLED: "22",
        Objection.TOO_MANY: "65",
        Objection.CONFLICT: "12",
        Objection.ELEMENTS: "30",
        Objection.COPIED: "A7",
        Flaw.SIZE: "30",
        Flaw.UNREADABLE: "30",
        Flaw.WATERMARK: "A7",
        Flaw.BLANK: "22",
        Flaw.TOO_LITTLE_INK: "22",
    }
)
"""F39 for each objection; there is no code of its own for a bad signature."""
