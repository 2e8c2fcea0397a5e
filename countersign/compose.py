"""Settings to a desk: the one place where terminal, bank, cards and printer are put together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countersign.settings import EMBEDDED, PROFILES, Settings, host_address
from countersign.state import KEY_BYTES, StateError, StateFolder, key_of_books
from drivers import printer_profiles
from drivers.board import Board, Observer, Ports
from drivers.clock import SystemClock, VirtualClock
from drivers.entropy import Entropy, SeededEntropy, SystemEntropy
from drivers.journal.database import Lock
from drivers.journal.errors import JournalInUseError
from drivers.journal_store import JournalStore
from drivers.ports import Clock
from drivers.printer import ThermalPrinter
from drivers.refusals import refusal
from drivers.secure_element import SecureElement
from drivers.traffic import Watcher, nobody
from drivers.transport.addresses import MEMORY, VIRTUAL, read_address
from terminal.config import Config
from terminal.power_on import firmware, training_firmware

if TYPE_CHECKING:
    from acquirer.host import Bank
    from drivers.host_server import HostServer
    from drivers.link_memory import MemoryLink
    from drivers.link_tcp import TcpLink
    from drivers.virtual_printer.lines import Line
    from drivers.virtual_printer.machine import VirtualPrinter
    from portal.serving import PortalServer

TEST_TMK = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
"""The master key of a fresh terminal that acquirer/merchants.toml does not list: a test key."""


@dataclass(slots=True)
class Station:
    """One desk, put together. `power_on` gives it a fresh board; `close` puts it away."""

    config: Config
    clock: Clock
    open_journal: Callable[[], JournalStore]
    element: SecureElement
    link: TcpLink | MemoryLink
    printer: ThermalPrinter
    line: Line | None = None
    machine: VirtualPrinter | None = None
    bank: Bank | None = None
    server: HostServer | None = None
    portal: PortalServer | None = None
    lock: Lock | None = None
    journal: JournalStore | None = None
    practice: Callable[[], Ports] | None = None
    """What the training mode works on, entered from the menu."""
    training: bool = False
    """Whether there is nothing else on this desk."""

    def power_on(self, observer: Observer) -> Board:
        """Open the journal and put the firmware on a board. Errors: JournalError."""
        self.journal = self.open_journal()
        parts = (self.clock, self.journal, self.link, self.printer, self.element)
        flow = training_firmware if self.training else firmware
        return Board(Ports(*parts, self.practice), flow(self.config), observer)

    def hang_up(self) -> None:
        """Cut the bank's line and the printer's, from any thread: what waits on them ends."""
        self.link.close()
        self.printer.call_off()
        if self.line is not None:
            self.line.pull()

    def lose_power(self) -> None:
        """What a power cut takes: connections, volatile keys, the printer's open job."""
        self.element.lose_power()
        self.link.close()
        self.printer.abandon()
        journal, self.journal = self.journal, None
        if journal is not None:
            journal.lose_power()

    def close(self) -> None:
        """Put everything away; nothing is left running."""
        self.link.close()
        self.printer.close()
        if self.journal is not None:
            self.journal.close()
            self.journal = None
        self.close_neighbours()

    def close_neighbours(self) -> None:
        """Put away what stands around the terminal: our printer's line, pages, bank, lock."""
        if self.line is not None:
            self.line.close()
        if self.portal is not None:
            self.portal.stop()
        if self.server is not None:
            self.server.stop()
        if self.bank is not None:
            self.bank.store.close()
        if self.lock is not None:
            self.lock.release()


def live_station(settings: Settings, watch: Watcher = nobody) -> Station:
    """The desk of the TUI: real time, a bank over TCP, a printer over a port.

    Errors: ChipFileError, StateError, HostServerError, PortalServerError, OSError.
    """
    from drivers.link_tcp import TcpLink

    folder = StateFolder(settings.state)
    clock = SystemClock()
    entropy: Entropy = SystemEntropy() if settings.seed is None else SeededEntropy(settings.seed)
    with ExitStack() as undo:
        lock = _locked(folder)
        undo.callback(lock.release)
        element = element_in(folder, entropy, settings.config.terminal_id)
        bank, server, portal = None, None, None
        address = host_address(settings.host) if settings.host != EMBEDDED else None
        if address is None:
            bank, server = _embedded_bank(folder, entropy, clock)
            undo.callback(bank.store.close)
            undo.callback(server.stop)
            address = server.address
            if settings.portal:
                portal = _portal(bank, clock)
                undo.callback(portal.stop)
        printing = _printing(settings.printer, settings.paper_mm, clock, paced=True)
        undo.pop_all()
    return Station(
        config=settings.config,
        clock=clock,
        open_journal=_opener(folder, element, settings.config),
        element=element,
        link=TcpLink(*address, clock, watch),
        printer=printing.printer,
        line=printing.line,
        machine=printing.machine,
        bank=bank,
        server=server,
        portal=portal,
        lock=lock,
        practice=None if settings.training else _practice(clock, printing.printer, SystemEntropy()),
        training=settings.training,
    )


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """What a script's desk is made of: a seed for every key, and how the printer is reached."""

    seed: int = 0
    printer: str = "memory:"
    paper_mm: int = 58


def scripted_station(
    folder: StateFolder,
    config: Config,
    settings: ScriptSettings,
    watch: Watcher = nobody,
    beside: Station | None = None,
) -> Station:
    """The desk of the Rig: a virtual clock, seeded keys, a bank in the same process.

    `beside` another such desk it has that one's clock and bank.
    """
    from acquirer.host import Bank
    from acquirer.memory_store import MemoryStore
    from acquirer.settings import Settings as BankSettings
    from drivers.link_memory import MemoryLink

    entropy = SeededEntropy(settings.seed)
    element = element_in(folder, entropy, config.terminal_id)
    clock, bank = (beside.clock, beside.bank) if beside else (VirtualClock(), None)
    if bank is None:
        bank = Bank(MemoryStore(), BankSettings(entropy.bytes(KEY_BYTES)), entropy.bytes)
    printing = _printing(settings.printer, settings.paper_mm, clock)
    return Station(
        config=config,
        clock=clock,
        open_journal=_opener(folder, element, config),
        element=element,
        link=MemoryLink(bank, clock, watch),
        printer=printing.printer,
        line=printing.line,
        machine=printing.machine,
        bank=bank,
        practice=_practice(clock, printing.printer, SeededEntropy(settings.seed)),
    )


def _practice(clock: Clock, printer: ThermalPrinter, entropy: Entropy) -> Callable[[], Ports]:
    """A journal, a bank and keys for the training mode; memory alone holds them."""

    def begin() -> Ports:
        from acquirer.host import Bank
        from acquirer.memory_store import MemoryStore
        from acquirer.settings import Settings as BankSettings
        from drivers.journal.memory_journal import MemoryJournal
        from drivers.link_memory import MemoryLink

        element = SecureElement.create(entropy, _master_key(Config().terminal_id))
        bank = Bank(MemoryStore(), BankSettings(entropy.bytes(KEY_BYTES)), entropy.bytes)
        return Ports(clock, MemoryJournal(), MemoryLink(bank, clock), printer, element)

    return begin


def element_in(folder: StateFolder, entropy: Entropy, terminal_id: str) -> SecureElement:
    """The secure element of this folder; where there is none, a fresh one.

    A fresh one holds the master key our bank lists for the terminal. Errors: ChipFileError.
    """
    if folder.secure_element.exists():
        return SecureElement.load(folder.secure_element, entropy)
    return SecureElement.create(entropy, _master_key(terminal_id), folder.secure_element)


def _master_key(terminal_id: str) -> bytes:
    """The one our bank lists for the terminal."""
    from acquirer import merchants

    enrolled = merchants.standard().terminal(terminal_id)
    return enrolled.tmk if enrolled else TEST_TMK


def _locked(folder: StateFolder) -> Lock:
    """Keep other terminals out of this folder. Errors: StateError, which names the one inside."""
    from drivers import durable

    try:
        durable.make_directory(folder.path)
        return Lock(str(folder.lock.with_suffix("")))
    except JournalInUseError as error:
        holder = "another program" if error.pid is None else f"pid {error.pid}"
        raise StateError(
            f"{folder.path} is already in use by {holder}: close that terminal, or choose "
            "another --state",
            f"{folder.path} 正被另一台终端使用：请关闭它，或用 --state 另选目录",
        ) from None
    except OSError as error:
        said = refusal(error, folder.path)
        raise StateError(
            f"{said.say('en')}; or choose another --state",
            f"{said.say('zh')}；或用 --state 另选目录",
        ) from None


def _opener(
    folder: StateFolder, element: SecureElement, config: Config
) -> Callable[[], JournalStore]:
    return lambda: JournalStore.open(folder.journal, element, config.terminal_id)


def _embedded_bank(folder: StateFolder, entropy: Entropy, clock: Clock) -> tuple[Bank, HostServer]:
    """A bank on the folder's database, listening on a free port of loopback."""
    from acquirer.books import StoreError
    from acquirer.host import Bank
    from acquirer.settings import Settings as BankSettings
    from acquirer.store import SqlStore
    from drivers.host_server import HostServer, HostServerError

    fresh = entropy.bytes(KEY_BYTES)
    try:
        books = SqlStore.open(folder.bank_url)
        try:
            root_key = key_of_books(folder.bank_key, fresh, books.head().audit_seq)
            bank = Bank(books, BankSettings(root_key), entropy.bytes)
        except (StateError, StoreError):
            books.close()
            raise
    except StoreError as error:
        raise StateError(
            f"the bank in {folder.path} does not open: {error}. Or choose another --state, or "
            "--host tcp://HOST:PORT for a bank that is served elsewhere",
            f"{folder.path} 里的银行打不开：用 --state 另选目录，或用 --host 另选银行",
        ) from error
    server = HostServer(bank, clock=clock)
    try:
        server.start()
    except HostServerError:
        bank.store.close()
        raise
    return bank, server


def _portal(bank: Bank, clock: Clock) -> PortalServer:
    """The pages of the embedded bank on a free port of loopback; it is a desk to try things at."""
    from acquirer.front_office import FrontOffice
    from portal.serving import PortalServer
    from portal.settings import PortalSettings

    settings = PortalSettings(sample_signature=True, now=clock.now)
    server = PortalServer(FrontOffice(bank), settings)
    bank.shared.portal_url = server.start().rstrip("/")
    return server


@dataclass(frozen=True, slots=True)
class _Printing:
    """The driver; and where the printer is one of ours, the machine and the line into it."""

    printer: ThermalPrinter
    line: Line | None = None
    machine: VirtualPrinter | None = None


def _printing(url: str, paper_mm: int, clock: Clock, *, paced: bool = False) -> _Printing:
    """`paced`: a printer of ours behind a port takes its time, as paper one can watch."""
    profile = printer_profiles.load(PROFILES[paper_mm])
    address = read_address(url)
    if address.scheme not in (VIRTUAL, MEMORY):
        return _Printing(ThermalPrinter(address.open, profile))
    from drivers.virtual_printer.machine import VirtualPrinter
    from drivers.virtual_printer.memory_line import MemoryLine
    from drivers.virtual_printer.pty_line import PtyLine

    in_memory = address.scheme == MEMORY
    machine = VirtualPrinter(profile, clock if paced and not in_memory else None)
    line: Line = MemoryLine(machine, clock) if in_memory else PtyLine(machine)
    return _Printing(ThermalPrinter(line.connect, profile), line, machine)
