"""What escpos.md 2b asks for: its ten kinds of commands, how many there must be, and which."""

from __future__ import annotations


def _names(family: str, *functions: int) -> list[str]:
    return [f"{family} {number}" for number in functions]


# A choice inside one command (GS V 66, DLE EOT 4) stands as often as it has choices.
ASKED: dict[str, tuple[int, list[str]]] = {
    "control and real time": (
        11,
        [
            "HT",
            "LF",
            "CR",
            "FF",
            "CAN",
            "BEL",
            *["DLE EOT"] * 7,
            *["DLE ENQ"] * 3,
            *["DLE DC4"] * 5,
        ],
    ),
    "text and place": (
        24,
        [
            *("ESC SP", "ESC !", "ESC $", "ESC %", "ESC &", "ESC -", "ESC 2", "ESC 3", "ESC ?"),
            *("ESC @", "ESC D", "ESC E", "ESC G", "ESC M", "ESC R", "ESC V", "ESC \\", "ESC a"),
            *("ESC r", "ESC t", "ESC {", "ESC U", "ESC <", "ESC ="),
        ],
    ),
    "feed, cut and more": (
        14,
        [
            *("ESC J", "ESC K", "ESC d", "ESC e", "ESC i", "ESC m", "ESC p", "ESC c 3", "ESC c 4"),
            *("ESC c 5", "ESC u", "ESC v", "ESC ( A", "ESC ( Y", "ESC B", "ESC q"),
        ],
    ),
    "page mode": (6, ["ESC L", "ESC S", "ESC T", "ESC W", "ESC FF", "GS $", "GS \\"]),
    "pictures": (
        14,
        [
            *("ESC *", "GS *", "GS /", "GS v 0", "GS Q 0", "GS D", "FS p", "FS q"),
            *_names("GS ( L", 48, 49, 50, 51, 52, 64, 65, 66, 67, 69, 80, 81, 82, 83, 84, 85),
            *_names("GS ( L", 112, 113),
            *_names("GS 8 L", 67, 83, 84, 112, 113),
        ],
    ),
    "text and bar codes": (
        14,
        [
            *("GS !", "GS B", "GS b", "GS L", "GS W", "GS T", "GS P", "GS H", "GS h", "GS w"),
            *("GS f", "GS k", "GS ( N 48", "GS ( N 49", "GS ( N 50", "GS ( Q 48", "GS ( Q 49"),
        ],
    ),
    "two-dimensional codes": (
        35,
        [
            *_names("GS ( k 48", 65, 66, 67, 68, 69, 70, 80, 81, 82),
            *_names("GS ( k 49", 65, 67, 69, 80, 81, 82),
            *_names("GS ( k 50", 65, 80, 81, 82),
            *_names("GS ( k 51", 67, 71, 80, 81, 82),
            *_names("GS ( k 52", 67, 71, 72, 80, 81, 82),
            *_names("GS ( k 53", 66, 67, 69, 80, 81, 82),
            *_names("GS ( k 54", 66, 67, 80, 81, 82),
        ],
    ),
    "mechanics, status and setting up": (
        20,
        [
            *("GS V", "GS ( V 48", "GS ( V 49", "GS ( V 51", "GS a", "GS j", "GS r", "GS I"),
            *("GS ( A", "GS ( D 20", "GS ( H 48", "GS ( H 49", "GS ( K 49", "GS ( K 50"),
            *_names("GS ( C", 0, 1, 2, 3, 4, 5, 6),
            *_names("GS ( E", 1, 2, 3, 4, 5, 6, 11, 12),
            *_names("GS ( M", 1, 2, 3),
            *("GS :", "GS ^", "GS g 0", "GS g 2", "GS z 0", "GS c", "GS C 0", "GS C 1", "GS C 2"),
            "GS C ;",
        ],
    ),
    "Hanzi and Kanji": (
        13,
        [
            *("FS !", "FS &", "FS .", "FS -", "FS 2", "FS ?", "FS C", "FS S", "FS W", "FS ( A 48"),
            *("FS ( C 48", "FS ( C 60", "FS g 1", "FS g 2", "FS ( e 51"),
            *_names("FS ( E", 60, 61, 62, 63, 64, 65),
            *_names("FS ( L", 33, 34, 48, 65, 66, 67, 80),
        ],
    ),
    "Chinese printers and marks": (
        5,
        ["GS FF", *_names("GS ( F", 1, 2, 112), "FS SO", "FS DC4", "FS }"],
    ),
}
