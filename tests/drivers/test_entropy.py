"""A seed fixes the whole stream; the system's source repeats nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.entropy import SeededEntropy, SystemEntropy

SIZES = st.lists(st.integers(0, 100), max_size=20)


@given(st.integers(), SIZES)
def test_the_same_seed_gives_the_same_bytes_however_they_are_asked_for(
    seed: int, sizes: list[int]
) -> None:
    in_parts = SeededEntropy(seed)
    parts = [in_parts.bytes(size) for size in sizes]
    assert [len(part) for part in parts] == sizes
    assert b"".join(parts) == SeededEntropy(seed).bytes(sum(sizes))


@given(st.integers(), st.integers())
def test_different_seeds_give_different_streams(one: int, other: int) -> None:
    same = SeededEntropy(one).bytes(16) == SeededEntropy(other).bytes(16)
    assert same == (one == other)


def test_the_stream_of_a_seed_never_changes_from_one_version_to_the_next() -> None:
    # sha256sum of 'countersign entropy 7:0' and 'countersign entropy 7:1', joined
    assert SeededEntropy(7).bytes(40).hex() == (
        "50970e45f075d3a7d956cc433e9238f4f48bbd0d5793c7349114cca80400c31dd65294f3728a84b8"
    )


@pytest.mark.parametrize("size", [0, 1, 32, 1000])
def test_system_entropy_gives_as_many_bytes_as_asked(size: int) -> None:
    assert len(SystemEntropy().bytes(size)) == size


def test_system_entropy_does_not_repeat_itself() -> None:
    source = SystemEntropy()
    assert len({source.bytes(16) for _ in range(100)}) == 100
