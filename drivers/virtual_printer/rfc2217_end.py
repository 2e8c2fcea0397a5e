"""A serial port lent over the network by RFC 2217: the client's end of the printer's cable."""

from __future__ import annotations

import os
import struct
from typing import Protocol

from serial import rfc2217

from drivers.transport.addresses import MAX_BAUD
from drivers.virtual_printer.ends import EndGoneError
from drivers.virtual_printer.network_line import hung_up
from drivers.virtual_printer.pacing import XOFF, XON, Framing, PortSettings

FIFO_BYTES = 512
"""What a device server keeps of its client's bytes; a real one's serial chip keeps 16 to 512."""

MAX_UNSENT_BYTES = 65_536
"""A client that negotiates and never reads is let go beyond this."""

MAX_OPTION_BYTES = 64
"""The longest option of RFC 2217 has 5 bytes, a signature text a few dozen."""


class Wires(Protocol):
    """The printer's side of the serial plug."""

    computer_ready: bool

    @property
    def busy(self) -> bool:
        """Whether CTS is off."""

    @property
    def online(self) -> bool:
        """Whether DSR is on."""

    @property
    def powered(self) -> bool:
        """Whether anything is on: CD."""

    def interrupt(self) -> None:
        """A break arrives."""

    def drop_answers(self) -> None:
        """Forget what is on its way to the computer."""


class _LentPort:
    """What pyserial's PortManager needs of a serial port; settings no UART has are refused."""

    def __init__(self, wires: Wires, fifo: bytearray) -> None:
        self._wires = wires
        self._fifo = fifo
        self._baud_bps = 9600
        self._data_bits = 8
        self.parity = "N"
        self.stopbits: float = 1
        self.xonxoff = False
        self.rtscts = False
        self._dtr = self._rts = True

    @property
    def settings(self) -> PortSettings:
        framing = Framing(self._data_bits, self.parity, self.stopbits)
        return PortSettings(self._baud_bps, framing, self.xonxoff, self.rtscts)

    @property
    def baudrate(self) -> int:
        return self._baud_bps

    @baudrate.setter
    def baudrate(self, baud_bps: int) -> None:
        if not 0 < baud_bps <= MAX_BAUD:
            raise ValueError(f"no serial port does {baud_bps} baud")
        self._baud_bps = baud_bps

    @property
    def bytesize(self) -> int:
        return self._data_bits

    @bytesize.setter
    def bytesize(self, data_bits: int) -> None:
        if data_bits not in (7, 8):
            raise ValueError(f"no printer takes {data_bits} data bits")
        self._data_bits = data_bits

    @property
    def cts(self) -> bool:
        return not self._wires.busy

    @property
    def dsr(self) -> bool:
        return self._wires.online

    @property
    def cd(self) -> bool:
        return self._wires.powered

    ri = False

    @property
    def dtr(self) -> bool:
        return self._dtr

    @dtr.setter
    def dtr(self, on: bool) -> None:
        self._dtr = on
        self._wires.computer_ready = self._dtr and self._rts

    @property
    def rts(self) -> bool:
        return self._rts

    @rts.setter
    def rts(self, on: bool) -> None:
        self._rts = on
        self._wires.computer_ready = self._dtr and self._rts

    @property
    def break_condition(self) -> bool:
        return False

    @break_condition.setter
    def break_condition(self, on: bool) -> None:
        if on:
            self._wires.interrupt()

    def reset_input_buffer(self) -> None:
        self._wires.drop_answers()

    def reset_output_buffer(self) -> None:
        self._fifo.clear()


class Rfc2217End:
    """A client's telnet connection: options to the lent port, all else to the printer.

    Telnet options come in between the data, so both are read until the FIFO is full; a client that
    has hung up is gone when its FIFO is empty. Answers for one that does not read are lost.
    """

    def __init__(self, descriptor: int, wires: Wires) -> None:
        self.descriptor = descriptor
        self._fifo = bytearray()
        self._unsent = bytearray()
        self._ended = False
        self._open = True
        self._port = _LentPort(wires, self._fifo)
        self._manager = rfc2217.PortManager(self._port, self)

    @property
    def waits(self) -> bool:
        return bool(self._fifo) or self._ended

    @property
    def watched(self) -> int | None:
        return None if self._ended or len(self._fifo) >= FIFO_BYTES else self.descriptor

    @property
    def hung_up(self) -> bool:
        return hung_up(self.descriptor)

    def look(self) -> None:
        try:
            data = os.read(self.descriptor, FIFO_BYTES - len(self._fifo))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._ended = not data
        self._fifo += self._sifted(data)

    def take(self, limit: int) -> bytes:
        if not self._fifo and self._ended:
            raise EndGoneError
        data = bytes(self._fifo[:limit])
        del self._fifo[: len(data)]
        return data

    def put(self, answers: bytes) -> None:
        if self._port.xonxoff:
            answers = answers.translate(None, XON + XOFF)
        if not self._unsent:
            self.write(answers.replace(rfc2217.IAC, rfc2217.IAC_DOUBLED))

    def write(self, data: bytes) -> None:
        """Send telnet bytes, what does not go with the next. Errors: EndGoneError for too many."""
        self._unsent += data
        try:
            del self._unsent[: os.write(self.descriptor, self._unsent)]
        except BlockingIOError:
            if len(self._unsent) > MAX_UNSENT_BYTES:
                raise EndGoneError from None
        except OSError:
            self._unsent.clear()  # it has hung up; reading will tell

    def refresh(self) -> None:
        """Tell the client which of the printer's wires have changed."""
        self._manager.check_modem_lines()

    def settings(self) -> PortSettings | None:
        return self._port.settings

    def close(self) -> None:
        if self._open:
            self._open = False
            os.close(self.descriptor)

    def _sifted(self, data: bytes) -> bytes:
        """The data without the telnet commands, which are obeyed. Errors: EndGoneError."""
        manager = self._manager
        between_options = manager.mode == rfc2217.M_NORMAL and manager.suboption is None
        if between_options and rfc2217.IAC not in data:
            return data
        try:
            sifted = b"".join(manager.filter(data))
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise EndGoneError from error  # no telnet, or no RFC 2217
        if len(manager.suboption or b"") > MAX_OPTION_BYTES:
            raise EndGoneError
        return sifted
