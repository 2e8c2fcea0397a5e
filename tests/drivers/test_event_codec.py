"""Every event comes back as it was; nothing that is spelled in another way comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.event_codec import EVENT_TYPES, NOTHING_SEALED, decode_event, encode_event
from drivers.record_shape import SEALED_FIELDS, RecordError
from terminal.events import Event, Intended
from tests.drivers.anything import EVENTS, KINDS
from tests.terminal.deeds import IMAGE, NOON, PAN, a_day, intended, signed_sale

APPROVED_HEADER = (
    '{"answer":{"auth_code":"A12345","code":"00","host_date":"0302","host_time":"120003",'
    '"issuer":"发卡行","reference":"000000000001","remarks":["谢谢"],"settlement_date":"0302"},'
    '"at":"2026-03-02T12:00:00","key":{"batch":1,"trace":1}}'
)


@given(EVENTS)
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    header, body = encode_event(event)
    assert decode_event(type(event).__name__, header, body) == event


@given(EVENTS)
def test_the_same_event_is_always_spelled_the_same(event: Event) -> None:
    header, body = encode_event(event)
    again = decode_event(type(event).__name__, header, body)
    assert encode_event(again) == (header, body)


def _keys(record: object) -> set[str]:
    if isinstance(record, dict):
        return set(record).union(*map(_keys, record.values()))
    return set()


@given(EVENTS)
def test_the_header_holds_nothing_that_must_be_sealed(event: Event) -> None:
    header, _ = encode_event(event)
    record = json.loads(header)
    assert not _keys(record) & {*SEALED_FIELDS, "image"}
    if isinstance(event, Intended):
        assert record["pan"] == event.pan.masked


def test_an_event_without_secrets_has_an_empty_body() -> None:
    assert encode_event(signed_sale()[1]) == (APPROVED_HEADER, NOTHING_SEALED)


def test_a_captured_signature_lies_in_the_body_with_all_that_leads_to_it() -> None:
    header, body = encode_event(signed_sale()[2])
    sealed = json.loads(body)
    assert set(sealed) == {"attempt", "image"}
    assert set(sealed["attempt"]) == {"strokes_digest", "image_digest", "device_mac"}
    assert json.loads(header)["attempt"]["feature_code"] == "475B8226"


def test_the_names_of_all_events_are_known() -> None:
    assert list(EVENT_TYPES.values()) == list(KINDS)


def _intent(**changes: Any) -> tuple[str, bytes]:
    header, body = encode_event(intended())
    record = {**json.loads(header), **changes}
    kept = {name: value for name, value in record.items() if value is not ...}
    return json.dumps(kept, sort_keys=True, separators=(",", ":")), body


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"amount_minor": ...}, "Intended.amount_minor: missing"),
        ({"amount_minor": "1200"}, "Intended.amount_minor: not a whole number"),
        ({"amount_minor": True}, "Intended.amount_minor: not a whole number"),
        ({"amount_minor": 1200.0}, "Intended.amount_minor: not a whole number"),
        ({"currency": None}, "Intended.currency: not a text"),
        ({"signature": "PERHAPS"}, "Intended.signature: no Signature"),
        ({"at": "yesterday"}, "Intended.at: not a time"),
        ({"at": "2026-03-02T12:00:00+08:00"}, "Intended.at: a time with a zone"),
        ({"at": "2026-03-02 12:00:00"}, "Intended: not in its canonical spelling"),
        ({"key": [1, 1]}, "Intended.key: not an object"),
        ({"key": {"batch": 1}}, "Intended.key.trace: missing"),
        ({"key": {"batch": 1, "trace": 1, "leaf": 1}}, "Intended.key: holds a field"),
        ({"colour": "red"}, "Intended: holds a field this version does not know"),
        ({"pan": "621234******9999"}, "Intended: not in its canonical spelling"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], complaint: str) -> None:
    header, body = _intent(**changes)
    with pytest.raises(RecordError, match="^" + complaint):
        decode_event("Intended", header, body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"pan":"621234000000000","expiry":"3012"}',
        b'{"expiry": "3012","pan":"6212340000000000"}',
        b'{"expiry":"3012","expiry":"3012","pan":"6212340000000000"}',
        b'{"expiry":"3012","pan":"not a number"}',
        b'{"expiry":"\\u00333012","pan":"6212340000000000"}',
        b'{"expiry":"\\ud800","pan":"6212340000000000"}',
        b'{"expiry":"\xff","pan":"6212340000000000"}',
        b'{"expiry":"3012"}',
        b"{}",
        b"[]",
        b"",
        b"nothing",
        b"[" * 15_000,
        b'{"pan":"' + b"0" * 20_000 + b'"}',
    ],
)
def test_a_body_spelled_in_another_way_is_refused(body: bytes) -> None:
    header, right = encode_event(intended())
    assert right == b'{"expiry":"3012","pan":"6212340000000000"}'
    with pytest.raises(RecordError):
        decode_event("Intended", header, body)


@given(st.text(), st.binary())
def test_noise_is_refused_as_a_record_and_in_no_other_way(header: str, body: bytes) -> None:
    for kind in EVENT_TYPES:
        with pytest.raises(RecordError):
            decode_event(kind, header, body)


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(RecordError, match="no known type of event"):
        decode_event("Exploded", "{}", NOTHING_SEALED)


def test_no_complaint_repeats_what_it_complains_of() -> None:
    header, body = encode_event(intended())
    with pytest.raises(RecordError) as caught:
        decode_event("Intended", header, body.replace(b"0000", b"x000"))
    assert PAN.digits[:8] not in str(caught.value)


def test_a_time_with_a_zone_never_gets_in() -> None:
    with pytest.raises(AssertionError):
        encode_event(intended(at=NOON.astimezone()))


def test_a_day_fits_its_limits_with_room_to_spare() -> None:
    for event in a_day():
        header, body = encode_event(event)
        assert max(len(header), len(body)) < 2_000
    assert len(IMAGE) < 900
