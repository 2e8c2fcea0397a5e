"""A small scripted desk: real dialogues on a real board, and behind them no bank and no printer."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from countersign.tui.desk import (
    CardFace,
    Direction,
    EffectNote,
    Fault,
    Health,
    HostNote,
    JournalNote,
    Link,
    Onlooker,
    PaperCut,
    PaperFed,
    Piece,
    PrintedLine,
    PrintedPicture,
    SavedSlip,
    SerialNote,
    Status,
    Words,
)
from drivers.board import Board, Ports
from drivers.board_thread import BoardThread
from drivers.clock import SystemClock
from receipts.signature import Strokes, rasterise
from receipts.slip import Size
from terminal.dialogue import CardSwiped, NoAnswer, PanelEvent
from terminal.dialogues.amount import EnterAmount
from terminal.dialogues.card import PresentCard
from terminal.dialogues.idle import Begin, Idle
from terminal.dialogues.menu import ChooseItem
from terminal.dialogues.notice import notice
from terminal.dialogues.pin import EnterPin
from terminal.dialogues.signature import Sign, SignedStrokes
from terminal.effects import Ask, Effect, Show
from terminal.menu import MENU, Action
from terminal.messages import plain, text
from terminal.money import CNY
from terminal.screen import Screen, Tone
from wire.framing import Frame
from wire.iso8583 import Message, encode

AT = datetime.fromisoformat("2026-03-02T12:03:07.120")
CODE = "A3F0129C"

CARDS = (
    CardFace(
        "a",
        "unionpay_credit_signature",
        Words("银联信用卡", "UnionPay credit"),
        "621234******5678",
        Words("签名", "signature"),
    ),
    CardFace(
        "b",
        "unionpay_debit_pin",
        Words("银联借记卡", "UnionPay debit"),
        "622588******0011",
        Words("密码 123456", "PIN 123456"),
    ),
    CardFace("c", "visa", Words("Visa", "Visa"), "476173******0119", Words("签名", "signature")),
    CardFace(
        "d",
        "mastercard",
        Words("Mastercard", "Mastercard"),
        "541333******4111",
        Words("签名", "signature"),
    ),
    CardFace(
        "e",
        "unionpay_19",
        Words("银联 19 位", "UnionPay 19 digits"),
        "621226******1234",
        Words("签名", "signature"),
    ),
    CardFace(
        "f",
        "expired",
        Words("过期卡", "expired"),
        "621234******0005",
        Words("有效期 2001", "expired 2001"),
    ),
    CardFace(
        "g",
        "blocked",
        Words("挂失卡", "blocked"),
        "621234******0013",
        Words("银行应没收", "bank says keep it"),
    ),
    CardFace(
        "h",
        "worn_stripe",
        Words("磁条磨损", "worn stripe"),
        "621234******0021",
        Words("第三次才读出", "read at third try"),
    ),
)

FAULTS = (
    Fault("paper", "P", Words("缺纸", "paper out"), Words("装纸", "reload paper")),
    Fault("cover", "C", Words("开盖", "open cover"), Words("合盖", "close cover")),
    Fault("cable", "U", Words("拔电缆", "pull cable"), Words("接电缆", "replug cable")),
    Fault("power", "X", Words("断电", "pull power"), Words("通电", "power on")),
    Fault("silent", "B", Words("银行不应答", "bank silent"), Words("银行应答", "bank answers")),
    Fault("slow", "L", Words("银行慢", "bank slow"), Words("银行不慢", "bank quick")),
)


def sale_frames(amount_minor: int, trace: int) -> tuple[Frame, Frame]:
    """A sale and its approval as they stand on the line."""
    asked = Message(
        "0200",
        {
            2: "6212345678905678",
            3: "000000",
            4: f"{amount_minor:012d}",
            11: f"{trace:06d}",
            22: "022",
            25: "00",
            35: "6212345678905678=30122010000000000000",
            41: "10000001",
            42: "104110054110001",
            49: "156",
            60: "22000007000",
            64: b"4A31B2C7",
        },
    )
    said = Message(
        "0210",
        {
            3: "000000",
            4: f"{amount_minor:012d}",
            11: f"{trace:06d}",
            12: "120307",
            13: "0302",
            37: "260302000123",
            39: "00",
            41: "10000001",
            42: "104110054110001",
            49: "156",
            60: "22000007000",
            64: b"0F2A44D1",
        },
    )
    tpdu, header = bytes.fromhex("6000030000"), bytes.fromhex("613100310000")
    request = Frame(tpdu, header, encode(asked))
    return request, request.answered(encode(said))


class FakeDesk:
    """Sells to anybody, approves everything and prints as many lines as it is told to."""

    paper_columns = 32

    def __init__(self, line_s: float = 0.0) -> None:
        self.posted: list[PanelEvent] = []
        self.swiped: list[str] = []
        self.signed: list[Strokes] = []
        self.toggled: list[str] = []
        self.stopped = False
        self._line_s = line_s
        self._faults: tuple[Fault, ...] = FAULTS
        self._onlooker: Onlooker | None = None
        self._thread: BoardThread | None = None
        self._unsigned: list[int] = []
        self._trace = 122
        self._slips = 0
        self._lock = threading.Lock()
        self.folder = Path(tempfile.gettempdir())

    # the desk as the screens know it

    @property
    def cards(self) -> tuple[CardFace, ...]:
        return CARDS

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self._faults

    def start(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker
        self._power_on()

    def stop(self) -> None:
        self.stopped = True
        if self._thread is not None:
            self._thread.stop()

    def post(self, event: PanelEvent) -> None:
        self.posted.append(event)
        if self._thread is not None:
            self._thread.post(event)

    def swipe(self, name: str) -> None:
        self.swiped.append(name)
        self.post(CardSwiped("", ";6212345678905678=30122010000000000000?", ""))

    def toggle(self, fault: str) -> None:
        self.toggled.append(fault)
        self._faults = tuple(replace(f, on=not f.on) if f.id == fault else f for f in self._faults)
        if fault == "power" and self._is_on("power") and self._thread is not None:
            self._thread.stop()
            self._thread = None
        elif fault == "power":
            self._power_on()
        self._look.status_changed()

    def status(self) -> Status:
        printer = Link(Health.GOOD, Words("pty 115200", "pty 115200"))
        if self._is_on("paper"):
            printer = Link(Health.TROUBLE, Words("缺纸", "out of paper"))
        return Status(
            terminal_id="10000001",
            batch=7,
            operator="01",
            now=AT,
            unsigned=len(self._unsigned),
            outbox=0,
            bank=Link(Health.GOOD, Words("已连接", "connected")),
            printer=printer,
            powered=not self._is_on("power"),
        )

    def monotonic(self) -> float:
        return time.monotonic()

    def save_slip(self, slip: int) -> SavedSlip:
        png = self.folder / f"slip-{slip:04d}.png"
        png.write_bytes(b"")
        return SavedSlip(png, png.with_suffix(".pdf"))

    def save_trace(self, name: str, words: str) -> Path:
        path = self.folder / f"{name}.txt"
        path.write_text(words, "utf-8")
        return path

    # behind it

    @property
    def _look(self) -> Onlooker:
        assert self._onlooker is not None
        return self._onlooker

    def _is_on(self, fault: str) -> bool:
        return any(f.id == fault and f.on for f in self._faults)

    def _power_on(self) -> None:
        ports = Ports(SystemClock(), *cast(Any, (None, None, None, None)))
        board = Board(ports, self._firmware(), self)
        self._thread = BoardThread(board)
        self._thread.start()

    def view_changed(self, view: Any) -> None:
        self._look.view_changed(view)

    def before(self, effect: Effect[Any]) -> None:
        """Nothing."""

    def after(self, effect: Effect[Any], answer: object) -> None:
        self._look.noted(EffectNote(AT, type(effect).__name__, "", type(answer).__name__))

    async def _firmware(self) -> None:
        first = tuple(text(f"idle.first.{line}") for line in (1, 2, 3))
        while True:
            lines = first if self._trace == 122 else (text("idle.ready"),)
            begin = await Ask(Idle(plain("合成测试商户"), lines, len(self._unsigned)))
            assert isinstance(begin, Begin)
            action = begin.action
            if action is None:
                item = await Ask(ChooseItem(text("menu.title"), MENU), within_s=60)
                action = None if isinstance(item, NoAnswer) else item.action
            if action is Action.SALE:
                await self._sale(begin.first_digit)
            elif action is Action.RESIGN_LAST:
                await self._sign(self._unsigned.pop())
                self._look.status_changed()

    async def _sale(self, first: str) -> None:
        title = text("sale.title")
        amount = await Ask(EnterAmount(title, CNY, first), within_s=60)
        if isinstance(amount, NoAnswer):
            return
        card = await Ask(PresentCard(title, CNY.screen(amount), keyed_allowed=False), within_s=60)
        if isinstance(card, NoAnswer):
            return
        pin = await Ask(
            EnterPin(CNY.screen(amount), "621234******5678", optional=True), within_s=60
        )
        if isinstance(pin, NoAnswer):
            return
        self._trace += 1
        asked, said = sale_frames(amount, self._trace)
        entry = f"000007-{self._trace:06d}"
        self._look.noted(JournalNote(AT, self._trace, "Intended", entry, (("amount", "12.00"),)))
        self._look.noted(HostNote(AT, Direction.OUT, asked))
        await Show(Screen(title, big=plain(CNY.screen(amount)), lines=(text("sale.wait"),)))
        time.sleep(self._line_s * 8)
        self._look.noted(HostNote(AT, Direction.IN, said, took_ms=68))
        self._look.noted(JournalNote(AT, self._trace, "Approved", entry))
        await self._sign(amount)

    async def _sign(self, amount: int) -> None:
        signed = await Ask(
            Sign(CNY.screen(amount), "621234******5678", CODE, redos_left=3, mandatory=False),
            within_s=150,
        )
        strokes: Strokes = ()
        if isinstance(signed, SignedStrokes):
            strokes = signed.strokes
            self.signed.append(strokes)
        else:
            self._unsigned.append(amount)
        self._look.status_changed()
        await Show(Screen(text("print.title"), lines=(text("print.wait"),)))
        self._print(amount, strokes)
        done = text("sign.done") if strokes else text("sign.open")
        tone = Tone.GOOD if strokes else Tone.ATTENTION
        big = plain(CNY.screen(amount))
        await Ask(notice(text("sale.approved"), done, tone=tone, big=big), within_s=5)

    def _print(self, amount: int, strokes: Strokes) -> None:
        self._slips += 1
        for piece in slip(amount, strokes, self._slips):
            self._look.paper_moved(piece)
            self._look.noted(SerialNote(AT, Direction.OUT, _escpos(piece)))
            time.sleep(self._line_s)


def _escpos(piece: Piece) -> bytes:
    if isinstance(piece, PrintedLine):
        return b"\x1b\x61\x00" + piece.text.encode("gbk") + b"\n"
    return b"\x1d\x56\x42\x00" if isinstance(piece, PaperCut) else b"\x1b\x64\x01"


def slip(amount: int, strokes: Strokes, number: int) -> list[Piece]:
    """A sale's slip as it comes out of the printer."""
    pieces: list[Piece] = [
        PrintedLine("银联POS签购单", 3, Size.WIDE, bold=True),
        PrintedLine("商户存根         MERCHANT COPY"),
        PrintedLine("-" * 32),
        PrintedLine("商户名称(MERCHANT NAME):"),
        PrintedLine("合成测试商户"),
        PrintedLine("终端编号(TERMINAL NO): 10000001"),
        PrintedLine("卡号(CARD NO):"),
        PrintedLine("621234******5678 S", 0, Size.TALL),
        PrintedLine("交易类型(TRANS TYPE):"),
        PrintedLine("消费/SALE", 0, Size.LARGE, bold=True),
        PrintedLine("金额(AMOUNT):"),
        PrintedLine(CNY.slip(amount), 4, Size.LARGE, bold=True),
        PrintedLine("-" * 32),
        PrintedLine("持卡人签名(CARDHOLDER SIGNATURE):"),
    ]
    if strokes:
        pieces.append(PrintedPicture(rasterise(strokes, CODE)))
        pieces.append(PrintedLine(CODE, 24))
    else:
        pieces += [PaperFed(2), PrintedLine("待签名/UNSIGNED", 1, Size.WIDE, bold=True)]
    pieces += [
        PrintedLine("本人确认以上交易，同意将其记入"),
        PrintedLine("本卡账户"),
        PaperFed(1),
        PaperCut(number),
    ]
    return pieces


if __name__ == "__main__":
    from countersign.tui.launch import run

    run(FakeDesk(line_s=0.05), "en" if "en" in sys.argv else "zh")
