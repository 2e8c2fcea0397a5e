"""Events as canonical JSON, and strictly back.

One value has exactly one spelling: keys sorted, no blanks, bytes in base64, times in ISO 8601
without a zone, and a field that holds its default is left out. So a field added later must have a
default, and old records still read back, byte for byte.

An event is spelled in two parts: a header that anybody may read, and a body for what must be
sealed. Only the card number stands in both, masked in the header.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast, get_args

from drivers.record_shape import NOTHING, RecordError, joined, shape_of
from terminal.events import DeviceEvent, EntryEvent, Event

MAX_PART_CHARACTERS = 16_384
"""Far above the largest lawful one, a signature's image of 900 bytes and its attempt: 2 kB."""

EVENT_TYPES: Mapping[str, type] = {
    kind.__name__: kind for kind in (*get_args(EntryEvent), *get_args(DeviceEvent))
}

NOTHING_SEALED = NOTHING.encode()


def encode_event(event: Event) -> tuple[str, bytes]:
    """The header and the body of one event; its type is told elsewhere, by its class's name."""
    plain, secret = shape_of(type(event)).spell(event)
    return plain, secret.encode()


def decode_event(kind: str, header: str, body: bytes) -> Event:
    """The event `encode_event` wrote. Errors: RecordError for anything else."""
    if kind not in EVENT_TYPES:
        raise RecordError("event", "no known type of event")
    try:
        record = joined(_load(header), {} if body == NOTHING_SEALED else _load(body.decode()))
        event = cast(Event, shape_of(EVENT_TYPES[kind]).from_json(record))
    except UnicodeDecodeError:
        raise RecordError(kind, "not UTF-8") from None
    except RecordError as error:
        raise error.inside(kind) from None
    if not _is_spelled(event, header, body):
        raise RecordError(kind, "not in its canonical spelling")
    return event


def _load(part: str) -> dict[str, Any]:
    if len(part) > MAX_PART_CHARACTERS:
        raise RecordError("", f"longer than {MAX_PART_CHARACTERS} characters")
    try:
        record = json.loads(part)
    except (ValueError, RecursionError):
        raise RecordError("", "not JSON") from None
    if not isinstance(record, dict):
        raise RecordError("", "not a JSON object")
    return record


def _is_spelled(event: Event, header: str, body: bytes) -> bool:
    try:
        return encode_event(event) == (header, body)
    except UnicodeEncodeError:  # JSON can spell half a surrogate pair, UTF-8 cannot
        return False
