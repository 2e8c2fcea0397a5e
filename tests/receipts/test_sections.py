"""Sections: rules between what is there, labels only with values, English small under Chinese."""

from receipts.sections import emphasised, field, ruled, title
from receipts.slip import Align, Pair, Rule, Size, Text
from receipts.wording import Wording

BATCH = Wording("批次号", "BATCH NO")


def test_a_rule_stands_between_sections_and_not_around_empty_ones() -> None:
    a, b = Text("a"), Text("b")
    assert list(ruled([(), (a,), iter(()), (b, b), ()])) == [a, Rule(), b, b]
    assert list(ruled([(), ()])) == []


def test_a_field_without_a_value_is_not_there() -> None:
    assert list(field(BATCH, "000007", "both")) == [Pair("批次号(BATCH NO):", "000007")]
    assert list(field(BATCH, "", "both")) == []


def test_what_the_eye_looks_for_is_large_under_a_small_label() -> None:
    label, value = emphasised(Wording("金额", "AMOUNT"), "RMB 1.00", Size.LARGE, "zh")
    assert label == Text("金额:")
    assert value == Text("RMB 1.00", Size.LARGE, Align.RIGHT, bold=True)


def test_a_title_is_large_once() -> None:
    words = Wording("冲正通知", "REVERSAL")
    chinese = Text("冲正通知", Size.LARGE, Align.CENTRE)
    english = Text("REVERSAL", Size.LARGE, Align.CENTRE)
    assert list(title(words, "zh")) == [chinese]
    assert list(title(words, "en")) == [english]
    assert list(title(words, "both")) == [chinese, Text("REVERSAL", align=Align.CENTRE)]
