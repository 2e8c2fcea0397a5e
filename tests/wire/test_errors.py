"""The error of the wire: it names the part, the byte and the reason, and is a ValueError."""

import copy
import pickle

from wire.errors import MalformedError


def test_an_error_reads_as_part_byte_and_reason() -> None:
    error = MalformedError("F55.FF06", 41, "length 9 runs past the end")
    assert str(error) == "F55.FF06 at byte 41: length 9 runs past the end"
    assert (error.path, error.offset, error.reason) == (
        "F55.FF06",
        41,
        "length 9 runs past the end",
    )
    assert isinstance(error, ValueError)


def test_an_error_survives_the_way_to_another_process() -> None:
    error = MalformedError("F60", 3, "not a digit")
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (copied.path, copied.offset, copied.reason) == ("F60", 3, "not a digit")
