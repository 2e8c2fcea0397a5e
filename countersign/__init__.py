"""Countersign, the product: it wires terminal, cards, printer and bank together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from countersign.rig import Rig

__version__ = "0.1.0"
__all__ = ["Rig", "__version__"]


def __getattr__(name: str) -> object:
    """`from countersign import Rig` works, and `countersign --version` does not pay for it."""
    if name == "Rig":
        from countersign.rig import Rig

        return Rig
    raise AttributeError(f"module 'countersign' has no attribute {name!r}")
