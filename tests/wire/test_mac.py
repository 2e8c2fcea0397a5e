"""The five MACs a host may use: published values, and a second computation of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psec import des as des_oracle
from psec import mac as mac_oracle

from tests.wire.vectors import cases
from wire import mac

DATA = st.binary(max_size=70)
SINGLE = st.binary(min_size=8, max_size=8)
DOUBLE = st.binary(min_size=16, max_size=16)

# The oracle still takes DES from where the library is about to remove it.
by_the_old_door = pytest.mark.filterwarnings("ignore:TripleDES has been moved")

ALGORITHM_OF = {
    "UnionPay ECB (F64 ASCII)": "cup-ecb",
    "UnionPay ECB 3DES variant": "cup-ecb-3des",
    "X9.9": "x99",
    "X9.19 / ISO9797-1 alg3 pad1": "x919",
}


@pytest.mark.parametrize(
    "case", [c for c in cases("cup_terminal") if c["what"] in ("mac", "mac-binary")]
)
def test_the_published_values_come_out(case: dict[str, str]) -> None:
    made = mac.by_name(case["algorithm"])(bytes.fromhex(case["key"]))(bytes.fromhex(case["data"]))
    assert made.hex().upper() == case["f64"]


@pytest.mark.parametrize("case", [c for c in cases("macs") if "mac" in c])
def test_the_values_of_others_come_out(case: dict[str, str]) -> None:
    name = ALGORITHM_OF[case["alg"]]
    made = mac.by_name(name)(bytes.fromhex(case["key"]))(bytes.fromhex(case["data"]))
    shown = made.decode("ascii") if name.startswith("cup") else made.hex().upper()
    assert shown == case["mac"]


@pytest.mark.parametrize("case", [c for c in cases("cup_terminal") if c["what"] == "mac"])
def test_the_published_steps_lead_to_the_published_value(case: dict[str, str]) -> None:
    assert _folded(bytes.fromhex(case["data"])).hex().upper() == case["folded"]
    assert bytes.fromhex(case["f64"]).decode("ascii") == case["mac"] == case["block2"][:8]


@by_the_old_door
@given(SINGLE, DATA)
def test_x99_is_the_cbc_mac_of_iso_9797(key: bytes, data: bytes) -> None:
    padded = data or bytes(8)
    assert mac.x99(key)(data) == mac_oracle.generate_cbc_mac(key * 3, padded, 1)


@by_the_old_door
@given(SINGLE, SINGLE, DATA)
def test_x919_is_the_retail_mac_of_iso_9797(left: bytes, right: bytes, data: bytes) -> None:
    made = mac.x919(left + right)(data)
    assert made == mac_oracle.generate_retail_mac(left * 3, right * 3, data or bytes(8), 1)


@by_the_old_door
@given(DOUBLE, DATA)
def test_the_unionpay_mac_follows_its_eight_steps(key: bytes, data: bytes) -> None:
    assert mac.cup_ecb(key)(data) == _by_the_book(key[:8] * 3, data)
    assert mac.cup_ecb_3des(key)(data) == _by_the_book(key + key[:8], data)


@by_the_old_door
@given(DOUBLE, DATA)
def test_fold_3des_encrypts_the_fold_once(key: bytes, data: bytes) -> None:
    expected = des_oracle.encrypt_tdes_ecb(key + key[:8], _folded(data))
    assert mac.fold_3des(key)(data) == expected


@given(DOUBLE, DATA)
def test_every_algorithm_fills_f64_and_takes_a_single_key_too(key: bytes, data: bytes) -> None:
    for algorithm in mac.BY_NAME.values():
        assert len(algorithm(key)(data)) == len(algorithm(key[:8])(data)) == 8


@given(SINGLE, DATA)
def test_a_single_key_makes_x919_x99(key: bytes, data: bytes) -> None:
    assert mac.x919(key)(data) == mac.x919(key + key)(data) == mac.x99(key)(data)


@pytest.mark.parametrize("name", sorted(mac.BY_NAME))
def test_another_byte_makes_another_mac(name: str) -> None:
    key = bytes(range(16))
    macs = {mac.by_name(name)(key)(bytes([byte]) + bytes(30)) for byte in range(256)}
    assert len(macs) == 256


def test_an_unknown_name_lists_the_names_there_are() -> None:
    with pytest.raises(
        ValueError, match="no MAC algorithm 'md5'; there are: cup-ecb, cup-ecb-3des"
    ):
        mac.by_name("md5")


def _folded(data: bytes) -> bytes:
    """All 8-byte groups XORed, byte by byte."""
    folded = bytearray(8)
    for at, byte in enumerate(data):
        folded[at % 8] ^= byte
    return bytes(folded)


def _by_the_book(key: bytes, data: bytes) -> bytes:
    """Steps 3 to 8 written out, with the other implementation's DES."""
    text = _folded(data).hex().upper().encode()
    encrypted = des_oracle.encrypt_tdes_ecb(key, text[:8])
    mixed = bytes(a ^ b for a, b in zip(encrypted, text[8:], strict=True))
    return des_oracle.encrypt_tdes_ecb(key, mixed).hex().upper().encode()[:8]
