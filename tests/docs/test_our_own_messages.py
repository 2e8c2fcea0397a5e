"""docs/attach-a-host.md lists our own messages, elements and routes as the sources have them."""

from __future__ import annotations

from acquirer.dialect import SAID_BY_TERMINALS
from tests.docs.pages import page, table
from wire import resign_messages, slip_tags
from wire.resign_messages import (
    ASK_LINK,
    COMPLETE,
    ENROL,
    FETCH,
    POLL_LINK,
    SEND_SLIP,
    STATUS,
    USE_CODE,
)
from wire.tlv import tag_name

PAGE = "attach-a-host.md"


def test_every_message_of_ours_stands_there() -> None:
    listed = [row[0] for row in table(PAGE, "60.3")]
    ours = [STATUS, ASK_LINK, POLL_LINK, FETCH, USE_CODE, COMPLETE, ENROL, SEND_SLIP]
    assert listed == ours
    assert f"up to {resign_messages.MAX_ASKED} keys" in page(PAGE)
    for network in (resign_messages.PARAMETERS, resign_messages.PARAMETERS_TAKEN):
        assert f"`00...{network}`" in page(PAGE)


def test_every_element_of_ours_stands_there() -> None:
    ours = (slip_tags.ROUTE, slip_tags.GENERATION, slip_tags.STROKES_DIGEST, slip_tags.DEVICE_MAC)
    assert [row[0] for row in table(PAGE, "element")] == [tag_name(tag) for tag in ours]


def test_every_route_a_terminal_may_name_stands_there() -> None:
    routes = next(row[1] for row in table(PAGE, "element") if row[0] == "FF90")
    assert {word.strip(",.") for word in routes.split() if word.strip(",.").isupper()} - {
        "ASCII:"
    } == set(SAID_BY_TERMINALS)
