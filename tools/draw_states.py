"""Draw docs/states.md from the tables of terminal/states.py: `python -m tools.draw_states`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from terminal.messages import text
from terminal.states import (
    OPEN_SIGNATURES,
    PAYMENT_CHANGES,
    SIGNATURE_CHANGES,
    SLIP_CHANGES,
    Payment,
    Signature,
    SlipState,
)

PAGE = Path(__file__).parents[1] / "docs" / "states.md"

State = TypeVar("State", bound=StrEnum)

_OPENING = """\
# The three states of a transaction

Drawn from the tables in `terminal/states.py` by `python -m tools.draw_states`; a test fails when
this page is older than the tables.

Payment, slip and signature move independently. No change of one ever changes another: a sale that
nobody signs stays approved, a slip that does not print undoes nothing. A change that is not drawn
here is refused (`UnlawfulChangeError`), whoever asks for it.

Some states wait for transactions and routes that are still to come (refund, electronic
slips, the bank's review); their ways are lawful already, and nothing walks them yet. A sale
that was voided or refunded stays so when its batch is settled: only journals of before settled what
was VOIDED, and people are told VOIDED of it.
"""


def page() -> str:
    """The whole page."""
    sections = [
        _OPENING,
        "## Payment\n\nBegins as AUTHORISING, before anything leaves the terminal.\n",
        *_drawn("payment", PAYMENT_CHANGES, (Payment.AUTHORISING,)),
        "## Slip\n",
        *_drawn("slip", SLIP_CHANGES, (SlipState.NOT_PRINTED,)),
        "## Signature\n\nBegins as the card and the cardholder's verification say.\n",
        *_drawn("signature", SIGNATURE_CHANGES, (Signature.NOT_REQUIRED, Signature.UNSIGNED)),
        "Somebody still has to make good, and the screen counts as 待签名 / unsigned, what is\n"
        f"approved and {' or '.join(_sorted(OPEN_SIGNATURES))}.\n",
    ]
    return "\n".join(sections)


def _drawn(
    kind: str, changes: Mapping[State, frozenset[State]], first: tuple[State, ...]
) -> Iterator[str]:
    """A diagram, then the same as a table with the words on the screen."""
    arrows = [f"    [*] --> {state}" for state in first]
    arrows += [f"    {a} --> {b}" for a, after in changes.items() for b in _sorted(after)]
    yield "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```", ""])
    rows = ["| state | 中文 | English | may become |", "|---|---|---|---|"]
    for state, after in changes.items():
        words = text(f"{kind}.{state}")
        becomes = _listed(after) or "nothing else"
        rows.append(f"| {state} | {words.say('zh')} | {words.say('en')} | {becomes} |")
    yield "\n".join([*rows, ""])


def _listed(states: frozenset[State]) -> str:
    return ", ".join(_sorted(states))


def _sorted(states: frozenset[State]) -> list[State]:
    """In the order of their own table, so that the page never changes by itself."""
    return [
        state for kind in {type(state) for state in states} for state in kind if state in states
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
