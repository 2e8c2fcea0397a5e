"""The door a supervisor opens: what a cashier alone may not do."""

from __future__ import annotations


async def supervisor_agrees() -> bool:
    """Whether somebody who may has said yes; today everybody at the terminal may."""
    return True
