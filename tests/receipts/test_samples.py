"""Sample signatures: one for a person, none for two, each good enough for a bank."""

from itertools import pairwise

import pytest

from receipts.samples import SPACING, sample
from receipts.signature import PAD_HEIGHT, PAD_WIDTH, ink, rasterise, strokes_digest
from receipts.watermark import BOX_HEIGHT, BOX_WIDTH
from wire import jbig1

CODE = "475B8226"


def test_a_person_always_signs_alike_and_never_as_another() -> None:
    digests = [strokes_digest(sample(number)) for number in range(60)]
    assert digests == [strokes_digest(sample(number)) for number in range(60)]
    assert len(set(digests)) == 60


@pytest.mark.parametrize("number", range(24))
def test_a_sample_is_a_signature_a_bank_accepts(number: int) -> None:
    strokes = sample(number)
    picture = rasterise(strokes, CODE)
    assert len(strokes) >= 2
    assert 2000 < ink(picture).black_count < 4000
    # resign.md: the compressed image has 150 to 900 bytes.
    assert 150 <= len(jbig1.encode(picture)) <= 900


@pytest.mark.parametrize("number", range(24))
def test_a_sample_stays_on_the_pad_and_out_of_the_codes_corner(number: int) -> None:
    points = [point for stroke in sample(number) for point in stroke]
    assert all(0 < x < PAD_WIDTH - 1 and 0 < y < PAD_HEIGHT - 1 for x, y in points)
    assert not any(x > PAD_WIDTH - BOX_WIDTH and y < BOX_HEIGHT for x, y in points)


def test_the_points_are_as_dense_as_a_pad_reports_them() -> None:
    for stroke in sample(1):
        for (x0, y0), (x1, y1) in pairwise(stroke):
            assert abs(x1 - x0) + abs(y1 - y0) <= 3 * SPACING


def test_a_person_with_a_negative_number_is_our_mistake() -> None:
    with pytest.raises(AssertionError, match="sample person -1"):
        sample(-1)
