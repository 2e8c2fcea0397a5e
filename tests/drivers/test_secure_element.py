"""The secure element answers as its keys say, and nothing gets a key out of it."""

from __future__ import annotations

import copy
import hmac
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.entropy import SeededEntropy
from drivers.journal.notary import JournalKeys, SealBrokenError
from drivers.ports import SecureElementPort
from drivers.secure_element import Hmac, NoWorkingKeysError, SecureElement
from terminal.effects import KeyChecks
from terminal.operators import TEST_PINS
from tests.drivers.journal.workbench import keys
from wire import des3, mac, pin_block
from wire.cup_fields import ClearKeys, WorkingKeys62
from wire.pan import Pan

TMK = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
PIK = bytes.fromhex("11112222333344445555666677778888")
MAK = bytes.fromhex("AAAABBBBCCCCDDDDEEEEFFFF00001111")
FIELD_62 = WorkingKeys62.seal(TMK, ClearKeys(PIK, MAK)).encode()
PAN = Pan("6212340000000000")
PLACE = b"here 1"


@pytest.fixture
def element() -> SecureElement:
    return keys(tmk=TMK)


@pytest.fixture
def signed_on(element: SecureElement) -> SecureElement:
    assert element.load_working_keys(FIELD_62)
    return element


def test_it_is_both_what_firmware_and_what_the_journal_ask_for(element: SecureElement) -> None:
    firmware: SecureElementPort = element
    journal: JournalKeys = element
    assert firmware == element
    assert journal == element


def test_without_a_sign_on_there_is_no_mac_and_no_pin_block(element: SecureElement) -> None:
    assert not element.has_working_keys
    with pytest.raises(NoWorkingKeysError, match="sign on to the bank first"):
        element.mac(b"message")
    with pytest.raises(NoWorkingKeysError):
        element.encrypt_pin("1234", PAN)


def test_the_mac_is_the_host_profiles(signed_on: SecureElement) -> None:
    assert signed_on.mac(b"message") == mac.cup_ecb(MAK)(b"message")
    other = keys(tmk=TMK, mac_algorithm="x919")
    other.load_working_keys(FIELD_62)
    assert other.mac(b"message") == mac.x919(MAK)(b"message")


def test_an_unknown_mac_algorithm_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="no MAC algorithm 'rot13'; there are: cup-ecb"):
        keys(mac_algorithm="rot13")


def test_only_the_right_mac_is_verified(signed_on: SecureElement) -> None:
    right = signed_on.mac(b"message")
    assert signed_on.verify_mac(b"message", right)
    assert not signed_on.verify_mac(b"massage", right)
    assert not signed_on.verify_mac(b"message", b"00000000")
    assert not signed_on.verify_mac(b"message", b"")


def test_the_bank_reads_the_pin_out_of_the_block(signed_on: SecureElement) -> None:
    block = signed_on.encrypt_pin("123456", PAN)
    assert pin_block.decode_iso0(des3.decrypt_ecb(PIK, block), PAN) == "123456"


@pytest.mark.parametrize("flipped", range(len(FIELD_62)))
def test_one_wrong_bit_in_the_working_keys_and_the_old_ones_stay(flipped: int) -> None:
    element = keys(tmk=TMK)
    element.load_working_keys(FIELD_62)
    before = element.mac(b"message")
    other = bytearray(WorkingKeys62.seal(TMK, ClearKeys(MAK, PIK)).encode())
    other[flipped] ^= 0x10
    if flipped // 20 == 1 and 8 <= flipped % 20 < 16:
        return  # cup-terminal.md 1.5: the check value of the MAC key covers its left half alone
    assert not element.load_working_keys(bytes(other))
    assert element.mac(b"message") == before


@given(st.binary(max_size=64))
def test_no_noise_is_taken_for_working_keys(field_62: bytes) -> None:
    element = keys(tmk=TMK)
    assert not element.load_working_keys(field_62)
    assert not element.has_working_keys


def test_working_keys_of_single_and_double_length_are_taken(element: SecureElement) -> None:
    single = ClearKeys(PIK[:8], MAK[:8])
    assert element.load_working_keys(WorkingKeys62.seal(TMK, single).encode())
    assert element.mac(b"message") == mac.cup_ecb(MAK)(b"message")


def test_the_next_sign_on_replaces_the_mac_key(signed_on: SecureElement) -> None:
    before = signed_on.mac(b"message")
    fresh = WorkingKeys62.seal(TMK, ClearKeys(PIK, MAK[::-1])).encode()
    assert signed_on.load_working_keys(fresh)
    assert signed_on.mac(b"message") == mac.cup_ecb(MAK[::-1])(b"message") != before


def test_operators_are_known_by_their_pins() -> None:
    element = keys(operators=TEST_PINS)
    assert all(element.check_operator(number, pin) for number, pin in TEST_PINS.items())
    assert not element.check_operator("01", "2222")
    assert not element.check_operator("01", "")
    assert not element.check_operator("50", "1111")


def test_a_pin_that_is_set_is_the_only_one_and_survives_a_power_cut(tmp_path: Path) -> None:
    path = tmp_path / "chip.json"
    element = keys(path=path, operators={"01": "1111"})
    element.set_operator_pin("01", "271828")
    element.set_operator_pin("07", "4711")
    again = SecureElement.load(path, SeededEntropy(9))
    for chip in (element, again):
        assert chip.check_operator("01", "271828")
        assert not chip.check_operator("01", "1111")
        assert chip.check_operator("07", "4711")
        assert chip.knows_operator("07")
        assert not chip.knows_operator("08")
    assert b"271828" not in path.read_bytes()


def test_keys_are_known_by_their_check_values_alone(element: SecureElement) -> None:
    assert element.key_checks() == KeyChecks(des3.kcv(TMK).hex().upper(), "", "")
    element.load_working_keys(FIELD_62)
    held = element.key_checks()
    assert (held.pin, held.mac) == (des3.kcv(PIK).hex().upper(), des3.kcv(MAK).hex().upper())


def test_a_cheaper_hash_is_as_strict() -> None:
    element = SecureElement.create(SeededEntropy(1), TMK, operators={"01": "1111"}, pin_cost=2)
    assert element.check_operator("01", "1111")
    assert not element.check_operator("01", "1112")


def test_every_device_binds_signatures_under_its_own_key(element: SecureElement) -> None:
    assert element.device_mac(b"facts") == element.device_mac(b"facts")
    assert element.device_mac(b"facts") != element.device_mac(b"other facts")
    assert element.device_mac(b"facts") != keys(seed=2).device_mac(b"facts")
    assert len(element.device_mac(b"facts")) == 64


def test_a_seal_opens_only_where_it_was_made(element: SecureElement) -> None:
    sealed = element.seal(b"secret", PLACE)
    assert b"secret" not in sealed
    assert element.unseal(sealed, PLACE) == b"secret"
    for elsewhere in (b"there 1", b"here 2", b"here 1 ", b""):
        with pytest.raises(SealBrokenError):
            element.unseal(sealed, elsewhere)
    with pytest.raises(SealBrokenError):
        keys(seed=2).unseal(sealed, PLACE)


@given(st.binary(max_size=40))
def test_noise_is_no_seal(noise: bytes) -> None:
    with pytest.raises(SealBrokenError):
        keys().unseal(noise, PLACE)


def test_a_transactions_key_is_gone_once_dropped(element: SecureElement) -> None:
    sealed = element.seal_for(7, b"the whole request", PLACE)
    assert element.unseal_for(7, sealed, PLACE) == b"the whole request"
    assert element.unseal_for(8, sealed, PLACE) is None
    element.drop_txn_key(7)
    element.drop_txn_key(7)
    assert element.unseal_for(7, sealed, PLACE) is None


def test_a_power_cut_takes_the_transactions_keys_and_nothing_else(
    signed_on: SecureElement,
) -> None:
    sealed = signed_on.seal_for(7, b"the whole request", PLACE)
    kept = signed_on.seal(b"kept", PLACE)
    signed_on.lose_power()
    assert signed_on.unseal_for(7, sealed, PLACE) is None
    assert signed_on.unseal(kept, PLACE) == b"kept"
    assert signed_on.has_working_keys


def test_every_transaction_has_a_key_of_its_own(element: SecureElement) -> None:
    assert element.seal_for(1, b"same", PLACE) != element.seal_for(2, b"same", PLACE)


def test_a_card_is_found_again_by_its_whole_number_and_only_with_the_key() -> None:
    element = keys()
    assert element.pan_hash(PAN) == element.pan_hash(Pan(PAN.digits))
    assert element.pan_hash(PAN) != element.pan_hash(Pan("6212340000000018"))
    assert element.pan_hash(PAN) != keys(seed=2).pan_hash(PAN)


def test_what_is_derived_for_one_purpose_serves_no_other(element: SecureElement) -> None:
    macs = {
        element.chain_mac(PAN.digits.encode()).hex()[:32],
        element.device_mac(PAN.digits.encode())[:32],
        element.pan_hash(PAN).hex(),
    }
    assert len(macs) == 3


@given(st.binary(min_size=1, max_size=64), st.binary(max_size=300))
def test_the_prepared_hmac_is_the_standard_one(key: bytes, data: bytes) -> None:
    assert Hmac(key).over(data) == hmac.digest(key, data, "sha256")


def test_the_same_seed_makes_the_same_chip_and_another_seed_another() -> None:
    assert keys(seed=7).key_id == keys(seed=7).key_id
    assert keys(seed=7).key_id != keys(seed=8).key_id


def test_everything_but_the_transactions_keys_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "secure_element.json"
    first = keys(tmk=TMK, path=path, operators={"01": "1111"})
    first.load_working_keys(FIELD_62)
    first.bind_journal("ab" * 16)
    sealed = first.seal(b"kept", PLACE)
    secret = first.seal_for(7, b"lost", PLACE)
    again = SecureElement.load(path, SeededEntropy(99))
    assert again.key_id == first.key_id
    assert again.journal_id == "ab" * 16
    assert again.mac(b"message") == first.mac(b"message")
    assert again.unseal(sealed, PLACE) == b"kept"
    assert again.unseal_for(7, secret, PLACE) is None
    assert again.check_operator("01", "1111")


def test_it_shows_its_name_and_no_key(signed_on: SecureElement) -> None:
    secrets = (TMK, PIK, MAK, signed_on.device_mac(b"").encode())
    for shown in (repr(signed_on), str(signed_on), f"{signed_on}"):
        assert shown == f"<SecureElement {signed_on.key_id}>"
        for secret in secrets:
            assert secret.hex() not in shown


def test_it_is_neither_copied_nor_pickled_nor_looked_into(signed_on: SecureElement) -> None:
    for carry_off in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="neither copied nor pickled"):
            carry_off(signed_on)
    with pytest.raises(TypeError):
        vars(signed_on)


def test_no_public_name_gives_a_key_out(signed_on: SecureElement) -> None:
    secrets = {TMK, PIK, MAK}
    for name in dir(signed_on):
        held = None if name.startswith("_") else getattr(signed_on, name)
        assert not isinstance(held, bytes) or held not in secrets


MARCH = 2026 * 12 + 2


def test_handwriting_opens_until_its_month_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "secure_element.json"
    element = keys(path=path)
    march, april = (element.seal_hand(b"a hand", month, PLACE) for month in (MARCH, MARCH + 1))
    element.forget_hands(MARCH)
    assert element.unseal_hand(march, MARCH, PLACE) == b"a hand"
    element.forget_hands(MARCH + 1)
    for chip in (element, SecureElement.load(path, SeededEntropy(1))):
        assert chip.unseal_hand(march, MARCH, PLACE) is None
        assert chip.unseal_hand(april, MARCH + 1, PLACE) == b"a hand"


def test_a_picture_that_was_changed_is_no_erased_one(element: SecureElement) -> None:
    sealed = element.seal_hand(b"a hand", MARCH, PLACE)
    with pytest.raises(SealBrokenError):
        element.unseal_hand(sealed, MARCH, b"elsewhere")


def test_what_a_clock_set_back_dates_before_all_keys_is_sealed_all_the_same(
    element: SecureElement,
) -> None:
    element.forget_hands(MARCH)
    sealed = element.seal_hand(b"a hand", MARCH - 20, PLACE)
    assert element.unseal_hand(sealed, MARCH - 20, PLACE) == b"a hand"
