"""Messages to test with: hand-made ones and Hypothesis' own, in the fields of the dialect."""

from __future__ import annotations

from hypothesis import strategies as st

from wire.iso8583 import FieldValue, Message
from wire.iso8583_fields import FIELDS, FieldRow
from wire.iso8583_kinds import AN, ANS, B, Z

SALE = Message(
    "0200",
    {
        2: "6222222222222233323",
        3: "000000",
        4: "000000001200",
        11: "000123",
        14: "3012",
        22: "021",
        23: "001",
        25: "00",
        26: "12",
        35: "6222222222222233323=30122010000012345",
        36: "996222222222222233323=1561560000000=2",
        41: "10000001",
        42: "123456789012345",
        49: "156",
        52: bytes.fromhex("793AE1FCD3064968"),
        53: "2600000000000000",
        55: bytes.fromhex("9F2608A1A2A3A4A5A6A7A8"),
        60: "22000007000600",
        63: "CUP银联 附言",
        64: b"52E68643",
    },
)
"""A sale with twenty fields, every kind of value among them."""


def contents(row: FieldRow) -> st.SearchStrategy[FieldValue]:
    """Any value the field can hold; a fixed field is full."""
    least = 0 if row.prefix_bytes else row.limit
    if row.kind is B:
        return st.binary(min_size=least, max_size=row.limit)
    if row.kind is ANS:
        characters = st.characters(codec="gbk", exclude_categories=["Cc"])
        return st.text(characters, max_size=row.limit // 2)
    alphabet = "0123456789"
    if row.kind is Z:
        alphabet += "="
    if row.kind is AN:
        alphabet = "".join(map(chr, range(0x20, 0x7F)))
    return st.text(alphabet, min_size=least, max_size=row.limit)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Any message of the dialect."""
    mti = draw(st.text("0123456789", min_size=4, max_size=4))
    numbers = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=12))
    return Message(mti, {number: draw(contents(FIELDS[number])) for number in numbers})
