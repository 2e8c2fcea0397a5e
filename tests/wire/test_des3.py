"""DES in its three lengths: published check values, another implementation, refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psec import des as oracle

from tests.wire.vectors import cases
from wire import des3

KEYS = st.sampled_from([8, 16, 24]).flatmap(lambda n: st.binary(min_size=n, max_size=n))
BLOCKS = st.integers(0, 5).flatmap(lambda n: st.binary(min_size=8 * n, max_size=8 * n))

# The oracle still takes DES from where the library is about to remove it.
by_the_old_door = pytest.mark.filterwarnings("ignore:TripleDES has been moved")


@pytest.mark.parametrize("case", [c for c in cases("cup_terminal") if c["what"] == "kcv"])
def test_the_published_check_values_come_out(case: dict[str, str]) -> None:
    assert des3.kcv(bytes.fromhex(case["key"])).hex().upper() == case["kcv"]


@pytest.mark.parametrize("case", [c for c in cases("macs") if c["alg"].startswith("KCV")])
def test_the_check_value_of_others_comes_out(case: dict[str, str]) -> None:
    assert des3.kcv(bytes.fromhex(case["key"])).hex().upper()[:6] == case["kcv6"]


@given(KEYS, BLOCKS)
def test_what_was_encrypted_can_be_decrypted(key: bytes, blocks: bytes) -> None:
    assert des3.decrypt_ecb(key, des3.encrypt_ecb(key, blocks)) == blocks


@by_the_old_door
@given(KEYS, BLOCKS.filter(bool), st.binary(min_size=8, max_size=8))
def test_another_implementation_agrees(key: bytes, blocks: bytes, iv: bytes) -> None:
    triple = {8: key * 3, 16: key + key[:8], 24: key}[len(key)]
    assert des3.encrypt_ecb(key, blocks) == oracle.encrypt_tdes_ecb(triple, blocks)
    assert des3.decrypt_ecb(key, blocks) == oracle.decrypt_tdes_ecb(triple, blocks)
    assert des3.encrypt_cbc(key, blocks, iv) == oracle.encrypt_tdes_cbc(triple, iv, blocks)


@given(KEYS, BLOCKS, BLOCKS)
def test_one_encrypter_serves_several_calls(key: bytes, first: bytes, second: bytes) -> None:
    encrypt = des3.encrypter(key)
    assert encrypt(first) + encrypt(second) == des3.encrypt_ecb(key, first + second)


@pytest.mark.parametrize("length", [0, 7, 9, 15, 17, 23, 25, 32])
def test_a_key_of_another_length_is_refused_and_not_shown(length: int) -> None:
    key = b"K" * length
    with pytest.raises(ValueError, match=f"{length} bytes") as caught:
        des3.kcv(key)
    assert "KKK" not in str(caught.value)


@pytest.mark.parametrize("call", [des3.encrypt_ecb, des3.decrypt_ecb, des3.encrypt_cbc])
def test_a_torn_block_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match="9 bytes are not whole blocks"):
        call(bytes(16), bytes(9))
