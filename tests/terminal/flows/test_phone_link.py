"""Signing on a phone: the link is shown, the drawing is watched, the signature comes home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from receipts.slip import Qr
from terminal.dialogue import KeyPressed, NoAnswer
from terminal.entry import AttemptOutcome, Entry, EntryKey, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.phone_link import (
    DRAWING_S,
    FAULTS,
    QUIET_S,
    STILL_LOOKS,
    sign_by_phone,
    strokes_of,
)
from terminal.keys import Key
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed_on, sold
from wire import resign_messages
from wire.iso8583 import Message
from wire.resign_messages import LinkAnswer, PollAnswer, PollQuestion

URL = "https://pay.example/s/AAAAAAAAAAAAAAAAAAAAAA"
LINK = LinkAnswer(URL, "AAAAAAAAAAAAAAAAAAAAAA", START)
NOTHING = PollAnswer("OPEN", 0, 0, ())
FIRST = PollAnswer("OPEN", 0, 0, ((1, 2, True), (3, 4, False)))
MORE = PollAnswer("OPEN", 0, 2, ((5, 6, True),))
USED = PollAnswer("USED", 0, 3, (), at=START, image_digest="1d" * 32)


def private(message: object) -> Callable[[Message], Message]:
    return says("00", f62=resign_messages.encode(message))


def stage_with(*polls: PollAnswer) -> Stage:
    stage = signed_on(Stage(bank=[private(LINK), *map(private, polls)]))
    sold(stage, 1)
    return stage


def watch(stage: Stage) -> Entry:
    return stage.run(sign_by_phone(CONFIG, stage.book[EntryKey(7, 1)]))


def questions(stage: Stage) -> list[PollQuestion]:
    return [
        resign_messages.decode(PollQuestion, sent.binary(62))
        for sent in stage.sent
        if sent.text(60)[8:11] == resign_messages.POLL_LINK
    ]


def test_the_link_is_on_the_screen_and_the_signature_taken_home_with_its_route() -> None:
    stage = stage_with(NOTHING, FIRST, MORE, USED)
    entry = watch(stage)
    assert {screen.qr for screen in stage.screens if screen.title.id == "phone.title"} == {"", URL}
    assert stage.printed == []
    assert entry.signature is Signature.UPLOADED
    assert entry.attempts[-1].route is Route.OTHER_DEVICE


def test_the_soft_key_prints_it_and_the_watching_goes_on() -> None:
    stage = stage_with(USED)
    stage.people = [[KeyPressed(Key.F1)]]
    entry = watch(stage)
    assert Qr(URL) in stage.printed[0].blocks
    assert entry.signature is Signature.UPLOADED


def test_each_poll_asks_for_what_was_drawn_since() -> None:
    stage = stage_with(NOTHING, FIRST, MORE, USED)
    watch(stage)
    assert [question.seen for question in questions(stage)] == [0, 0, 2, 3]
    pads = [screen.pad.strokes for screen in stage.screens if screen.pad]
    assert [len(strokes) for strokes in pads] == [1, 2]


def test_what_was_taken_away_on_the_phone_is_taken_away_here() -> None:
    again = PollAnswer("OPEN", 1, 0, ())
    stage = stage_with(FIRST, again, USED)
    watch(stage)
    assert [(q.version, q.seen) for q in questions(stage)] == [(0, 0), (0, 2), (1, 0)]


def test_cancel_revokes_the_link_and_is_an_attempt_that_was_forgotten() -> None:
    stage = stage_with(replace(NOTHING, state="REVOKED"))
    stage.people = [NoAnswer.CANCELLED]
    watch(stage)
    assert [question.revoke for question in questions(stage)] == [1]
    entry = stage.book.last
    assert entry is not None
    assert entry.is_open
    assert entry.attempts[-1].outcome is AttemptOutcome.CANCELLED


def test_a_cancel_that_comes_too_late_keeps_the_signature() -> None:
    stage = stage_with(USED)
    stage.people = [NoAnswer.CANCELLED]
    watch(stage)
    assert stage.book.unsigned_count == 0


def test_a_link_that_expired_leaves_it_open() -> None:
    stage = stage_with(replace(NOTHING, state="EXPIRED"))
    watch(stage)
    assert "The link has ended" in stage.words
    assert stage.book.unsigned_count == 1


def test_a_look_without_an_answer_is_taken_again_under_another_trace() -> None:
    stage = stage_with(NOTHING, NOTHING)
    stage.bank += [HostFault(HostTrouble.NO_ANSWER), private(NOTHING), private(USED)]
    watch(stage)
    assert stage.book.unsigned_count == 0
    _, *looks = [sent.text(11) for sent in stage.sent]
    assert looks[0] == looks[1] == looks[2] != looks[3] == looks[4]
    assert "Line trouble, trying again" in stage.words


def test_a_line_that_stays_away_ends_the_watching_and_is_kept_as_an_attempt() -> None:
    stage = stage_with()
    stage.bank += [HostFault(HostTrouble.NOT_SENT)] * FAULTS
    entry = watch(stage)
    assert entry.is_open
    assert entry.attempts[-1].outcome is AttemptOutcome.LINK_LOST


def test_it_looks_often_while_a_hand_draws_and_seldom_while_nothing_moves() -> None:
    stage = stage_with(NOTHING, FIRST, *[replace(NOTHING, seen=2)] * (STILL_LOOKS + 1), USED)
    watch(stage)
    assert [pause for pause in stage.waits if pause in (QUIET_S, DRAWING_S)] == [
        *(QUIET_S, QUIET_S),
        *[DRAWING_S] * STILL_LOOKS,
        *(QUIET_S, QUIET_S),
    ]


@pytest.mark.parametrize(
    ("bank", "words"),
    [
        (says("40"), "Start with --portal, or ask bank"),
        (says("65"), "The bank gives no link\nThis way is used up"),
        (HostFault(HostTrouble.NOT_SENT), "Could not connect"),
    ],
)
def test_without_a_link_it_says_why(bank: object, words: str) -> None:
    stage = stage_with()
    stage.bank = [bank]  # type: ignore[list-item]
    watch(stage)
    assert words in stage.words
    assert stage.printed == []


def test_points_are_cut_into_strokes_where_the_pen_was_lifted() -> None:
    points = ((1, 1, True), (2, 2, False), (3, 3, True))
    assert strokes_of(points) == (((1, 1), (2, 2)), ((3, 3),))
