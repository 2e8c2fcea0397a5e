"""诊断: each part is tried for real, step by step; what fails is named, and what to do about it."""

from __future__ import annotations

from receipts.reports import Part, Report, report_slip
from receipts.wording import Wording
from terminal import host, track
from terminal.config import Config
from terminal.dialogue import CardSwiped
from terminal.dialogues.card import PresentCard
from terminal.dialogues.notice import Confirm, Notice
from terminal.effects import (
    Ask,
    BankAddress,
    CheckKeys,
    CheckPrinter,
    Exchange,
    Look,
    Mac,
    Now,
    RecordDevice,
    VerifyMac,
)
from terminal.entry import Entry
from terminal.events import TraceTaken
from terminal.faults import CardFault, HostFault, HostTrouble, PrinterFault, PrinterTrouble
from terminal.flows.operator_pin import on_duty
from terminal.flows.printing import print_copies
from terminal.flows.sign_on import sign_on
from terminal.flows.steps import Steps
from terminal.flows.told import nothing_to_do, working
from terminal.host_echo import echo_request
from terminal.messages import both, plain, text
from terminal.screen import Screen, Tone
from wire import iso8583, response_codes
from wire.advice import advice_on

CODE_CHARACTERS = 2
"""Of F39; where a line failed something longer is kept in its place."""
TEST_SLIP = Wording("打印机测试", "PRINTER TEST")

_PRINTER_STEPS = {
    "open": {PrinterTrouble.CABLE},
    "status": {PrinterTrouble.SILENT},
    "cover": {PrinterTrouble.COVER_OPEN},
    "paper": {PrinterTrouble.NO_PAPER},
    "head": {PrinterTrouble.OVERHEAT, PrinterTrouble.CUTTER},
}
"""In the order a printer tells its troubles: what it names has let the ones before it pass."""


async def check_line(config: Config) -> None:
    """Address, TPDU, connection, echo and sign-on."""
    steps = Steps("menu.check_line", ("address", "tpdu", "connect", "echo", "sign_on"))
    steps.passed("address", await BankAddress())
    steps.passed("tpdu", config.tpdu.hex().upper())
    await working(text("diagnose.title"), text("diagnose.wait"))
    fault = await _echo(config)
    if fault is not None and fault.trouble is HostTrouble.NOT_SENT:
        steps.failed("connect", text("host.NOT_SENT"), text("fix.line"))
    elif fault is not None:
        steps.passed("connect")
        steps.failed("echo", text(f"host.{fault.trouble}"), text("fix.bank"))
    else:
        steps.passed("connect")
        steps.passed("echo")
        if await sign_on(config, quiet=True):
            steps.passed("sign_on")
        else:
            steps.failed("sign_on", text("fix.sign_on"))
    await _show(config, steps)


async def _echo(config: Config) -> HostFault | None:
    """What kept the bank from answering 'here I am'; a code of any kind is an answer."""
    terminal = (await Look()).terminal
    await RecordDevice(TraceTaken(terminal.next_trace, await Now()))
    request = echo_request(config, terminal.batch, terminal.next_trace)
    frame = host.framed(config, iso8583.encode(request))
    try:
        await Exchange(frame, host.answer_key(config, request), config.waits.host_s)
    except HostFault as fault:
        return fault
    return None


async def check_printer(config: Config) -> None:
    """Port, answer, cover, paper, head; then a slip for a person's eyes."""
    steps = Steps("menu.check_printer", (*_PRINTER_STEPS, "slip"))
    await working(text("diagnose.title"), text("diagnose.wait"))
    trouble = None
    try:
        await CheckPrinter()
    except PrinterFault as fault:
        trouble = fault.trouble
    for name, troubles in _PRINTER_STEPS.items():
        if trouble in troubles:
            steps.failed(name, text(f"trouble.{trouble}"), text(f"fix.{name}"))
            break
        steps.passed(name)
    if trouble is None and await _agreed(config, "diagnose.slip"):
        if await _printed_clearly(config):
            steps.passed("slip")
        else:
            steps.failed("slip", text("fix.slip"))
    await _show(config, steps)


async def _printed_clearly(config: Config) -> bool:
    head = (TEST_SLIP, config.merchant_name, config.terminal_id, await on_duty(config))
    grey = Part(Wording("清晰", "CLEAR"), "0123456789", (("银联签购单", "ABCDEFGHIJ"),))
    slip = report_slip(Report(*head, await Now(), (grey,)), config.slip_language)
    return await print_copies(config, (slip,)) == 1 and await _agreed(config, "diagnose.readable")


async def check_reader(config: Config) -> None:
    """Any card is drawn through, and nothing is charged."""
    steps = Steps("menu.check_reader", ("swipe", "track2", "card"))
    swiped = await Ask(
        PresentCard(text("diagnose.swipe"), "", keyed_allowed=False), within_s=config.waits.ask_s
    )
    if not isinstance(swiped, CardSwiped):
        steps.failed("swipe", text("fix.swipe"))
    else:
        steps.passed("swipe")
        try:
            stripe = track.read(swiped)
        except CardFault:
            steps.failed("track2", text("fix.track2"))
        else:
            steps.passed("track2")
            steps.passed("card", stripe.pan.masked)
    await _show(config, steps)


async def check_keys(config: Config) -> None:
    """Which keys there are, by their check values; then the MAC key makes a MAC and checks it."""
    steps = Steps("menu.check_keys", ("master_key", "pin_key", "mac_key", "mac"))
    keys = await CheckKeys()
    held = {"master_key": keys.master, "pin_key": keys.pin, "mac_key": keys.mac}
    for name, check_value in held.items():
        if not check_value:
            steps.failed(name, text("fix.master_key" if name == "master_key" else "fix.keys"))
            break
        steps.passed(name, check_value)
    else:
        trial = f"{await Now():%Y%m%d%H%M%S}".encode()
        if await VerifyMac(trial, await Mac(trial)):
            steps.passed("mac")
        else:
            steps.failed("mac", text("fix.keys"))
    await _show(config, steps)


async def last_code(config: Config) -> None:
    """The newest answer of the bank in plain words, and what to do about it."""
    codes = map(_newest_code, (await Look()).newest())
    code = next((code for code in codes if code), "")
    if not code:
        await nothing_to_do(config, "code.title", "code.none")
        return
    meaning = response_codes.lookup(code)
    lines = (both(meaning.zh, meaning.en), text(f"advice.{advice_on(code)}"))
    screen = Screen(text("code.title"), big=plain(code), lines=lines, hint=text("hint.enter"))
    await Ask(Notice(screen), within_s=config.waits.ask_s)


def _newest_code(entry: Entry) -> str:
    """To the entry's signature, which is asked about after its payment; '' where none came."""
    said = (entry.upload_code, entry.answer.code if entry.answer else "")
    return next((code for code in said if len(code) == CODE_CHARACTERS), "")


async def _agreed(config: Config, question: str) -> bool:
    screen = Screen(text("diagnose.title"), lines=(text(question),), hint=text("hint.yes_no"))
    return await Ask(Confirm(screen), within_s=config.waits.reload_s) is True


async def _show(config: Config, steps: Steps) -> None:
    """All steps, what failed, and what to do; it stays until it was read, or nobody is there."""
    tone = Tone.BAD if steps.advice else Tone.GOOD
    lines = steps.advice or (text("diagnose.all_well"),)
    title = text(steps.title)
    screen = Screen(title, lines=lines, rows=steps.rows(), hint=text("hint.enter"), tone=tone)
    await Ask(Notice(screen), within_s=config.waits.ask_s)
