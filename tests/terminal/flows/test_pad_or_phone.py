"""At a sign prompt the cardholder may choose a phone, and comes back to the pad without one."""

from __future__ import annotations

from receipts.signature import sample, strokes_digest
from terminal.dialogue import KeyPressed, NoAnswer, PenStroke
from terminal.dialogues.signature import PhoneWanted, SignedStrokes
from terminal.entry import AttemptOutcome, Entry, EntryKey, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.pad_or_phone import PHONES, obtain_signature
from terminal.flows.signature import Collected
from terminal.keys import Key
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, Stage, says, signed_on, sold
from tests.terminal.flows.test_phone_link import LINK, NOTHING, USED, private

DRAWN = SignedStrokes(sample(1), 0)


def prompt(stage: Stage) -> tuple[Entry, Collected | None]:
    return stage.run(obtain_signature(CONFIG, stage.book[EntryKey(7, 1)], Route.SALE))


def stage_with(*people: object, bank: tuple[object, ...] = ()) -> Stage:
    stage = signed_on(Stage(people=list(people), bank=list(bank)))  # type: ignore[arg-type]
    sold(stage, 1)
    return stage


def offered(stage: Stage) -> list[bool]:
    pads = [screen for screen in stage.screens if screen.title.id == "sign.title"]
    return [any(soft.label.id == "soft.phone" for soft in pad.soft_keys) for pad in pads]


def test_what_is_drawn_on_the_pad_is_collected() -> None:
    _, collected = prompt(stage_with(DRAWN))
    assert collected is not None
    assert collected.image


def test_what_a_phone_signed_needs_no_pad() -> None:
    stage = stage_with(PhoneWanted(), bank=(private(LINK), private(USED)))
    entry, collected = prompt(stage)
    assert collected is None
    assert entry.signature is Signature.UPLOADED


def test_a_cancelled_phone_leads_back_to_the_pad_and_is_kept() -> None:
    bank = (private(LINK), private(NOTHING))
    stage = stage_with(PhoneWanted(), NoAnswer.CANCELLED, None, DRAWN, bank=bank)
    entry, collected = prompt(stage)
    assert collected is not None
    assert collected.attempt.generation == 2
    assert [attempt.outcome for attempt in entry.attempts] == [AttemptOutcome.CANCELLED]


def test_what_was_drawn_before_a_phone_was_tried_in_vain_still_stands_on_the_pad() -> None:
    drawn = [PenStroke(stroke) for stroke in sample(1)]
    redone = [PenStroke(sample(2)[0]), KeyPressed(Key.CLEAR)]
    leaves = [*redone, *drawn, KeyPressed(Key.F1)]
    stage = stage_with(leaves, None, [KeyPressed(Key.ENTER)], bank=(says("40"),))
    _, collected = prompt(stage)
    assert "The bank has no phone page now" in stage.words
    assert collected is not None
    assert collected.attempt.redos == 1
    assert collected.attempt.strokes_digest == strokes_digest(sample(1))


def test_a_phone_that_cannot_be_had_is_offered_a_few_times_and_then_no_more() -> None:
    bank = (HostFault(HostTrouble.NOT_SENT),) * PHONES
    stage = stage_with(*[PhoneWanted(), None] * PHONES, NoAnswer.CANCELLED, bank=bank)
    entry, collected = prompt(stage)
    assert offered(stage) == [*[True] * PHONES, False]
    assert entry.attempts == ()
    assert collected is not None
    assert collected.attempt.outcome is AttemptOutcome.CANCELLED
