"""Every way that a later signature can come by has words for the slip, in both languages."""

from acquirer.records import Route as BanksRoute
from receipts.charset import columns
from receipts.paper import MM58
from receipts.routes import ROUTES
from receipts.wording import mark
from terminal.entry import AT_THE_SALE, Route


def test_every_later_route_of_terminal_and_bank_has_its_words() -> None:
    at_the_sale = {str(route) for route in AT_THE_SALE}
    assert set(ROUTES) == {str(route) for route in Route} - at_the_sale
    assert set(ROUTES) == {str(route) for route in BanksRoute} - at_the_sale


def test_no_slip_shows_the_programmes_name_of_it() -> None:
    said = [words for both in ROUTES.values() for words in (both.zh, both.en)]
    assert not [words for words in said if "_" in words]
    assert len(set(said)) == len(said)


def test_each_fits_a_line_of_the_narrow_paper() -> None:
    for both in ROUTES.values():
        assert columns(f"FROM {mark(both, 'both')}") <= MM58.columns
        assert columns(f"FROM {both.en} OP 01") <= MM58.columns
        assert columns(f"途径 {both.zh} 操作员 01") <= MM58.columns
