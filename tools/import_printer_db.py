"""Write profiles of real models: widths and code pages of escpos-printer-db, the rest our own.

escpos-printer-db (https://github.com/receipt-print-hq/escpos-printer-db) is licensed CC BY 4.0; its
numbers are read from the copy that python-escpos ships. Run `python -m tools.import_printer_db`
after a change of the table below or of python-escpos.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "drivers" / "printer_profiles"

_PAPER_MM = {384: 58, 576: 80}
"""The rolls we have, by the dots of their width."""
_FONTS = "ABC"

_CHINESE_58 = {
    "answers": True,
    "receive_buffer_bytes": 4096,
    "speed_mm_s": 90,
    "cutter": False,
    "process_id_response": False,
}
_WESTERN = {"hanzi": "none", "hanzi_at_power_on": False, "hanzi_sizes": False}


@dataclass(frozen=True, slots=True)
class Model:
    """One profile: whose numbers it takes, and what the database does not know."""

    key: str
    own: Mapping[str, object]


MODELS: Mapping[str, Model] = {
    "pos5890": Model("POS-5890", _CHINESE_58 | {"manufacturer": "Zjiang"}),
    "nt5890k": Model("NT-5890K", _CHINESE_58 | {"manufacturer": "Netum"}),
    "zj5870": Model("ZJ-5870", _CHINESE_58 | {"manufacturer": "ZiJiang"}),
    "tm_t20ii": Model(
        "TM-T20II",
        _WESTERN
        | {
            "answers": True,
            "receive_buffer_bytes": 4096,
            "speed_mm_s": 200,
            "manufacturer": "EPSON",
            "baud_bps": 38400,
            "flow": "dtrdsr",
            "lacks": ["DC2 #", "DC2 T", "DC2 q", "ESC B", "FS SO", "FS DC4", "FS }", "GS FF"],
        },
    ),
}
"""The commonest Chinese 58 mm printers and Epson's commonest; a new one is a row here."""


def database() -> Mapping[str, Any]:
    """The numbers of all models, and the names of their code pages."""
    text = files("escpos").joinpath("capabilities.json").read_text("utf-8")
    content: Mapping[str, Any] = json.loads(text)
    return content


def profile(name: str, content: Mapping[str, Any]) -> str:
    """The TOML of one model. Errors: KeyError for one that is not in the table or the database."""
    model = MODELS[name]
    known = content["profiles"][model.key]
    paper_mm = _PAPER_MM[known["media"]["width"]["pixels"]]
    lines = [
        f"# Width, columns and code pages of the {model.key} are those of escpos-printer-db",
        "# (https://github.com/receipt-print-hq/escpos-printer-db, CC BY 4.0; pages that Python",
        "# cannot read are left out); the rest is our own. Written by tools/import_printer_db.py.",
        f"title = {json.dumps(_title(known))}",
        f"paper_mm = {paper_mm}",
        f"model = {json.dumps(model.key)}",
        *(f"{field} = {json.dumps(value)}" for field, value in model.own.items()),
        "",
        "[fonts]",
        *(f"{_FONTS[int(n)]} = {font['columns']}" for n, font in known["fonts"].items()),
        "",
        "[code_pages]",
        *_pages(known["codePages"], content["encodings"]),
    ]
    return "\n".join(lines) + "\n"


def _title(known: Mapping[str, Any]) -> str:
    name = str(known["name"])
    return name if known["vendor"] in name else f"{known['vendor']} {name}"


def _pages(numbers: Mapping[str, str], encodings: Mapping[str, Mapping[str, str]]) -> list[str]:
    """`n = "codec"` for each page Python has a codec for, by number."""
    pages = []
    for number in sorted(map(int, numbers)):
        codec = encodings.get(numbers[str(number)], {}).get("python_encode")
        if codec is not None and _known(codec):
            pages.append(f"{number} = {json.dumps(codec)}")
    return pages


def _known(codec: str) -> bool:
    try:
        codecs.lookup(codec)
    except LookupError:
        return False
    return True


if __name__ == "__main__":
    numbers = database()
    for name in MODELS:
        (FOLDER / f"{name}.toml").write_text(profile(name, numbers), "utf-8")
