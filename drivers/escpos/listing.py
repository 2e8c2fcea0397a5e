"""A job in words: one line for each command, with its place, its bytes, its name and arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from drivers.escpos.command import Command
from drivers.escpos.fields import Field, Number, Value
from drivers.escpos.grammar import Repeated, Switch
from drivers.escpos.table import BY_PREFIX, TEXT, UNKNOWN
from drivers.escpos.tokenizer import MAX_TEXT_BYTES, Token, Tokenizer
from drivers.printer_profiles.profile import Hanzi, PrinterProfile

SHOWN_BYTES = 8
"""Of a longer command the first six bytes and the last one are shown."""

SHOWN_CHARACTERS = 60
"""Of longer contents of a code, or anything else a command carries, the beginning is shown."""

MARK = "!"
"""Stands before what is not a command we know, and before a command that is cut off."""


def listed(pieces: Iterable[bytes], profile: PrinterProfile) -> Iterator[str]:
    """The lines of a job that comes in any pieces; text is read as the profile's printer would.

    Any bytes have a listing, of any length, in constant memory. What no row of the table names,
    and a command whose end has not come, are marked.
    """
    tokenizer, reader = Tokenizer(), _TextReader(profile)
    token = None
    for token in _joined(_tokens(pieces, tokenizer)):
        reader.heed(token)
        command = token.command
        mark = MARK if command is UNKNOWN or command.name in _FAMILIES else " "
        yield _row(token.offset, token.raw, mark, command.name, _words(token, reader))
    if tokenizer.inside_command:
        rest = tokenizer.rest
        words = f"{_bytes(len(rest))} of {_begun(token, rest)}, and the rest has not come"
        yield _row(tokenizer.offset, rest, MARK, "unfinished", words)


def _tokens(pieces: Iterable[bytes], tokenizer: Tokenizer) -> Iterator[Token]:
    for piece in pieces:
        tokenizer.feed(piece)
        while (token := tokenizer.take()) is not None:
            yield token


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Runs of text that were parted where a piece ended are one again."""
    text: Token | None = None
    for token in tokens:
        if text is not None:
            size = len(text.parameters) + len(token.parameters)
            if token.command is TEXT and size <= MAX_TEXT_BYTES:
                text = text._replace(parameters=text.parameters + token.parameters)
                continue
            yield text
            text = None
        if token.command is TEXT:
            text = token
        else:
            yield token
    if text is not None:
        yield text


def _row(offset: int, raw: bytes, mark: str, name: str, words: str) -> str:
    shown = raw if len(raw) <= SHOWN_BYTES else raw[: SHOWN_BYTES - 2]
    bytes_ = shown.hex(" ") + (f" .. {raw[-1]:02x}" if shown is not raw else "")
    return f"{offset:>8}  {bytes_:<24} {mark} {name:<13} {words}".rstrip()


_FAMILIES = {
    command.name for command in BY_PREFIX.values() if command.length_bytes and not command.fields
}


def _words(token: Token, reader: _TextReader) -> str:
    """What the command does, then its arguments."""
    command, parameters, _, skipped, band = token
    if command is TEXT:
        return f'"{reader.text(parameters)}"'
    if command is UNKNOWN:
        return f"{_bytes(len(parameters) + skipped)}, {command.meaning}"
    if command.name in _FAMILIES:
        return f"no function that we know, {_bytes(len(parameters) + skipped)} of parameters"
    values, rest = command.read(parameters)
    words = [_argument(name, value, _numbers(command)) for name, value in values.items()]
    if band is not None:
        last = band.first_row + band.rows
        words.append(f"rows {band.first_row + 1} to {last} of {band.of_rows}")
    if skipped:
        words.append(f"{_bytes(skipped)} more than are kept")
    elif rest:
        words.append(f"{_bytes(len(rest))} beyond the arguments: {rest[:SHOWN_BYTES].hex(' ')}")
    return f"{command.meaning}: {', '.join(words)}" if words else command.meaning


def _argument(name: str, value: Value, numbers: Mapping[str, Number]) -> str:
    number = numbers.get(name)
    label = (number.noun if number is not None else name).replace("_", " ")
    unit = f" {number.unit}".replace("_", " ") if number is not None and number.unit else ""
    return f"{label} {_shown(value, numbers)}{unit}"


def _shown(value: Value, numbers: Mapping[str, Number]) -> str:
    if isinstance(value, bytes):
        return _data(value)
    if isinstance(value, tuple):
        between = " " if all(isinstance(part, int) for part in value) else " + "
        return between.join(_shown(part, numbers) for part in value) or "none"
    if isinstance(value, Mapping):
        return f"({', '.join(_argument(name, part, numbers) for name, part in value.items())})"
    return str(value) if isinstance(value, int) or value.isprintable() else ascii(value)


def _data(data: bytes) -> str:
    """As text where it is text, in hex where it is short, counted otherwise."""
    text = data.decode("utf-8", "replace")
    if data and text.isprintable() and "\ufffd" not in text:
        return f'"{text[:SHOWN_CHARACTERS]}"' + " .." * (len(text) > SHOWN_CHARACTERS)
    return data.hex(" ") if 0 < len(data) <= SHOWN_BYTES else f"of {_bytes(len(data))}"


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count} bytes"


@lru_cache(maxsize=512)
def _numbers(command: Command) -> dict[str, Number]:
    """The command's numbers by name, those of its groups and cases too."""
    return {field.name: field for field in _all(command.fields) if isinstance(field, Number)}


def _all(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        if isinstance(field, Repeated):
            yield from _all(field.fields)
        elif isinstance(field, Switch):
            for case in field.cases.values():
                yield from _all(case)


def _begun(last: Token | None, rest: bytes) -> str:
    """Which command has begun: the last one goes on, or `rest` is the beginning of another."""
    if last is not None and (not rest or (last.band is not None and not last.band.is_last)):
        return last.command.name
    begun = [command.name for prefix, command in BY_PREFIX.items() if rest.startswith(prefix)]
    return begun[0] if begun else "a command"


class _TextReader:
    """Reads text in the code that the commands before it have set, as a printer would."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._initialise()

    def heed(self, token: Token) -> None:
        """Take note of a command that changes the code."""
        match token.command.name:
            case "ESC @":
                self._initialise()
            case "FS &":
                self._hanzi = self._profile.hanzi is not Hanzi.NONE
            case "FS .":
                self._hanzi = False
            case "ESC t":
                self._page = token.parameters[0]

    def text(self, data: bytes) -> str:
        """The characters; what is none is shown as \\xNN."""
        page = self._profile.code_pages.get(self._page, "ascii")
        codec = self._profile.hanzi.value if self._hanzi else page
        text = data.decode(codec, "backslashreplace")
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)

    def _initialise(self) -> None:
        self._page = 0
        self._hanzi = self._profile.hanzi_at_power_on and self._profile.hanzi is not Hanzi.NONE
