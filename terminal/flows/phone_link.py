"""One signature on a phone: a one-time link as a code on the screen, the drawing watched live.

811 opens the link, 812 tells what is drawn and how it ended; the bank takes the signature once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from receipts.signature import Point, Strokes
from receipts.slip import Cut, Document, Feed, Qr
from receipts.slip import Text as Words
from terminal import host
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.other_device import PrintWanted, WatchPhone
from terminal.dialogues.signature import voucher
from terminal.effects import Ask, Look, Now, Record
from terminal.entry import AttemptOutcome, Entry, Route
from terminal.events import Forgotten, LinkOpened, SignedElsewhere
from terminal.faults import HostFault
from terminal.flows.denied import why_denied
from terminal.flows.exchange import Denied, ask_privately, ask_under, take_trace
from terminal.flows.printing import print_copies
from terminal.flows.signature import ended
from terminal.flows.status_home import made_elsewhere
from terminal.flows.told import tell, warn, working
from terminal.messages import text
from terminal.screen import Tone
from wire.resign_messages import (
    ASK_LINK,
    POLL_LINK,
    LinkAnswer,
    LinkQuestion,
    Points,
    PollAnswer,
    PollQuestion,
    Status,
)

QUIET_S, DRAWING_S = 1.0, 0.3
"""Between two looks: while nothing moves on the phone, and while a hand draws. A drawing that grows
three times a second looks alive; a look is about 100 bytes up and 100 down, and 3 more for each
point: 0.2 kB/s while nothing moves, 0.7 kB/s while a hand draws. The bank does not hold an answer
back until there is something to tell: keys are dead while it is asked, and CANCEL must not be."""
STILL_LOOKS = 10
"""So many looks without a new point, three seconds, and the hand has stopped."""
FAULT_S = 3.0
"""After a look without an answer: time for a CANCEL, and for the line."""
ANSWER_S = 5
"""A look that takes longer than this is better asked again; nothing depends on one."""
FAULTS = 4
"""Looks in a row without an answer, half a minute: the line is gone, and the pad is here."""
LOOKS = 2_400
"""A link lasts ten minutes: more looks than its quickest rhythm makes of them."""
OPEN, USED = "OPEN", "USED"


@dataclass(frozen=True, slots=True)
class Watched:
    """How the watching ended: the bank's last word where the link was used, else the outcome."""

    last: PollAnswer | None
    outcome: AttemptOutcome = AttemptOutcome.SIGNED


async def sign_by_phone(config: Config, entry: Entry) -> Entry:
    """Show the link and watch it; the entry as it is then, signed where the bank took it.

    Without a link nothing was tried; one that ended unsigned is an attempt that is kept.
    """
    link = await _link(config, entry)
    if link is None:
        return entry
    watched = await _Watch(config, entry, link).until_over()
    if watched.last is not None:
        return await _take_home(config, entry, watched.last)
    forgotten = await ended(config, entry, Route.OTHER_DEVICE, watched.outcome)
    operator = (await Look()).terminal.operator or config.operator_at_power_on
    entry = await Record(Forgotten(entry.key, replace(forgotten.attempt, operator=operator)))
    await tell(config, text("phone.title"), text("phone.over"), tone=Tone.ATTENTION)
    return entry


def link_slip(link: LinkAnswer) -> Document:
    """What the cardholder scans, or types."""
    title = "手机签名 SIGN ON A PHONE"
    until = f"{link.expires_at:%H:%M}"
    blocks = (
        Words(title),
        Qr(link.url),
        Words(link.url),
        Words(f"至 UNTIL {until}"),
        Feed(),
        Cut(),
    )
    return Document(blocks, title)


def strokes_of(points: Points) -> Strokes:
    """Points as they came, cut where the pen was lifted."""
    strokes: list[list[Point]] = []
    for x, y, begins in points:
        if begins or not strokes:
            strokes.append([])
        strokes[-1].append((x, y))
    return tuple(tuple(stroke) for stroke in strokes)


class _Watch:
    """What has been seen of one link so far, and how it is looked at."""

    def __init__(self, config: Config, entry: Entry, link: LinkAnswer) -> None:
        waits = replace(config.waits, host_s=min(ANSWER_S, config.waits.host_s))
        self._config, self._looking = config, replace(config, waits=waits)
        self._entry, self._link = entry, link
        self._points: Points = ()
        self._version = 0
        self._still = STILL_LOOKS
        self._faults = 0
        self._trace: int | None = None

    async def until_over(self) -> Watched:
        """Look until the link has ended, CANCEL revokes it, or the line is gone."""
        for _ in range(LOOKS):
            said = await Ask(self._dialogue(), within_s=self._pause_s, counted=False)
            if isinstance(said, PrintWanted):
                await print_copies(self._config, (link_slip(self._link),))
                continue
            revoked = said is NoAnswer.CANCELLED
            answer = await self._look(revoked=revoked)
            if isinstance(answer, PollAnswer) and answer.state == USED:
                return Watched(answer)
            if revoked:
                return Watched(None, AttemptOutcome.CANCELLED)
            if isinstance(answer, HostFault):
                self._faults += 1
                if self._faults == FAULTS:
                    break
            elif isinstance(answer, Denied) or answer.state != OPEN:
                return Watched(None, AttemptOutcome.WALKED_AWAY)
            else:
                self._see(answer)
        return Watched(None, AttemptOutcome.LINK_LOST)

    def _dialogue(self) -> WatchPhone:
        return WatchPhone(
            self._config.currency.screen(self._entry.amount_minor),
            self._entry.pan.masked,
            host.code_of(self._entry),
            self._link.url,
            f"{self._link.expires_at:%H:%M}",
            voucher(self._entry.key.trace),
            self._faults > 0,
            strokes_of(self._points),
        )

    @property
    def _pause_s(self) -> float:
        if self._faults:
            return FAULT_S
        return QUIET_S if self._still >= STILL_LOOKS else DRAWING_S

    async def _look(self, *, revoked: bool) -> PollAnswer | Denied | HostFault:
        """A look changes nothing at the bank, so those that are answered share a trace.

        After one without an answer the next has another: a late answer fits nothing any more.
        """
        if self._trace is None or revoked:
            self._trace = await take_trace()
        question = PollQuestion(
            self._link.token, self._version, len(self._points), 1 if revoked else None
        )
        try:
            return await ask_under(self._looking, self._trace, POLL_LINK, question, PollAnswer)
        except HostFault as fault:
            self._trace = None
            return fault

    def _see(self, answer: PollAnswer) -> None:
        moved = bool(answer.points) or answer.version != self._version
        self._still = 0 if moved else self._still + 1
        self._faults = 0
        self._points = (*self._points[: answer.seen], *answer.points)
        self._version = answer.version


async def _link(config: Config, entry: Entry) -> LinkAnswer | None:
    title = text("phone.title")
    await working(title, text("status.wait"))
    question = LinkQuestion(entry.key.batch, entry.key.trace)
    try:
        answer = await ask_privately(config, ASK_LINK, question, LinkAnswer)
    except HostFault as fault:
        await warn(config, title, text(f"host.{fault.trouble}"), text("line.check"))
        return None
    if isinstance(answer, Denied):
        await warn(config, title, text("phone.refused"), *why_denied(answer.code))
        return None
    await Record(LinkOpened(entry.key, answer.expires_at, await Now()))
    return answer


async def _take_home(config: Config, entry: Entry, last: PollAnswer) -> Entry:
    """The bank has it: one commit here, as there."""
    key = entry.key
    status = Status(
        *(key.batch, key.trace, "APPROVED", "SIGNED"),
        at=last.at,
        route=Route.OTHER_DEVICE,
        image_digest=last.image_digest,
    )
    attempt = made_elsewhere(entry, status)
    if attempt is None:
        return entry
    entry = await Record(SignedElsewhere(key, attempt, await Now()))
    at = text("resign.stored", at=f"{attempt.at:%H:%M:%S}")
    await tell(config, text("sign.done"), at, text("resign.paid"), tone=Tone.GOOD)
    return entry
