"""签到: the terminal signs on to the bank and takes its working keys."""

from __future__ import annotations

from datetime import timedelta

from terminal import host, host_answers
from terminal.config import Config
from terminal.effects import Exchange, HasWorkingKeys, LoadWorkingKeys, Look, Now, RecordDevice
from terminal.events import SignedOn, TraceTaken
from terminal.faults import HostFault
from terminal.flows.exchange import note_announced
from terminal.flows.retention import erase_old_handwriting
from terminal.flows.told import tell, warn, working
from terminal.messages import both, text
from terminal.screen import Tone
from wire import iso8583, response_codes


async def sign_on_when_due(config: Config) -> bool:
    """Sign on where no keys are there or they are a day old (1.5); False when that failed."""
    book = await Look()
    since = book.terminal.signed_on_at
    if since is not None and await HasWorkingKeys():
        now = await Now()
        if now - since < timedelta(hours=config.sign_on_every_h):
            return True
    return await sign_on(config, quiet=True)


async def sign_on(config: Config, *, quiet: bool = False) -> bool:
    """Exchange 0800/0810; True when the keys are in. `quiet` says nothing of a success."""
    title = text("sign_on.title")
    await working(title, text("sign_on.wait"))
    book = await Look()
    trace = book.terminal.next_trace
    await RecordDevice(TraceTaken(trace, await Now()))
    request = host.sign_on_request(
        config, book.terminal.batch, trace, book.terminal.operator or config.operator_at_power_on
    )
    try:
        heard = await Exchange(
            host.framed(config, iso8583.encode(request)),
            host.answer_key(config, request),
            config.waits.host_s,
        )
    except HostFault as fault:
        where = (fault.detail,) if fault.detail else ()
        await warn(config, title, text(f"host.{fault.trouble}"), *where, text("line.check"))
        return False
    answer = heard.message
    code = answer.text(39)
    if code != "00":
        meaning = response_codes.lookup(code)
        await warn(config, title, both(meaning.zh, meaning.en), text("sale.code", code=code))
        return False
    keys = answer.get(62)
    if not isinstance(keys, bytes) or not await LoadWorkingKeys(keys):
        await warn(config, title, text("sign_on.bad_keys"))
        return False
    await note_announced(heard)
    batch = host_answers.host_batch(answer)
    await RecordDevice(SignedOn(batch, await Now()))
    await erase_old_handwriting(config)  # once a day, also where nobody ever switches off
    if not quiet:
        done = text("sign_on.batch", batch=f"{batch:06d}")
        await tell(config, title, text("sign_on.done"), done, tone=Tone.GOOD)
    return True
