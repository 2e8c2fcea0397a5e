"""What the inspector says of a note: lines of words, every secret masked before it gets here.

Decoders are imported when the first note comes, so that the first screen does not wait for them.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal, assert_never

from rich.cells import cell_len, set_cell_size

from countersign.tui.desk import (
    Direction,
    EffectNote,
    HostNote,
    JournalNote,
    Note,
    SerialNote,
)
from countersign.tui.texts import say
from terminal.language import Language

if TYPE_CHECKING:
    from drivers.escpos.tokenizer import Token, Tokenizer
    from wire.iso8583 import Message

Ink = Literal["ink", "strong", "faint", "out", "in", "bad"]
Words = tuple[tuple[str, Ink], ...]
"""One line: pieces, each with the way it is written."""

TABS = ("host", "serial", "journal", "effects")
BYTES_A_ROW = 16
MAX_DUMP_ROWS = 24
"""Longer ones (a picture's raster) say how much follows: nobody reads 8 KB of dots in hex."""
MAX_TEXT_COLUMNS = 48
NAME_COLUMNS = 12
_SECRET_FIELDS = (35, 36, 45, 52, 53)


def tab_of(note: Note) -> str:
    """Which tab a note belongs to."""
    match note:
        case HostNote():
            return "host"
        case SerialNote():
            return "serial"
        case JournalNote():
            return "journal"
        case EffectNote():
            return "effects"
        case _:
            assert_never(note)


class NoteReader:
    """Turns notes into lines; remembers where each serial line stands, so feed it in order."""

    def __init__(self) -> None:
        self._tokenizer: Tokenizer | None = None
        self._gbk = getincrementaldecoder("gbk")("replace")
        self._tokens: dict[int, tuple[tuple[Token, str], ...]] = {}

    def take(self, number: int, note: Note) -> None:
        """Cut the bytes of a serial note into commands; `number` names the note from now on."""
        if not isinstance(note, SerialNote) or note.direction is Direction.IN:
            return
        from drivers.escpos.tokenizer import Tokenizer

        tokenizer = self._tokenizer = self._tokenizer or Tokenizer()
        tokenizer.feed(note.data)
        tokens = []
        while (token := tokenizer.take()) is not None:
            tokens.append((token, self._gbk.decode(token.parameters) if _is_text(token) else ""))
        self._tokens[number] = tuple(tokens)

    def forget(self, number: int) -> None:
        """The note with this number is no longer kept."""
        self._tokens.pop(number, None)

    def lines(self, number: int, note: Note, language: Language, bytes_too: bool) -> list[Words]:
        """The note in `language`, with its bytes when they are asked for."""
        match note:
            case HostNote():
                return list(_host(note, language, bytes_too))
            case SerialNote():
                return list(_serial(note, self._tokens.get(number, ()), bytes_too))
            case JournalNote():
                return list(_journal(note))
            case EffectNote():
                return list(_effect(note))
            case _:
                assert_never(note)


def entry_of(note: Note) -> str:
    """'batch-trace' of the transaction a note is about, '' where it is about none."""
    match note:
        case JournalNote():
            return note.entry
        case HostNote():
            message = _decoded(note)
            if message is None or isinstance(message, str):
                return ""
            trace, batch = message.get(11), message.get(60)
            if isinstance(trace, str) and isinstance(batch, str) and len(batch) >= 8:
                return f"{batch[2:8]}-{trace}"
            return ""
        case _:
            return ""


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}"


def _arrow(direction: Direction) -> tuple[str, Ink]:
    return ("▶ ", "out") if direction is Direction.OUT else ("◀ ", "in")


def _decoded(note: HostNote) -> Message | str | None:
    """The message; a sentence where its bytes make none."""
    from wire.errors import MalformedError
    from wire.iso8583 import decode

    try:
        return decode(note.frame.message)
    except MalformedError as error:
        return str(error)


def _host(note: HostNote, language: Language, bytes_too: bool) -> Iterator[Words]:
    from wire.iso8583 import describe

    arrow, ink = _arrow(note.direction)
    opening: Words = ((f"{_clock(note.at)} ", "faint"), (arrow, ink))
    if note.ignored:
        opening = (*opening, (say("inspect.ignored", language) + " ", "bad"))
    message = _decoded(note)
    if message is None or isinstance(message, str):
        yield (*opening, (say("inspect.bad_frame", language, why=str(message)), "bad"))
    else:
        yield (*opening, *_headline(message, note, language))
        for line in describe(message, language):
            part = line.path.partition(".")[2]
            label = f"  {part}" if part.isupper() else "" if part else line.path.removeprefix("F")
            yield (
                (f"  {label:<6}", "faint"),
                (f"{named(line.name)} ", "faint"),
                (line.value, "ink"),
            )
    if bytes_too:
        for words in dump_rows(masked_hex(note)):
            yield ((f"  {words}", "faint"),)


def named(name: str) -> str:
    """A field's name, so wide that the values stand below each other."""
    return set_cell_size(name, max(cell_len(name), NAME_COLUMNS))


def _headline(message: Message, note: HostNote, language: Language) -> Words:
    """MTI, what it is called, trace and, in an answer, the code and how long it took."""
    from wire.message_names import title
    from wire.response_codes import lookup

    pieces: list[tuple[str, Ink]] = [(f"{message.mti} ", "strong")]
    name = title(message, language)
    if name != message.mti:
        pieces.append((f"{name} ", "strong"))
    trace, code = message.get(11), message.get(39)
    if isinstance(code, str):
        meaning = lookup(code)
        words = meaning.zh if language == "zh" else meaning.en
        pieces.append((f"{code} {words} ", "ink" if meaning.is_approval else "bad"))
    if isinstance(trace, str):
        pieces.append((f"#{trace} ", "faint"))
    if note.took_ms is not None:
        pieces.append((f"{note.took_ms} ms", "faint"))
    return tuple(pieces)


def masked_hex(note: HostNote) -> str:
    """The frame's bytes in hex with every digit of card, track, PIN and key as '*'."""
    words = note.frame.encode().hex().upper()
    message = _decoded(note)
    if message is None or isinstance(message, str):
        head = 2 * (2 + len(note.frame.tpdu) + len(note.frame.header))
        return words[:head] + "*" * (len(words) - head)
    for number in (2, *_SECRET_FIELDS, 62):
        value = message.get(number)
        if value is None or (number == 62 and message.mti.startswith("082")):
            continue
        digits = value.hex().upper() if isinstance(value, bytes) else value.replace("=", "D")
        shown = digits[:6] + "*" * (len(digits) - 10) + digits[-4:] if number == 2 else ""
        words = words.replace(digits, shown or "*" * len(digits))
    return words


def dump_rows(words: str) -> Iterator[str]:
    """Hex digits as numbered rows, at most MAX_DUMP_ROWS of them."""
    row = BYTES_A_ROW * 2
    for at in range(0, min(len(words), row * MAX_DUMP_ROWS), row):
        part = words[at : at + row]
        yield f"{at // 2:04X}  " + " ".join(part[i : i + 2] for i in range(0, len(part), 2))
    left = len(words) - row * MAX_DUMP_ROWS
    if left > 0:
        yield f"      ... +{left // 2}"


def _serial(
    note: SerialNote, tokens: tuple[tuple[Token, str], ...], bytes_too: bool
) -> Iterator[Words]:
    arrow, ink = _arrow(note.direction)
    yield ((f"{_clock(note.at)} ", "faint"), (arrow, ink), (f"{len(note.data)} B", "strong"))
    for token, text in tokens:
        yield _token(token, text)
    if bytes_too or note.direction is Direction.IN:
        for words in dump_rows(note.data.hex().upper()):
            yield ((f"  {words}", "faint"),)


def _is_text(token: Token) -> bool:
    return not token.command.prefix and token.command.name == "text"


def _token(token: Token, text: str) -> Words:
    if _is_text(token):
        return (("  ", "faint"), (f"“{text[:MAX_TEXT_COLUMNS]}”", "ink"))
    name = token.command.name
    size = len(token.parameters) + token.skipped
    shown = token.parameters.hex(" ").upper() if size <= 8 else f"({size} B)"
    return ((f"  {name:<9}", "out"), (f"{shown} ", "ink"), (token.command.meaning, "faint"))


def _journal(note: JournalNote) -> Iterator[Words]:
    yield (
        (f"{_clock(note.at)} ", "faint"),
        (f"#{note.seq} ", "out"),
        (f"{note.kind} ", "strong"),
        (note.entry, "ink"),
    )
    for name, value in note.header:
        yield ((f"  {name} ", "faint"), (value, "ink"))


def _effect(note: EffectNote) -> Iterator[Words]:
    yield (
        (f"{_clock(note.at)} ", "faint"),
        (f"{note.name} ", "strong"),
        (note.asked, "ink"),
        (f" → {note.answer}" if note.answer else "", "bad" if note.fault else "in"),
    )
