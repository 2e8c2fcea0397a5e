"""`countersign portal serve`: the pages as a process, and what it refuses to do."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from acquirer.host import Bank
from countersign.commands import portal
from countersign.commands.portal import app
from countersign.state import StateFolder
from tests.countersign.commands.served import ended, served


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_pages_of_a_terminals_bank_are_served_from_its_state_folder(tmp_path: Path) -> None:
    words = ["portal", "serve", "--listen", "127.0.0.1:0", "--state", str(tmp_path)]
    with served(*words, data_home=tmp_path / "home") as (process, line):
        assert line.endswith(f"the bank's books: {StateFolder(tmp_path).bank_url}\n")
        assert ended(process) == (0, "", "")


def test_pages_for_other_machines_want_tls(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/bank.sqlite"
    result = CliRunner().invoke(app, ["--listen", "0.0.0.0:0", "--db", database])
    assert result.exit_code not in (0, 2)
    assert "TLS" in result.stderr


def test_links_lead_where_phones_reach_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    banks: list[Bank] = []
    links: list[str] = []
    said: list[str] = []

    class Seen(Bank):
        def __init__(self, *how: Any) -> None:
            super().__init__(*how)
            banks.append(self)

    def wait(_told: object, *lines: str) -> None:
        said.extend(lines)
        links.append(banks[0].shared.link_url("token"))

    monkeypatch.setattr("acquirer.host.Bank", Seen)
    monkeypatch.setattr(portal, "wait_for_the_end", wait)
    database = f"sqlite:///{tmp_path}/bank.sqlite"
    words = ["--listen", "127.0.0.1:0", "--db", database, "--public-url", "https://pay.example/"]
    result = CliRunner().invoke(portal.app, words)
    assert result.exit_code == 0, result.output
    assert links == ["https://pay.example/s/token"]
    assert re.match(
        r"The phone pages are on https://pay\.example/ \(listening on 127\.0\.0\.1:\d+\); ",
        said[0],
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_pages_on_every_address_want_to_know_which_one_phones_open(host: str) -> None:
    words = ["--listen", f"{host}:0", "--tls-certificate", "a.pem", "--tls-key", "b.pem"]
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, "say with --public-url" in result.stderr) == (2, True)


def test_behind_a_proxy_it_has_to_know_where_phones_reach_it() -> None:
    result = CliRunner().invoke(app, ["--proxy", "127.0.0.1"])
    assert (result.exit_code, "say with --public-url" in result.stderr) == (2, True)


def test_a_proxy_that_ends_tls_is_not_reached_without_it() -> None:
    words = ["--proxy", "127.0.0.1", "--public-url", "http://pay.example"]
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, "is reached by https" in result.stderr) == (2, True)


@pytest.mark.parametrize("address", ["*", "proxy.example", "10.1.0.1/16", "127.0.0.1:80", ""])
def test_a_proxy_is_named_by_its_address_or_network(address: str) -> None:
    result = CliRunner().invoke(app, ["--proxy", address, "--public-url", "https://pay.example"])
    assert (result.exit_code, "an address or a network" in result.stderr) == (2, True)


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0", "0.0.0.0"])
def test_not_everybody_is_a_proxy(everybody: str) -> None:
    words = ["--proxy", "127.0.0.1", "--proxy", everybody, "--public-url", "https://pay.example"]
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, "name the proxy alone" in result.stderr) == (2, True)


@pytest.mark.slow
def test_what_the_proxy_says_of_a_visitor_is_believed_and_nobody_elses_word(
    tmp_path: Path,
) -> None:
    words = ["portal", "serve", "--listen", "127.0.0.1:0", "--public-url", "https://pay.example"]
    database = f"sqlite:///{tmp_path}/bank.sqlite"
    for proxy, is_believed in (("127.0.0.0/8", True), ("192.0.2.1", False)):
        options = ["--db", database, "--proxy", "2001:db8::1", "--proxy", proxy]
        with served(*words, *options, data_home=tmp_path) as (process, line):
            found = re.search(r"listening on ([\d.:]+)\)", line)
            assert found, line
            request = urllib.request.Request(f"http://{found[1]}/")
            request.add_header("X-Forwarded-Proto", "https")
            with urllib.request.urlopen(request) as page:
                assert ("strict-transport-security" in page.headers) is is_believed
            assert ended(process) == (0, "", "")


@pytest.mark.parametrize("option", ["--tls-certificate", "--tls-key"])
def test_half_of_tls_is_wrong_usage(option: str) -> None:
    result = CliRunner().invoke(app, [option, "file.pem"])
    assert (result.exit_code, "name both" in result.stderr) == (2, True)
