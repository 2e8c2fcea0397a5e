"""What a shop sets once and NV memory keeps: memory switches, customised values, serial port."""

from __future__ import annotations

from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import BusyWhen, Flow
from drivers.virtual_printer.memory import Store

SWITCHES = frozenset(range(1, 9))
"""Groups of eight memory switches (GS ( E 3)."""

BAUD, PARITY, FLOW, DATA_BITS = 1, 2, 3, 4
"""The items of a serial port (GS ( E 11)."""

_FACTORY_SWITCHES = "0" * 8
_FLOW_DIGITS = {Flow.XONXOFF: b"1"}
_SERIAL_LENGTHS = {BAUD: 6, PARITY: 1, FLOW: 1, DATA_BITS: 1}
_KEPT = "2"


class Setup:
    """Reads and writes the store of a memory; what was never written is as from the factory."""

    def __init__(self, profile: PrinterProfile, store: Store) -> None:
        self._profile = profile
        self._store = store

    @property
    def busy_when(self) -> BusyWhen:
        """Memory switch 1-3: on, only a full buffer makes it busy."""
        on = self.switches(1)[-3] == "1"
        return BusyWhen.FULL if on else self._profile.busy_when

    @property
    def tells_power_on(self) -> bool:
        """Memory switch 1-1: on, the printer says when its power comes."""
        return self.switches(1)[-1] == "1"

    @property
    def counters(self) -> bytes:
        """The maintenance counters as they were when the power went."""
        return self._store.get(b"counters") or b""

    @counters.setter
    def counters(self, packed: bytes) -> None:
        self._store.put(b"counters", packed)

    def switches(self, group: int) -> str:
        """Eight digits, switch 8 first."""
        return (self._store.get(b"switches %d" % group) or b"").decode() or _FACTORY_SWITCHES

    def switch(self, group: int, digits: str) -> bool:
        """Set eight switches, 8 first: 0, 1 or 2 for one that stays; False where that cannot be."""
        if group not in SWITCHES or len(digits) != 8 or not set(digits) <= set("012"):
            return False
        before = self.switches(group)
        after = "".join(b if d == _KEPT else d for d, b in zip(digits, before, strict=True))
        return self._store.put(b"switches %d" % group, after.encode())

    def value(self, number: int) -> int:
        """A customised value (GS ( E 6)."""
        return int(self._store.get(b"value %d" % number) or b"0")

    def customise(self, number: int, value: int) -> bool:
        """Set a customised value (GS ( E 5); False when the memory is full."""
        return self._store.put(b"value %d" % number, b"%d" % value)

    def serial(self, item: int) -> bytes | None:
        """An item of the serial port in ASCII digits; None where there is none of that number."""
        kept = self._store.get(b"serial %d" % item)
        if kept is not None:
            return kept
        factory = {
            BAUD: b"%d" % self._profile.baud_bps,
            PARITY: b"0",
            FLOW: _FLOW_DIGITS.get(self._profile.flow, b"0"),
            DATA_BITS: b"8",
        }
        return factory.get(item)

    def set_serial(self, item: int, digits: bytes) -> bool:
        """Set an item of the serial port; False where that cannot be."""
        longest = _SERIAL_LENGTHS.get(item, 0)
        if not digits.isdigit() or len(digits) > longest:
            return False
        return self._store.put(b"serial %d" % item, digits)
