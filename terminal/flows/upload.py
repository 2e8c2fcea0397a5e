"""Sending captured signatures to the bank (电子签名上送), oldest first."""

from __future__ import annotations

from terminal import host, host_answers
from terminal.brought import Brought
from terminal.config import Config
from terminal.effects import Look, Now, Record, RecordDevice
from terminal.entry import Entry, EntryKey
from terminal.events import NotStoredForOther, StoredForOther, Uploaded, UploadFailed
from terminal.faults import HostFault, HostTrouble
from terminal.flows.exchange import ask_bank, sealed
from terminal.flows.refused import Refused, refused_brought, refused_entry, tell_refused
from terminal.flows.reversal import SIGN_ON_CODES
from terminal.flows.told import working
from terminal.messages import text
from terminal.other_host import other_upload
from terminal.states import Signature


async def upload_outbox(config: Config, but: EntryKey | None = None) -> None:
    """One round over the outbox, `but` left for later; a line that is down ends it (2.4).

    What is given up in it is told: whoever had it signed has left long ago.
    """
    refused: list[Refused] = []
    await _round(config, but, refused)
    if refused:
        await tell_refused(config, refused)


async def _round(config: Config, but: EntryKey | None, refused: list[Refused]) -> None:
    book = await Look()
    for waiting in book.outbox():
        if waiting.key == but:
            continue
        entry = await upload(config, waiting)
        if entry is waiting:
            return
        if entry.signature is Signature.UPLOAD_FAILED:
            refused.append(refused_entry(entry))
    for one in [one for one in book.brought() if one.is_to_be_sent]:
        brought = await bring(config, one)
        if brought is one:
            return
        if brought.signature is Signature.UPLOAD_FAILED:
            refused.append(refused_brought(brought))


async def bring(config: Config, brought: Brought) -> Brought:
    """One try for a signature of another terminal's transaction; the same where nothing went."""
    await working(text("backup.title"), text("resign.uploading"))
    book = await Look()
    operator = book.terminal.operator or config.operator_at_power_on
    request = other_upload(config, brought, operator)
    other = brought.sale.key
    try:
        answer = host_answers.read_answer(await ask_bank(config, request, await sealed(request)))
        code = answer.code
    except HostFault as fault:
        if fault.trouble is HostTrouble.NOT_SENT:
            return brought
        code = str(fault.trouble)
    if code in host_answers.STORED_CODES:
        await RecordDevice(StoredForOther(other, code, await Now()))
    else:
        is_worth_a_retry = code in SIGN_ON_CODES or code in set(HostTrouble)
        last_try = brought.upload_tries + 1 >= config.signature.upload_tries
        final = last_try or not is_worth_a_retry
        await RecordDevice(NotStoredForOther(other, code, await Now(), final))
    after = (await Look()).brought_for(other)
    assert after is not None
    return after


async def upload(config: Config, entry: Entry) -> Entry:
    """One try for one signature; the same entry comes back where nothing could be sent."""
    await working(text("resign.title"), text("resign.uploading"))
    request = host.signature_upload(config, entry)
    try:
        answer = host_answers.read_answer(await ask_bank(config, request, await sealed(request)))
    except HostFault as fault:
        if fault.trouble is HostTrouble.NOT_SENT:
            return entry
        return await _failed(config, entry, str(fault.trouble), final=False)
    if answer.code in host_answers.STORED_CODES:
        return await Record(Uploaded(entry.key, answer.code, await Now()))
    # A refusal is the bank's word on this image; only "sign on again" leaves it worth a retry.
    return await _failed(config, entry, answer.code, final=answer.code not in SIGN_ON_CODES)


async def _failed(config: Config, entry: Entry, code: str, *, final: bool) -> Entry:
    last_try = entry.upload_tries + 1 >= config.signature.upload_tries
    return await Record(UploadFailed(entry.key, code, await Now(), final or last_try))


def is_stored(entry: Entry) -> bool:
    """Whether the bank holds this entry's signature."""
    return entry.signature is Signature.UPLOADED
