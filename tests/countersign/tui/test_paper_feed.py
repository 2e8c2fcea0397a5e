"""The virtual printer's paper becomes pieces: each once, in order, pictures whole."""

from __future__ import annotations

from countersign.tui.desk import Note, PaperCut, PaperFed, Piece, PrintedLine, PrintedPicture
from countersign.tui.paper_feed import PaperFeed
from drivers import printer_profiles
from drivers.board import View
from drivers.escpos.slip import encode
from drivers.virtual_printer.events import PaperMoved, PrinterEvent, SlipCut
from drivers.virtual_printer.machine import VirtualPrinter
from receipts.paper import MM58
from receipts.signature import rasterise, sample
from receipts.slip import Cut, Document, Feed, Picture, Qr, Size, Text


class Ear:
    """An onlooker that only listens to paper."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def view_changed(self, view: View) -> None:
        """Nothing."""

    def status_changed(self) -> None:
        """Nothing."""

    def noted(self, note: Note) -> None:
        """Nothing."""

    def paper_moved(self, piece: Piece) -> None:
        self.pieces.append(piece)


def printed(*documents: Document) -> list[Piece]:
    ear = Ear()
    feed = PaperFeed(ear)
    machine = VirtualPrinter(printer_profiles.load("generic58"))

    def listen(event: PrinterEvent) -> None:
        if isinstance(event, PaperMoved):
            feed.moved(machine.piece)
        elif isinstance(event, SlipCut):
            feed.cut(event.slip)

    machine.listen(listen)
    for document in documents:
        job = encode(document, MM58)
        for at in range(0, len(job), 100):
            machine.receive(job[at : at + 100])
    return ear.pieces


def document(*blocks: Text | Picture | Qr | Feed) -> Document:
    return Document((*blocks, Cut()), title="a slip")


def test_lines_come_in_order_each_once_with_place_and_size() -> None:
    pieces = printed(document(Text("商户存根"), Text("消费/SALE", Size.LARGE)))
    said = [piece for piece in pieces if isinstance(piece, PrintedLine)]
    assert said == [
        PrintedLine("商户存根", 0, Size.NORMAL),
        PrintedLine("消费/SALE", 0, Size.LARGE),
    ]


def test_a_cut_ends_a_slip_and_slips_are_counted() -> None:
    pieces = printed(document(Text("one")), document(Text("two")))
    assert [piece for piece in pieces if isinstance(piece, PaperCut)] == [PaperCut(1), PaperCut(2)]
    assert isinstance(pieces[-1], PaperCut)


def test_a_signature_sent_in_bands_comes_as_one_picture() -> None:
    signature = rasterise(sample(0), "A3F0129C")
    pieces = printed(document(Text("before"), Picture(signature), Text("after")))
    pictures = [piece for piece in pieces if isinstance(piece, PrintedPicture)]
    assert [picture.bitmap for picture in pictures] == [signature]
    assert pictures[0].module_dots == 0
    order = [type(piece) for piece in pieces if not isinstance(piece, PaperFed)]
    assert order == [PrintedLine, PrintedPicture, PrintedLine, PaperCut]


def test_a_code_knows_the_side_of_its_squares() -> None:
    pieces = printed(document(Qr("countersign", module_dots=5)))
    assert [p.module_dots for p in pieces if isinstance(p, PrintedPicture)] == [5]


def test_white_between_lines_is_fed_and_much_of_it_is_shortened() -> None:
    pieces = printed(document(Text("one"), Feed(2), Text("two"), Feed(40), Text("three")))
    between: list[int] = [0]
    for piece in pieces:
        if isinstance(piece, PaperFed):
            between[-1] += piece.lines
        elif isinstance(piece, PrintedLine):
            between.append(0)
    assert between[1] == 2
    assert between[0] == 0
