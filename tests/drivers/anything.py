"""Any event there can be, with any values its types allow."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from hypothesis import strategies as st

from terminal.events import DeviceEvent, EntryEvent, Event
from wire.pan import Pan

st.register_type_strategy(Pan, st.from_regex(r"[0-9]{13,19}", fullmatch=True).map(Pan))
st.register_type_strategy(datetime, st.datetimes())

KINDS: tuple[type[Event], ...] = (*get_args(EntryEvent), *get_args(DeviceEvent))
EVENTS: st.SearchStrategy[Event] = st.one_of(*(st.from_type(kind) for kind in KINDS))
