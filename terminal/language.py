"""The languages the device speaks."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
