"""Reports on screen and paper: the daily check of what is open, and who forgets signatures."""

from __future__ import annotations

from collections.abc import Iterator

from receipts.reports import Part, Report, report_slip
from receipts.slip import Document
from receipts.wording import Wording
from terminal.config import Config
from terminal.dialogues.report import ReadReport
from terminal.effects import Ask, Look, Now, RecordDevice
from terminal.entry import Entry
from terminal.events import DailyChecked
from terminal.flows.operator_pin import on_duty
from terminal.flows.printing import print_copies
from terminal.flows.supervisor import supervisor_agrees
from terminal.flows.told import nothing_to_do
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.operators import Deed
from terminal.reports import Forgetful, OpenMatters, forgotten_by_operator, open_matters
from terminal.screen import Tone

CHECK = Wording("日常检查", "DAILY CHECK")
FORGOTTEN = Wording("忘签报表", "FORGOTTEN SIGNATURES")
_LISTS = {
    "unsigned": Wording("待签名", "UNSIGNED"),
    "upload_failed": Wording("签名上送失败", "UPLOAD FAILED"),
    "unprinted": Wording("凭证未打印", "SLIP NOT PRINTED"),
    "reversal_due": Wording("待冲正", "REVERSAL DUE"),
}


async def check_when_due(config: Config) -> None:
    """Once after the first sign-on of a day: what the days before it left open."""
    book = await Look()
    if not book.terminal.is_check_due:
        return
    matters = open_matters(book, before=book.terminal.signed_on_at)
    if matters.count:
        await _read_check(config, matters)
    await RecordDevice(DailyChecked(await Now()))


async def check_now(config: Config) -> None:
    """The same whenever somebody asks for it."""
    matters = open_matters(await Look())
    if matters.count:
        await _read_check(config, matters)
    else:
        await nothing_to_do(config, "check.title", "check.nothing")


async def checked_before_settling(config: Config) -> bool:
    """What is open is read before the batch is closed; False where somebody goes to see to it."""
    matters = open_matters(await Look())
    return not matters.count or await _read_check(config, matters)


async def forgotten(config: Config) -> None:
    """Who has how much signed late, or never; for the supervisor."""
    if not await supervisor_agrees(config, Deed.READ_REPORTS):
        return
    operators = forgotten_by_operator(await Look())
    if not operators:
        await nothing_to_do(config, "forgotten.title", "forgotten.nothing")
        return
    rows = tuple(row for one in operators for row in _forgotten_rows(one))
    parts = tuple(_forgotten_part(config, one) for one in operators)
    slip = await _slip(config, FORGOTTEN, parts)
    await _read(config, ReadReport(text("forgotten.title"), rows), slip)


async def _read_check(config: Config, matters: OpenMatters) -> bool:
    rows = tuple(
        (text(f"check.{name}"), plain(str(len(entries)))) for name, entries in matters.lists()
    )
    parts = tuple(
        Part(_LISTS[name], str(len(entries)), tuple(_line(config, entry) for entry in entries))
        for name, entries in matters.lists()
    )
    report = ReadReport(text("check.title"), rows, Tone.ATTENTION)
    return await _read(config, report, await _slip(config, CHECK, parts))


async def _read(config: Config, report: ReadReport, slip: Document) -> bool:
    """True once somebody has read it."""
    answer = await Ask(report, within_s=config.waits.ask_s)
    if answer is Key.F1:
        await print_copies(config, (slip,))
    return answer in (Key.F1, Key.ENTER)


async def _slip(config: Config, title: Wording, parts: tuple[Part, ...]) -> Document:
    operator = await on_duty(config)
    head = (title, config.merchant_name, config.terminal_id, operator, await Now())
    return report_slip(Report(*head, parts), config.slip_language)


def _line(config: Config, entry: Entry) -> tuple[str, str]:
    left = f"{entry.started_at:%m-%d %H:%M} {entry.key.trace:06d}"
    return left, config.currency.show(entry.amount_minor)


def _forgotten_rows(one: Forgetful) -> Iterator[tuple[Text, Text]]:
    """What the terminal can still have signed, and what only others can."""
    left = text("forgotten.row", operator=one.operator, asked=one.asked, count=one.forgotten)
    yield left, text("forgotten.open", count=one.still_open)
    if one.settled:
        yield text("forgotten.settled", operator=one.operator), plain(str(one.settled))


def _forgotten_part(config: Config, one: Forgetful) -> Part:
    rows: tuple[tuple[str, str], ...] = (
        ("应签 ASKED", str(one.asked)),
        ("忘签 FORGOTTEN", str(one.forgotten)),
        ("仍待签 STILL OPEN", str(one.still_open)),
        ("待签金额 AMOUNT", config.currency.show(one.open_minor)),
    )
    if one.settled:
        rows = (
            *rows,
            ("已结算待签 SETTLED, OPEN", str(one.settled)),
            ("待签金额 AMOUNT", config.currency.show(one.settled_minor)),
            ("补签: 手机、客服", "PHONE, SUPPORT"),
        )
    return Part(Wording("操作员", "OPERATOR"), one.operator, rows)
