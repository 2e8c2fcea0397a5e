"""The macro: commands a printer has been told to remember, and obeys again when asked (GS ^)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drivers.escpos.tokenizer import Token, Tokenizer

MAX_BYTES = 2048
"""What a macro may hold, in Epson's reference; commands beyond are obeyed and not remembered."""


class Macro:
    """Recorded while the commands are obeyed; one runs at a time and none starts another."""

    def __init__(self) -> None:
        self.recording = self.running = False
        self._content = b""
        self._full = False
        self._tokens: Iterator[Token] = iter(())

    def begin(self) -> None:
        """Remember the commands from here on, and forget those before."""
        self.clear()
        self.recording = True

    def end(self) -> None:
        """That was all."""
        self.recording = False

    def clear(self) -> None:
        """Forget it."""
        self.recording = self._full = False
        self._content = b""

    def note(self, token: Token) -> None:
        """Remember a command that is obeyed just now."""
        self._full = self._full or len(self._content) + len(token.raw) > MAX_BYTES
        if not self._full:
            self._content += token.raw

    def run(self, times: int, before_each: Callable[[], None]) -> None:
        """Obey it so many times more; `before_each` is called when its turn has come."""
        if self._content:
            self._tokens = _tokens(self._content, times, before_each)
            self.running = True

    def stop(self) -> None:
        """Obey no more of it."""
        self.running = False

    def take(self) -> Token | None:
        """The next command of a macro that runs; None when none does, or no longer."""
        token = next(self._tokens, None) if self.running else None
        self.running = token is not None
        return token


def _tokens(content: bytes, times: int, before_each: Callable[[], None]) -> Iterator[Token]:
    for _ in range(times):
        before_each()
        tokenizer = Tokenizer()
        tokenizer.feed(content)
        while (token := tokenizer.take()) is not None:
            yield token
