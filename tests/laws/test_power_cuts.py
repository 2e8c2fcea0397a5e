"""Law 2: the power may go between any two effects of any flow, and again during recovery.

Afterwards the bank holds money for a sale if and only if the journal says so, and no signature is
lost or doubled.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import pytest

from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.counter import Counter, Step

SALE = ("keys 1200 ENTER", "swipe unionpay_credit_signature")
FORGOTTEN = (*SALE, "leave")
CALLED = "99 ENTER 9999 ENTER"
"""The supervisor, who lets a cashier do it."""
WRONG_PINS = ("keys F1 8 1 01 ENTER 1 2 3 4 ENTER ENTER 5678 ENTER ENTER 9012 ENTER", "leave")
ENROLLED = (
    *("push auto_enrolled 1", *SALE, "sign", "leave", "keys F1 5", "leave"),
    *("keys F1 8 7 ENTER ENTER", "leave"),
)
LOST = ("lose answer", *SALE, "fair", "leave")
STORIES: dict[str, tuple[Step, ...]] = {
    "signed sale": (*SALE, "sign", "leave"),
    "forgotten": FORGOTTEN,
    "with PIN": ("keys 990 ENTER", "swipe unionpay_debit_pin", "keys 123456 ENTER", "leave"),
    "upload with the next": (*SALE, "sign", "leave", *SALE, "sign", "leave"),
    "answer lost": ("lose answer", *SALE, "fair", "leave"),
    "request lost": ("lose request", *SALE, "fair", "leave"),
    "line down for long": ("lose answer", *SALE, "leave", *SALE, "fair", "leave", *SALE, "leave"),
    "re-sign last": (*FORGOTTEN, "keys F2", "sign", "leave"),
    "re-sign selected": (*FORGOTTEN, "keys F1 2 2 ENTER ENTER", "sign", "leave"),
    "re-sign unanswered": (*FORGOTTEN, "lose answer", "keys F2", "sign", "leave", "fair"),
    "reprint": (*FORGOTTEN, "keys F1 4 1", "leave"),
    "query": (*FORGOTTEN, "keys F1 3 ENTER F1", "leave"),
    "signed elsewhere": (*FORGOTTEN, "phone", "keys F1 2 5", "leave", *SALE, "sign", "leave"),
    "void": (*SALE, "sign", "leave", f"keys F1 9 1 ENTER ENTER {CALLED}", "sign", "leave"),
    "void unsigned": (*FORGOTTEN, f"keys F1 9 1 ENTER ENTER {CALLED}", "leave"),
    "void unanswered": (
        *FORGOTTEN,
        "lose answer",
        f"keys F1 9 1 ENTER ENTER {CALLED}",
        "fair",
        "leave",
    ),
    "settlement": (
        *SALE,
        "sign",
        "leave",
        f"keys F1 6 ENTER {CALLED}",
        "leave",
        *SALE,
        "sign",
        "leave",
    ),
    "settled unsigned": (
        *FORGOTTEN,
        f"keys F1 6 ENTER ENTER ENTER ENTER {CALLED}",
        "leave",
        "keys F1 2 1",
    ),
    "settlement unanswered": (
        *SALE,
        "sign",
        "leave",
        "lose answer",
        f"keys F1 6 ENTER {CALLED}",
        "fair",
    ),
    "support code": (*FORGOTTEN, "agent", "keys F1 2 4 ENTER", "code", "sign", "leave"),
    "with the bank": (
        *(*FORGOTTEN, "agent", "keys F1 2 7 ENTER ENTER ENTER", "code", "keys ENTER", "sign"),
        "leave",
    ),
    "signed on a phone": (*FORGOTTEN, "keys F1 2 6 ENTER", "scan", "leave"),
    "redo": (*LOST, "keys F1 9 2 ENTER ENTER", "swipe visa", "sign", "leave"),
    "redo unsigned": (*LOST, *SALE, "keys ENTER", "leave"),
    "redo unanswered": (*LOST, "lose answer", "keys F1 9 2 ENTER ENTER", "fair", "leave"),
    "redo twice": (*LOST, *SALE, "keys ENTER", "sign", "leave", *SALE, "keys CANCEL", "leave"),
    "a phone at the prompt": (*SALE, "keys F1", "scan", "leave"),
    "a phone and then the pad": (*SALE, "keys F1", "keys CANCEL", "leave", "keys F2", "sign"),
    "for another": ("elsewhere", "keys F1 2 3", "reference", "keys ENTER", "sign", "leave"),
    "for another, unanswered": (
        *("elsewhere", "keys F1 2 3", "reference", "lose answer", "keys ENTER", "sign", "leave"),
        *("fair", *SALE, "sign", "leave"),
    ),
    "waived by rule": ("push auto_limit_minor 5000", "keys F1 5", "leave", *SALE, "leave"),
    "signed by enrolment": (*ENROLLED, *SALE, "leave"),
    "parameters pushed": ("push redos 1", *SALE, "sign", "leave", *SALE, "leave"),
    "slip sent": ("paper out", *SALE, "sign", "keys CANCEL ENTER ENTER", "leave"),
    "sign on": ("keys F1 5", "leave"),
    "log in": ("keys F1 8 1 01 ENTER 1111 ENTER", "leave"),
    "wrong PINs": (*WRONG_PINS, "keys F1 8 1 01 ENTER", "leave"),
    "daily check": (*FORGOTTEN, "day", "keys F1 5", "leave", "keys F1 4 4 F1", "leave"),
    "forgotten by whom": (*FORGOTTEN, f"keys F1 4 5 {CALLED} F1", "leave"),
    "diagnosis": ("keys F1 7 1 ENTER", "keys F1 7 2 ENTER ENTER", "leave", "keys F1 7 4", "leave"),
    "training": (*FORGOTTEN, "keys F1 8 6 00 ENTER 0000 ENTER ENTER", *SALE, "sign", "leave"),
    "training left": ("keys F1 8 6 00 ENTER 0000 ENTER ENTER", *FORGOTTEN, "keys F4", *FORGOTTEN),
    "own PIN": ("keys F1 8 2 1111 ENTER 2222 ENTER 2222 ENTER", "leave"),
    "operator added": ("keys F1 8 3 00 ENTER 0000 ENTER 07 ENTER 4711 ENTER 4711 ENTER", "leave"),
    "unlocked": (*WRONG_PINS, "keys F1 8 5 00 ENTER 0000 ENTER 01 ENTER", "leave"),
}
SHORT = ("signed sale", "re-sign unanswered", "own PIN", "for another")
"""Where every single moment is cut, the whole of them takes a second or two."""
AT_A_DESK = (*SHORT, "forgotten", "answer lost", "re-sign last", "void", "settlement", "redo")
"""Cut before every commit; all the others are in the long suite."""


def at_once(some: tuple[str, ...]) -> list[Any]:
    """All stories, those that are not among `some` in the long suite."""
    return [pytest.param(s, marks=[] if s in some else [pytest.mark.slow]) for s in STORIES]


LONGEST = 400
"""More moments (before and after each effect) than any story has."""

pytestmark = pytest.mark.usefixtures("_cheap")


@pytest.fixture
def _cheap(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level("CRITICAL", "acquirer")
    with cheap_pictures():
        yield


def shared_moments(story: str) -> int:
    """The moments this story has in common with one before it: a cut there is the same cut."""
    steps, names = STORIES[story], list(STORIES)
    earlier = [STORIES[name] for name in names[: names.index(story)]]
    longest = max((_alike(steps, others) for others in earlier), default=0)
    counter = Counter()
    counter.play(steps[:longest], None)
    return counter.fuse.seen


def _alike(steps: tuple[Step, ...], others: tuple[Step, ...]) -> int:
    """How many steps both begin with."""
    pairs = zip(steps, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def cut_counters(story: str) -> Iterator[tuple[int, Counter]]:
    """A counter for each moment of the story, just unplugged there."""
    for cut in range(LONGEST):
        with cheap_pictures():  # anew, so that every run is the same
            counter = Counter()
            if not counter.play(STORIES[story], cut):
                return
            yield cut, counter
    raise AssertionError(f"{story} has more than {LONGEST} moments")


def cuts_that_differ(story: str, first: int = 0) -> Iterator[tuple[int, Counter]]:
    """As `cut_counters`, but of moments that leave the same behind only the first."""
    whole = Counter()
    whole.play(STORIES[story], None)
    for cut in whole.fuse.differing:
        if cut >= first:
            counter = Counter()
            assert counter.play(STORIES[story], cut)
            yield cut, counter


@pytest.mark.parametrize("story", STORIES)
def test_unharmed_the_story_ends_in_agreement(story: str) -> None:
    counter = Counter()
    assert not counter.play(STORIES[story], None)
    assert counter.agreement() == []


@pytest.mark.parametrize("story", at_once(AT_A_DESK))
def test_a_power_cut_before_or_after_any_effect_ends_in_agreement(story: str) -> None:
    wrong, tried = {}, 0
    for cut, counter in cuts_that_differ(story, shared_moments(story)):
        tried += 1
        counter.recover()
        if found := counter.agreement():
            wrong[cut] = found
    assert wrong == {}
    assert tried > 0


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES)
def test_a_second_cut_anywhere_in_recovery_ends_in_agreement(story: str) -> None:
    wrong = {}
    for first, whole in cuts_that_differ(story, shared_moments(story)):
        whole.recover()
        for second in whole.fuse.differing:
            counter = Counter()
            counter.play(STORIES[story], first)
            assert counter.recover(second)
            counter.recover()
            if found := counter.agreement():
                wrong[first, second] = found
    assert wrong == {}


@pytest.mark.parametrize("story", at_once(SHORT))
def test_a_cut_ends_as_the_one_before_it_that_left_the_same_behind(story: str) -> None:
    with cheap_pictures():
        whole = Counter()
        whole.play(STORIES[story], None)
    differing = whole.fuse.differing
    ends: dict[int, set[object]] = {}
    for cut, counter in cut_counters(story):
        counter.recover()
        counter.agreement()
        same = max(moment for moment in differing if moment <= cut)
        ends.setdefault(same, set()).add((tuple(counter.journal.book), counter.bank.store.head()))
    assert list(ends) == differing
    assert max(len(different) for different in ends.values()) == 1
    assert len(ends) > 2


def test_a_flow_that_records_after_sending_is_caught() -> None:
    from tests.laws.mutants import reversal_saved_after_sending

    with reversal_saved_after_sending():
        found = []
        for _, counter in cut_counters("signed sale"):
            counter.recover()
            found += counter.agreement()
    assert found
