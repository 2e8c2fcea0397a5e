"""The panel tells a served printer's state in words and numbers, in both languages."""

from __future__ import annotations

from dataclasses import replace

from countersign.tui.desk import Health, Link, Words
from countersign.tui.printer_desk import PrinterState
from countersign.tui.printer_panel import BAR_COLUMNS, PrinterPanel
from tests.countersign.tui.stage import alone, played, words_of

STATE = PrinterState(
    title="Generic Chinese 58 mm",
    health=Link(Health.TROUBLE, Words("缺纸", "paper out")),
    filled_bytes=1024,
    buffer_bytes=4096,
    in_bytes_s=11_520,
    out_bytes_s=3,
    in_bytes=60_000,
    out_bytes=12,
    lost_bytes=0,
    slips=4,
    ways=("serial:///tmp/printer", "tcp://127.0.0.1:9100"),
    commands=(("GS V", 1), ("LF", 1200)),
)


@played
async def test_it_says_how_the_printer_is() -> None:
    panel = PrinterPanel()
    async with alone(panel, (64, 20)) as pilot:
        panel.language = "en"
        panel.state = STATE
        await pilot.pause()
        shown = words_of(panel)
    for words in (
        "Generic Chinese 58 mm",
        "✗ paper out",
        "1,024 / 4,096",
        "11,520 B/s  60,000 B",
        "slips           4",
        "serial:///tmp/printer",
        "tcp://127.0.0.1:9100",
        "GS V · LF x1,200",
    ):
        assert words in shown


@played
async def test_the_bar_is_as_full_as_the_buffer_and_never_more() -> None:
    panel = PrinterPanel()
    async with alone(panel, (64, 20)) as pilot:
        for filled, cells in ((0, 0), (1, 1), (1024, 5), (4096, BAR_COLUMNS), (9999, BAR_COLUMNS)):
            panel.state = replace(STATE, filled_bytes=filled)
            await pilot.pause()
            assert words_of(panel).count("█") == cells


@played
async def test_it_speaks_chinese_and_leaves_out_what_does_not_fit() -> None:
    panel = PrinterPanel()
    async with alone(panel, (64, 9)) as pilot:
        panel.state = STATE
        await pilot.pause()
        shown = words_of(panel)
    assert "✗ 缺纸" in shown
    assert "GS V" not in shown


@played
async def test_lost_bytes_are_told_once_there_are_any() -> None:
    panel = PrinterPanel()
    async with alone(panel, (64, 20)) as pilot:
        panel.language = "en"
        for lost, told in ((0, False), (1500, True)):
            panel.state = replace(STATE, lost_bytes=lost)
            await pilot.pause()
            assert ("lost        1,500 B" in words_of(panel)) is told
