"""Picking one transaction from a list: by arrows, or by digits that filter it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.entry import VOID, Entry, EntryKey
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.money import CNY
from terminal.screen import Row, Screen, SoftKey

ROWS_SHOWN = 5
"""What the smallest screen holds between title and hint."""
MAX_FILTER_DIGITS = 10

FILTERS: Mapping[str, Callable[[Entry, str], bool]] = {
    "by.any": lambda entry, digits: any(
        test(entry, digits) for name, test in FILTERS.items() if name != "by.any"
    ),
    "by.date": lambda entry, digits: f"{entry.started_at:%m%d}".startswith(digits),
    "by.amount": lambda entry, digits: str(entry.amount_minor).startswith(digits.lstrip("0")),
    "by.last4": lambda entry, digits: entry.pan.masked[-4:].startswith(digits),
    "by.voucher": lambda entry, digits: f"{entry.key.trace:06d}".endswith(digits),
}


@dataclass(frozen=True, slots=True)
class PickEntry:
    """Answers with the key of the chosen entry. Entries come newest first."""

    title: Text
    entries: tuple[Entry, ...]
    by: str = "by.any"
    digits: str = ""
    chosen: int = 0

    @property
    def matching(self) -> tuple[Entry, ...]:
        if not self.digits:
            return self.entries
        test = FILTERS[self.by]
        return tuple(entry for entry in self.entries if test(entry, self.digits))

    def screen(self) -> Screen:
        matching = self.matching
        top = max(0, min(self.chosen - ROWS_SHOWN // 2, len(matching) - ROWS_SHOWN))
        rows = tuple(
            entry_row(entry, chosen=top + place == self.chosen)
            for place, entry in enumerate(matching[top : top + ROWS_SHOWN])
        )
        place = text("count", done=min(self.chosen + 1, len(matching)), all=len(matching))
        if self.digits:
            place = text("list.filter", by=text(self.by), digits=self.digits, place=place)
        return Screen(
            self.title,
            lines=(place,) if rows else (place, text("list.no_match")),
            rows=rows,
            hint=text("hint.pick"),
            soft_keys=(SoftKey(Key.F1, text("soft.filter", by=text(self.by))),),
        )

    def take(self, event: PanelEvent) -> PickEntry | Done[EntryKey | NoAnswer] | Refused:
        matching = self.matching
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.F1):
                names = list(FILTERS)
                following = names[(names.index(self.by) + 1) % len(names)]
                return replace(self, by=following, chosen=0)
            case KeyPressed(key=Key.CLEAR) if self.digits:
                return replace(self, digits=self.digits[:-1], chosen=0)
            case KeyPressed(key=key) if key.is_digit and len(self.digits) < MAX_FILTER_DIGITS:
                return replace(self, digits=self.digits + key.value, chosen=0)
            case KeyPressed(key=Key.ENTER) if matching:
                return Done(matching[self.chosen].key)
            case KeyPressed(key=Key.UP) if self.chosen > 0:
                return replace(self, chosen=self.chosen - 1)
            case KeyPressed(key=Key.DOWN) if self.chosen + 1 < len(matching):
                return replace(self, chosen=self.chosen + 1)
            case _:
                return Refused()


def entry_row(entry: Entry, *, chosen: bool = False) -> Row:
    """One line for an entry: when, which card, how much."""
    left = text(
        "list.row",
        date=f"{entry.started_at:%m-%d}",
        time=f"{entry.started_at:%H:%M}",
        last4=entry.pan.masked[-4:],
    )
    return Row("", left, plain(_sign(entry) + CNY.show(entry.amount_minor)), chosen)


def _sign(entry: Entry) -> str:
    """What a void gives back is less."""
    return "-" if entry.kind == VOID else ""


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry, whole; answers with the soft key pressed, or ENTER."""

    shown: Screen
    keys: frozenset[Key]

    def screen(self) -> Screen:
        return self.shown

    def take(self, event: PanelEvent) -> EntryDetail | Done[Key | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=key) if key in self.keys:
                return Done(key)
            case _:
                return Refused()


def entry_detail(
    title: Text, entry: Entry, hint: Text, soft_keys: tuple[SoftKey, ...] = ()
) -> EntryDetail:
    """The detail screen of `entry`; ENTER and the soft keys answer."""
    answer = entry.answer
    lines: tuple[Text, ...] = (
        text("detail.card", card=entry.pan.masked),
        text("detail.voucher", batch=f"{entry.key.batch:06d}", trace=f"{entry.key.trace:06d}"),
        text("detail.time", at=f"{entry.started_at:%m-%d %H:%M:%S}", operator=entry.operator),
        text("detail.payment", state=text(f"payment.{entry.told_payment}")),
        text("detail.slip", state=text(f"slip.{entry.slip}")),
        text("detail.signature", state=text(f"signature.{entry.owed_signature}")),
    )
    if answer is not None and answer.reference:
        lines = (*lines, text("detail.reference", reference=answer.reference))
    shown = Screen(
        title,
        big=plain(_sign(entry) + CNY.screen(entry.amount_minor)),
        lines=lines,
        hint=hint,
        soft_keys=soft_keys,
    )
    return EntryDetail(shown, frozenset({Key.ENTER, *(soft.key for soft in soft_keys)}))
