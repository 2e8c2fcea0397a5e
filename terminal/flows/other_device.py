"""Signing on a phone (OTHER_DEVICE): a one-time link is printed, the drawing is watched here.

811 opens the link, 812 tells what is drawn and how it ended; the bank takes the signature once.
"""

from __future__ import annotations

from receipts.signature import Point, Strokes
from receipts.slip import Cut, Document, Feed, Qr
from receipts.slip import Text as Words
from terminal import host
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.other_device import WatchPhone
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look, Now, Record
from terminal.entry import AttemptOutcome, Entry, Route
from terminal.events import Forgotten, SignedElsewhere
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.printing import print_copies
from terminal.flows.recover import recover
from terminal.flows.resign import offer_slip, refusal_of
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.signature import ended
from terminal.flows.status_home import made_elsewhere
from terminal.flows.supervisor import may_resign
from terminal.flows.told import nothing_to_do, tell, warn, working
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

POLL_S = 3
"""A hand draws no more in it than one answer holds (wire.resign_messages, MAX_POINTS)."""
POLLS = 240
"""Twelve minutes: a link lasts ten."""
OPEN, USED = "OPEN", "USED"


async def sign_on_a_phone(config: Config) -> None:
    """Pick, print the link, watch, and write down what the bank took."""
    title = text("phone.title")
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    entry = await _picked(config)
    if entry is None:
        return
    if refusal := await refusal_of(config, entry, Route.OTHER_DEVICE):
        await warn(config, title, *refusal)
        return
    link = await _link(config, entry) if await may_resign(config, entry) else None
    if link is None or not await print_copies(config, (link_slip(link),)):
        return
    last = await watch(config, entry, link)
    if last is not None and last.state == USED:
        await _take_home(config, entry, last)
        return
    outcome = AttemptOutcome.CANCELLED if last is None else AttemptOutcome.WALKED_AWAY
    forgotten = await ended(config, entry, Route.OTHER_DEVICE, outcome)
    await Record(Forgotten(entry.key, forgotten.attempt))
    await warn(config, title, text("phone.over"), text("sign.open"))


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


async def watch(config: Config, entry: Entry, link: LinkAnswer) -> PollAnswer | None:
    """Show what is drawn until the link has ended; None after CANCEL, which revokes it."""
    points: Points = ()
    version, last = 0, PollAnswer(OPEN, 0, 0, ())
    for _ in range(POLLS):
        dialogue = WatchPhone(
            config.currency.screen(entry.amount_minor),
            entry.pan.masked,
            host.code_of(entry),
            strokes_of(points),
        )
        revoked = await Ask(dialogue, within_s=POLL_S) is NoAnswer.CANCELLED
        question = PollQuestion(link.token, version, len(points), 1 if revoked else None)
        try:
            answer = await ask_privately(config, POLL_LINK, question, PollAnswer)
        except HostFault:
            answer = last
        if isinstance(answer, Denied):
            return last
        if answer.state == OPEN and not revoked:
            points = (*points[: answer.seen], *answer.points)
            version, last = answer.version, answer
            continue
        return answer if answer.state == USED or not revoked else None
    return last


def strokes_of(points: Points) -> Strokes:
    """Points as they came, cut where the pen was lifted."""
    strokes: list[list[Point]] = []
    for x, y, begins in points:
        if begins or not strokes:
            strokes.append([])
        strokes[-1].append(Point(x, y))
    return tuple(tuple(stroke) for stroke in strokes)


async def _picked(config: Config) -> Entry | None:
    entries = tuple((await Look()).unsigned())
    if not entries:
        await nothing_to_do(config, "phone.title", "resign.none")
        return None
    pick = PickEntry(text("list.unsigned"), entries)
    chosen = await Ask(pick, within_s=config.waits.ask_s)
    return None if isinstance(chosen, NoAnswer) else (await Look())[chosen]


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
        code = text("sale.code", code=answer.code)
        await warn(config, title, text("phone.refused"), code)
        return None
    return answer


async def _take_home(config: Config, entry: Entry, last: PollAnswer) -> None:
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
        return
    entry = await Record(SignedElsewhere(key, attempt, await Now()))
    at = text("resign.stored", at=f"{attempt.at:%H:%M:%S}")
    await tell(config, text("sign.done"), at, text("resign.paid"), tone=Tone.GOOD)
    await offer_slip(config, entry)
