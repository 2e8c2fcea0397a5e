"""Tables: columns a program can cut where the output is piped, a frame where a person looks."""

from __future__ import annotations

import io
import sys

import pytest

from countersign.commands.tables import show_facts, show_table

ROWS = [("000001-000001", "12.00", "UNSIGNED"), ("000001-000002", "1,200.00", "")]


class Screen(io.StringIO):
    """Standard output that is a screen."""

    def isatty(self) -> bool:
        return True


def test_piped_columns_stand_one_under_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    show_table("Journal", ("entry", "amount", "signature"), ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "entry          amount    signature",
        "000001-000001  12.00     UNSIGNED",
        "000001-000002  1,200.00",
    ]


def test_a_piped_table_without_rows_is_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    show_table("Journal", ("entry", "amount"), [])
    assert capsys.readouterr().out == "entry  amount\n"


def test_on_a_screen_the_table_has_its_title_and_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    show_table("Journal", ("entry", "amount", "signature"), ROWS)
    shown = screen.getvalue()
    assert "Journal" in shown
    assert "┃" in shown
    assert all(cell in shown for row in ROWS for cell in row)


def test_square_brackets_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    show_table("Journal", ("remark",), [("[red]paid[/red]",)])
    assert "[red]paid[/red]" in screen.getvalue()


def test_facts_are_labels_with_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    show_facts([("payment", "APPROVED"), ("code", "")])
    assert capsys.readouterr().out == "payment          APPROVED\ncode\n"
