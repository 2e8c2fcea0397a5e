"""An answer of a signed-on terminal: sealed where its code says so."""

from __future__ import annotations

from acquirer.audit import Actor, Chain
from acquirer.books import Work
from acquirer.dialect import MACED_CODES, read
from acquirer.session import Reply, Session, WorkingKeys
from acquirer.settings import Settings
from tests.acquirer.till import MONDAY, ROOT_KEY, a_till
from wire import iso8583, mac


def a_session() -> Session:
    till = a_till()
    state = till.bank.store.terminal(till.terminal_id)
    assert state is not None
    assert till.keys is not None
    work = Work(till.bank.store, Chain(ROOT_KEY), MONDAY, Actor("", "", ""))
    request = read(till.frame(till.sale()).message)
    settings = Settings(root_key=ROOT_KEY)
    working = WorkingKeys(till.keys.pin_key, mac.cup_ecb(till.keys.mac_key))
    return Session(settings, till.bank.keys, work, request, state, working, till.bank.shared)


def test_only_answers_that_say_yes_carry_a_mac() -> None:
    session = a_session()
    yes, no = (session.reply(session.answer(code)) for code in ("00", "51"))
    assert iso8583.decode(yes.encoded).get(64) is not None
    assert iso8583.decode(no.encoded).get(64) is None
    also = session.reply(session.answer("94"), maced=MACED_CODES | {"94"})
    assert iso8583.decode(also.encoded).get(64) is not None


def test_an_answer_given_before_is_given_again() -> None:
    session = a_session()
    first = session.reply(session.answer("00", {37: "603061200001"}))
    assert session.again(first.encoded) == first


def test_a_plain_answer_has_no_key() -> None:
    assert Reply.plain(a_session().answer("00")).mac is None
