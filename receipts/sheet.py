"""A document for a desk and not for a till, as values: headings, tables, findings and pictures.

Where a slip (receipts/slip.py) is read by a shopper, a sheet is read by who has to decide about
him: receipts/sheet_pdf.py puts it on A4 pages. Everything in words stands there in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from receipts.slip import Document
from receipts.wording import Wording
from wire.bitmap import Bitmap


class Verdict(Enum):
    """What looking came to; the value is the mark before it."""

    SO = "√"
    NOT_SO = "×"
    UNKNOWN = "－"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a chapter; it never stands at the foot of a page."""

    words: Wording


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences, Chinese first, English under it."""

    words: Wording


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked, and what came of it; `detail` is no language's."""

    verdict: Verdict
    words: Wording
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their headings. `shares` are the widths of the columns, in any unit."""

    heads: tuple[Wording, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        widths = {len(self.heads), len(self.shares), *map(len, self.rows)}
        assert len(widths) == 1, f"a table of rows of {sorted(widths)} cells"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text that counts byte for byte, line by line."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A black and white picture, or a JPEG file, and what is said under it, one language a line."""

    picture: Bitmap | bytes
    caption: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exhibits:
    """A slip as it looks on paper, and pictures beside it."""

    slip: Document | None
    figures: tuple[Figure, ...]


Part = Heading | Paragraph | Finding | Table | Verbatim | Exhibits


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole of it; `foot` stands at the foot of every page."""

    title: Wording
    foot: str
    parts: tuple[Part, ...]
