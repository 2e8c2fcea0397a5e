"""The card tray: every profile has a letter, and says what to know of it."""

from __future__ import annotations

from string import ascii_lowercase

from countersign.tray import card_faces
from sim_cards.card import load, names


def test_every_card_lies_in_the_tray_under_a_letter_of_its_own() -> None:
    faces = card_faces()
    assert {face.name for face in faces} == set(names())
    assert [face.letter for face in faces] == list(ascii_lowercase[: len(faces)])


def test_no_letter_means_something_else_at_the_desk() -> None:
    assert {face.letter for face in card_faces()}.isdisjoint({"p", "s"})


def test_a_card_with_a_pin_tells_it_since_somebody_has_to_key_it_in() -> None:
    for face in card_faces():
        pin = load(face.name).pin
        assert (face.hint.en == f"PIN {pin}") == (pin is not None)


def test_a_face_shows_the_number_masked() -> None:
    for face in card_faces():
        card = load(face.name)
        assert face.masked == card.pan.masked
        assert card.pan.digits not in (face.masked, face.title.zh, face.title.en, face.hint.en)
