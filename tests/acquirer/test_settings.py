"""The bank's settings: the defaults of the specification, and no key on show."""

from __future__ import annotations

from acquirer.settings import Settings, SignatureSettings
from tests.acquirer.till import ROOT_KEY


def test_the_defaults_are_those_of_the_specification() -> None:
    signature = SignatureSettings()
    assert (signature.image_min_bytes, signature.image_max_bytes) == (150, 900)
    assert (signature.soft_deadline_days, signature.hard_deadline_days) == (1, 7)


def test_the_root_key_does_not_show_itself() -> None:
    settings = Settings(root_key=ROOT_KEY)
    assert repr(ROOT_KEY) not in repr(settings)
    assert ROOT_KEY.hex() not in repr(settings)
