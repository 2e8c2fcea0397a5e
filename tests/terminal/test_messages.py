"""Sentences by id, said in a language only when shown."""

import pytest

from terminal.messages import Text, both, plain, text


def test_a_text_is_said_in_either_language() -> None:
    unsigned = text("soft.unsigned", count=2)
    assert (unsigned.say("zh"), unsigned.say("en")) == ("2 待签名", "2 unsigned")


def test_a_blank_may_be_a_text_of_its_own() -> None:
    shown = text("detail.payment", state=text("payment.APPROVED"))
    assert (shown.say("zh"), shown.say("en")) == ("付款: 成功", "Payment: approved")


def test_words_from_elsewhere_pass_through() -> None:
    assert plain("{12}").say("zh") == "{12}"
    assert both("余额不足", "not enough").say("en") == "not enough"


def test_an_unknown_sentence_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        Text("no.such").say("en")
