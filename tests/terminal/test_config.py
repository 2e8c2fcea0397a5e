"""The parameters of a terminal, and those of the shop one practises in."""

from terminal.config import Config, Waits, practice_shop


def test_the_practice_shop_is_another_merchant_with_this_terminals_habits() -> None:
    shop = practice_shop(Config(terminal_id="20000002", slip_language="en", copies=1))
    assert (shop.merchant_name_en, shop.slip_language) == ("PRACTICE SHOP", "en")
    assert (shop.terminal_id, shop.copies) == (Config().terminal_id, 1)


def test_a_trainee_does_not_wait_long_for_an_answer_that_is_lost() -> None:
    assert practice_shop(Config()).waits.host_s == 5
    assert practice_shop(Config(waits=Waits(host_s=2))).waits.host_s == 2
