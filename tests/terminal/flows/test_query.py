"""Query: the three states of any transaction, and what can be done from there."""

from receipts.signature import sample
from terminal.dialogue import KeyPressed
from terminal.dialogues.signature import SignedStrokes
from terminal.flows.query import query
from terminal.keys import Key
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, Stage, signed_on, sold

ENTER = [KeyPressed(Key.ENTER)]


def test_the_detail_shows_three_states_in_words() -> None:
    stage = signed_on(Stage(people=[[*ENTER, *ENTER]]))
    sold(stage)
    stage.run(query(CONFIG))
    for words in ("Payment: approved", "Slip: printed", "Signature: UNSIGNED"):
        assert words in stage.words


def test_the_card_number_is_masked() -> None:
    stage = signed_on(Stage(people=[[*ENTER, *ENTER]]))
    entry = sold(stage)
    stage.run(query(CONFIG))
    assert entry.pan.masked in stage.words
    assert entry.pan.digits not in stage.words


def test_a_soft_key_prints_and_another_re_signs() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.people = [[*ENTER, KeyPressed(Key.F1)], None, [*ENTER, KeyPressed(Key.F2)]]
    stage.people.append(SignedStrokes(sample(1), 0))
    stage.run(query(CONFIG))
    last = stage.book.last
    assert last is not None
    assert last.prints == 3
    assert last.signature is Signature.UPLOADED


def test_an_empty_journal_says_so() -> None:
    stage = signed_on(Stage())
    stage.run(query(CONFIG))
    assert "No transactions" in stage.words
