"""The list of a diagnosis."""

from terminal.flows.steps import Steps
from terminal.messages import text


def shown(steps: Steps) -> list[str]:
    return [
        f"{row.text.say('en')}: {row.right.say('en') if row.right else ''}" for row in steps.rows()
    ]


def test_what_was_not_reached_says_so() -> None:
    steps = Steps("menu.check_line", ("connect", "echo", "sign_on"))
    steps.passed("connect")
    steps.failed("echo", text("fix.bank"))
    assert shown(steps) == ["Connect: ok", "Echo: FAILED", "Sign-on: not reached"]
    assert [line.say("en") for line in steps.advice] == ["Line is up: call the acquirer"]


def test_what_was_found_stands_in_place_of_ok() -> None:
    steps = Steps("menu.check_line", ("address",))
    steps.passed("address", "192.0.2.10:9583")
    assert shown(steps) == ["Address: 192.0.2.10:9583"]
    assert steps.advice == ()
