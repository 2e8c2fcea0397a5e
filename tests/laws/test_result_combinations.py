"""Slip and signature move apart: every pair of their results can be reached, by a real script.

resign.md: printed, print failed or sent, crossed with uploaded, upload failed, waived or unsigned.
"""

from pathlib import Path

import pytest

from countersign import Rig
from countersign.script import parse, run
from terminal.states import Signature, SlipState

SIGNATURES = {
    Signature.UPLOADED: ("80.00", "", "sign"),
    Signature.UPLOAD_FAILED: ("9020.22", "", "sign"),
    Signature.WAIVED: ("20.00", "push auto_limit_minor 5000", ""),
    Signature.UNSIGNED: ("80.00", "", "keys CANCEL"),
}
"""The amount, what the bank does before, and what the cardholder does at the pad."""
NO_PAPER = 'sees "OUT OF PAPER"\nkeys CANCEL\nsees "Send it to a phone instead?"'
SLIPS = {
    SlipState.PRINTED: ("", 'sees "Tear off"'),
    SlipState.PRINT_FAILED: ("printer paper_out", f"{NO_PAPER}\nkeys CANCEL"),
    SlipState.SENT: (
        "printer paper_out",
        f'{NO_PAPER}\nkeys ENTER\nopen_slip "CARDHOLDER COPY"\nkeys ENTER',
    ),
}
"""What happens to the printer before, and what is done when the slip is to come out."""


def script(slip: SlipState, signature: Signature) -> str:
    amount, before, hand = SIGNATURES[signature]
    fault, at_the_printer = SLIPS[slip]
    sale = f'menu "Sign on"\nwalk_away\n{fault}\nkeys "{amount} ENTER"\nswipe'
    afterwards = 'walk_away\nprinter reload\nmenu "Sign on"\nwalk_away'
    results = f"journal last slip {slip}\njournal last signature {signature}"
    return "\n".join((before, sale, hand, at_the_printer, afterwards, results))


@pytest.mark.parametrize("slip", SLIPS, ids=str)
@pytest.mark.parametrize("signature", SIGNATURES, ids=str)
def test_every_pair_of_results_is_reached(
    slip: SlipState, signature: Signature, tmp_path: Path
) -> None:
    file = tmp_path / "combination.pos"
    file.write_text(script(slip, signature), "utf-8")
    with Rig(seed=4) as pos:
        run(parse(file), pos)
        held = signature in {Signature.UNSIGNED, Signature.UPLOAD_FAILED}
        assert pos.bank.held == held
        assert pos.journal.last.payment == "APPROVED"


def test_the_table_has_every_result_a_finished_sale_can_show() -> None:
    """Those missing are on their way to one of these, or need no signature at all."""
    assert set(SLIPS) == set(SlipState) - {SlipState.NOT_PRINTED}
    on_the_way = {Signature.SIGNED, Signature.NOT_REQUIRED}
    elsewhere = {Signature.PAPER, Signature.EXPIRED, Signature.REJECTED}
    assert set(SIGNATURES) == set(Signature) - on_the_way - elsewhere
