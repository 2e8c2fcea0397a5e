"""The signature screen: amount, card, pad and three buttons, from 40x12 up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from countersign.tui.desk import Status
from countersign.tui.signature_pad import PadButtons, SignaturePad, TooSmall
from drivers.board import View
from receipts.signature import sample
from terminal.dialogues.other_device import WatchPhone
from terminal.dialogues.signature import Sign, earlier_sale, voucher
from terminal.keys import Key
from terminal.language import Language
from terminal.messages import text
from tests.countersign.tui.fake_desk import CODE, FakeDesk
from tests.countersign.tui.stage import Alone, alone, played, words_of

STATUS: Status = FakeDesk().status()
SIGN = Sign("￥12.00", "621234******5678", CODE, redos_left=3, mandatory=False)
OFFERING = Sign("￥12.00", "621234******5678", CODE, 3, mandatory=False, offers_phone=True)
SIZES = [(40, 12), (80, 22), (78, 30), (102, 44), (240, 60)]


def pad(language: Language = "en") -> SignaturePad:
    made = SignaturePad()
    made.language = language
    return made


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_there_and_the_paper_undistorted(
    size: tuple[int, int], language: Language
) -> None:
    @played
    async def look() -> None:
        made = pad(language)
        async with alone(made, size) as pilot:
            made.show(View(SIGN.screen(), asking=True), STATUS)
            await pilot.pause()
            head = words_of(made.head)
            assert "621234******5678" in head
            assert "￥12.00" in head or "▄▄██▄▄" in head
            columns, rows = made.sheet.size
            assert abs(columns * 160 / 768 - rows) <= 1 or columns == size[0] - 4
            assert made.region.contains_region(made.sheet.region)
            assert made.region.contains_region(made.buttons.region)
            assert not made.sheet.region.overlaps(made.buttons.region)
            redo = "Redo (3)" if language == "en" else "重签 剩3"
            assert redo in words_of(made.buttons)

    look()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_which_sale_is_signed_stands_beside_its_card_as_far_as_there_is_room(
    language: Language,
) -> None:
    @played
    async def look() -> None:
        of = earlier_sale(123, datetime.fromisoformat("2026-03-02T12:03:11"))
        for size in SIZES:
            made = pad(language)
            async with alone(made, size) as pilot:
                made.show(View(replace(SIGN, of=of).screen(), asking=True), STATUS)
                await pilot.pause()
                head = words_of(made.head)
                assert "621234******5678" in head
                assert "000123" in head
                assert ("03-02 12:03" in head) == (size != (40, 12))

    look()


@played
async def test_the_buttons_are_the_keys_they_say() -> None:
    made = pad()
    async with alone(made, (80, 22)) as pilot:
        assert isinstance(pilot.app, Alone)
        made.show(View(SIGN.screen(), asking=True), STATUS)
        await pilot.pause()
        for x in (5, 40, 75):
            await pilot.click(made.buttons, offset=(x, 1))
        heard = [m.key for m in pilot.app.heard if isinstance(m, PadButtons.Pressed)]
        assert heard == [Key.CANCEL, Key.CLEAR, Key.ENTER]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_that_is_offered_has_its_button_in_the_smallest_pad_too(language: Language) -> None:
    @played
    async def look() -> None:
        made = pad(language)
        async with alone(made, (40, 12)) as pilot:
            assert isinstance(pilot.app, Alone)
            made.show(View(OFFERING.screen(), asking=True), STATUS)
            await pilot.pause()
            words = words_of(made.buttons)
            for label in ("F1 Phone", "Confirm") if language == "en" else ("F1 手机签名", "确认"):
                assert label in words
            await pilot.click(made.buttons, offset=(25, 0))
            heard = [m.key for m in pilot.app.heard if isinstance(m, PadButtons.Pressed)]
            assert heard == [Key.F1]

    look()


@pytest.mark.slow
@played
async def test_a_drawing_that_is_only_watched_can_be_printed_and_revoked_not_confirmed() -> None:
    link = WatchPhone("￥12.00", "621234******5678", CODE, "x", "12:10", voucher(123))
    made = pad()
    async with alone(made, (80, 22)) as pilot:
        made.show(View(replace(link, strokes=sample(1)).screen(), asking=True), STATUS)
        await pilot.pause()
        words = words_of(made.buttons)
        assert "Cancel" in words
        assert "F1 Print" in words
        assert "Confirm" not in words
        head = words_of(made.head)
        assert "They sign; CANCEL ends it" in head
        assert "No 000123" in head
        assert "s sample" not in head


@played
async def test_in_too_small_a_window_it_says_how_large_and_offers_the_sample() -> None:
    made = pad()
    async with alone(made, (39, 11)) as pilot:
        made.show(View(SIGN.screen(), asking=True), STATUS)
        await pilot.pause()
        words = words_of(made.query_one(TooSmall))
        assert "40x12" in words
        assert "s a sample, F1 a phone" in words
        assert "s sample" in words_of(made.head)


@played
async def test_a_refused_key_says_why_above_the_paper() -> None:
    made = pad()
    async with alone(made, (80, 22)) as pilot:
        view = View(SIGN.screen(), asking=True)
        made.show(view, STATUS)
        made.show(View(SIGN.screen(), notice=text("sign.no_strokes"), beeps=1, asking=True), STATUS)
        await pilot.pause()
        assert "! Nothing signed yet" in words_of(made.head)
