"""Everything that can go wrong between the bank and a terminal, on purpose and at run time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock


class Mishap(StrEnum):
    """What happens to one message, or to its answer."""

    REQUEST_LOST = "REQUEST_LOST"
    """The bank never sees the request and books nothing."""
    ANSWER_LOST = "ANSWER_LOST"
    LATE = "LATE"
    WRONG_MAC = "WRONG_MAC"
    CLOSED = "CLOSED"
    """The connection is closed instead of an answer; the request was booked."""
    GARBAGE = "GARBAGE"
    STRANGER_FIRST = "STRANGER_FIRST"
    """The answer to somebody else's trace comes before the right one."""
    TWICE = "TWICE"
    SIGN_ON_AGAIN = "SIGN_ON_AGAIN"
    """The answer's header asks the terminal to sign on again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Bytes for the connection the request came on, so many seconds after it."""

    data: bytes
    after_s: float = 0
    close_after: bool = False


# LEN 0xFFFF is over every limit, so no parser of ours takes it for the beginning of a frame.
GARBAGE = bytes.fromhex("FFFF") + b"this is not a message"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One mishap with its measure: `after_s` of a late answer, `code` of a refusal."""

    mishap: Mishap | None = None
    after_s: float = 0
    code: str = ""


NO_TROUBLE = Trouble()


@dataclass(slots=True)
class _Planned:
    trouble: Trouble
    mti: str
    times: int


class Faults:
    """What the desk or a script orders: for the next messages, or until told otherwise.

    Every `..._next` takes how many messages it is for, and may be bound to one message type
    (`mti`, for example "0400"). Safe to call from any thread.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._planned: list[_Planned] = []
        self._watchers: list[Callable[[], None]] = []
        self._refusing = False
        self.silent = False
        self.slow_by_s = 0.0

    def silent_next(self, times: int = 1, mti: str = "") -> None:
        """Lose the next requests before the bank sees them."""
        self._plan(Trouble(Mishap.REQUEST_LOST), times, mti)

    def lose_answer_next(self, times: int = 1, mti: str = "") -> None:
        """Book the next requests and lose the answers."""
        self._plan(Trouble(Mishap.ANSWER_LOST), times, mti)

    def slow_next(self, times: int = 1, mti: str = "", by_s: float = 90) -> None:
        """Answer the next requests `by_s` seconds late."""
        self._plan(Trouble(Mishap.LATE, after_s=by_s), times, mti)

    def wrong_mac_next(self, times: int = 1, mti: str = "") -> None:
        """Spoil the MAC of the next answers."""
        self._plan(Trouble(Mishap.WRONG_MAC), times, mti)

    def close_next(self, times: int = 1, mti: str = "") -> None:
        """Book the next requests and close the connection instead of answering."""
        self._plan(Trouble(Mishap.CLOSED), times, mti)

    def garbage_next(self, times: int = 1, mti: str = "") -> None:
        """Book the next requests and answer bytes that make no message."""
        self._plan(Trouble(Mishap.GARBAGE), times, mti)

    def refuse_next(self, code: str, times: int = 1, mti: str = "") -> None:
        """Refuse the next requests with this response code, booking nothing."""
        self._plan(Trouble(code=code), times, mti)

    @property
    def waiting(self) -> tuple[object, ...]:
        """What was ordered for next messages and has met none yet, oldest first."""
        with self._lock:
            return tuple(self._planned)

    @property
    def refusing(self) -> bool:
        """True while nobody can connect."""
        return self._refusing

    @refusing.setter
    def refusing(self, refusing: bool) -> None:
        self._refusing = refusing
        for watcher in self._watchers:
            watcher()

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` whenever `refusing` was set, in the thread that set it."""
        self._watchers.append(watcher)

    def clear(self) -> None:
        """Let all be well again."""
        with self._lock:
            self._planned.clear()
        self.silent, self.slow_by_s = False, 0.0
        self.refusing = False

    def take(self, mti: str) -> Trouble:
        """What is to happen to a message of this type; a planned mishap is used up by it."""
        if self.silent:
            return Trouble(Mishap.REQUEST_LOST)
        with self._lock:
            for planned in self._planned:
                if planned.mti in ("", mti):
                    planned.times -= 1
                    if planned.times <= 0:
                        self._planned.remove(planned)
                    return planned.trouble
        return Trouble(Mishap.LATE, after_s=self.slow_by_s) if self.slow_by_s else NO_TROUBLE

    def _plan(self, trouble: Trouble, times: int, mti: str) -> None:
        with self._lock:
            self._planned.append(_Planned(trouble, mti, times))
