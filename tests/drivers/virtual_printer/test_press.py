"""The press reads characters in the code set, and ESC @ sets everything back."""

from __future__ import annotations

from tests.drivers.virtual_printer.bench import gbk, printed, printer


def test_esc_at_sets_everything_back_and_drops_the_line() -> None:
    slip = printed(b"lost\x1b!\x38\x1ba\x01\x1b3\x40\x1c.\x1b@" + gbk("签A\n"))
    assert slip.bitmap == printed(gbk("签A\n")).bitmap


def test_half_a_hanzi_does_not_swallow_what_follows() -> None:
    assert printed(gbk("签")[:1] + b"\nA\n").text == "?\nA\n"
    assert printed(gbk("签")[:1] + b"12\n").text == "?12\n"


def test_a_hanzi_in_two_pieces_is_one_hanzi() -> None:
    machine = printer()
    for byte in gbk("签A\n"):
        machine.receive(bytes([byte]))
    assert machine.piece.text == "签A\n"


def test_a_code_that_is_no_character_is_a_question_mark() -> None:
    assert printed(b"\x7f\xff\xff\n").text == "???\n"
