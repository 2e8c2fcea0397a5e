"""What a model of receipt printer can do, read from the TOML files beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from drivers.printer_profiles.profile import PrinterProfile, ProfileError
from drivers.printer_profiles.reading import BadProfileError, read

__all__ = [
    "DEFAULT",
    "BadProfileError",
    "PrinterProfile",
    "ProfileError",
    "UnknownProfileError",
    "load",
    "names",
]

_FOLDER = Path(__file__).parent

DEFAULT = "generic58"


class UnknownProfileError(ProfileError):
    """There is no profile of that name."""


def names() -> tuple[str, ...]:
    """All profiles, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(name: str) -> PrinterProfile:
    """Read one profile, by its name or from a file of one's own, which ends with .toml.

    Errors: UnknownProfileError, which lists the names there are; BadProfileError, which names the
    file and the field.
    """
    if name.endswith(".toml"):
        return read(Path(name))
    if name not in names():
        raise UnknownProfileError(
            f"no printer profile {name!r}; there are: {', '.join(names())}, or a file NAME.toml"
        )
    return read(_FOLDER / f"{name}.toml")
