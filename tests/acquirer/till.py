"""A terminal for the bank's tests: it speaks the dialect by itself, without the firmware."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from acquirer.host import Bank, Delivery
from acquirer.memory_store import MemoryStore
from acquirer.records import Payout, PayoutState, Transaction, TransactionKey
from acquirer.settings import Settings
from receipts.signature import rasterise, sample
from wire import (
    des3,
    feature_code,
    iso8583,
    jbig1,
    mac,
    pin_block,
    resign_messages,
    tlv,
)
from wire.cup_fields import ClearKeys, Field48Totals, Field60, Field61, WorkingKeys62
from wire.framing import Frame, FrameParser, Header
from wire.iso8583 import FieldValue, Message
from wire.pan import Pan

MONDAY = datetime.fromisoformat("2026-03-02T12:00:00")
MERCHANT, TERMINAL = "104110054110001", "10000001"
TMK = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
SPARE_TMK = bytes.fromhex("23456789ABCDEF011032547698BADCFE")
"""Of terminal 10000002."""
ROOT_KEY = sha256(b"a bank of the tests").digest()
SIGNATURE_CARD = "6212340000000019"
PIN_CARD, PIN = "6212340000000043", "123456"
M = TypeVar("M")
BLOCKED_CARD = "6212340000000068"
FOREIGN_CARD = "4000000000000010"


def entropy(size: int) -> bytes:
    """Keys anybody can foretell."""
    return sha256(b"test entropy %d" % size).digest()[:size]


def a_bank(settings: Settings | None = None) -> Bank:
    """A bank with empty books in memory."""
    return Bank(MemoryStore(), settings or Settings(root_key=ROOT_KEY), entropy)


@dataclass
class Till:
    """One terminal at `bank`, on a clock the test moves."""

    bank: Bank
    now: datetime = MONDAY
    terminal_id: str = TERMINAL
    merchant_id: str = MERCHANT
    batch: int = 1
    trace: int = 0
    tmk: bytes = TMK
    keys: ClearKeys | None = None
    heard: list[Delivery] = field(default_factory=list)

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def frame(self, message: Message) -> Frame:
        """The message in its envelope, with a MAC where it has room for one."""
        encoded = iso8583.encode(message)
        if 64 in message.fields and self.keys:
            covered = iso8583.mac_input(encoded)
            encoded = covered + mac.cup_ecb(self.keys.mac_key)(covered)
        return Frame(bytes.fromhex("6000030000"), Header().encode(), encoded)

    def send(self, message: Message) -> list[Message]:
        """What the bank answers, decoded, in the order it was sent."""
        self.heard = list(self.bank.answer(self.frame(message), self.now))
        parser = FrameParser()
        frames = [frame for d in self.heard if d.data for frame in parser.feed(d.data)]
        return [iso8583.decode(frame.message) for frame in frames]

    def ask(self, message: Message) -> Message:
        """The one answer of the bank."""
        (answer,) = self.send(message)
        return answer

    def code(self, message: Message) -> str:
        """F39 of the one answer."""
        return self.ask(message).text(39)

    def sign_on(self, network: str = "003") -> Message:
        """Sign on and take the keys and the batch."""
        self.trace += 1
        answer = self.ask(self.sign_on_message(network))
        if answer.text(39) == "00":
            self.keys = WorkingKeys62.decode(answer.binary(62)).open(self.tmk)
            self.batch = int(Field60.decode(answer.text(60)).batch)
        return answer

    def sign_on_message(self, network: str = "003") -> Message:
        """0800."""
        return Message("0800", {**self._who(), 60: self._60("00", network), 63: "01 "})

    def key(self, trace: int | None = None) -> TransactionKey:
        """The bank's key of this till's transaction."""
        at = self.trace if trace is None else trace
        return TransactionKey(self.merchant_id, self.terminal_id, self.batch, at)

    def sale(self, amount_minor: int = 1200, card: str = SIGNATURE_CARD, pin: str = "") -> Message:
        """0200 消费 under the next trace."""
        self.trace += 1
        fields = self._payment(amount_minor, card)
        fields |= {35: f"{card}=4912101{'0' * 12}"[:37], 53: "0" * 16}
        if pin:
            assert self.keys is not None
            block = pin_block.iso0(pin, Pan(card))
            fields |= {52: des3.encrypt_ecb(self.keys.pin_key, block), 53: "26" + "0" * 14}
        return Message("0200", fields)

    def reversal(self, sale: Message, reason: str = "98") -> Message:
        """0400 of a sale."""
        kept = (2, 3, 4, 11, 14, 22, 25, 41, 42, 49, 60, 64)
        return Message("0400", {**{n: sale.fields[n] for n in kept}, 39: reason})

    def upload(self, sale: Message, answer: Message, image: bytes | None = None) -> Message:
        """0820 电子签名上送 of an approved sale."""
        date, reference = answer.get(15), answer.text(37)
        code = feature_code.online(date if isinstance(date, str) else None, reference)
        fields: dict[int, FieldValue] = {
            n: sale.fields[n] for n in (2, 4, 11, 41, 42) if n in sale.fields
        }
        fields |= {
            37: reference,
            55: tlv.encode([tlv.Tlv(0xFF01, "消费".encode("gbk")), tlv.Tlv(0xFF02, b"\x01")]),
            60: Field60("07", Field60.decode(sale.text(60)).batch, "800", "2", "0").encode(),
            62: a_signature(code) if image is None else image,
            64: bytes(8),
        }
        return Message("0820", fields | ({15: date} if date is not None else {}))

    def with_elements(self, upload: Message, more: dict[int, bytes]) -> Message:
        """The upload with more elements in F55."""
        told = upload.binary(55) + tlv.encode([tlv.Tlv(tag, v) for tag, v in more.items()])
        return upload.with_fields({55: told})

    def void(self, sale: Message, answer: Message) -> Message:
        """0200 消费撤销 of a sale, under the next trace."""
        self.trace += 1
        original = Field61(Field60.decode(sale.text(60)).batch, sale.text(11)).encode()
        kept = {n: sale.fields[n] for n in (2, 4, 14, 22, 25, 35, 49, 53, 64)}
        said: dict[int, FieldValue] = {3: "200000", 37: answer.text(37), 38: answer.text(38)}
        return Message(
            "0200", {**kept, **self._who(), **said, 60: self._60("23", "000"), 61: original}
        )

    def settlement(self, totals: Field48Totals) -> Message:
        """0500 批结算, under the next trace."""
        self.trace += 1
        fields: dict[int, FieldValue] = {48: totals.encode(), 49: "156", 63: "01 "}
        return Message("0500", {**self._who(), **fields, 60: self._60("00", "201")})

    def question(self, network: str, private: object, **more: str) -> Message:
        """One of our own messages, 810 to 814, or 360 and 361 of parameters."""
        self.trace += 1
        is_ours = network.startswith("8")
        mti = "0800" if network == resign_messages.PARAMETERS else "0820"
        fields: dict[int, FieldValue] = {60: self._60("07" if is_ours else "00", network)}
        if private is not None:
            fields[62] = resign_messages.encode(private)
        fields |= {int(number): value for number, value in more.items()}
        return Message(mti, {**self._who(), **fields, 64: bytes(8)})

    def told(self, kind: type[M], network: str, private: object, **more: str) -> M:
        """F62 of the one answer to a question, which is yes."""
        answer = self.ask(self.question(network, private, **more))
        assert answer.text(39) == "00", answer
        return resign_messages.decode(kind, answer.binary(62))

    def sell(self, amount_minor: int = 1200, card: str = SIGNATURE_CARD) -> tuple[Message, Message]:
        """A sale and its answer."""
        sale = self.sale(amount_minor, card, PIN if card == PIN_CARD else "")
        return sale, self.ask(sale)

    def transaction(self, trace: int | None = None) -> Transaction:
        """What the bank's ledger says; the newest sale's where no trace is named."""
        found = self.bank.store.transaction(self.key(trace))
        assert found is not None
        return found

    def payout(self, trace: int | None = None) -> Payout | None:
        """Where the money of a sale is."""
        return self.bank.store.payout(self.key(trace))

    def payout_state(self, trace: int | None = None) -> PayoutState | None:
        """The state of the payout of a sale; None where there is none."""
        found = self.payout(trace)
        return found.state if found else None

    def _payment(self, amount_minor: int, card: str) -> dict[int, FieldValue]:
        return self._who() | {
            2: card,
            3: "000000",
            4: f"{amount_minor:012d}",
            14: "4912",
            22: "022",
            25: "00",
            49: "156",
            60: self._60("22", "000"),
            64: bytes(8),
        }

    def _who(self) -> dict[int, FieldValue]:
        return {11: f"{self.trace:06d}", 41: self.terminal_id, 42: self.merchant_id}

    def _60(self, kind: str, network: str) -> str:
        return Field60(kind, f"{self.batch:06d}", network).encode()


def a_till(bank: Bank | None = None) -> Till:
    """A till that has signed on."""
    till = Till(bank or a_bank())
    till.sign_on()
    return till


def a_signature(code: str, person: int = 0) -> bytes:
    """The compressed signature of a sample person under a feature code."""
    return jbig1.encode(rasterise(sample(person), code))


def with_field(message: Message, number: int, value: FieldValue) -> Message:
    """The message with one field changed."""
    return message.with_fields({number: value})


def without_field(message: Message, number: int) -> Message:
    """The message with one field left out."""
    return replace(message, fields={n: v for n, v in message.fields.items() if n != number})
