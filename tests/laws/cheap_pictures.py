"""Pictures that cost nothing: simulations ask what becomes of signatures, not what they look like.

The image of a signature becomes 200 bytes that differ whenever the signatures differ; the bank
accepts them as it would accept a good picture. Everything else of the way stays as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from types import SimpleNamespace
from unittest.mock import patch

from acquirer.images import Looked
from wire.bitmap import Bitmap

IMAGE_BYTES = 200
PICTURE = Bitmap.blank(8, 8)


@contextmanager
def cheap_pictures() -> Iterator[None]:
    """While this lasts no signature is drawn, coded or looked at."""
    drawn = count()

    def encode(_: Bitmap) -> bytes:
        return hashlib.shake_128(b"%d" % next(drawn)).digest(IMAGE_BYTES)

    def look(image: bytes, *_: object) -> Looked:
        digest = hashlib.sha256(image).hexdigest()
        return Looked(None, digest, digest)

    stand_in = SimpleNamespace(encode=encode, decode=lambda _: PICTURE)
    with ExitStack() as stack:
        stack.enter_context(patch("terminal.flows.signature.rasterise", lambda *_: PICTURE))
        stack.enter_context(patch("terminal.flows.signature.jbig1", stand_in))
        stack.enter_context(patch("terminal.slips.jbig1", stand_in))
        stack.enter_context(patch("acquirer.images.look", look))
        stack.enter_context(patch("acquirer.images.look_at_own", look))
        stack.enter_context(patch("acquirer.images.kept", encode))
        stack.enter_context(patch("acquirer.automatic.restamped", lambda *_: PICTURE))
        yield
