"""A slip of the training mode: the same slip, marked at its head and at its foot."""

from __future__ import annotations

from dataclasses import replace

from receipts.slip import Align, Block, Cut, Document, Feed, Size, Text
from receipts.wording import Wording, mark

TRAINING = Wording("培训", "TRAINING")


def training_copy(document: Document) -> Document:
    """The document with 培训/TRAINING above and below everything it says."""
    sign = Text(f"*** {mark(TRAINING, 'both')} ***", Size.TALL, Align.CENTRE, bold=True)
    blocks = list(document.blocks)
    end: list[Block] = []
    while blocks and isinstance(blocks[-1], Cut | Feed):
        end.insert(0, blocks.pop())
    return replace(document, blocks=(sign, *blocks, sign, *end))
