"""A macro remembers commands up to its limit and gives them again, as often as asked."""

from __future__ import annotations

from drivers.escpos.tokenizer import Token, Tokenizer
from drivers.virtual_printer.macro import MAX_BYTES, Macro


def tokens(data: bytes) -> list[Token]:
    tokenizer = Tokenizer()
    tokenizer.feed(data)
    found = []
    while (token := tokenizer.take()) is not None:
        found.append(token)
    return found


def recorded(data: bytes) -> Macro:
    macro = Macro()
    macro.begin()
    for token in tokens(data):
        macro.note(token)
    macro.end()
    return macro


def taken(macro: Macro) -> bytes:
    found = b""
    while (token := macro.take()) is not None:
        found += token.raw
    return found


def test_it_gives_what_was_noted_as_often_as_asked() -> None:
    macro = recorded(b"A\x1bE\x01\n")
    turns: list[int] = []
    macro.run(3, lambda: turns.append(1))
    assert taken(macro) == b"A\x1bE\x01\n" * 3
    assert (len(turns), macro.take()) == (3, None)


def test_commands_beyond_the_limit_are_not_remembered() -> None:
    macro = recorded(b"A" * (MAX_BYTES - 1) + b"\x1bE\x01" + b"\n")
    macro.run(1, lambda: None)
    assert taken(macro) == b"A" * (MAX_BYTES - 1)


def test_beginning_anew_forgets_what_was_before() -> None:
    macro = recorded(b"A\n")
    macro.begin()
    macro.end()
    macro.run(1, lambda: None)
    assert macro.take() is None


def test_a_macro_that_is_stopped_gives_no_more() -> None:
    macro = recorded(b"A\n")
    macro.run(9, lambda: None)
    macro.take()
    macro.stop()
    assert macro.take() is None
