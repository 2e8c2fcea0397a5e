"""`countersign portal serve`: the pages as a process, and what it refuses to do."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from countersign.commands.portal import app
from tests.countersign.commands.served import ended, served


def test_it_serves_the_pages_and_terminals_of_one_bank_until_told_to_end(tmp_path: Path) -> None:
    words = ["portal", "serve", "--listen", "127.0.0.1:0", "--terminals", "127.0.0.1:0"]
    database = f"sqlite:///{tmp_path}/bank.sqlite"
    with served(*words, "--db", database, data_home=tmp_path) as (process, line):
        found = re.match(
            r"The phone pages are on (http://127\.0\.0\.1:\d+/) and for terminals on "
            r"tcp://127\.0\.0\.1:\d+; the bank's books: ",
            line,
        )
        assert found, line
        with urllib.request.urlopen(found[1]) as page:
            assert page.status == 200
        assert ended(process) == (0, "", "")


def test_pages_for_other_machines_want_tls(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/bank.sqlite"
    result = CliRunner().invoke(app, ["--listen", "0.0.0.0:0", "--db", database])
    assert result.exit_code not in (0, 2)
    assert "TLS" in result.stderr


@pytest.mark.parametrize("option", ["--tls-certificate", "--tls-key"])
def test_half_of_tls_is_wrong_usage(option: str) -> None:
    result = CliRunner().invoke(app, [option, "file.pem"])
    assert (result.exit_code, "name both" in result.stderr) == (2, True)
