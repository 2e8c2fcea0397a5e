"""The signing dialogue: strokes, redos and their limit, confirm."""

from dataclasses import replace
from datetime import datetime

from receipts.signature import Stroke, bounded
from terminal.dialogue import Done, KeyPressed, NoAnswer, PenStroke, Refused
from terminal.dialogues.signature import PhoneWanted, Sign, SignedStrokes, earlier_sale
from terminal.keys import Key

STROKE: Stroke = ((10, 10), (60, 40))
EMPTY = Sign("￥12.00", "621234******5678", "475B8226", redos_left=3, mandatory=False)


def drawn(dialogue: Sign) -> Sign:
    step = dialogue.take(PenStroke(STROKE))
    assert isinstance(step, Sign)
    return step


def redone(dialogue: Sign) -> Sign:
    step = drawn(dialogue).take(KeyPressed(Key.CLEAR))
    assert isinstance(step, Sign)
    return step


def words(refused: object) -> str:
    assert isinstance(refused, Refused)
    assert refused.notice is not None
    return refused.notice.say("en")


def test_confirming_answers_with_the_strokes_and_the_redos() -> None:
    assert drawn(redone(EMPTY)).take(KeyPressed(Key.ENTER)) == Done(
        SignedStrokes(bounded((STROKE,)), 1)
    )


def test_an_empty_pad_is_not_a_signature() -> None:
    assert words(EMPTY.take(KeyPressed(Key.ENTER))) == "Nothing signed yet"


def test_clearing_an_empty_pad_costs_no_redo() -> None:
    assert isinstance(EMPTY.take(KeyPressed(Key.CLEAR)), Refused)


def test_the_last_redo_is_announced_and_a_further_one_refused() -> None:
    last = redone(redone(redone(EMPTY)))
    hint = last.screen().hint
    assert hint is not None
    assert hint.say("zh") == "请最后一次签名"
    assert words(drawn(last).take(KeyPressed(Key.CLEAR))) == "No more redos"


def test_walking_off_by_cancel_is_allowed_unless_the_signature_is_mandatory() -> None:
    assert EMPTY.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
    must = Sign("￥12.00", "621234******5678", "475B8226", redos_left=3, mandatory=True)
    assert words(must.take(KeyPressed(Key.CANCEL))) == "A signature is required"


def test_the_pad_shows_amount_masked_card_and_feature_code() -> None:
    screen = EMPTY.screen()
    assert screen.pad is not None
    assert screen.pad.watermark == "475B8226"
    assert screen.big is not None
    assert screen.big.say("en") == "￥12.00"
    assert [line.say("en") for line in screen.lines] == ["621234******5678"]


def test_the_pad_names_the_sale_it_is_for_where_it_is_an_earlier_one() -> None:
    of = earlier_sale(123, datetime.fromisoformat("2026-03-02T12:03:11"))
    lines = replace(EMPTY, of=of).screen().lines
    assert [line.say("en") for line in lines] == ["621234******5678", "No 000123", "03-02 12:03"]


def test_no_stroke_shows_in_a_repr() -> None:
    assert "60" not in repr(drawn(EMPTY))
    assert "60" not in repr(PenStroke(STROKE))


def test_a_phone_may_be_chosen_where_it_is_offered_and_nowhere_else() -> None:
    offering = Sign("￥12.00", "621234******5678", "475B8226", 3, mandatory=True, offers_phone=True)
    step = offering.take(KeyPressed(Key.F1))
    assert isinstance(step, Done)
    assert isinstance(step.answer, PhoneWanted)
    assert Key.F1 in {soft.key for soft in offering.screen().soft_keys}
    assert isinstance(EMPTY.take(KeyPressed(Key.F1)), Refused)
