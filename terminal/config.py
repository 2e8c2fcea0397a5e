"""The parameters of one terminal as frozen values; defaults from resign.md and cup-terminal.md."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from terminal.money import CNY, Currency


class UploadMode(StrEnum):
    """When a captured signature goes to the bank."""

    AT_ONCE = "at_once"
    BEFORE_NEXT_ONLINE = "before_next_online"


@dataclass(frozen=True, slots=True)
class SignatureRules:
    """Everything resign.md lets an acquirer set about signatures."""

    electronic: bool = True
    within_s: int = 150
    redos: int = 3
    image_min_bytes: int = 150
    image_max_bytes: int = 900
    mandatory: bool = False
    upload: UploadMode = UploadMode.BEFORE_NEXT_ONLINE
    upload_tries: int = 3
    store_size: int = 100
    tries_per_route: int = 3
    hard_deadline_days: int = 7
    auto_limit_minor: int = 0
    """Up to this amount the terminal completes the step by itself; 0 never."""
    auto_enrolled: bool = False
    """It does so too for cardholders who enrolled a signature at this merchant."""
    retention_days: int = 730
    """As long as the bank keeps them: slips are disputed for up to two years."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long the terminal waits for people and for the bank."""

    ask_s: int = 60
    notice_s: int = 3
    error_s: int = 15
    tear_s: int = 10
    reload_s: int = 600
    host_s: int = 60


@dataclass(frozen=True, slots=True)
class Config:
    """One terminal at one merchant."""

    terminal_id: str = "10000001"
    merchant_id: str = "104110054110001"
    merchant_name: str = "合成测试商户"
    merchant_name_en: str = "SYNTHETIC TEST SHOP"
    currency: Currency = CNY
    tpdu: bytes = bytes.fromhex("6000030000")
    software: str = "31"
    operator_at_power_on: str = "01"
    keyed_entry: bool = False
    copies: int = 2
    slip_language: Literal["zh", "en", "both"] = "both"
    reversal_tries: int = 3
    sign_on_every_h: int = 24
    signature: SignatureRules = field(default_factory=SignatureRules)
    waits: Waits = field(default_factory=Waits)


PRACTICE_CASHIER = "01"
"""Who a trainee is: somebody who sells, and calls the supervisor for the rest."""

PRACTICE_HOST_S = 5
"""A trainee who waits for an answer that is lost learns nothing from the fifth second on."""


def practice_shop(config: Config) -> Config:
    """The practice merchant: the bank's own test terminal, and this terminal's habits."""
    shop = Config()
    return replace(
        config,
        terminal_id=shop.terminal_id,
        merchant_id=shop.merchant_id,
        merchant_name="练习商户",
        merchant_name_en="PRACTICE SHOP",
        tpdu=shop.tpdu,
        operator_at_power_on=PRACTICE_CASHIER,
        waits=replace(config.waits, host_s=min(config.waits.host_s, PRACTICE_HOST_S)),
    )
