"""A pyserial port with a virtual printer behind it, in this process and without any device."""

from __future__ import annotations

import time
from collections.abc import Callable

from serial import SerialException, SerialTimeoutException
from serial.serialutil import PortNotOpenError, SerialBase, to_bytes

from drivers.clock import SystemClock
from drivers.serial_urls.address import VirtualPrinterAddressError, read_vprinter
from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.ends import BufferEnd
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import Framing, PortSettings
from drivers.virtual_printer.pump import LOOK_AGAIN_S, Pump

BUFFER_BYTES = 4096
"""What the system keeps each way for a real port."""

CLOSING_WAIT_S = 30.0
"""The longest a close waits for bytes to go out, as Linux has it for a real port."""


class Serial(SerialBase):  # type: ignore[misc]  # pyserial has no types
    """`printer` and `faults` are there once the port is open, and stay when it is closed.

    The printer is the one of the first opening: closing and opening again finds it as it was left.
    """

    printer: VirtualPrinter
    faults: LineFaults
    is_open: bool

    def __init__(self, *settings: object, **more: object) -> None:
        self._end: BufferEnd | None = None
        self._cable: Cable | None = None
        self._pump: Pump | None = None
        self._read_cancelled = self._write_cancelled = False
        super().__init__(*settings, **more)

    # Opening and closing

    def open(self) -> None:
        """Open the port. Errors: SerialException, which says what is wrong with the address."""
        if self.is_open:
            raise SerialException("the port is open already")
        if self._port is None:
            raise SerialException("name a port first, such as vprinter://generic58")
        if self._cable is None:
            self._cable = self._plugged_in()
        self._end = BufferEnd(BUFFER_BYTES)
        self._reconfigure_port()
        self._pump = Pump(self._cable)
        self._pump.attach(self._end)
        self.is_open = True
        self._update_rts_state()

    def close(self) -> None:
        """Close the port when the printer has what was written, or takes no more of it."""
        pump, self._pump = self._pump, None
        if pump is None or self._end is None:
            return
        self.is_open = False
        until = time.monotonic() + CLOSING_WAIT_S
        while self._end.outgoing and not pump.cable.stopped and time.monotonic() < until:
            self._wait(self._end, LOOK_AGAIN_S, lambda: False)
        pump.close()

    def pull(self) -> None:
        """Pull the cable: the open port is dead, and has to be closed and opened again."""
        if self._pump is not None:
            self._pump.detach()

    def _plugged_in(self) -> Cable:
        try:
            address = read_vprinter(self._port)
        except VirtualPrinterAddressError as error:
            raise SerialException(str(error)) from error
        clock = SystemClock()
        self.faults = address.faults
        self.printer = VirtualPrinter(address.profile, clock if address.motor else None)
        for trouble in address.troubles:
            trouble(self.printer)
        return Cable(self.printer, Wiring(clock, address.dips, faults=address.faults))

    def _reconfigure_port(self) -> None:
        if not 0 < self._baudrate < 2**32:
            raise ValueError(f"no serial port does {self._baudrate} baud")
        assert self._end is not None
        framing = Framing(self._bytesize, self._parity, self._stopbits)
        heeds_cts = bool(self._rtscts or self._dsrdtr)
        self._end.port = PortSettings(self._baudrate, framing, bool(self._xonxoff), heeds_cts)

    # Reading and writing

    @property
    def in_waiting(self) -> int:
        """Bytes that can be read at once."""
        return len(self._live().incoming)

    @property
    def out_waiting(self) -> int:
        """Bytes written that have not yet reached the printer."""
        return len(self._live().outgoing)

    def read(self, size: int = 1) -> bytes:
        """Up to `size` bytes, fewer when the timeout or the time between two bytes ran out."""
        end = self._live()
        self._read_cancelled = False
        self._wait(
            end,
            self._timeout,
            lambda: len(end.incoming) >= size or self._read_cancelled,
            self._inter_byte_timeout,
        )
        with end.changed:
            data = bytes(end.incoming[:size])
            del end.incoming[: len(data)]
        if not data and size:
            self._live()
        return data

    def write(self, data: bytes) -> int:
        """Write all of it. Errors: SerialTimeoutException where the printer stops the line."""
        end, rest = self._live(), to_bytes(data)
        self._write_cancelled = False
        timeout_s: float | None = self._write_timeout
        until = None if timeout_s is None else time.monotonic() + timeout_s
        while rest and not self._write_cancelled:
            left_s = None if until is None else max(0.0, until - time.monotonic())
            if not self._wait(end, left_s, lambda: end.room > 0 or self._write_cancelled):
                raise SerialTimeoutException("Write timeout")
            self._live()
            with end.changed:
                part = rest[: end.room]
                end.outgoing += part
                rest = rest[len(part) :]
            assert self._pump is not None
            self._pump.wake()
        return len(data) - len(rest)

    def flush(self) -> None:
        """Wait until the last byte has reached the printer."""
        end = self._live()
        self._wait(end, None, lambda: not end.outgoing)

    def reset_input_buffer(self) -> None:
        """Forget what has come and was not read."""
        end = self._live()
        with end.changed:
            end.incoming.clear()

    def reset_output_buffer(self) -> None:
        """Forget what has not yet gone to the printer."""
        end = self._live()
        with end.changed:
            end.outgoing.clear()
            end.changed.notify_all()

    def cancel_read(self) -> None:
        """End a read that another thread waits in."""
        self._read_cancelled = True
        self._notify()

    def cancel_write(self) -> None:
        """End a write that another thread waits in."""
        self._write_cancelled = True
        self._notify()

    # The wires

    @property
    def cts(self) -> bool:
        """Whether the printer takes bytes."""
        return not self._wires().busy

    @property
    def dsr(self) -> bool:
        """Whether the printer is on and nobody has to see to it."""
        return self._wires().online

    @property
    def cd(self) -> bool:
        """Whether the printer is on."""
        return self._wires().powered

    @property
    def ri(self) -> bool:
        """A printer does not ring."""
        self._wires()
        return False

    def _update_rts_state(self) -> None:
        self._wires().computer_ready = bool(self._rts_state and self._dtr_state)
        assert self._pump is not None
        self._pump.wake()

    _update_dtr_state = _update_rts_state

    def _update_break_state(self) -> None:
        if self._break_state:
            self._wires().interrupt()

    # Inside

    def _live(self) -> BufferEnd:
        if not self.is_open or self._end is None:
            raise PortNotOpenError()
        if self._end.gone:
            raise SerialException("the printer is gone: is the cable in?")
        return self._end

    def _wires(self) -> Cable:
        if not self.is_open or self._cable is None:
            raise PortNotOpenError()
        return self._cable

    def _wait(
        self,
        end: BufferEnd,
        within_s: float | None,
        done: Callable[[], bool],
        between_s: float | None = None,
    ) -> bool:
        """Until it is done or the end is gone; False when the time or that between bytes is up."""
        until = None if within_s is None else time.monotonic() + within_s
        with end.changed:
            while not done() and not end.gone:
                known = len(end.incoming)
                left_s = None if until is None else until - time.monotonic()
                waits = (left_s, between_s if known else None)
                wait_s = min((wait for wait in waits if wait is not None), default=None)
                if wait_s is not None and wait_s <= 0:
                    return False
                if not end.changed.wait(wait_s) and known and len(end.incoming) == known:
                    return False
        return True

    def _notify(self) -> None:
        end = self._live()
        with end.changed:
            end.changed.notify_all()
