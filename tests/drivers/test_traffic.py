"""What an onlooker of the traffic sees."""

from __future__ import annotations

from drivers.traffic import Direction, Traffic
from tests.acquirer.till import MONDAY, SIGNATURE_CARD, a_till


def test_traffic_shows_no_card_number() -> None:
    till = a_till()
    traffic = Traffic(Direction.SENT, till.frame(till.sale()), MONDAY)
    digits = SIGNATURE_CARD.encode()
    assert SIGNATURE_CARD not in repr(traffic)
    assert digits.hex() not in repr(traffic)
    assert bytes.fromhex(SIGNATURE_CARD) in traffic.frame.message  # the control: it is in there
