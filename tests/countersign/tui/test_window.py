"""A window may close while it is drawn on: what is drawn then goes nowhere."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import IO, cast

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from countersign.tui.window import Window


def test_what_is_drawn_stands_in_the_window_and_after_it_is_gone_nowhere() -> None:
    ours, theirs = os.openpty()
    with suppress(OSError), os.fdopen(theirs, "w") as file:  # it cannot be flushed any more
        window = Window(file)
        assert (window.isatty(), window.fileno()) == (True, theirs)
        window.write("HELLO")
        window.flush()
        assert os.read(ours, 10) == b"HELLO"
        os.close(ours)
        window.write("NOBODY SEES")
        window.flush()
        window.write("THIS EITHER")
    assert window.gone


@pytest.mark.parametrize("lasts", [True, False])
def test_textuals_output_is_put_away_though_the_window_is_gone(
    lasts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ours its thread has died, and whoever waits for it waits for ever."""
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    ours, theirs = os.openpty()
    with suppress(OSError), os.fdopen(theirs, "w") as file:
        output = WriterThread(cast(IO[str], Window(file)) if lasts else file)
        output.start()
        os.close(ours)
        drawing = threading.Thread(target=_draw_and_stop, args=(output,), daemon=True)
        drawing.start()
        drawing.join(10 if lasts else 0.5)
        assert drawing.is_alive() is not lasts


def _draw_and_stop(output: WriterThread) -> None:
    for _ in range(2 * MAX_QUEUED_WRITES):
        output.write("a picture")
    output.stop()
