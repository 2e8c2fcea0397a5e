"""`.pos` scripts: one step a line, run on a Rig; a failing line is shown with the screen as it was.

A line is a verb and its words, quoted where they hold spaces; `#` begins a comment. The verbs are
the table VERBS; docs/script-it.md is held to it by a test.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from countersign.printer_acts import ACTS
from countersign.rig import Rig, RigError
from countersign.rig_faults import BANK_FAULTS, faults_waiting
from countersign.rig_views import BROUGHT_FIELDS, ENTRY_FIELDS, printable

MAX_LINES = 10_000
"""A story longer than this is a program: write it in Python."""
UNREADABLE = {
    "No closing quotation": "a quote is opened and never closed",
    "No escaped character": "a backslash has nothing behind it",
}
"""What shlex says of a line, and what we say."""


class ScriptError(Exception):
    """Theirs: a script cannot be read, or a step of it did not hold."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a script."""

    file: str
    line: int
    verb: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb does: its words in usage notation, one line of help, and the act on the Rig."""

    usage: str
    help: str
    act: Callable[[Rig, tuple[str, ...]], object]
    fewest: int
    most: int


def parse(path: Path) -> tuple[Step, ...]:
    """The steps of one file. Errors: ScriptError naming file and line."""
    try:
        source = path.read_text(encoding="utf-8-sig")  # Windows puts a mark before it
    except OSError as error:
        raise ScriptError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ScriptError(
            f"{path} is not written in UTF-8 (byte {error.start}): save it as UTF-8 text"
        ) from error
    lines = source.splitlines()
    if len(lines) > MAX_LINES:
        raise ScriptError(f"{path}: {len(lines)} lines; a script has at most {MAX_LINES}")
    read = (_step(str(path), number, line) for number, line in enumerate(lines, 1))
    steps = tuple(step for step in read if step is not None)
    if not steps:
        raise ScriptError(f"{path}: there is nothing in it to play")
    return steps


def _step(file: str, number: int, line: str) -> Step | None:
    try:
        words = shlex.split(line, comments=True)
    except ValueError as error:
        why = UNREADABLE[str(error)]
        raise ScriptError(f"{file}:{number}: {why}: {printable(line.strip())}") from error
    if not words:
        return None
    verb = VERBS.get(words[0])
    if verb is None:
        known = " ".join(sorted(VERBS))
        raise ScriptError(f"{file}:{number}: unknown verb {words[0]!r}; there are: {known}")
    if not verb.fewest <= len(words) - 1 <= verb.most:
        raise ScriptError(f"{file}:{number}: usage: {words[0]} {verb.usage}".rstrip())
    return Step(file, number, words[0], tuple(words[1:]), line.strip())


def run(steps: tuple[Step, ...], rig: Rig) -> None:
    """Run the steps. Errors: ScriptError with the line and the screen as it was."""
    rigs, ordered, cuts = [rig], dict[int, Step](), dict[int, Step]()
    for step in steps:
        before = len(faults_waiting(rig.station))
        try:
            said = VERBS[step.verb].act(rig, step.words)
        except (RigError, ValueError) as error:
            raise _failure(step, str(error), rig) from error
        rig = said if isinstance(said, Rig) else rig
        rigs.append(rig)
        if step.verb == "cut_power":
            cuts[id(rig)] = step
        if len(waiting := faults_waiting(rig.station)) > before:
            ordered[id(waiting[-1])] = step
    for each in rigs:
        if each.pending_cut:
            why = f"the power was to be cut {each.pending_cut}, and that never came"
            raise _failure(cuts[id(each)], why, each)
    for order in faults_waiting(rig.station):
        if id(order) in ordered:
            raise _failure(ordered[id(order)], "no such message came to the bank any more", rig)


def _failure(step: Step, why: str, rig: Rig) -> ScriptError:
    screen = rig.screen_frame()
    shown = why if screen in why else f"{why}\n{screen}"
    return ScriptError(f"{step.file}:{step.line}: {printable(step.source)}\n  {shown}")


def _sign(rig: Rig, words: tuple[str, ...]) -> None:
    if words and words[0] == "strokes":
        rig.draw(" ".join(words[1:]))
        rig.keys("ENTER")
    else:
        rig.sign(_sample(words[0]) if words else 1)


def _sample(word: str) -> int:
    try:
        return _number(word)
    except RigError:
        raise RigError(
            f"{word!r} is no sample hand: write its number, or strokes X,Y ..."
        ) from None


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal()):
        raise RigError(f"{word!r} is no number")
    return int(word)


VERBS: Mapping[str, Verb] = {
    "card": Verb("NAME", "take this card in hand", lambda rig, w: rig.take(w[0]), 1, 1),
    "keys": Verb(
        "KEYS...",
        "press keys: 12.00 ENTER, CANCEL, F2",
        lambda rig, w: rig.keys(" ".join(w)),
        1,
        99,
    ),
    "swipe": Verb("[NAME]", "swipe the card in hand, or NAME", lambda rig, w: rig.swipe(*w), 0, 1),
    "menu": Verb("LABEL", "choose a row of the menu by its words", lambda r, w: r.menu(w[0]), 1, 1),
    "sees": Verb("TEXT", "the screen shows TEXT", lambda rig, w: rig.sees(w[0]), 1, 1),
    "sees_not": Verb("TEXT", "the screen lacks TEXT", lambda rig, w: rig.sees_not(w[0]), 1, 1),
    "sign": Verb(
        "[SAMPLE | strokes X,Y X,Y / X,Y ...]",
        "draw a signature and confirm it",
        _sign,
        0,
        9999,
    ),
    "draw": Verb(
        "SAMPLE | X,Y X,Y / ...",
        "draw without confirming",
        lambda rig, w: rig.draw(" ".join(w)),
        1,
        9999,
    ),
    "walk_away": Verb(
        "", "everybody leaves until all waits are over", lambda rig, _: rig.walk_away(), 0, 0
    ),
    "forward": Verb(
        "TIME", "let time pass: 90s, 10m, 2h, 3d", lambda rig, w: rig.forward(w[0]), 1, 1
    ),
    "cut_power": Verb(
        "[before|after EFFECT]",
        "pull the plug, now or at the next such effect",
        lambda rig, w: rig.cut_power(*w),
        0,
        2,
    ),
    "power_on": Verb("", "power on again", lambda rig, _: rig.power_on(), 0, 0),
    "printer": Verb(
        "|".join(ACTS),
        "what happens to the printer",
        lambda rig, w: rig.printer_fault(w[0]),
        1,
        1,
    ),
    "bank": Verb(
        f"{'|'.join(BANK_FAULTS)} [MTI]",
        "what the bank does with the next message, or the next of that type",
        lambda rig, w: rig.bank_fault(*w),
        1,
        2,
    ),
    "terminal": Verb(
        "NUMBER",
        "what follows is done at this terminal of the merchant",
        lambda rig, w: rig.at(w[0]),
        1,
        1,
    ),
    "scan_slip": Verb(
        "NUMBER",
        "the scanner reads the reference off the newest slip of that terminal",
        lambda rig, w: rig.scan_slip(w[0]),
        1,
        1,
    ),
    "brought": Verb(
        "last|N FIELD VALUE",
        f"what was signed here for another terminal says it ({', '.join(BROUGHT_FIELDS)})",
        lambda rig, w: rig.brought_has(*w),
        3,
        3,
    ),
    "phone": Verb(
        "last|N",
        "the cardholder signs this entry on the merchant's phone page",
        lambda rig, w: rig.sign_on_the_page(w[0]),
        1,
        1,
    ),
    "scan": Verb(
        "",
        "a phone opens the link on the screen, else on the newest slip, and signs",
        lambda r, _: r.sign_by_link(),
        0,
        0,
    ),
    "agent": Verb(
        "last|N",
        "an agent of support reads out a code for this entry",
        lambda rig, w: rig.read_out_code(w[0]),
        1,
        1,
    ),
    "open_slip": Verb(
        "TEXT",
        "a phone scans the code of a slip on the screen; that slip has TEXT",
        lambda rig, w: rig.open_slip(w[0]),
        1,
        1,
    ),
    "photo": Verb(
        "last|N",
        "the merchant sends a photo of the newest slip, signed by pen, for this entry",
        lambda rig, w: rig.send_photo(w[0]),
        1,
        1,
    ),
    "review": Verb(
        "last|N [WHY NOT]",
        "an agent takes the photo of this entry, or refuses it with a reason",
        lambda rig, w: rig.review(*w),
        1,
        2,
    ),
    "release": Verb(
        "last|N",
        "two people of the desk let this entry go without a signature",
        lambda rig, w: rig.release(w[0]),
        1,
        1,
    ),
    "push": Verb(
        "NAME VALUE",
        "the bank changes a parameter of the terminal",
        lambda rig, w: rig.push(w[0], _number(w[1])),
        2,
        2,
    ),
    "bank_agent": Verb(
        "last|N",
        "an agent of the bank reads out a code for this entry",
        lambda rig, w: rig.read_out_by_the_bank(w[0]),
        1,
        1,
    ),
    "type_code": Verb("", "type what the agent read out", lambda rig, _: rig.type_code(), 0, 0),
    "log_in": Verb(
        "NUMBER [PIN]",
        "this operator takes over, with the test PIN where none is given",
        lambda rig, w: rig.log_in(*w),
        1,
        2,
    ),
    "supervisor": Verb(
        "[NUMBER [PIN]]",
        "somebody who may lets the operator on duty do it: 99 where nobody is named",
        lambda rig, w: rig.supervisor(*w),
        0,
        2,
    ),
    "journal": Verb(
        "last|N FIELD VALUE",
        f"an entry of the journal says it ({', '.join(ENTRY_FIELDS)})",
        lambda rig, w: rig.journal_has(*w),
        3,
        3,
    ),
    "unsigned": Verb(
        "N", "so many signatures are open", lambda r, w: r.unsigned_are(_number(w[0])), 1, 1
    ),
    "held": Verb(
        "N",
        "the bank holds the payout of so many sales",
        lambda rig, w: rig.held_are(_number(w[0])),
        1,
        1,
    ),
    "charged": Verb(
        "AMOUNT", "the bank's ledger holds AMOUNT in all", lambda rig, w: rig.charged_is(w[0]), 1, 1
    ),
    "slips": Verb("N", "so many slips came out", lambda rig, w: rig.slips_are(_number(w[0])), 1, 1),
    "paper": Verb("TEXT", "the newest slip has TEXT", lambda rig, w: rig.paper_has(w[0]), 1, 1),
    "paper_not": Verb(
        "TEXT", "the newest slip lacks TEXT", lambda r, w: r.paper_has_not(w[0]), 1, 1
    ),
    "language": Verb("zh|en", "switch the screen's language", lambda rig, w: rig.speak(w[0]), 1, 1),
}
