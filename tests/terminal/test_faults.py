"""Faults: each says what happened and what to do, and nothing it must not say."""

from terminal.faults import (
    CameOut,
    CardFault,
    CardTrouble,
    Fault,
    HostFault,
    HostTrouble,
    PrinterFault,
    PrinterTrouble,
)
from terminal.messages import plain


def test_every_trouble_has_its_sentence() -> None:
    faults: list[Fault] = [CardFault(CardTrouble.UNREADABLE)]
    faults += [HostFault(trouble) for trouble in HostTrouble]
    faults += [PrinterFault(trouble, CameOut.NOTHING) for trouble in PrinterTrouble]
    sentences = [str(fault) for fault in faults]
    assert all(": " in sentence for sentence in sentences)
    assert len(set(sentences)) == len(sentences)


def test_only_what_was_never_sent_is_sure_to_be_nothing() -> None:
    unsure = [str(HostFault(trouble)) for trouble in HostTrouble]
    assert [("nothing was sent" in sentence) for sentence in unsure].count(True) == 1


def test_a_detail_stands_behind_the_sentence() -> None:
    fault = HostFault(HostTrouble.NOT_SENT, plain("127.0.0.1:9583"))
    assert str(fault).endswith("(127.0.0.1:9583)")
    assert fault.trouble is HostTrouble.NOT_SENT
