"""Obtaining a signature: sizes, redos, mandatory, and what binds it."""

from typing import Any

from receipts.signature import bounded, sample
from terminal.config import Config, SignatureRules
from terminal.dialogue import NoAnswer
from terminal.dialogues.signature import SignedStrokes
from terminal.entry import AttemptOutcome, Route
from terminal.flows.signature import Collected, collect_signature
from tests.terminal.flows.stage import CONFIG, Stage, signed_on, sold

DOT = bounded([[(5, 5), (6, 6)]])


def collect(people: list[Any], config: Config = CONFIG) -> tuple[Collected, Stage]:
    stage = signed_on(Stage())
    entry = sold(stage)
    stage.people = people
    collected = stage.run(collect_signature(config, entry, Route.SALE))
    assert isinstance(collected, Collected), "no phone was offered"
    return collected, stage


def rules(**changes: Any) -> Config:
    return Config(signature=SignatureRules(**changes))


def test_a_signature_comes_with_digests_code_and_the_devices_mac() -> None:
    collected, _ = collect([SignedStrokes(sample(1), 2)])
    attempt = collected.attempt
    assert attempt.outcome is AttemptOutcome.SIGNED
    assert (attempt.redos, attempt.generation, len(attempt.feature_code)) == (2, 1, 8)
    assert len(attempt.strokes_digest) == len(attempt.image_digest) == 64
    assert attempt.device_mac
    assert 150 <= len(collected.image) <= 900


def test_a_re_sign_names_its_sale_on_the_pad_and_the_sales_own_prompt_does_not() -> None:
    stage = signed_on(Stage())
    entry = sold(stage, 123)
    stage.run(collect_signature(CONFIG, entry, Route.SALE))
    assert "000123" not in stage.words
    stage.run(collect_signature(CONFIG, entry, Route.TERMINAL_SELECTED))
    assert "No 000123\n03-02 12:00" in stage.words


def test_the_samples_give_images_a_bank_accepts() -> None:
    for number in (1, 2, 3):
        collected, _ = collect([SignedStrokes(sample(number), 0)])
        assert 150 <= len(collected.image) <= 900


def test_an_unusable_image_is_asked_again_three_times_at_most() -> None:
    config = rules(image_min_bytes=899)
    collected, stage = collect([SignedStrokes(DOT, 0), None] * 3, config)
    assert collected.attempt.outcome is AttemptOutcome.BAD_SIZE
    assert not collected.image
    assert stage.performed.count("Ask Sign") == 3
    assert "Not usable: sign again" in stage.words


def test_an_unusable_image_costs_a_redo() -> None:
    config = rules(image_min_bytes=899, redos=1)
    people = [SignedStrokes(DOT, 0), None, SignedStrokes(DOT, 1), None]
    collected, stage = collect(people, config)
    assert collected.attempt.outcome is AttemptOutcome.BAD_SIZE
    assert stage.performed.count("Ask Sign") == 2


def test_with_electronic_signatures_off_nobody_is_asked() -> None:
    collected, stage = collect([], rules(electronic=False))
    assert collected.attempt.outcome is AttemptOutcome.NOBODY_ASKED
    assert "Ask Sign" not in stage.performed


def test_a_mandatory_pad_comes_back_after_a_time_out() -> None:
    people = [NoAnswer.TIMED_OUT, NoAnswer.TIMED_OUT, SignedStrokes(sample(1), 0)]
    collected, _ = collect(people, rules(mandatory=True))
    assert collected.attempt.outcome is AttemptOutcome.SIGNED


def test_cancel_and_time_out_are_told_apart() -> None:
    assert collect([NoAnswer.CANCELLED])[0].attempt.outcome is AttemptOutcome.CANCELLED
    assert collect([NoAnswer.TIMED_OUT])[0].attempt.outcome is AttemptOutcome.WALKED_AWAY
