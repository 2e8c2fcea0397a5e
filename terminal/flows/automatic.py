"""自动签名: the terminal completes the signature step by itself where rule or enrolment allow it.

The bank decides and keeps the enrolled signature (815); no handwriting is stored here. Any fault on
the way leaves the transaction unsigned, with a reason, and never passes for a signature.
"""

from __future__ import annotations

from dataclasses import replace

from terminal import host
from terminal.config import Config
from terminal.effects import Now, Record
from terminal.entry import SALE, AttemptOutcome, Entry, Route
from terminal.events import Forgotten, SignedElsewhere, Waived
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.signature import ended
from terminal.flows.status_home import attempt_at
from terminal.flows.told import warn, working
from terminal.messages import text
from wire.resign_messages import COMPLETE, CompleteAnswer, CompleteQuestion

LIMIT, ENROLLED = "LIMIT", "ENROLLED"
NOT_ENROLLED = "25"
_WHY = {"54": "EXPIRED", "22": "REFUSED", "30": "REFUSED", "65": "REFUSED", "A7": "REFUSED"}
"""F39 of a refusal; every other is a trouble of the system."""


async def complete_by_itself(config: Config, entry: Entry) -> Entry | None:
    """The entry, completed or with the attempt that failed; None: it is to be signed on the pad."""
    rules = config.signature
    is_under = entry.amount_minor <= rules.auto_limit_minor
    if entry.kind != SALE or not (is_under or rules.auto_enrolled):
        return None
    await working(text("auto.title"), text("status.wait"))
    question = CompleteQuestion(entry.key.batch, entry.key.trace, rules.auto_limit_minor)
    try:
        answer = await ask_privately(config, COMPLETE, question, CompleteAnswer)
    except HostFault:
        return await _failed(config, entry, "NETWORK")
    if isinstance(answer, Denied):
        if answer.code == NOT_ENROLLED and not is_under:
            return None
        return await _failed(config, entry, _WHY.get(answer.code, "SYSTEM"))
    return await _completed(config, entry, answer)


async def _completed(config: Config, entry: Entry, answer: CompleteAnswer) -> Entry:
    key, now = entry.key, await Now()
    if answer.state == LIMIT:
        waived = attempt_at(entry, Route.AUTO, answer.at, AttemptOutcome.WAIVED)
        return await Record(Waived(key, waived, now, config.signature.auto_limit_minor))
    if answer.state != ENROLLED or not answer.image_digest:
        return await _failed(config, entry, "SYSTEM")
    signed = replace(
        attempt_at(entry, Route.AUTO, answer.at, AttemptOutcome.SIGNED),
        feature_code=host.code_of(entry),
        image_digest=answer.image_digest,
    )
    return await Record(SignedElsewhere(key, signed, now))


async def _failed(config: Config, entry: Entry, why: str) -> Entry:
    """Written down before the slip says UNSIGNED; it waits for a re-sign like any other."""
    failed = await ended(config, entry, Route.AUTO, AttemptOutcome.AUTO_FAILED)
    entry = await Record(Forgotten(entry.key, replace(failed.attempt, why=why)))
    await warn(config, text("auto.failed"), text(f"auto.{why}"), text("sign.open"))
    return entry
