"""The application: keys and mouse reach the device, news of the desk the screen, in one frame."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.geometry import Region
from textual.widget import Widget

from countersign.tui.theme import CONTRAST, DARK, LIGHT
from terminal.dialogue import KeyPressed, PenStroke
from terminal.keys import Key
from terminal.language import Language
from tests.countersign.tui.stage import Stage, played, pull, stage, words_of

SIZES = [(80, 24), (110, 32), (160, 45)]


def toasts(app: App[None]) -> str:
    return "\n".join(note.message for note in app._notifications)


def everything(desk: Stage) -> str:
    """Every line that any widget of the screen draws."""
    widgets = desk.app.screen.walk_children(Widget)
    return "\n".join(words_of(widget) for widget in widgets if widget.size)


@pytest.mark.parametrize(
    "size", [SIZES[0], *(pytest.param(size, marks=pytest.mark.slow) for size in SIZES[1:])]
)
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ("消费", "请签名", "签名成功")), ("en", ("SALE", "PLEASE SIGN", "Signature stored"))],
)
def test_a_sale_by_keyboard_alone(
    size: tuple[int, int], language: Language, words: tuple[str, ...]
) -> None:
    @played
    async def sell() -> None:
        async with stage(size, language) as desk:
            await desk.press("1")
            await desk.sees(words[0])
            await desk.press("backspace")
            await desk.to_the_pad()
            await desk.sees(words[1])
            await desk.press("s", "enter")
            await desk.sees(words[2])
            paper = desk.app.top.paper
            await desk.until(lambda: paper.in_sight == 1)
            assert any("A3F0129C" in line for line in paper.text())
            assert desk.desk.swiped == ["unionpay_credit_signature"]
            assert len(desk.desk.signed[0]) > 3

    sell()


@pytest.mark.slow
@played
async def test_a_sale_by_mouse_alone() -> None:
    async with stage((160, 45)) as desk:
        top, click = desk.app.top, desk.pilot.click
        caps = {cap.key: (cap.x + 1, cap.y + 1) for cap in top.device.keypad._caps}
        for key in (Key.D1, Key.D2, Key.D0, Key.D0, Key.ENTER):
            await click(top.device.keypad, offset=caps[key])
        await desk.sees("SWIPE CARD")
        await click(top.belongings.cards, offset=(4, 1))
        await desk.sees("ENTER PIN")
        await click(top.device.keypad, offset=caps[Key.ENTER])
        await desk.until(lambda: top.device.signing and top.device.pad.sheet.size.width > 1)
        sheet, buttons = top.device.pad.sheet, top.device.pad.buttons
        await desk.pilot.mouse_down(sheet, offset=(10, 5))
        for x in range(14, 40, 4):
            await pull(desk.pilot, sheet, (x, 5 + x % 7))
        await desk.pilot.mouse_up(sheet, offset=(40, 6))
        await click(buttons, offset=(buttons.size.width - 3, 1))
        await desk.sees("Signature stored")
        assert len(desk.desk.signed[0]) == 1


@pytest.mark.slow
@played
async def test_a_drag_on_the_pad_is_posted_with_the_points_under_the_mouse() -> None:
    async with stage((80, 24)) as desk:
        await desk.to_the_pad()
        sheet = desk.app.top.device.pad.sheet
        columns = sheet.size.width
        await desk.pilot.mouse_down(sheet, offset=(0, 0))
        await pull(desk.pilot, sheet, (columns // 2, 3))
        await desk.pilot.mouse_up(sheet, offset=(columns - 1, 0))
        await desk.until(lambda: any(isinstance(e, PenStroke) for e in desk.desk.posted))
        (stroke,) = [e.points for e in desk.desk.posted if isinstance(e, PenStroke)]
        unit = 384 / columns
        assert stroke[0] == (int(0.5 * unit), int(0.5 * 2 * unit))
        assert stroke[1] == (int((columns // 2 + 0.5) * unit), int(3.5 * 2 * unit))
        assert stroke[-1] == (int((columns - 0.5) * unit), int(0.5 * 2 * unit))


@pytest.mark.slow
@played
async def test_a_key_while_the_pen_is_down_comes_after_the_stroke() -> None:
    async with stage((80, 24)) as desk:
        await desk.to_the_pad()
        sheet = desk.app.top.device.pad.sheet
        await desk.pilot.mouse_down(sheet, offset=(2, 2))
        await pull(desk.pilot, sheet, (20, 4))
        before = len(desk.desk.posted)
        await desk.press("enter")
        stroke, key = desk.desk.posted[before:]
        assert isinstance(stroke, PenStroke)
        assert key == KeyPressed(Key.ENTER)


@pytest.mark.slow
@played
async def test_walking_away_from_the_pad_shows_the_unsigned_count_and_a_key_for_it() -> None:
    async with stage((80, 24)) as desk:
        await desk.to_the_pad()
        await desk.press("escape")
        await desk.sees("UNSIGNED")
        await desk.press("enter")
        await desk.sees("F2  1 unsigned")
        await desk.press("f2")
        await desk.until(lambda: desk.app.top.device.signing)


@played
async def test_letters_swipe_and_capitals_make_trouble() -> None:
    async with stage((80, 24)) as desk:
        await desk.press("c", "P", "B", "P")
        assert desk.desk.swiped == ["visa"]
        assert desk.desk.toggled == ["paper", "silent", "paper"]
        await desk.press("z", "Q", "full_stop")
        assert desk.keys == []


@pytest.mark.slow
@played
async def test_a_key_reaches_the_device_from_whatever_area_and_takes_the_focus_there() -> None:
    async with stage((80, 24)) as desk:
        await desk.press("f7", "5")
        await desk.sees("SALE")
        assert desk.app.focused is desk.app.top.device
        await desk.press("escape")
        await desk.sees("Type 1200")


@played
async def test_a_key_draws_only_itself_and_the_lines_it_changed() -> None:
    async with stage((80, 24)) as desk:
        await desk.press("1")
        await desk.sees("SALE")
        device = desk.app.top.device
        whole: list[object] = []
        lines: list[Region] = []
        device.refresh = lambda *r, **_: whole.append(r)  # type: ignore[method-assign,assignment]
        device.lcd.refresh = lambda *r, **_: lines.extend(r)  # type: ignore[method-assign,assignment]
        before = words_of(device.lcd)
        await desk.press("2")
        await desk.until(lambda: words_of(device.lcd) != before)
        assert whole == []
        assert 0 < len({region.y for region in lines}) <= 5


@played
async def test_arrows_belong_to_the_area_in_focus() -> None:
    async with stage((80, 24)) as desk:
        await desk.press("f1")
        await desk.sees("MENU")
        await desk.press("down")
        await desk.sees("▸  2  Re-sign")
        await desk.press("f6", "down", "up")
        assert desk.keys == [Key.F1, Key.DOWN]


@pytest.mark.slow
@played
async def test_the_plug_pulled_darkens_the_display_and_the_pad_goes() -> None:
    async with stage((80, 24)) as desk:
        await desk.to_the_pad()
        await desk.press("X")
        await desk.until(lambda: "no power" in words_of(desk.app.top.device.lcd))
        assert not desk.app.top.device.signing
        await desk.press("X")
        await desk.sees("Type")


@pytest.mark.slow
@played
async def test_the_language_changes_everywhere_at_once() -> None:
    async with stage((160, 45), "zh") as desk:
        assert "待签名" not in everything(desk)
        await desk.press("ctrl+l")
        await desk.sees("Type 1200")
        await desk.until(lambda: "银联信用卡" not in everything(desk))
        shown = everything(desk)
        expected = ("UnionPay credit", "paper out", "CANCEL", "Slips come out", "bank: connected")
        assert [words for words in expected if words not in shown] == []
        await desk.press("f9")
        await desk.sees("输入金额")


@pytest.mark.slow
@played
async def test_what_is_told_while_somebody_signs_leaves_the_buttons_free() -> None:
    async with stage(toasts=True) as desk:
        await desk.to_the_pad()
        await desk.type("ctrl+t")
        await desk.until(lambda: desk.app.screen.query("Toast"))
        toast = desk.app.screen.query_one("Toast")
        await desk.until(lambda: toast.region.height > 0)
        buttons = desk.app.top.device.pad.buttons
        assert not toast.region.overlaps(buttons.region)


@played
async def test_the_theme_goes_round() -> None:
    async with stage((80, 24)) as desk:
        worn = [desk.app.theme]
        for _ in range(3):
            await desk.press("ctrl+t")
            worn.append(desk.app.theme)
        assert worn == [DARK, LIGHT, CONTRAST, DARK]


@pytest.mark.slow
@played
async def test_p_saves_the_slip_in_sight_and_says_where(tmp_path: Path) -> None:
    async with stage((80, 24)) as desk:
        desk.desk.folder = tmp_path
        await desk.press("p")
        assert "No finished slip yet" in toasts(desk.app)
        await desk.to_the_pad()
        await desk.press("escape")
        await desk.until(lambda: desk.app.top.paper.in_sight == 1)
        await desk.press("p")
        await desk.until(lambda: "Slip 1 saved" in toasts(desk.app))
        assert str(tmp_path / "slip-0001.png") in toasts(desk.app)
        desk.desk.folder = tmp_path / "not there"
        await desk.press("p")
        await desk.until(lambda: "Slip 1 not saved" in toasts(desk.app))


@pytest.mark.slow
@played
async def test_the_inspector_is_saved_and_copied(tmp_path: Path) -> None:
    async with stage((160, 45)) as desk:
        desk.desk.folder = tmp_path
        await desk.to_the_pad()
        await desk.press("escape", "enter", "f7", "w", "y")
        await desk.until(lambda: "Saved to" in toasts(desk.app))
        await desk.until(lambda: "lines copied" in toasts(desk.app))
        saved = (tmp_path / "host.txt").read_text("utf-8")
        assert "0200 sale" in saved
        assert desk.app.clipboard in saved
        desk.desk.folder = tmp_path / "not there"
        await desk.press("w")
        await desk.until(lambda: "Not saved" in toasts(desk.app))


@pytest.mark.slow
@played
async def test_a_card_dragged_over_the_device_is_swiped_and_beside_it_is_not() -> None:
    async with stage((160, 45)) as desk:
        cards, slot = desk.app.top.belongings.cards, desk.app.top.device.slot
        await desk.pilot.mouse_down(cards, offset=(4, 1))
        await desk.pilot.hover(slot)
        await desk.until(lambda: slot.drop)
        await desk.pilot.mouse_up(slot)
        await desk.until(lambda: desk.desk.swiped == ["unionpay_credit_signature"])
        assert not slot.drop
        await desk.pilot.mouse_down(cards, offset=(4, 1))
        await desk.pilot.mouse_up(desk.app.top.paper, offset=(5, 5))
        await desk.pilot.pause()
        assert len(desk.desk.swiped) == 1


@pytest.mark.slow
@played
async def test_no_secret_of_a_sale_is_anywhere_on_the_screen() -> None:
    async with stage((160, 45)) as desk:
        await desk.to_the_pad()
        await desk.press("escape", "enter", "f7")
        for _ in range(4):
            await desk.press("x", "right")
            await desk.pilot.pause()
            shown = "".join(everything(desk).split())
            assert "6212345678905678" not in shown
            assert "30122010" not in shown


@played
async def test_quitting_is_one_key() -> None:
    async with stage((80, 24)) as desk:
        await desk.press("ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
