"""Where a desk's state lives: one folder, and the names of the files in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32


class StateError(Exception):
    """Theirs: the folder or a file in it cannot be used; says which, and what to do."""

    def __init__(self, sentence: str, zh: str) -> None:
        super().__init__(sentence)
        self.zh = zh


def default_state() -> Path:
    """Where state lives when nobody says: the user's data folder (XDG_DATA_HOME is obeyed)."""
    from platformdirs import user_data_path

    return user_data_path("countersign")


@dataclass(frozen=True, slots=True)
class StateFolder:
    """The files of one desk; none of them need exist yet."""

    path: Path

    @property
    def config(self) -> Path:
        """The terminal's parameters, where somebody has set any (docs/terminal.toml.example)."""
        return self.path / "terminal.toml"

    @property
    def journal(self) -> Path:
        """The terminal's journal; SQLite keeps its log and its lock beside it."""
        return self.path / "journal.db"

    @property
    def secure_element(self) -> Path:
        """The chip's sealed memory; its root key lies beside it, ending in `.key`."""
        return self.path / "secure_element.json"

    @property
    def bank(self) -> Path:
        """The embedded bank's database."""
        return self.path / "bank.db"

    @property
    def bank_url(self) -> str:
        """The same as a database address."""
        return sqlite_url(self.bank)

    @property
    def bank_key(self) -> Path:
        """What the embedded bank seals signatures and card digests with."""
        return self.path / "bank.key"

    @property
    def slips(self) -> Path:
        """Slips somebody saved."""
        return self.path / "slips"

    @property
    def traces(self) -> Path:
        """What somebody saved out of the inspector."""
        return self.path / "traces"

    @property
    def training(self) -> Path:
        """The state folder of a desk for practice, which shares nothing with this one."""
        return self.path / "training"

    @property
    def lock(self) -> Path:
        """Held by the one terminal that works on this folder."""
        return self.path / "terminal.lock"


def sqlite_url(path: Path) -> str:
    """The address of a SQLite database, as SQLAlchemy writes it."""
    return f"sqlite:///{path.absolute()}"


def kept_key(path: Path, fresh: bytes) -> bytes:
    """The key of KEY_BYTES kept in the file at `path`; where there is none, `fresh` from now on.

    Errors: StateError.
    """
    from drivers import durable

    assert len(fresh) == KEY_BYTES
    try:
        if path.exists():
            return found_key(path)
        durable.make_directory(path.parent)
        durable.replace(path, fresh.hex().encode() + b"\n")
    except OSError as error:
        raise _unusable(path, error) from None
    return fresh


def key_of_books(path: Path, fresh: bytes, written: int) -> bytes:
    """The key of a bank's books: only those without `written` rows may get a `fresh` one.

    Errors: StateError.
    """
    return found_key(path) if written else kept_key(path, fresh)


def found_key(path: Path) -> bytes:
    """The key of KEY_BYTES in the file at `path`, which must be there. Errors: StateError."""
    try:
        found = bytes.fromhex(path.read_text("ascii"))
    except FileNotFoundError:
        raise StateError(
            f"{path} is missing: put it back, or name the file of the key with --key",
            f"{path} 不在：请放回原来的文件，或用 --key 指明",
        ) from None
    except OSError as error:
        raise _unusable(path, error) from None
    except ValueError:
        found = b""
    if len(found) != KEY_BYTES:
        raise StateError(
            f"{path} holds no key: put the right file back", f"{path} 里没有密钥：请放回原来的文件"
        )
    return found


def _unusable(path: Path, error: OSError) -> StateError:
    from drivers.refusals import refusal

    said = refusal(error, path)
    return StateError(said.say("en"), said.say("zh"))
