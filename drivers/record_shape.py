"""How the fields of a dataclass are spelled in JSON, read off its annotations once.

The text is put together directly, not through a dict: a commit spells two such records while the
cardholder waits, and sorted names make it canonical all the same.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from json.encoder import encode_basestring
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from wire.pan import Pan

SEALED_FIELDS = frozenset({"expiry", "device_mac", "strokes_digest", "image_digest"})
"""Cardholder data, and what leads to a signature: never in the clear. Nor is any Pan, any bytes."""

NOTHING = "{}"

Record = dict[str, Any]


class RecordError(ValueError):
    """Theirs: a stored record does not follow its format; says which field, never its value."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def inside(self, outer: str) -> RecordError:
        """The same error, seen from the record around it."""
        return RecordError(f"{outer}.{self.path}" if self.path else outer, self.reason)


@dataclass(frozen=True, slots=True)
class Codec:
    """Both ways of one type."""

    spell: Callable[[Any], str] | None
    """None for a dataclass, which `inner` spells."""
    decode: Callable[[Any], Any]
    sealed: bool = False
    """Whether values of this type never stand in the clear, whatever their field's name."""
    inner: Shape | None = None
    """Of a dataclass, or of one that may be None: its own fields."""


class Field(NamedTuple):
    """One field of a shape."""

    name: str
    default: object
    """Not written when it holds this; MISSING: always written."""
    codec: Codec
    sealed: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One dataclass: its fields in the order of their names, and both ways of its values."""

    kind: type
    fields: tuple[Field, ...]
    names: frozenset[str]
    spell: Callable[[Any], tuple[str, str]]
    """A JSON object without the fields that hold their defaults, in two parts: one for everybody,
    in which a Pan is masked, and one to be sealed."""

    def from_json(self, record: object) -> object:
        """The value of a JSON object. Errors: RecordError."""
        if not isinstance(record, dict):
            raise RecordError("", "not an object")
        if not self.names.issuperset(record):
            raise RecordError("", "holds a field this version does not know")
        held = {}
        for field in self.fields:
            name = field.name
            if name in record:
                try:
                    held[name] = field.codec.decode(record[name])
                except RecordError as error:
                    raise error.inside(name) from None
            elif field.default is MISSING:
                raise RecordError(name, "missing")
        return self.kind(**held)


def joined(plain: Record, secret: Record) -> Record:
    """Both parts of a spelled value in one; where both hold a field, the secret one is whole."""
    whole = dict(plain)
    for name, part in secret.items():
        other = whole.get(name)
        if isinstance(other, dict) and isinstance(part, dict):
            part = joined(other, part)
        whole[name] = part
    return whole


_SHAPES: dict[type, Shape] = {}


def shape_of(kind: type) -> Shape:
    """The shape of a dataclass (of at least two fields)."""
    shape = _SHAPES.get(kind)
    if shape is None:
        shape = _SHAPES[kind] = _shape(kind)
    return shape


def _shape(kind: type) -> Shape:
    hints = get_type_hints(kind)
    held = []
    for name, default in sorted((one.name, one.default) for one in fields(kind)):
        codec, sealed = _codec(hints[name]), name in SEALED_FIELDS
        assert default is None or NoneType not in get_args(hints[name]), f"{name}: None by default"
        assert codec.inner is None or not sealed, f"{name}: its fields are sealed, not it"
        held.append(Field(name, default, codec, codec.sealed or sealed))
    names = frozenset(field.name for field in held)
    return Shape(kind, tuple(held), names, _speller(held))


def _speller(held: list[Field]) -> Callable[[Any], tuple[str, str]]:
    """A function that spells these fields one by one, written out as dataclasses write theirs:
    a loop over them takes twice as long, and every commit waits for it."""
    names: dict[str, Any] = {"Pan": Pan}
    lines = ["def spell(value):", " plain = secret = ''"]
    for number, field in enumerate(held):
        inner = field.codec.inner
        names[f"default{number}"] = field.default
        names[f"spell{number}"] = field.codec.spell if inner is None else inner.spell
        lines.append(f" held = value.{field.name}")
        lines.append(f" if held != default{number}:")
        lines += [f"  {line}" for line in _spelling(field, number)]
    lines.append(" return '{' + plain[1:] + '}', '{' + secret[1:] + '}'")
    exec("\n".join(lines), names)
    return cast(Callable[[Any], tuple[str, str]], names["spell"])


def _spelling(field: Field, number: int) -> list[str]:
    """The lines that add one field to `plain`, to `secret`, or to both."""
    start = f"',{encode_basestring(field.name)}:'"
    if field.codec.inner is not None:
        return [
            f"outside, inside = spell{number}(held)",
            f"plain += {start} + outside",
            f"if inside != '{NOTHING}': secret += {start} + inside",
        ]
    if not field.sealed:
        return [f"plain += {start} + spell{number}(held)"]
    return [
        f"secret += {start} + spell{number}(held)",
        f"if type(held) is Pan: plain += {start} + '\"' + held.masked + '\"'",
    ]


def _codec(kind: Any) -> Codec:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        shape = shape_of(kind)
        return Codec(None, shape.from_json, inner=shape)
    if get_origin(kind) is tuple:
        return _sequence(_codec(get_args(kind)[0]))
    if get_origin(kind) in (Union, UnionType):
        (some,) = (one for one in get_args(kind) if one is not NoneType)
        return _optional(_codec(some))
    raise AssertionError(f"no spelling for {kind}")


def _choice(kind: type[Enum]) -> Codec:
    members = {member.value: member for member in kind}
    spelled = {member: encode_basestring(member.value) for member in kind}

    def decode(value: Any) -> Any:
        member = members.get(value) if isinstance(value, str) else None
        if member is None:
            raise RecordError("", f"no {kind.__name__}")
        return member

    return Codec(spelled.__getitem__, decode)


def _sequence(one: Codec) -> Codec:
    spell_one = one.spell
    assert spell_one is not None, "no spelling for a sequence of dataclasses"

    def decode(value: Any) -> Any:
        if not isinstance(value, list):
            raise RecordError("", "not a list")
        return tuple(map(one.decode, value))

    def spell(values: Any) -> str:
        return "[" + ",".join(map(spell_one, values)) + "]"

    return Codec(spell, decode, sealed=one.sealed)


def _optional(some: Codec) -> Codec:
    """None is always the default of such a field, and a default is never written."""
    return replace(some, decode=lambda value: None if value is None else some.decode(value))


def _exactly(kind: type, name: str) -> Callable[[Any], Any]:
    def decode(value: Any) -> Any:
        if type(value) is not kind:  # a bool is no int here
            raise RecordError("", f"not {name}")
        return value

    return decode


_text = _exactly(str, "a text")


def _base64(value: Any) -> bytes:
    try:
        return b64decode(_text(value), validate=True)
    except ValueError:
        raise RecordError("", "not base64") from None


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        raise RecordError("", "not a time") from None
    if moment.tzinfo is not None:
        raise RecordError("", "a time with a zone")
    return moment


def _iso(moment: datetime) -> str:
    assert moment.tzinfo is None, "the journal holds local times without a zone"
    return f'"{moment.isoformat()}"'


def _pan(value: Any) -> Pan:
    try:
        return Pan(_text(value))
    except ValueError:
        raise RecordError("", "not a card number") from None


_PLAIN: dict[Any, Codec] = {
    str: Codec(encode_basestring, _text),
    int: Codec(int.__repr__, _exactly(int, "a whole number")),
    bool: Codec(lambda yes: "true" if yes else "false", _exactly(bool, "true or false")),
    bytes: Codec(lambda held: f'"{b64encode(held).decode()}"', _base64, sealed=True),
    datetime: Codec(_iso, _moment),
    Pan: Codec(lambda pan: encode_basestring(pan.digits), _pan, sealed=True),
}
