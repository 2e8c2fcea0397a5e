"""Money as the device writes it."""

from terminal.money import CNY, Currency


def test_screen_and_slip_write_the_same_amount_their_own_way() -> None:
    assert CNY.screen(123456) == "￥1,234.56"
    assert CNY.slip(1200) == "RMB 12.00"


def test_a_currency_without_decimals_has_no_point() -> None:
    assert Currency("392", "¥", "JPY", 0).slip(1500) == "JPY 1,500"
