"""Reading a report."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.report import ReadReport
from terminal.keys import Key
from terminal.messages import plain, text

REPORT = ReadReport(text("check.title"), tuple((plain(n), plain("1")) for n in "abc"))


def press(report: ReadReport, key: Key) -> object:
    return report.take(KeyPressed(key))


def test_enter_has_read_it_and_f1_wants_it_on_paper() -> None:
    assert press(REPORT, Key.ENTER) == Done(Key.ENTER)
    assert press(REPORT, Key.F1) == Done(Key.F1)
    assert press(REPORT, Key.CANCEL) == Done(NoAnswer.CANCELLED)


def test_up_and_down_go_through_the_rows_and_stop_at_the_ends() -> None:
    assert isinstance(press(REPORT, Key.UP), Refused)
    second = press(REPORT, Key.DOWN)
    assert isinstance(second, ReadReport)
    assert [row.chosen for row in second.screen().rows] == [False, True, False]
    third = press(second, Key.DOWN)
    assert isinstance(third, ReadReport)
    assert isinstance(press(third, Key.DOWN), Refused)
    assert press(third, Key.UP) == second


def test_other_keys_mean_nothing() -> None:
    assert isinstance(press(REPORT, Key.D5), Refused)
