"""A simulated card: who issued it, what its stripe says, what its holder knows, how worn it is.

Cards are TOML files; those of the tray lie in `profiles/`. Every number is synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sim_cards.faults import Reading, StripeFault
from sim_cards.magstripe import MAX_CHARACTERS, tracks
from sim_cards.toml_fields import CardFileError, Fields
from wire.pan import Pan

__all__ = ["Card", "CardFileError", "Network", "UnknownCardError", "load", "load_file", "names"]

# The tray from left to right; each is a file in profiles/.
_TRAY = (
    "unionpay_credit_signature",
    "unionpay_debit_pin",
    "visa",
    "mastercard",
    "unionpay_19",
    "expired",
    "blocked",
    "worn_stripe",
    "dead_stripe",
)
_PROFILES = Path(__file__).parent / "profiles"


class Network(StrEnum):
    """Whose card it is."""

    UNIONPAY = "unionpay"
    VISA = "visa"
    MASTERCARD = "mastercard"


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `expiry_yymm` and the digits of `service_code` are as ISO/IEC 7813 writes them.

    `discretionary_N` is the issuer's own end of track N, None where the card has no such track.
    `pin` is what the holder would key in, None where the card has none.
    """

    name: str
    title_zh: str
    title_en: str
    network: Network
    pan: Pan
    holder: str
    expiry_yymm: str
    service_code: str
    pin: str | None = field(default=None, repr=False)
    discretionary_1: str | None = field(default=None, repr=False)
    discretionary_2: str | None = field(default=None, repr=False)
    discretionary_3: str | None = field(default=None, repr=False)
    stripe_fault: StripeFault = field(default_factory=StripeFault)


class UnknownCardError(ValueError):
    """A name that no card of the tray has; str lists those there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no card is called {name!r}; there are: {', '.join(names())}")
        self.name = name


def names() -> tuple[str, ...]:
    """The cards of the tray, in its order."""
    return _TRAY


def load(name: str) -> Card:
    """A card of the tray. Errors: UnknownCardError."""
    if name not in _TRAY:
        raise UnknownCardError(name)
    return load_file(_PROFILES / f"{name}.toml")


def load_file(path: Path) -> Card:
    """The card in a TOML file; its name is the file's. Errors: CardFileError."""
    fields = Fields.of_file(path)
    card = Card(
        name=path.stem,
        title_zh=fields.text("title_zh", _TITLE, "1 to 40 characters for the tray"),
        title_en=fields.text("title_en", _TITLE, "1 to 40 characters for the tray"),
        network=Network(fields.text("network", "|".join(Network), f"one of {', '.join(Network)}")),
        pan=_pan(fields),
        holder=fields.text("holder", f"{_TRACK_1_TEXT}{{2,26}}", _HOLDER),
        expiry_yymm=fields.text("expiry_yymm", r"[0-9]{2}(0[1-9]|1[0-2])", _EXPIRY),
        service_code=fields.text("service_code", "[125679][024][0-7]", _SERVICE_CODE),
        pin=fields.text("pin", "|[0-9]{4,12}", "4 to 12 digits, or nothing", default="") or None,
        discretionary_1=_discretionary(fields, "track1", f"{_TRACK_1_TEXT}*", _TRACK_1_MEANING),
        discretionary_2=_discretionary(fields, "track2", "[0-9]*", "digits"),
        discretionary_3=_discretionary(fields, "track3", "[0-9=]*", "digits and ="),
        stripe_fault=_stripe_fault(fields),
    )
    fields.finish()
    _check_lengths(fields, card)
    return card


_TITLE = r"\S|\S.{0,38}\S"
_TRACK_1_TEXT = r"[ -$&->@-\]_]"  # the 64 characters but % ? and ^, which part the fields
_TRACK_1_MEANING = "capitals, digits and signs of track 1, without % ? ^"
_HOLDER = "2 to 26 capitals, digits, spaces and signs of track 1, without % ? ^"
_EXPIRY = "four digits, year and month, such as 3012 for December 2030"
_SERVICE_CODE = "three digits of ISO/IEC 7813, such as 101, 120 or 201"


def _pan(fields: Fields) -> Pan:
    pan = Pan(fields.text("pan", "[0-9]{13,19}", "13 to 19 digits"))
    if not pan.luhn_ok:
        raise fields.error("pan", "its last digit is not the Luhn check digit; correct the number")
    return pan


def _discretionary(fields: Fields, track: str, pattern: str, meaning: str) -> str | None:
    table = fields.table(track)
    if table is None:
        return None
    text = table.text("discretionary", pattern, meaning)
    table.finish()
    return text


def _stripe_fault(fields: Fields) -> StripeFault:
    table = fields.table("stripe_fault")
    if table is None:
        return StripeFault()
    worn = table.items("tracks", (1, 2, 3))
    readings = table.items("readings", tuple(Reading))
    table.finish()
    return StripeFault(worn, readings)


def _check_lengths(fields: Fields, card: Card) -> None:
    """ISO/IEC 7811-2: what fits on the stripe; a track 2 must be there for any sale."""
    if card.discretionary_2 is None:
        raise fields.error(
            "track2", "is missing; give a table [track2] with its discretionary data"
        )
    for number, characters in enumerate(tracks(card), 1):
        excess = len(characters) - MAX_CHARACTERS[number]
        if excess > 0:
            problem = f"the track is {excess} characters too long; shorten this by as many"
            raise fields.error(f"track{number}.discretionary", problem)
