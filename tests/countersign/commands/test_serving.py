"""Addresses to listen on, and serving until told to end."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import typer

from countersign.commands.serving import (
    Ending,
    address_of,
    is_everywhere,
    leave_as_on_ctrl_c,
    site_of,
    wait_for_the_end,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [("127.0.0.1:9583", ("127.0.0.1", 9583)), ("0.0.0.0:0", ("0.0.0.0", 0)), ("pos:1", ("pos", 1))],
)
def test_an_address_is_host_and_port(text: str, address: tuple[str, int]) -> None:
    assert address_of("--listen", text) == address


@pytest.mark.parametrize("text", ["", "9583", "localhost", ":9583", "pos:", "pos:x", "pos:65536"])
def test_anything_else_is_wrong_usage_and_says_what_is_right(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        address_of("--listen", text)
    assert ended.value.exit_code == 2
    assert "--listen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "site"),
    [("https://pay.example/", "https://pay.example"), ("http://[::1]:80", "http://[::1]:80")],
)
def test_a_site_is_where_links_lead(text: str, site: str) -> None:
    assert site_of("--public-url", text) == site


@pytest.mark.parametrize(
    "text", ["pay.example", "ftp://pay.example", "https://", "https://a/b", "https://me:x@a", "//a"]
)
def test_what_is_no_site_is_wrong_usage(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        site_of("--public-url", text)
    assert ended.value.exit_code == 2
    assert "such as https://pay.example" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]"])
def test_what_nobody_can_open_is_no_site(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        site_of("--public-url", f"https://{host}:9584")
    assert ended.value.exit_code == 2
    assert "no address that a phone can open" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "is_so"),
    [("0.0.0.0", True), ("::", True), ("[::]", True), ("127.0.0.1", False), ("pay.example", False)],
)
def test_every_address_of_a_machine_is_none_of_them(host: str, is_so: bool) -> None:
    assert is_everywhere(host) is is_so


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_waiting_ends_with_the_signal_and_gives_the_signals_back(number: int) -> None:
    before = signal.getsignal(number)
    threading.Timer(0.05, os.kill, (os.getpid(), number)).start()
    wait_for_the_end()
    assert signal.getsignal(number) is before


@pytest.fixture
def window() -> Iterator[tuple[int, int]]:
    """Both ends of a pseudo-terminal; the signals are as before afterwards."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.getsignal(each) for each in numbers}
    ours, theirs = os.openpty()
    yield ours, theirs
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the watch is told when this end goes
    with suppress(OSError):
        os.close(ours)
    time.sleep(0.05)
    os.close(theirs)
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_screen_that_is_told_to_end_leaves_as_on_ctrl_c(
    number: int, window: tuple[int, int]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a script's `&` leaves it
    leave_as_on_ctrl_c(window[1])
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)


def test_a_screen_whose_window_closes_leaves_though_nobody_tells_it(
    window: tuple[int, int],
) -> None:
    ours, theirs = window
    leave_as_on_ctrl_c(theirs)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - it comes while we wait
        os.close(ours)
        time.sleep(10)


def test_who_ends_it_at_its_first_line_is_not_too_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("typer.echo", say)
    wait_for_the_end(None, "It is there.")
    assert said == ["It is there."]


def test_a_thread_can_end_the_wait() -> None:
    told = threading.Event()
    thread = threading.Timer(0.05, told.set)
    thread.start()
    wait_for_the_end(told)
    thread.join()


def test_an_ending_says_why_and_sets_what_is_waited_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    end = Ending()
    end.check()
    assert not end.told.is_set()
    end.because("the disk is gone")
    assert end.told.is_set()
    with pytest.raises(typer.Exit) as ended:
        end.check()
    assert (ended.value.exit_code, capsys.readouterr().err) == (
        3,
        "countersign: the disk is gone\n",
    )
