"""The one table of ISO 8583 fields of this dialect: number, name, kind, length, how it is shown.

cup-terminal.md 1.2 and 1.4. The codec's own specification is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from wire.iso8583_kinds import AN, ANS, B, Kind, N, Z


class Shown(Enum):
    """How much of a field a person may see."""

    CLEAR = "as it is"
    PAN = "first six and last four digits"
    NOTHING = "stars"
    SIZE = "only how long it is"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. `limit` counts digits where the kind is packed, else bytes.

    `prefix_bytes` is 0 for a fixed length, 1 for LLVAR, 2 for LLLVAR. `pad` is the side on which
    an odd number of digits gets its zero nibble.
    """

    number: int
    zh: str
    en: str
    kind: Kind
    limit: int
    prefix_bytes: int = 0
    shown: Shown = Shown.CLEAR
    pad: str = "right"

    @property
    def path(self) -> str:
        """How errors and inspectors name it: "F60"."""
        return f"F{self.number}"

    @property
    def max_bytes(self) -> int:
        """The most bytes it takes on the wire, its length included."""
        content = (self.limit + 1) // 2 if self.kind.is_packed else self.limit
        return self.prefix_bytes + content


_ROWS = (
    FieldRow(2, "主账号", "card number", N, 19, 1, Shown.PAN),
    FieldRow(3, "交易处理码", "processing code", N, 6),
    FieldRow(4, "交易金额", "amount", N, 12),
    FieldRow(11, "受卡方系统跟踪号", "trace", N, 6),
    FieldRow(12, "受卡方所在地时间", "local time", N, 6),
    FieldRow(13, "受卡方所在地日期", "local date", N, 4),
    FieldRow(14, "卡有效期", "expiry", N, 4),
    FieldRow(15, "清算日期", "settlement date", N, 4),
    # Three digits in two bytes: F22 stands left in them, F23 right (1.2).
    FieldRow(22, "服务点输入方式码", "entry mode", N, 3),
    FieldRow(23, "卡序列号", "card sequence", N, 3, pad="left"),
    FieldRow(25, "服务点条件码", "condition", N, 2),
    FieldRow(26, "服务点PIN获取码", "PIN capture", N, 2),
    FieldRow(32, "受理方标识码", "acquirer id", N, 11, 1),
    FieldRow(35, "2磁道数据", "track 2", Z, 37, 1, Shown.NOTHING),
    FieldRow(36, "3磁道数据", "track 3", Z, 104, 2, Shown.NOTHING),
    FieldRow(37, "检索参考号", "reference", AN, 12),
    FieldRow(38, "授权标识应答码", "authorisation", AN, 6),
    FieldRow(39, "应答码", "response", AN, 2),
    FieldRow(41, "受卡机终端标识码", "terminal", AN, 8),
    FieldRow(42, "受卡方标识码", "merchant", AN, 15),
    FieldRow(44, "附加响应数据", "issuer, acquirer", ANS, 25, 1),
    FieldRow(48, "附加数据 私有", "totals", N, 322, 2, Shown.SIZE),
    FieldRow(49, "交易货币代码", "currency", AN, 3),
    FieldRow(52, "个人标识码数据", "PIN block", B, 8, 0, Shown.NOTHING),
    FieldRow(53, "安全控制信息", "security control", N, 16),
    FieldRow(54, "附加金额", "balance", AN, 40, 2),
    FieldRow(55, "IC卡数据域", "data elements", B, 999, 2, Shown.SIZE),
    FieldRow(59, "自定义域", "private 59", ANS, 999, 2, Shown.SIZE),
    FieldRow(60, "自定义域 类型批次", "type, batch", N, 21, 2),
    FieldRow(61, "原始信息域", "original", N, 29, 2),
    FieldRow(62, "自定义域 62", "private 62", B, 999, 2, Shown.SIZE),
    FieldRow(63, "自定义域 操作员附言", "operator, remarks", ANS, 163, 2),
    FieldRow(64, "报文鉴别码", "MAC", B, 8),
)

FIELDS: Mapping[int, FieldRow] = MappingProxyType({row.number: row for row in _ROWS})

# A bit set outside these is a field this dialect does not have. Bit 1 is the highest.
KNOWN_BITS = sum(1 << 64 - number for number in FIELDS)


def _codec_row(row: FieldRow) -> dict[str, Any]:
    return {
        "data_enc": row.kind.encoding,
        "len_enc": "bcd",
        "len_type": row.prefix_bytes,
        "max_len": row.limit,
        "len_count": "nibbles" if row.kind.is_packed else "bytes",
        f"{row.pad}_pad": "0",
        "desc": row.en,
    }


CODEC_SPEC: Mapping[str, Mapping[str, Any]] = {
    "h": {"data_enc": "b", "len_enc": "b", "len_type": 0, "max_len": 0, "desc": "no header"},
    "t": {"data_enc": "b", "len_enc": "b", "len_type": 0, "max_len": 2, "desc": "message type"},
    "p": {"data_enc": "b", "len_enc": "b", "len_type": 0, "max_len": 8, "desc": "bitmap"},
    "1": {"data_enc": "b", "len_enc": "b", "len_type": 0, "max_len": 8, "desc": "not used"},
    **{str(row.number): _codec_row(row) for row in _ROWS},
}
"""What pyiso8583 is told: see its `iso8583.specs` for the meaning of each word."""
