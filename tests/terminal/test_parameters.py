"""Pushed parameters: what may be taken, and the config they make."""

import pytest

from terminal.config import Config, SignatureRules, UploadMode
from terminal.parameters import changed, in_force, merged, refusal, shown
from wire.resign_messages import LIMITS, Parameters


def test_only_what_was_pushed_changes() -> None:
    pushed = Parameters(push=1, within_s=30, mandatory=1, upload_at_once=1)
    rules = in_force(Config(), pushed).signature
    expected = SignatureRules(within_s=30, mandatory=True, upload=UploadMode.AT_ONCE)
    assert rules == expected


def test_nothing_pushed_is_the_config_itself() -> None:
    config = Config()
    assert in_force(config, Parameters()) is config


def test_a_later_push_leaves_what_it_does_not_name() -> None:
    both = merged(Parameters(push=1, redos=5, within_s=30), Parameters(push=2, within_s=60))
    assert both == Parameters(push=2, redos=5, within_s=60)


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_of_the_specification_holds(name: str) -> None:
    least, most = LIMITS[name]
    others = {"image_max_bytes": 900} if name == "image_min_bytes" else {"image_min_bytes": 1}
    others.pop(name, None)
    for inside in (least, most):
        assert refusal(Config(), Parameters(push=1, **{name: inside, **others})) == ""
    for outside in (least - 1, most + 1):
        why = refusal(Config(), Parameters(push=1, **{name: outside, **others}))
        assert why == f"{name} {outside} is not from {least} to {most}"


def test_a_least_image_above_the_most_is_refused() -> None:
    why = refusal(Config(), Parameters(push=1, image_min_bytes=600, image_max_bytes=500))
    assert why == "image_min_bytes 600 is above image_max_bytes 500"
    in_between = Config(signature=SignatureRules(image_max_bytes=400))
    assert refusal(in_between, Parameters(push=1, image_min_bytes=600)) != ""


def test_every_parameter_is_shown_and_can_be_in_force() -> None:
    assert set(shown(Config())) == set(LIMITS)
    pushed = {name: limits[1] for name, limits in LIMITS.items()}
    assert shown(in_force(Config(), Parameters(**pushed))) == pushed
    assert changed(Parameters(push=4, redos=2)) == {"redos": 2}
