"""What the parts report reaches the screens, and nothing secret with it."""

from __future__ import annotations

from datetime import datetime

import pytest

from countersign.tui.desk import (
    Direction,
    EffectNote,
    HostNote,
    JournalNote,
    Note,
    PrintedLine,
    SerialNote,
)
from countersign.tui.feeds import Feeds, answer_words, effect_words, journal_note
from drivers import printer_profiles
from drivers.traffic import Direction as Way
from drivers.traffic import Traffic
from drivers.virtual_printer.machine import VirtualPrinter
from receipts.slip import Document
from terminal import effects as fx
from terminal.dialogue import NoAnswer
from terminal.dialogues.pin import EnteredPin, EnterPin
from terminal.entry import EntryKey
from terminal.events import Intended, LoggedIn
from terminal.faults import HostFault, HostTrouble
from terminal.messages import text
from terminal.screen import Screen
from terminal.states import Signature
from tests.countersign.tui.fake_desk import sale_frames
from tests.countersign.tui.test_paper_feed import Ear
from wire import iso8583
from wire.pan import Pan

AT = datetime.fromisoformat("2026-03-02T12:03:07")
PAN = "6212345678905678"
INTENDED = Intended(
    key=EntryKey(7, 123),
    kind="SALE",
    amount_minor=1200,
    currency="156",
    pan=Pan(PAN),
    expiry="3012",
    entry_mode="022",
    operator="01",
    at=AT,
    signature=Signature.UNSIGNED,
)


class Listener(Ear):
    """Keeps notes too."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[Note] = []
        self.statuses = 0

    def noted(self, note: Note) -> None:
        self.notes.append(note)

    def status_changed(self) -> None:
        self.statuses += 1


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def feeds(listener: Listener) -> Feeds:
    return Feeds(listener, lambda: AT, lambda: 42)


def test_a_durable_record_is_an_effect_and_a_line_of_the_journal(
    feeds: Feeds, listener: Listener
) -> None:
    feeds.after(fx.Record(INTENDED), None)
    effect, record = listener.notes
    assert isinstance(effect, EffectNote)
    assert effect.asked == "Intended 000007-000123"
    assert isinstance(record, JournalNote)
    assert (record.seq, record.kind, record.entry) == (42, "Intended", "000007-000123")
    assert ("pan", "621234******5678") in record.header
    assert listener.statuses == 1


def test_a_record_that_failed_is_not_in_the_journal(feeds: Feeds, listener: Listener) -> None:
    feeds.after(fx.Record(INTENDED), OSError("disk full"))
    assert [type(note) for note in listener.notes] == [EffectNote]


def test_a_records_line_holds_neither_card_nor_expiry() -> None:
    header = dict(journal_note(AT, 1, INTENDED).header)
    assert "expiry" not in header
    assert PAN not in "".join(header.values())
    assert header["amount_minor"] == "1200"
    assert journal_note(AT, 1, LoggedIn("01", AT)).entry == ""


def test_what_a_person_typed_is_no_word_of_an_effect() -> None:
    ask = fx.Ask(EnterPin("￥12.00", "621234******5678", optional=False, digits="1234"))
    assert effect_words(ask) == "EnterPin"
    assert answer_words(ask, EnteredPin("1234")) == "EnteredPin"
    assert answer_words(ask, NoAnswer.TIMED_OUT) == "timed out"


def test_effects_are_told_in_a_few_words() -> None:
    request, answer = sale_frames(1200, 123)
    exchange = fx.Exchange(request, fx.AnswerKey("0210", "000123", "10000001", "1" * 15), 60)
    heard = fx.Heard(answer, iso8583.decode(answer.message))
    assert (effect_words(exchange), answer_words(exchange, heard)) == ("0200", "0210")
    assert effect_words(fx.Show(Screen(text("sale.title")))) == "sale.title"
    assert effect_words(fx.Print(Document((), title="sale 000123"))) == "sale 000123"
    assert effect_words(fx.RecordDevice(LoggedIn("01", AT))) == "LoggedIn"
    assert answer_words(fx.VerifyMac(b"", b""), True) == "true"
    assert answer_words(fx.Mac(b"data"), b"4A31B2C7") == ""


def test_a_fault_is_marked_and_the_header_looked_at(feeds: Feeds, listener: Listener) -> None:
    request, _ = sale_frames(1200, 123)
    exchange = fx.Exchange(request, fx.AnswerKey("0210", "000123", "10000001", "1" * 15), 60)
    feeds.after(exchange, HostFault(HostTrouble.NO_ANSWER))
    (note,) = listener.notes
    assert isinstance(note, EffectNote)
    assert note.fault
    assert listener.statuses == 1


def test_messages_are_timed_from_their_request(feeds: Feeds, listener: Listener) -> None:
    request, answer = sale_frames(1200, 123)
    later = datetime.fromisoformat("2026-03-02T12:03:07.068")
    feeds.traffic(Traffic(Way.SENT, request, AT))
    feeds.traffic(Traffic(Way.IGNORED, answer, later))
    feeds.traffic(Traffic(Way.RECEIVED, answer, later))
    assert listener.notes == [
        HostNote(AT, Direction.OUT, request),
        HostNote(later, Direction.IN, answer, 68, ignored=True),
        HostNote(later, Direction.IN, answer, 68),
    ]


def test_the_printers_bytes_and_paper_are_told_until_nobody_listens(
    feeds: Feeds, listener: Listener
) -> None:
    machine = VirtualPrinter(printer_profiles.load("generic58"))
    stop = feeds.printer(machine)
    machine.receive("合成\n".encode("gbk"))
    machine.receive(b"\x10\x04\x01")
    stop()
    machine.receive(b"unheard\n")
    ways = [note.direction for note in listener.notes if isinstance(note, SerialNote)]
    assert ways == [Direction.OUT, Direction.OUT, Direction.IN]
    assert listener.pieces == [PrintedLine("合成")]
    machine.end_paper()
    assert listener.statuses == 0
