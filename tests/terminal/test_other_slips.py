"""The slip of another terminal's sale says what the bank told, and nothing it did not tell."""

from datetime import timedelta

from receipts import text
from receipts.paper import MM58
from receipts.signature import rasterise, sample
from terminal.brought import Brought
from terminal.entry import Attempt, AttemptOutcome, Route
from terminal.other_host import code_of
from terminal.other_slips import signed_slip
from terminal.states import Signature
from tests.terminal.deeds import OTHER_SALE
from tests.terminal.flows.stage import CONFIG
from wire import jbig1

PICTURE = rasterise(sample(1), code_of(OTHER_SALE))
SIGNED_AT = OTHER_SALE.at + timedelta(minutes=7)
ATTEMPT = Attempt(
    1, Route.BACKUP_TERMINAL, "02", CONFIG.terminal_id, SIGNED_AT, 420, AttemptOutcome.SIGNED
)
BROUGHT = Brought(OTHER_SALE, Signature.UPLOADED, (ATTEMPT,), jbig1.encode(PICTURE))


def test_it_names_the_sale_by_its_own_terminal_and_shows_the_very_signature() -> None:
    slip = signed_slip(CONFIG, BROUGHT)
    words = text.render(slip, MM58)
    assert OTHER_SALE.key.terminal_id in words
    assert CONFIG.terminal_id not in words
    assert f"{OTHER_SALE.key.trace:06d}" in words
    assert f"{SIGNED_AT:%Y/%m/%d %H:%M:%S}" in words
    assert any(getattr(block, "bitmap", None) == PICTURE for block in slip.blocks)


def test_what_only_the_other_terminal_knows_is_left_out_with_its_label() -> None:
    words = text.render(signed_slip(CONFIG, BROUGHT), MM58)
    for label in ("发卡行", "收单行", "交易类型", "操作员号"):
        assert label not in words
    assert f"{OTHER_SALE.card_masked}\n" in words
