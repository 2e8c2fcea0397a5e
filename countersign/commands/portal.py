"""`countersign portal`: the bank's pages for merchants' phones, with or without its terminals."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from countersign.commands.exits import DEVICE_FAULT, WRONG_USAGE, fail, faults
from countersign.commands.host import Database, Key, State, key_beside, shown, url_of
from countersign.commands.serving import (
    Ending,
    address_of,
    is_everywhere,
    proxies_of,
    site_of,
    wait_for_the_end,
)
from countersign.state import KEY_BYTES, StateError, key_of_books

app = typer.Typer(help="The phone pages of the bank.", no_args_is_help=True)

LISTEN = "127.0.0.1:9584"

Terminals = Annotated[
    str | None, typer.Option(help="host:port where the same bank serves terminals meanwhile.")
]
PublicUrl = Annotated[
    str, typer.Option(help="Where phones reach these pages: links in codes and slips lead there.")
]
Certificate = Annotated[
    Path | None, typer.Option(help="PEM; without TLS the pages stay on loopback.")
]
Proxies = Annotated[
    list[str] | None,
    typer.Option(
        help="Address or network of a proxy that ends TLS before these pages, to be believed for "
        "whom it asks; once for each."
    ),
]


@app.command()
def serve(  # noqa: PLR0913 - an option each
    listen: Annotated[str, typer.Option(help="host:port; port 0 takes a free one.")] = LISTEN,
    db: Database = None,
    state: State = None,
    key: Key = None,
    terminals: Terminals = None,
    public_url: PublicUrl = "",
    tls_certificate: Certificate = None,
    tls_key: Annotated[Path | None, typer.Option(help="PEM; of the certificate.")] = None,
    proxy: Proxies = None,
    sample_signature: Annotated[
        bool,
        typer.Option("--sample-signature", help="Offer a signature without a hand, for tests."),
    ] = False,
) -> None:
    """Serve the phone pages until Ctrl+C."""
    if (tls_certificate is None) != (tls_key is None):
        fail("--tls-certificate and --tls-key: name both of them", WRONG_USAGE)
    address = address_of("--listen", listen)
    bank_address = address_of("--terminals", terminals) if terminals else None
    public = site_of("--public-url", public_url) if public_url else ""
    trusted = _trusted(proxy or [], public)
    if tls_key and not public:
        _check_openable(listen, address[0])
    url = url_of(db, state)
    from acquirer.books import StoreError
    from acquirer.front_office import FrontOffice
    from acquirer.host import Bank
    from acquirer.settings import Settings
    from acquirer.store import SqlStore
    from drivers.entropy import SystemEntropy
    from drivers.host_server import HostServer, HostServerError
    from portal.serving import PortalServer, PortalServerError, Tls
    from portal.settings import PortalSettings

    entropy, end = SystemEntropy(), Ending()
    tls = Tls(tls_certificate, tls_key) if tls_certificate and tls_key else None
    settings = PortalSettings(sample_signature=sample_signature)
    with (
        ExitStack() as stack,
        faults(DEVICE_FAULT, StateError, StoreError, HostServerError, PortalServerError),
    ):
        store = stack.enter_context(closing(SqlStore.open(url)))
        kept, fresh = key or key_beside(url), entropy.bytes(KEY_BYTES)
        root_key = key_of_books(kept, fresh, store.head().audit_seq)
        bank = Bank(store, Settings(root_key), entropy.bytes)
        portal = PortalServer(FrontOffice(bank), settings, address, tls, trusted)
        stack.callback(portal.stop)
        where = portal.start()
        bank.shared.portal_url = public or where.rstrip("/")
        if public:
            where = f"{public}/ (listening on {urlsplit(where).netloc})"
        if bank_address:
            server = HostServer(bank, *bank_address, given_up=end.because)
            stack.callback(server.stop)
            where += " and for terminals on tcp://{}:{}".format(*server.start())
        said = f"The phone pages are on {where}; the bank's books: {shown(url)}"
        wait_for_the_end(end.told, said)
    end.check()


def _trusted(proxies: list[str], public: str) -> tuple[str, ...]:
    """The proxies that are believed. Ends the command where links would lead past them."""
    trusted = proxies_of("--proxy", proxies)
    if trusted and not public:
        sentence = "links would lead past it: say with --public-url where phones reach the proxy"
        fail(f"--proxy {trusted[0]}: {sentence}, such as https://pay.example", WRONG_USAGE)
    if trusted and not public.startswith("https:"):
        sentence = "a proxy that ends TLS is reached by https"
        fail(f"--public-url {public}: {sentence}, such as https://pay.example", WRONG_USAGE)
    return trusted


def _check_openable(listen: str, host: str) -> None:
    """End the command where links would lead to `host`, and nobody can open it."""
    if is_everywhere(host):
        sentence = (
            "means every address of this machine, and a phone can open none of that name: say with "
            "--public-url where phones reach these pages, such as https://pay.example:9584"
        )
        fail(f"--listen {listen} {sentence}", WRONG_USAGE)
