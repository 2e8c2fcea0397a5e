"""A sheet's values keep their shape."""

from __future__ import annotations

import pytest

from receipts.sheet import Table
from receipts.wording import Wording

HEAD = Wording("项目", "Fact")


def test_a_table_takes_only_rows_as_wide_as_its_headings() -> None:
    Table((HEAD, HEAD), (1, 2), (("a", "b"),))
    with pytest.raises(AssertionError, match="cells"):
        Table((HEAD, HEAD), (1, 2), (("a",),))
