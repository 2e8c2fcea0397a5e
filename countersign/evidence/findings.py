"""What comparing and computing anew came to: one finding for each thing that could be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from acquirer.desk_records import PaperState
from acquirer.records import Signature as BankSignature
from acquirer.records import Verdict as Accepted
from acquirer.records import owed_signature
from countersign.evidence.bank_side import SHOWN_BROKEN, BankSide
from countersign.evidence.dossier import Dossier, Missing
from countersign.evidence.journal_side import JournalSide
from receipts.sheet import Finding, Verdict
from receipts.wording import Wording, money
from terminal import host
from terminal.states import Signature
from wire import feature_code


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact as each side tells it; '' where a side says nothing."""

    words: Wording
    terminal: str
    bank: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.terminal and self.bank) and self.terminal != self.bank


def compared(dossier: Dossier) -> tuple[Compared, ...]:
    """The facts of the transaction, side by side."""
    ours = _terminal_facts(dossier.journal) if isinstance(dossier.journal, JournalSide) else {}
    theirs = _bank_facts(dossier.bank) if isinstance(dossier.bank, BankSide) else {}
    return tuple(
        Compared(words, ours.get(name, ""), theirs.get(name, "")) for name, words in FACTS.items()
    )


FACTS = {
    "merchant": Wording("商户编号", "Merchant no."),
    "merchant_name": Wording("商户名称", "Merchant"),
    "terminal": Wording("终端编号", "Terminal no."),
    "batch": Wording("批次号", "Batch no."),
    "voucher": Wording("凭证号", "Voucher no."),
    "kind": Wording("交易类型", "Kind"),
    "amount": Wording("金额", "Amount"),
    "card": Wording("卡号（屏蔽）", "Card no. (masked)"),
    "entry_mode": Wording("读卡方式", "Entry mode (F22)"),
    "reference": Wording("参考号", "Reference no. (F37)"),
    "auth": Wording("授权码", "Authorisation code"),
    "settlement": Wording("清算日期", "Settlement date (F15)"),
    "code": Wording("应答码", "Response code (F39)"),
    "feature": Wording("交易特征码", "Feature code"),
}


def _terminal_facts(side: JournalSide) -> dict[str, str]:
    entry, config = side.entry, side.config
    facts = {
        "merchant": config.merchant_id,
        "merchant_name": config.merchant_name,
        "terminal": config.terminal_id,
        "batch": f"{entry.key.batch:06d}",
        "voucher": f"{entry.key.trace:06d}",
        "kind": entry.kind,
        "amount": money(entry.amount_minor, config.currency.letters, config.currency.decimals),
        "card": entry.pan.masked,
        "entry_mode": entry.entry_mode,
    }
    answer = entry.answer
    if answer is None:
        return facts
    return facts | {
        "reference": answer.reference,
        "auth": answer.auth_code,
        "settlement": answer.settlement_date,
        "code": answer.code,
        "feature": host.code_of(entry),
    }


def _bank_facts(side: BankSide) -> dict[str, str]:
    sale = side.sale
    return {
        "merchant": sale.key.merchant_id,
        "merchant_name": side.view.merchant_name,
        "terminal": sale.key.terminal_id,
        "batch": f"{sale.key.batch:06d}",
        "voucher": f"{sale.key.trace:06d}",
        "kind": str(sale.kind),
        "amount": money(sale.amount_minor, "RMB", 2),
        "card": sale.card_masked,
        "entry_mode": sale.entry_mode,
        "reference": sale.reference,
        "auth": sale.auth_code,
        "settlement": sale.settlement_date,
        "code": sale.code,
        "feature": feature_code.online(sale.settlement_date or None, sale.reference or None),
    }


def findings(dossier: Dossier) -> tuple[Finding, ...]:
    """Every check in its order; `Verdict.UNKNOWN` where there was nothing to check."""
    return tuple(_findings(dossier))


def _findings(dossier: Dossier) -> Iterator[Finding]:
    journal, bank = dossier.journal, dossier.bank
    yield _signed(journal, bank)
    if isinstance(journal, JournalSide):
        yield _journal_whole(journal)
    else:
        is_its_own = isinstance(bank, BankSide) and bank.sale.key.terminal_id == journal.terminal_id
        yield _missing(journal, must_know=is_its_own)
    if isinstance(bank, BankSide):
        yield _books_whole(bank)
    else:
        has_answered = isinstance(journal, JournalSide) and journal.entry.answer is not None
        yield _missing(bank, must_know=has_answered)
    if isinstance(journal, JournalSide) and isinstance(bank, BankSide):
        yield _agreement(compared(dossier))
        yield from _same_image(journal, bank)
        yield from _lost_by_the_terminal(journal, bank)
    if isinstance(journal, JournalSide):
        yield from _device(journal)
    if isinstance(bank, BankSide):
        yield from _countersigned(bank)


def _missing(side: Missing, *, must_know: bool) -> Finding:
    """A side that says nothing; that should know of the transaction, by the other's word, is wrong.

    An older file put back with an older note of its end is whole in itself: only so it is found.
    """
    is_wrong = side.is_damaged or (side.is_unknown and must_know)
    verdict = Verdict.NOT_SO if is_wrong else Verdict.UNKNOWN
    return Finding(verdict, side.words, side.detail)


def _signed(journal: JournalSide | Missing, bank: BankSide | Missing) -> Finding:
    """Whether there is a signature at all; the bank's word goes before the terminal's."""
    state = ""
    if isinstance(bank, BankSide):
        sale = bank.sale
        state = str(sale.signature)
        accepted = any(paper.state is PaperState.ACCEPTED for paper in bank.papers)
        if bank.countersigned or accepted:
            words = Wording(
                "这笔交易已签名，银行已收下", "The transaction is signed and the bank accepted it"
            )
            return Finding(Verdict.SO, words)
        if owed_signature(sale.payment, sale.signature) is BankSignature.NOT_REQUIRED:
            return _needs_none(sale.payment)
    elif isinstance(journal, JournalSide):
        state = str(journal.entry.signature)
        if journal.entry.owed_signature is Signature.NOT_REQUIRED:
            return _needs_none(journal.entry.told_payment)
        if journal.entry.effective_attempt is not None:
            words = Wording(
                "终端记有签名；银行是否收下不明",
                "The terminal recorded a signature; whether the bank has it is not known",
            )
            return Finding(Verdict.UNKNOWN, words, state)
    words = Wording("还没有有效的签名", "There is no signature that counts")
    return Finding(Verdict.UNKNOWN, words, state)


def _needs_none(payment: str) -> Finding:
    """Nobody has to sign: it was never asked for, or there is no money to sign for."""
    asked_for_none = Wording("这笔交易不需要签名", "The transaction needs no signature")
    return Finding(Verdict.SO, WITHOUT_MONEY.get(payment, asked_for_none))


NO_MONEY = Wording(
    "这笔交易没有扣款，不需要签名", "The transaction took no money and needs no signature"
)
WITHOUT_MONEY: Mapping[str, Wording] = {
    "VOIDED": Wording(
        "这笔交易已撤销，不需要签名", "The transaction was voided and needs no signature"
    ),
    "REVERSED": NO_MONEY,
    "DECLINED": NO_MONEY,
    "TOMBSTONE": NO_MONEY,
}
"""What either side calls a payment that holds no money."""


def _journal_whole(side: JournalSide) -> Finding:
    report = side.report
    if report.ok:
        words = Wording(
            f"终端日志完整：{report.events} 条记录的封印、链接和状态都已重算",
            f"The journal is whole: seals, links and states of {report.events} records computed "
            "anew",
        )
        return Finding(Verdict.SO, words, f"head {report.head}")
    words = Wording(
        f"终端日志不完整：前 {report.events} 条记录正确",
        f"The journal is NOT whole: {report.events} records before the damage are right",
    )
    return Finding(Verdict.NOT_SO, words, f"{report.where}: {report.why}")


def _books_whole(side: BankSide) -> Finding:
    rows = side.head.audit_seq
    if not side.broken:
        words = Wording(
            f"银行账完整：{rows} 条审计记录及其所覆盖的全部记录都已重算",
            f"The bank's books are whole: {rows} audit rows and all they cover computed anew",
        )
        return Finding(Verdict.SO, words, f"head {side.head.audit_mac}")
    words = Wording(
        f"银行账不完整：{len(side.broken)} 条记录不是当初所写",
        f"The bank's books are NOT whole: {len(side.broken)} records are not what was written",
    )
    return Finding(Verdict.NOT_SO, words, "; ".join(map(str, side.broken[:SHOWN_BROKEN])))


def _agreement(facts: tuple[Compared, ...]) -> Finding:
    differing = [fact for fact in facts if fact.differs]
    if not differing:
        words = Wording("终端与银行所记一致", "Terminal and bank tell the same")
        return Finding(Verdict.SO, words)
    names = "、".join(fact.words.zh for fact in differing)
    names_en = ", ".join(fact.words.en for fact in differing)
    words = Wording(f"终端与银行所记不同：{names}", f"Terminal and bank differ in: {names_en}")
    return Finding(Verdict.NOT_SO, words)


def _same_image(journal: JournalSide, bank: BankSide) -> Iterator[Finding]:
    """What the terminal counts as uploaded is what came to the bank."""
    attempt = journal.entry.effective_attempt
    if attempt is None or not attempt.image_digest:
        return
    if attempt.image_digest in {each.image_digest for each in bank.attempts}:
        words = Wording(
            "终端与银行的签名图像摘要相同", "Image digests of terminal and bank are the same"
        )
        yield Finding(Verdict.SO, words)
    elif journal.entry.signature is Signature.UPLOADED:
        words = Wording(
            "终端与银行的签名图像摘要不同", "Image digests of terminal and bank are NOT the same"
        )
        yield Finding(Verdict.NOT_SO, words)
    else:
        words = Wording("终端的签名尚未送达银行", "The terminal's signature is not at the bank")
        yield Finding(Verdict.UNKNOWN, words)


def _lost_by_the_terminal(journal: JournalSide, bank: BankSide) -> Iterator[Finding]:
    """What this terminal has sent stands in its journal, unless an older one was put back."""
    known = {attempt.image_digest for attempt in journal.entry.attempts}
    sent = [a for a in bank.attempts if a.device == journal.config.terminal_id and a.generation]
    if any(attempt.image_digest not in known for attempt in sent):
        words = Wording(
            "银行有本终端上送的签名，终端日志里却没有",
            "The bank has a signature of this terminal that its journal does NOT have",
        )
        yield Finding(Verdict.NOT_SO, words)


def _device(side: JournalSide) -> Iterator[Finding]:
    made = [is_right for is_right in side.sealed if is_right is not None]
    if not made:
        return
    if all(made):
        words = Wording(
            "终端密押正确：由本终端的安全芯片重算，绑定交易、笔画和图像",
            "The device's MAC is right: this terminal's secure element made it over transaction, "
            "strokes and image",
        )
        yield Finding(Verdict.SO, words)
    else:
        words = Wording(
            "终端密押不符：不是本终端的安全芯片所作，或交易、笔画、图像已改",
            "The device's MAC is WRONG: another device made it, or what it binds was changed",
        )
        yield Finding(Verdict.NOT_SO, words)


def _countersigned(side: BankSide) -> Iterator[Finding]:
    accepted = [a for a in side.attempts if a.verdict is Accepted.ACCEPTED]
    if not accepted:
        return
    if all(each.is_right for each in side.countersigned):
        words = Wording("银行副署（Ed25519）正确", "The bank's countersignature (Ed25519) is right")
        yield Finding(Verdict.SO, words, f"key {side.fingerprint}")
    else:
        words = Wording("银行副署（Ed25519）不符", "The bank's countersignature (Ed25519) is WRONG")
        yield Finding(Verdict.NOT_SO, words, f"key {side.fingerprint}")
