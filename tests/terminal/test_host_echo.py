"""The echo message."""

from terminal.config import Config
from terminal.host_echo import echo_request
from wire.cup_fields import Field60


def test_it_says_who_asks_and_nothing_else() -> None:
    request = echo_request(Config(), 7, 12)
    assert request.mti == "0820"
    assert sorted(request.fields) == [11, 41, 42, 60]
    assert request.text(11) == "000012"
    said = Field60.decode(request.text(60))
    assert request.text(60).startswith("00")
    assert (said.batch, request.text(60)[8:11]) == ("000007", "301")
