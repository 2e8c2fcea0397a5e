"""A store holds what fits into it; power off empties the RAM and leaves the NV memory."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from drivers import printer_profiles
from drivers.virtual_printer.memory import Memory, Store

PROFILE = printer_profiles.load("generic58")
KEYS = st.sampled_from([b"", b"A", b"BB"])


def test_a_piece_is_kept_until_another_takes_its_place() -> None:
    store = Store(10)
    store.put(b"A", b"12")
    store.put(b"A", b"34")
    assert (store.get(b"A"), store.get(b"B"), list(store), len(store)) == (b"34", None, [b"A"], 1)


def test_what_does_not_fit_changes_nothing() -> None:
    store = Store(10)
    store.put(b"A", b"12345")
    assert not store.put(b"B", b"1234")
    assert (list(store), store.free_bytes, store.put(b"A", b"123456789")) == ([b"A"], 4, True)


def test_what_is_not_there_cannot_be_deleted() -> None:
    store = Store(10)
    store.put(b"A", b"1")
    assert (store.delete(b"B"), store.delete(b"A"), store.delete(b"A")) == (False, True, False)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("put"), KEYS, st.binary(max_size=6)),
            st.tuples(st.sampled_from(["delete", "clear"]), KEYS, st.just(b"")),
        )
    )
)
def test_the_room_is_what_the_pieces_leave(steps: list[tuple[str, bytes, bytes]]) -> None:
    store, writes = Store(12), 0
    for what, key, piece in steps:
        if what == "put":
            writes += store.put(key, piece)
        elif what == "delete":
            writes += store.delete(key)
        else:
            store.clear()
            writes += 1
    used = sum(len(key) + len(store.get(key) or b"") for key in store)
    assert store.free_bytes == 12 - used >= 0
    assert store.writes == writes


def test_power_off_empties_the_ram_alone() -> None:
    memory = Memory(PROFILE)
    for store in (memory.downloaded, *memory.nv.values()):
        store.put(b"A", b"1")
    memory.lose_power()
    assert [len(store) for store in (memory.downloaded, *memory.nv.values())] == [0, 1, 1, 1]


def test_a_model_without_nv_memory_keeps_nothing_there() -> None:
    assert not Memory(replace(PROFILE, nv_bytes=0)).graphics.put(b"A", b"1")
