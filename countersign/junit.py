"""The JUnit report CI servers read: one test case a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from drivers.refusals import naming

SUITE = "countersign.play"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, 2.2: characters no document may hold, however they are written."""


@dataclass(frozen=True, slots=True)
class Case:
    """One script that was run; `failure` is '' where it held."""

    script: Path
    steps: int
    failure: str


def write_report(path: Path, cases: list[Case]) -> None:
    """Write the cases as one test suite named countersign."""
    failed = sum(1 for case in cases if case.failure)
    suite = ElementTree.Element(
        "testsuite", name="countersign", tests=str(len(cases)), failures=str(failed)
    )
    for case in cases:
        element = ElementTree.SubElement(
            suite,
            "testcase",
            classname=_clean(_folder(case.script)),
            name=_clean(case.script.stem),
            file=_clean(str(case.script)),
        )
        if case.failure:
            failure = _clean(case.failure)
            message = failure.partition("\n")[0]
            ElementTree.SubElement(element, "failure", message=message).text = failure
    path.parent.mkdir(parents=True, exist_ok=True)
    with naming(path):
        ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def _folder(script: Path) -> str:
    """Where it lies, as a CI server takes a class: scripts of one name are kept apart by it."""
    folders = (part for part in script.parent.parts if part.strip("./"))
    return ".".join((SUITE, *folders))


def _clean(words: str) -> str:
    return NOT_XML.sub("", words)
