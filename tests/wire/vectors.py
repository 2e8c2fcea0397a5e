"""The vectors of other people's making that the codecs are held to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file; each file says where they come from."""
    listed: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["cases"]
    assert listed, f"{name} holds no case"
    return listed
