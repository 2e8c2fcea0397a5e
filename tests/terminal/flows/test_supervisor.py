"""What needs a supervisor."""

from terminal.flows.supervisor import supervisor_agrees
from tests.terminal.flows.stage import Stage


def test_the_door_asks_nobody_as_long_as_everybody_may() -> None:
    stage = Stage()
    assert stage.run(supervisor_agrees()) is True
    assert stage.performed == []
