"""The command table is whole, unambiguous, and says what each command is for."""

from __future__ import annotations

from drivers.escpos.table import BY_NAME, BY_PREFIX, COMMANDS, FUNCTIONS, OPENINGS
from tests.drivers.escpos.asked import ASKED


def test_no_two_rows_share_a_name() -> None:
    assert len(BY_NAME) == len(COMMANDS)


def test_no_two_commands_share_their_bytes() -> None:
    seen = [(c.prefix, selector) for c in COMMANDS for selector in c.selectors or (b"",)]
    assert len(set(seen)) == len(seen)


def test_no_command_hides_the_beginning_of_another() -> None:
    assert OPENINGS.isdisjoint(BY_PREFIX)


def test_every_function_has_its_family() -> None:
    assert [c.name for c in COMMANDS if c.selectors and c.prefix not in BY_PREFIX] == []
    assert all(BY_PREFIX[prefix].length_bytes for prefix in FUNCTIONS)


def test_all_functions_of_a_family_are_selected_by_as_many_parameters() -> None:
    sizes = {prefix: {len(s) for s in functions} for prefix, functions in FUNCTIONS.items()}
    assert [prefix for prefix, lengths in sizes.items() if len(lengths) != 1] == []


def test_every_command_has_a_meaning_in_words() -> None:
    assert [c.name for c in COMMANDS if not c.meaning or c.meaning.endswith(".")] == []


def test_no_prefix_is_text() -> None:
    assert [c.name for c in COMMANDS if c.prefix[0] >= 0x20] == []


def test_no_two_arguments_of_a_command_share_a_name() -> None:
    names = {c.name: [f.name for f in c.fields if f.name] for c in COMMANDS}
    assert [name for name, fields in names.items() if len(set(fields)) != len(fields)] == []


def test_the_table_has_every_command_that_is_asked_for() -> None:
    missing = {
        family: [name for name in names if name not in BY_NAME]
        for family, (_, names) in ASKED.items()
    }
    assert {family: names for family, names in missing.items() if names} == {}


def test_the_functions_of_each_kind_are_as_many_as_asked_for() -> None:
    counts = {family: (len(names), least) for family, (least, names) in ASKED.items()}
    assert {family: both for family, both in counts.items() if both[0] < both[1]} == {}
    assert sum(count for count, _ in counts.values()) >= 156


def test_the_table_has_what_clients_in_the_wild_send() -> None:
    # escpos.md 2a, tokenised from the output of five client libraries.
    seen = (
        "0A 0D 0C 1B40 1B21 1B45 1B2D 1B47 1B7B 1B4D 1B52 1B72 1B74 1B61 1B64 1B65 1B4A 1B32 1B33"
        " 1B24 1B5C 1B20 1B2A 1B44 1B42 1B70 1B57 1B4C 1B54 1B71 1C26 1C2E 1C43 1C53 1C2D 1C2841"
        " 1D21 1D42 1D48 1D68 1D77 1D66 1D6B 1D56 1D7630 1D284C 1D286B 1D384C 1D4C 1D57 1D50 1D24"
        " 1D61 1D72 1D49 1004 1005 1014 1271"
    )
    assert [prefix for prefix in seen.split() if bytes.fromhex(prefix) not in BY_PREFIX] == []
