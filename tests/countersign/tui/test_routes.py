"""Every route to a signature that begins at the terminal, walked on the screens."""

from __future__ import annotations

from pathlib import Path

from receipts.signature import sample
from terminal.entry import Route
from terminal.states import Payment, Signature
from tests.countersign.tui.real_desk import real_desk, taken
from tests.countersign.tui.stage import played


@played
async def test_the_soft_key_of_the_pad_lets_a_phone_sign_and_the_screen_draws_along(
    tmp_path: Path,
) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.to_the_pad()
        assert "F1 Phone" in desk.buttons
        await desk.type("f1")
        await desk.sees("SIGN ON A PHONE")
        assert desk.scanned() == f"https://pay.example/s/{desk.link}"
        now = desk.desk._clock.now
        taken(desk.office.link(desk.link, now(), "phone"))
        desk.office.link_strokes(desk.link, sample(1)[:1], now(), "phone")
        sheet = desk.app.top.device.pad.sheet
        await desk.until(lambda: len(sheet._strokes) == 1)
        taken(desk.office.sign_by_link(desk.link, sample(1), now(), "phone"))
        await desk.idle()
        assert desk.last.signature is Signature.UPLOADED
        assert desk.last.attempts[-1].route is Route.OTHER_DEVICE
        assert desk.last.payment is Payment.APPROVED
