"""The idle screen and the menu: what is chosen there is done, then the screen comes back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.idle import Begin, Idle
from terminal.dialogues.menu import ChooseItem
from terminal.effects import Ask, Look
from terminal.flows.backup import sign_for_other
from terminal.flows.bank_guide import sign_with_the_bank
from terminal.flows.diagnose import check_keys, check_line, check_printer, check_reader, last_code
from terminal.flows.electronic_slip import send_slip
from terminal.flows.enrolment import enrol, withdraw
from terminal.flows.log_in import log_in
from terminal.flows.news import take_news_since
from terminal.flows.operators import add_operator, change_own_pin, reset_pin, unlock
from terminal.flows.other_device import sign_on_a_phone
from terminal.flows.parameters import show_parameters
from terminal.flows.query import query
from terminal.flows.redo import redo
from terminal.flows.reports import check_now, check_when_due, forgotten
from terminal.flows.reprint import reprint_any, reprint_last
from terminal.flows.resign import resign_last, resign_selected
from terminal.flows.sale import sale
from terminal.flows.settle import print_report, settle
from terminal.flows.sign_on import sign_on
from terminal.flows.status_home import fetch_status
from terminal.flows.support import sign_with_code
from terminal.flows.training import training
from terminal.flows.upload import upload_outbox
from terminal.flows.void import void
from terminal.lately import lately
from terminal.menu import MENU, Action, MenuItem
from terminal.messages import Text, both, text


async def idle(config: Config) -> None:
    """Wait for somebody; do one thing."""
    await check_when_due(config)
    book = await Look()
    lines: tuple[Text, ...] = (text("idle.ready"),)
    if not len(book):
        lines = tuple(text(f"idle.first.{line}") for line in (1, 2, 3))
    lines = (*lately(book), *lines)
    if book.reversal_due is not None:
        lines = (text("idle.reversal_due"), *lines)
    screen = Idle(
        both(config.merchant_name, config.merchant_name_en),
        lines,
        book.unsigned_count,
        attention=book.reversal_due is not None,
    )
    begin = await Ask(screen)
    if isinstance(begin, NoAnswer):
        return
    await act(config, begin)


async def act(config: Config, begin: Begin) -> None:
    """What was begun on the idle screen, or chosen from the menu."""
    action = begin.action or await choose_from_menu(config)
    if action is not None:
        before = (await Look()).terminal
        await perform(config, action, begin)
        await take_news_since(config, before)


async def train(config: Config) -> None:
    """The training mode, whose lessons do what the idle screen does."""
    await training(config, act)


async def choose_from_menu(config: Config) -> Action | None:
    """Down the menus by digits; CANCEL goes one level up, and out of the first."""
    path: list[MenuItem] = []
    while True:
        title = text(path[-1].title) if path else text("menu.title")
        items = path[-1].items if path else MENU
        chosen = await Ask(ChooseItem(title, items), within_s=config.waits.ask_s)
        match chosen:
            case NoAnswer.CANCELLED if path:
                path.pop()
            case NoAnswer():
                return None
            case MenuItem(action=Action() as action):
                return action
            case _:
                path.append(chosen)


async def perform(config: Config, action: Action, begin: Begin) -> None:
    """Run what was chosen."""
    if action is Action.SALE:
        await sale(config, begin)
    else:
        await FLOWS[action](config)


async def sign_on_and_send(config: Config) -> None:
    """An on-line moment like any other: what waits for one goes up now."""
    if await sign_on(config):
        await upload_outbox(config)


FLOWS: Mapping[Action, Callable[[Config], Coroutine[Any, Any, object]]] = {
    Action.RESIGN_LAST: resign_last,
    Action.RESIGN_SELECTED: resign_selected,
    Action.SIGN_FOR_OTHER: sign_for_other,
    Action.SIGN_WITH_CODE: sign_with_code,
    Action.SIGN_WITH_THE_BANK: sign_with_the_bank,
    Action.SIGN_ON_A_PHONE: sign_on_a_phone,
    Action.REDO: redo,
    Action.ENROL: enrol,
    Action.WITHDRAW: withdraw,
    Action.FETCH_STATUS: fetch_status,
    Action.QUERY: query,
    Action.PRINT_LAST: reprint_last,
    Action.PRINT_ANY: reprint_any,
    Action.PRINT_SETTLEMENT: print_report,
    Action.CHECK: check_now,
    Action.FORGOTTEN: forgotten,
    Action.SEND_SLIP: send_slip,
    Action.VOID: void,
    Action.SETTLE: settle,
    Action.SIGN_ON: sign_on_and_send,
    Action.CHECK_LINE: check_line,
    Action.CHECK_PRINTER: check_printer,
    Action.CHECK_READER: check_reader,
    Action.CHECK_KEYS: check_keys,
    Action.LAST_CODE: last_code,
    Action.LOG_IN: log_in,
    Action.CHANGE_OWN_PIN: change_own_pin,
    Action.ADD_OPERATOR: add_operator,
    Action.RESET_PIN: reset_pin,
    Action.UNLOCK: unlock,
    Action.PARAMETERS: show_parameters,
    Action.TRAINING: train,
}
