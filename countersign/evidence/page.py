"""The evidence as a sheet: ten chapters in both languages, fit to be laid before a court."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from countersign.evidence import wording
from countersign.evidence.as_json import sha256
from countersign.evidence.bank_side import BankSide
from countersign.evidence.dossier import Dossier
from countersign.evidence.exhibits import exhibits
from countersign.evidence.findings import compared, findings
from countersign.evidence.journal_side import JournalSide
from countersign.evidence.wording import COLUMNS, both
from receipts.sheet import Heading, Paragraph, Part, Sheet, Table, Verbatim
from receipts.wording import Wording
from terminal.entry import Attempt


def page(dossier: Dossier) -> Sheet:
    """All of it, in the order a reader asks for it."""
    return Sheet(
        wording.TITLE,
        f"{dossier.name}   {_moment(dossier.made_at)}   Countersign",
        tuple(_parts(dossier)),
    )


def _parts(dossier: Dossier) -> Iterator[Part]:
    journal = dossier.journal if isinstance(dossier.journal, JournalSide) else None
    bank = dossier.bank if isinstance(dossier.bank, BankSide) else None
    yield Heading(wording.FOUND)
    yield from findings(dossier)
    yield Heading(wording.FACTS)
    yield _facts(dossier)
    yield Heading(wording.TIMES)
    yield _times(journal, bank)
    yield Heading(wording.PICTURES)
    yield from exhibits(dossier)
    if journal and journal.entry.attempts:
        yield Heading(wording.AT_TERMINAL)
        yield _terminal_attempts(journal)
    if bank and (bank.attempts or bank.papers):
        yield Heading(wording.AT_BANK)
        yield _bank_attempts(bank)
    yield Heading(wording.BOUND)
    yield from _bound(journal, bank)
    if journal:
        yield Heading(wording.CHAIN)
        yield _chain(journal)
    if bank:
        yield Heading(wording.TRAIL)
        yield _trail(bank)
    yield Heading(wording.LAW)
    yield Paragraph(wording.PROVES)


def _facts(dossier: Dossier) -> Table:
    rows = (
        (both(fact.words), fact.terminal or "-", fact.bank or "-")
        for fact in compared(dossier)
        if fact.terminal or fact.bank
    )
    return _three_columns(rows, ("fact", "terminal", "bank"))


def _times(journal: JournalSide | None, bank: BankSide | None) -> Table:
    """Both moments: by the terminal's clock, and when the bank received it."""
    sold = journal.entry.started_at if journal else None
    attempt = journal.entry.effective_attempt if journal else None
    decided = bank.sale.at if bank else None
    accepted = {each.number for each in bank.countersigned} if bank else set[int]()
    counts = next((a for a in bank.attempts if a.number in accepted), None) if bank else None
    signed, received = attempt.at if attempt else None, counts.at if counts else None
    rows = [
        (wording.SOLD, _moment(sold), _moment(decided)),
        (wording.SIGNED, _moment(signed), _moment(received)),
        (wording.DELAY, _delay(sold, signed), _delay(decided, received)),
    ]
    if bank and bank.payout:
        money = bank.payout
        rows.append((wording.PAID, "", f"{money.state} {_moment(money.paid_at or money.due_at)}"))
    return _three_columns(
        ((both(words), ours or "-", theirs or "-") for words, ours, theirs in rows),
        ("fact", "clock", "received"),
    )


def _three_columns(rows: Iterator[tuple[str, str, str]], heads: tuple[str, ...]) -> Table:
    return Table(_heads(*heads), (38, 31, 31), tuple(rows))


def _terminal_attempts(side: JournalSide) -> Table:
    rows = tuple(
        (
            str(attempt.generation),
            f"{_moment(attempt.at)}\n+{attempt.delay_s} {both(wording.SECONDS)}",
            f"{wording.route(attempt.route)}\n{wording.outcome(attempt.outcome)}",
            f"{attempt.operator or '-'}\n{attempt.device or '-'}",
            _digests(attempt),
        )
        for attempt in side.entry.attempts
    )
    return _attempts(rows)


def _bank_attempts(side: BankSide) -> Table:
    signed = tuple(
        (
            str(attempt.number),
            f"{_moment(attempt.at)}\n+{_delay(side.sale.at, attempt.at)}",
            f"{wording.route(attempt.route)}\n{wording.outcome(attempt.verdict)} "
            f"{attempt.code} {attempt.reason}",
            f"{attempt.actor or '-'}\n{attempt.device or '-'}",
            _digest_lines(attempt.strokes_digest, attempt.image_digest, attempt.device_mac),
        )
        for attempt in side.attempts
    )
    papers = tuple(
        (
            str(paper.number),
            f"{_moment(paper.at)}\n{_moment(paper.reviewed_at)}",
            f"{wording.route('PAPER')}\n{paper.state} {paper.reason}",
            f"{paper.by}\n{paper.reviewer or '-'}",
            _digest_lines("", paper.image_digest, ""),
        )
        for paper in side.papers
    )
    return _attempts(signed + papers)


def _attempts(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(_heads("number", "when", "how", "who", "digests"), (5, 16, 19, 13, 47), rows)


def _digests(attempt: Attempt) -> str:
    return _digest_lines(attempt.strokes_digest, attempt.image_digest, attempt.device_mac)


def _digest_lines(strokes: str, image: str, device_mac: str) -> str:
    named = (
        (wording.STROKES, strokes),
        (wording.IMAGE, image),
        (wording.DEVICE_MAC, device_mac),
    )
    return "\n".join(f"{name}\n{digest}" for name, digest in named if digest) or "-"


def _bound(journal: JournalSide | None, bank: BankSide | None) -> Iterator[Part]:
    if journal and journal.binding:
        lines = (wording.BINDING, journal.binding, f"SHA-256 {sha256(journal.binding)}")
        yield Verbatim("\n".join(lines))
    if bank is None:
        return
    for each in bank.countersigned:
        yield Verbatim(f"{wording.BANK_STATEMENT}\n\n{each.statement}")
        yield Verbatim(f"{wording.COUNTERSIGNATURE}\n{each.signature}")
        yield Verbatim(f"{wording.FINGERPRINT}\n{bank.fingerprint}")
        yield Paragraph(wording.CHECK)
        yield Verbatim(wording.OPENSSL.format(number=each.number))


def _chain(side: JournalSide) -> Table:
    rows = tuple((str(row.seq), row.ts, row.type, row.mac.hex()) for row in side.chain)
    return Table(_heads("record", "when", "event", "mac"), (6, 20, 27, 47), rows)


def _trail(side: BankSide) -> Table:
    rows = tuple(
        (
            str(row.seq),
            f"{_moment(row.at)}\n{row.who}\n{row.role}",
            f"{row.action}\n{row.why}\n{row.origin}",
            row.mac,
        )
        for row in side.trail
    )
    return Table(_heads("record", "when", "action", "mac"), (6, 20, 27, 47), rows)


def _heads(*names: str) -> tuple[Wording, ...]:
    return tuple(COLUMNS[name] for name in names)


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else ""


def _delay(since: datetime | None, until: datetime | None) -> str:
    if since is None or until is None:
        return ""
    return f"{int((until - since).total_seconds())} {both(wording.SECONDS)}"
