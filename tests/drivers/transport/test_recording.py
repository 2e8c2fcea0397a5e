"""A recording holds what passed both ways, when, and what broke; it disturbs nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from drivers.transport import recording
from drivers.transport.addresses import open_transport
from drivers.transport.port import LinkDownError, PortStatus
from drivers.transport.recording import (
    BadRecordingError,
    Passage,
    Recorded,
    RecordingTransport,
    is_recording,
    open_recording,
    read_recording,
    sent_bytes,
)
from tests.drivers.scripted_line import ScriptedTransport, silence, table


def test_both_directions_are_written_down_with_their_time() -> None:
    inner = ScriptedTransport(table({b"\x10\x04\x01": b"\x12"}))
    file, ticks = io.StringIO(), iter((5.0, 5.25, 7.5))
    transport = RecordingTransport(inner, file, "tcp://till:9100", lambda: next(ticks))
    transport.write(b"A\n\x10\x04\x01", 1.0)
    assert transport.read(9, 1.0) == b"\x12"
    heading, *lines = file.getvalue().splitlines()
    assert heading.startswith("countersign recording 1 of tcp://till:9100, 2")
    assert lines == ["0.250000 > 410a100401", "2.500000 < 12"]
    assert read_recording(file.getvalue().encode()) == (
        Recorded(0.25, Passage.SENT, b"A\n\x10\x04\x01"),
        Recorded(2.5, Passage.ANSWERED, b"\x12"),
    )


def test_only_what_was_taken_counts_as_sent() -> None:
    inner, file = ScriptedTransport(silence), io.StringIO()
    inner.room = 2
    transport = RecordingTransport(inner, file, "memory:")
    assert [transport.write(b"abc", 1.0), transport.write(b"c", 1.0)] == [2, 0]
    assert sent_bytes(file.getvalue().encode()) == b"ab"


def test_a_cable_that_was_pulled_stands_there_in_words() -> None:
    inner, file = ScriptedTransport(silence), io.StringIO()
    transport = RecordingTransport(inner, file, "memory:")
    inner.down = True
    for act in (lambda: transport.write(b"A", 1.0), lambda: transport.read(1, 1.0)):
        with pytest.raises(LinkDownError):
            act()
    troubles = [one.trouble for one in read_recording(file.getvalue().encode())]
    assert troubles == ["the line is gone: is the cable in?"] * 2


def test_every_opening_is_added_and_what_was_sent_reads_as_one(tmp_path: Path) -> None:
    file = tmp_path / "slips.rec"
    for words in (b"one\n", b"two\n"):
        transport = open_transport(f"record:{file}+memory:")
        transport.write(words, 1.0)
        transport.close()
    assert is_recording(file.read_bytes())
    assert sent_bytes(file.read_bytes()) == b"one\ntwo\n"
    assert file.stat().st_mode & 0o077 == 0


def test_a_recording_ends_at_its_limit_and_the_printing_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recording, "MAX_RECORDING_BYTES", 100)
    inner, file = ScriptedTransport(silence), _Kept()
    transport = RecordingTransport(inner, file, "memory:")
    for _ in range(20):
        assert transport.write(b"A line of a slip", 1.0) == 16
    assert file.kept.splitlines()[-1].endswith("! the recording is full")
    assert len(file.kept) < 250


def test_a_disk_that_is_full_is_no_fault_of_the_printer() -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    inner = ScriptedTransport(silence)
    transport = RecordingTransport(inner, Full(), "memory:")
    assert transport.write(b"A", 1.0) == 1
    transport.close()
    assert inner.closed


def test_the_port_beside_the_bytes_is_still_there() -> None:
    class Port(ScriptedTransport):
        def port_status(self) -> PortStatus:
            return PortStatus(paper_empty=True, error=False)

    plain = RecordingTransport(ScriptedTransport(silence), io.StringIO(), "usb:")
    assert plain.port_status() is None
    port = RecordingTransport(Port(silence, answers=False), io.StringIO(), "usb:")
    assert port.port_status() == PortStatus(paper_empty=True, error=False)
    assert not port.answers


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(LinkDownError, match=r"cannot be written .*: name another"):
        open_recording(str(tmp_path), "memory:", lambda: ScriptedTransport(silence))


def test_a_way_that_does_not_open_is_no_recordings_fault(tmp_path: Path) -> None:
    with pytest.raises(LinkDownError, match="there is no /dev/ttyNO9"):
        open_transport(f"record:{tmp_path}/a.rec+serial:///dev/ttyNO9")


@pytest.mark.parametrize("line", ["0.1 > 4", "0.1 ? 41", "noise", "x > 41"])
def test_a_line_that_is_none_is_named(line: str) -> None:
    text = f"countersign recording 1 of memory:\n0.1 > 41\n{line}\n"
    with pytest.raises(BadRecordingError, match="line 3 is no line of a recording"):
        read_recording(text.encode())


class _Kept(io.StringIO):
    """Its text outlives its closing."""

    kept = ""

    def close(self) -> None:
        self.kept = self.getvalue()
        super().close()
