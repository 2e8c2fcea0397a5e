"""The menus as data: digits choose, as on the device. A row appears when its flow works."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Action(Enum):
    """What a row of the menu, or the idle screen, sets going."""

    SALE = auto()
    RESIGN_LAST = auto()
    RESIGN_SELECTED = auto()
    SIGN_FOR_OTHER = auto()
    SIGN_WITH_CODE = auto()
    SIGN_WITH_THE_BANK = auto()
    FETCH_STATUS = auto()
    SIGN_ON_A_PHONE = auto()
    REDO = auto()
    ENROL = auto()
    WITHDRAW = auto()
    QUERY = auto()
    PRINT_LAST = auto()
    PRINT_ANY = auto()
    VOID = auto()
    SETTLE = auto()
    PRINT_SETTLEMENT = auto()
    CHECK = auto()
    FORGOTTEN = auto()
    SEND_SLIP = auto()
    SIGN_ON = auto()
    CHECK_LINE = auto()
    CHECK_PRINTER = auto()
    CHECK_READER = auto()
    CHECK_KEYS = auto()
    LAST_CODE = auto()
    LOG_IN = auto()
    CHANGE_OWN_PIN = auto()
    ADD_OPERATOR = auto()
    RESET_PIN = auto()
    UNLOCK = auto()
    PARAMETERS = auto()
    TRAINING = auto()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One row: its digit, the id of its sentence, and either an action or rows below it.

    `title` is the id of what stands above those rows.
    """

    key: str
    label: str
    action: Action | None = None
    items: tuple[MenuItem, ...] = ()
    title: str = ""


MENU: tuple[MenuItem, ...] = (
    MenuItem("1", "menu.sale", Action.SALE),
    MenuItem(
        "2",
        "menu.resign",
        title="resign.title",
        items=(
            MenuItem("1", "menu.resign_last", Action.RESIGN_LAST),
            MenuItem("2", "menu.resign_selected", Action.RESIGN_SELECTED),
            MenuItem("3", "menu.backup", Action.SIGN_FOR_OTHER),
            MenuItem("4", "menu.support", Action.SIGN_WITH_CODE),
            MenuItem("5", "menu.fetch_status", Action.FETCH_STATUS),
            MenuItem("6", "menu.phone", Action.SIGN_ON_A_PHONE),
            MenuItem("7", "menu.guide", Action.SIGN_WITH_THE_BANK),
        ),
    ),
    MenuItem("3", "menu.query", Action.QUERY),
    MenuItem(
        "4",
        "menu.print",
        title="menu.print_title",
        items=(
            MenuItem("1", "menu.print_last", Action.PRINT_LAST),
            MenuItem("2", "menu.print_any", Action.PRINT_ANY),
            MenuItem("3", "menu.print_settlement", Action.PRINT_SETTLEMENT),
            MenuItem("4", "menu.check", Action.CHECK),
            MenuItem("5", "menu.forgotten", Action.FORGOTTEN),
            MenuItem("6", "menu.send_slip", Action.SEND_SLIP),
        ),
    ),
    MenuItem("5", "menu.sign_on", Action.SIGN_ON),
    MenuItem("6", "menu.settle", Action.SETTLE),
    MenuItem(
        "7",
        "menu.diagnose",
        title="diagnose.title",
        items=(
            MenuItem("1", "menu.check_line", Action.CHECK_LINE),
            MenuItem("2", "menu.check_printer", Action.CHECK_PRINTER),
            MenuItem("3", "menu.check_reader", Action.CHECK_READER),
            MenuItem("4", "menu.check_keys", Action.CHECK_KEYS),
            MenuItem("5", "menu.last_code", Action.LAST_CODE),
        ),
    ),
    MenuItem(
        "8",
        "menu.manage",
        title="menu.manage_title",
        items=(
            MenuItem("1", "menu.log_in", Action.LOG_IN),
            MenuItem("2", "menu.own_pin", Action.CHANGE_OWN_PIN),
            MenuItem("3", "menu.add_operator", Action.ADD_OPERATOR),
            MenuItem("4", "menu.reset_pin", Action.RESET_PIN),
            MenuItem("5", "menu.unlock", Action.UNLOCK),
            MenuItem("6", "menu.training", Action.TRAINING),
            MenuItem("7", "menu.enrol", Action.ENROL),
            MenuItem("8", "menu.withdraw", Action.WITHDRAW),
            MenuItem("9", "menu.parameters", Action.PARAMETERS),
        ),
    ),
    MenuItem(
        "9",
        "menu.more",
        title="menu.more_title",
        items=(
            MenuItem("1", "menu.void", Action.VOID),
            MenuItem("2", "menu.redo", Action.REDO),
        ),
    ),
)
