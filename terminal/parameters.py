"""Parameters that the bank pushed: whether they may be taken, and the config they make.

A flow keeps the config it began with; the next one begins with what is in force then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from terminal.config import Config, UploadMode
from wire.resign_messages import LIMITS, Parameters

UPLOAD = {0: UploadMode.BEFORE_NEXT_ONLINE, 1: UploadMode.AT_ONCE}


def changed(parameters: Parameters) -> dict[str, int]:
    """What a push changes, by name."""
    named = {name: getattr(parameters, name) for name in LIMITS}
    return {name: value for name, value in named.items() if value is not None}


def refusal(config: Config, parameters: Parameters) -> str:
    """Why these may not be in force here, for the bank's books; '' where they may.

    `config` is what would be changed: its own values count where the push leaves them.
    """
    for name, value in changed(parameters).items():
        least, most = LIMITS[name]
        if not least <= value <= most:
            return f"{name} {value} is not from {least} to {most}"
    rules = in_force(config, parameters).signature
    least, most = rules.image_min_bytes, rules.image_max_bytes
    return f"image_min_bytes {least} is above image_max_bytes {most}" if least > most else ""


def merged(before: Parameters, pushed: Parameters) -> Parameters:
    """All that was ever taken, the newest word of each; `push` is the newest number."""
    return replace(before, push=pushed.push, **changed(pushed))


def in_force(config: Config, parameters: Parameters) -> Config:
    """The config with what was pushed over it."""
    rules, named = config.signature, dict[str, Any]()
    for name, value in changed(parameters).items():
        if name == "upload_at_once":
            named["upload"] = UPLOAD[value]
        else:
            named[name] = type(getattr(rules, name))(value)
    return replace(config, signature=replace(rules, **named)) if named else config


def shown(config: Config) -> dict[str, int]:
    """The parameters of signing by the names of a push; yes is 1."""
    rules = config.signature
    at_once = rules.upload is UploadMode.AT_ONCE
    return {name: int(getattr(rules, name, at_once)) for name in LIMITS}
