"""One model of receipt printer as values: the driver prints by it, the virtual printer acts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from drivers.escpos.dialect import Dialect
from receipts.paper import Paper

EPSON_CODE_PAGES: Mapping[int, str] = {
    0: "cp437",
    1: "shift_jis",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    14: "cp737",
    15: "iso8859_7",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    21: "tis_620",
    32: "cp720",
    33: "cp775",
    34: "cp855",
    35: "cp861",
    36: "cp862",
    37: "cp864",
    38: "cp869",
    39: "iso8859_2",
    40: "iso8859_15",
    45: "cp1250",
    46: "cp1251",
    47: "cp1253",
    48: "cp1254",
    49: "cp1255",
    50: "cp1256",
    51: "cp1257",
    52: "cp1258",
    53: "kz1048",
}
"""ESC t n in Epson's ESC/POS reference, as far as Python knows the page; most makers follow it.

Of page 1, Katakana, they are the single bytes.
"""


class Hanzi(Enum):
    """Which Chinese characters a printer has in its ROM, by the code they are sent in."""

    GBK = "gbk"
    GB18030 = "gb18030"
    GB2312 = "gb2312"
    NONE = "none"


class Flow(Enum):
    """How a printer tells its line to wait, as it leaves the factory."""

    NONE = "none"
    XONXOFF = "xonxoff"
    RTSCTS = "rtscts"
    DTRDSR = "dtrdsr"


class BusyWhen(Enum):
    """When a printer calls itself busy (escpos.md 2d; a DIP switch of Epson's printers)."""

    FULL = "full"
    FULL_OR_OFFLINE = "full_or_offline"


class BlackMark(Enum):
    """What GS FF does when the paper has no marks: no sensor at all, nothing, or a long search."""

    NONE = "none"
    IGNORED = "ignored"
    SEARCH = "search"


class ProfileError(ValueError):
    """A profile that there is not, or that cannot be; the sentence says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterProfile:
    """What a model is built of. All but the first six have defaults, which are the commonest.

    `answers`: whether it says how it is; if not, a job counts as printed when its bytes are gone.
    `receive_buffer_bytes` is what it takes in while it cannot print; it is busy when no more than
    `busy_at_free_bytes` of them are free, until `ready_at_free_bytes` are (escpos.md 2d).
    """

    name: str
    title: str
    paper: Paper
    answers: bool
    receive_buffer_bytes: int
    speed_mm_s: int

    # Who it is, as GS I tells it.
    manufacturer: str = "Countersign"
    model: str = ""
    firmware: str = "1.00"
    serial: str = "CS00000001"
    model_id: int = 0x20

    # Its line.
    baud_bps: int = 115_200
    flow: Flow = Flow.XONXOFF
    busy_at_free_bytes: int = 16
    ready_at_free_bytes: int = 26
    busy_when: BusyWhen = BusyWhen.FULL_OR_OFFLINE
    dle_when_full_clears: bool = False
    """NCR's printers: DLE as the last byte that fits clears the printer (escpos.md 2d)."""

    # Its characters.
    fonts: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Columns of font A, B and perhaps C on the whole width of the paper."""
    code_pages: Mapping[int, str] = field(default_factory=lambda: EPSON_CODE_PAGES, hash=False)
    """ESC t n -> the Python codec of that page."""
    hanzi: Hanzi = Hanzi.GBK
    hanzi_at_power_on: bool = True
    hanzi_from_next_line: bool = False
    """FS & and FS . take effect when the line has been printed (SPRT, escpos.md 2e)."""
    hanzi_sizes: bool = True
    """Hanzi change their size by FS ! alone."""
    cr_ends_line: bool = False
    """CR prints the line as LF does; most printers leave it to LF (a DIP switch of Epson's)."""

    # Its parts.
    cutter: bool = True
    drawer: bool = True
    drawer_open_high: bool = True
    """The level of the drawer's pin 3 when it is open; drawers differ in that."""
    near_end_mm: int = 5000
    """The roll's last so many millimetres are 'near end'; 0 has no such sensor."""
    black_mark: BlackMark = BlackMark.NONE
    nv_bytes: int = 262_144
    """What graphics may be kept over power off; 0 has no such memory."""
    user_nv_bytes: int = 1024
    """The user's own memory (GS ( C, FS g)."""

    # What it can tell.
    asb: bool = True
    process_id_response: bool = True
    lacks: frozenset[str] = frozenset()
    """Commands of the table it does not know; a family's name stands for its functions too."""
    only: frozenset[str] = frozenset()
    """If not empty, the commands it knows; text among them as 'text'."""

    @property
    def dialect(self) -> Dialect:
        """How a slip is written for it."""
        return Dialect(hanzi_sizes=self.hanzi_sizes, cutter=self.cutter)

    def knows(self, command: str) -> bool:
        """Whether it obeys this command of the table, by name ("GS V", "GS ( k 49 80")."""
        words = command.split(" ")
        names = {" ".join(words[:size]) for size in range(1, len(words) + 1)}
        if (names & {"GS a"} and not self.asb) or (
            names & {"GS ( H"} and not self.process_id_response
        ):
            return False
        return not names & self.lacks and (not self.only or bool(names & self.only))
