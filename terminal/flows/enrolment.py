"""留存签名: a cardholder lets the bank keep a signature for later sales here, or takes it back.

Whose card it is the bank knows by a transaction of that card; no card number travels (816). What
was agreed to, or that it is over, the cardholder takes along on paper.
"""

from __future__ import annotations

from terminal import slips
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.notice import Confirm
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look, Now, RecordDevice
from terminal.entry import Entry
from terminal.events import HandOnFile
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.printing import print_copies
from terminal.flows.recover import recover
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.told import nothing_to_do, tell, warn, working
from terminal.journal import Book
from terminal.messages import plain, text
from terminal.screen import Screen, Tone
from terminal.states import Signature
from wire.resign_messages import ENROL, EnrolAnswer, EnrolQuestion

CONSENT = ("enrol.consent.1", "enrol.consent.2", "enrol.consent.3")
FORGET = ("enrol.forget.1",)


async def enrol(config: Config) -> None:
    """Keep the signature of a signed sale, once the cardholder has said yes to it."""
    await _ask_bank(config, "enrol.title", CONSENT, withdraw=False)


async def withdraw(config: Config) -> None:
    """Forget what is kept for the card of a sale."""
    await _ask_bank(config, "enrol.withdraw", FORGET, withdraw=True)


async def _ask_bank(
    config: Config, title_id: str, lines: tuple[str, ...], *, withdraw: bool
) -> None:
    title = text(title_id)
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    entry = await _picked(config, title_id, withdraw=withdraw)
    if entry is None:
        return
    said = (*map(text, lines), plain(entry.pan.masked))
    screen = Screen(title, lines=said, hint=text("hint.yes_no"), tone=Tone.ATTENTION)
    if await Ask(Confirm(screen), within_s=config.waits.ask_s) is not True:
        return
    await working(title, text("status.wait"))
    question = EnrolQuestion(entry.key.batch, entry.key.trace, 1 if withdraw else None)
    try:
        answer = await ask_privately(config, ENROL, question, EnrolAnswer)
    except HostFault as fault:
        await warn(config, title, text(f"host.{fault.trouble}"), text("line.check"))
        return
    if isinstance(answer, Denied):
        await warn(config, title, text("enrol.refused"), text("sale.code", code=answer.code))
        return
    operator = (await Look()).terminal.operator or config.operator_at_power_on
    on_file = HandOnFile(entry.key, operator, await Now(), answer.until)
    await RecordDevice(on_file)
    until = f"{answer.until:%Y-%m-%d}" if answer.until else ""
    done = text("enrol.done", until=until) if until else text("enrol.forgotten")
    await tell(config, title, done, tone=Tone.GOOD)
    await print_copies(config, (slips.on_file(config, entry, on_file),))


async def _picked(config: Config, title_id: str, *, withdraw: bool) -> Entry | None:
    entries = tuple(_known(await Look(), withdraw=withdraw))
    if not entries:
        await nothing_to_do(config, title_id, "enrol.none")
        return None
    chosen = await Ask(PickEntry(text(title_id), entries), within_s=config.waits.ask_s)
    return None if isinstance(chosen, NoAnswer) else (await Look())[chosen]


def _known(book: Book, *, withdraw: bool) -> list[Entry]:
    """Newest first: what is signed at the bank; to forget, whatever has a card."""
    return [e for e in book.newest() if withdraw or e.signature is Signature.UPLOADED]
