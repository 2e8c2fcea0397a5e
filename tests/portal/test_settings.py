"""The portal's settings: what is taken is large enough for all that the bank takes."""

from __future__ import annotations

import json

from acquirer.office.photos import MAX_FILE_BYTES
from portal.settings import PortalSettings
from receipts.strokes import MAX_POINTS


def test_the_largest_photo_fits_with_its_form() -> None:
    assert PortalSettings().photo_bytes >= MAX_FILE_BYTES + PortalSettings().form_bytes


def test_the_longest_drawing_fits() -> None:
    drawing = [[[1023, 1023]] * MAX_POINTS]
    assert len(json.dumps(drawing, separators=(",", ":"))) <= PortalSettings().strokes_bytes
