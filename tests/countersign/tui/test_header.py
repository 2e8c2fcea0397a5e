"""The header: what is in trouble is never what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from countersign.tui.desk import Health, Link, Words
from countersign.tui.header import Header
from terminal.language import Language
from tests.countersign.tui.fake_desk import FakeDesk
from tests.countersign.tui.stage import alone, played, words_of

STATUS = FakeDesk().status()
OUT = Link(Health.TROUBLE, Words("缺纸", "out of paper"))


async def shown(width: int, status: object = STATUS, language: Language = "en") -> str:
    header = Header()
    header.language = language
    async with alone(header, (width, 3)):
        header.facts = status  # type: ignore[assignment]
        return words_of(header)


@played
async def test_a_wide_window_shows_everything() -> None:
    words = " ".join((await shown(110)).split())
    assert words == (
        "Countersign terminal 10000001 ● bank: connected ● printer: pty 115200 batch 000007"
        " ? help ^Q quit"
    )


@played
async def test_a_narrow_one_leaves_out_what_matters_least() -> None:
    words = await shown(80)
    assert "terminal 10000001" in words
    assert "bank: connected" in words
    assert words.endswith("^Q quit")


@played
async def test_trouble_comes_first_and_has_a_mark() -> None:
    words = await shown(80, replace(STATUS, printer=OUT))
    assert "✗ printer: out of paper" in words


@played
async def test_what_somebody_should_see_to_comes_before_what_is_well() -> None:
    low = Link(Health.ATTENTION, Words("纸将尽", "paper low"))
    words = await shown(80, replace(STATUS, printer=low))
    assert "terminal 10000001  ! printer: paper low" in words
    dead = Link(Health.TROUBLE, Words("拒绝连接", "refused"))
    words = await shown(110, replace(STATUS, printer=low, bank=dead))
    assert words.index("✗ bank") < words.index("! printer")


@played
async def test_a_long_address_of_the_bank_is_cut_and_not_left_out() -> None:
    far = "tcp://acquirer-gateway.example.com:9583"
    words = await shown(80, replace(STATUS, bank=Link(Health.GOOD, Words(far, far))))
    assert "● bank: tcp://acquirer-" in words
    assert "…" in words
    assert words.endswith("^Q quit")


@played
async def test_before_the_desk_is_up_it_says_who_it_is_and_the_way_out() -> None:
    assert (await shown(60, None)).split() == ["Countersign", "?", "help", "^Q", "quit"]


@played
async def test_the_address_of_the_phone_page_stands_beside_the_terminal() -> None:
    words = await shown(80, replace(STATUS, portal="http://127.0.0.1:40123/"))
    assert "terminal 10000001  phone page 127.0.0.1:40123" in words


@played
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_with_a_phone_page_bank_and_printer_still_stand_there(language: Language) -> None:
    well = {
        "bank": Link(Health.GOOD, Words("本机银行", "embedded")),
        "printer": Link(Health.GOOD, Words("virtual:", "virtual:")),
    }
    page = replace(STATUS, portal="http://127.0.0.1:40123/", **well)  # type: ignore[arg-type]
    words = await shown(110, page, language)
    for fact in ("10000001", "127.0.0.1:40123", well["bank"].words.say(language), "virtual:"):
        assert fact in words


@played
async def test_without_power_it_names_no_batch() -> None:
    assert "batch 000007" in await shown(120)
    assert "batch" not in await shown(120, replace(STATUS, powered=False, batch=0))


@played
async def test_trouble_too_long_for_the_line_is_cut_and_not_left_out() -> None:
    silent = Link(
        Health.TROUBLE, Words("银行超时无应答", "The bank did not answer, nobody knows why")
    )
    seen = await shown(80, replace(STATUS, bank=silent))
    assert "✗ bank: The bank did not" in seen
    assert "…" in seen
