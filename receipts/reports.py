"""Reports that are rows of a name and a value: the daily check, and who forgets signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from receipts.sections import field, ruled, title
from receipts.slip import Block, Cut, Document, Feed, Pair, Text
from receipts.wording import Language, Wording, label, mark

_TERMINAL_NO = Wording("终端编号", "TERMINAL NO")
_OPERATOR_NO = Wording("操作员号", "OPERATOR NO")
_DATE_TIME = Wording("日期/时间", "DATE/TIME")


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of a report with its count, and the rows beneath it."""

    heading: Wording
    count: str = ""
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says; `at` is local time."""

    title: Wording
    merchant_name: str
    terminal_id: str
    operator: str
    at: datetime
    parts: tuple[Part, ...]


def report_slip(report: Report, language: Language) -> Document:
    """The report in one language or both."""
    sections = (
        title(report.title, language),
        _origin(report, language),
        *(_part(part, language) for part in report.parts),
    )
    return Document((*ruled(sections), Feed(), Cut()), mark(report.title, language))


def _origin(report: Report, language: Language) -> Iterator[Block]:
    yield Text(report.merchant_name, bold=True)
    yield from field(_TERMINAL_NO, report.terminal_id, language)
    yield from field(_OPERATOR_NO, report.operator, language)
    yield from field(_DATE_TIME, f"{report.at:%Y/%m/%d %H:%M:%S}", language)


def _part(part: Part, language: Language) -> Iterator[Block]:
    yield Pair(label(part.heading, language), part.count)
    for left, right in part.rows:
        yield Pair(left, right)
