"""The card tray: every card has its letter and its face, and the bank knows them all."""

from __future__ import annotations

import pytest

from acquirer.issuers import standard
from countersign.tray import card_faces
from sim_cards.card import load, names
from wire.pan import Pan

RESERVED = set("jpswxy")
"""Small letters the desk itself uses: the picture of a slip, a sample signature, the inspector."""


def test_every_card_lies_in_the_tray_once() -> None:
    faces = card_faces()
    assert tuple(face.name for face in faces) == names()
    assert [face.letter for face in faces][:3] == ["a", "b", "c"]
    assert len({face.letter for face in faces}) == len(faces)


def test_no_card_takes_a_letter_of_the_desk() -> None:
    assert not RESERVED & {face.letter for face in card_faces()}


@pytest.mark.parametrize("name", names())
def test_a_face_shows_no_number_and_says_what_to_know(name: str) -> None:
    card = load(name)
    face = next(face for face in card_faces() if face.name == name)
    assert face.masked == card.pan.masked
    assert str(card.pan.digits) not in repr(face)
    assert face.title.zh
    assert face.title.en
    assert bool(face.hint.zh) == bool(face.hint.en)
    assert (face.title.en + face.hint.en).isascii()
    if card.pin:
        assert card.pin in face.hint.en


NETWORKS = {"visa": "VIS", "mastercard": "MCC"}
"""All others are UnionPay's."""


@pytest.mark.parametrize("name", names())
def test_cards_and_bank_agree_on_network_pin_and_block(name: str) -> None:
    """Neither package may know the other; a card the bank takes for another one tests nothing."""
    card = load(name)
    account = standard().account(Pan(str(card.pan.digits)))
    assert account is not None
    assert account.issuer.organisation == NETWORKS.get(name, "CUP")
    assert account.pin == (card.pin or "")
    assert bool(account.refuse) == (name == "blocked")
    assert account.issuer.verification.wants_signature == (card.pin is None)
