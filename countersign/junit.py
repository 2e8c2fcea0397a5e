"""The JUnit report CI servers read: one test case a script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Case:
    """One script that was run; `failure` is '' where it held."""

    name: str
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
            suite, "testcase", classname="countersign.play", name=case.name
        )
        if case.failure:
            message = case.failure.splitlines()[0]
            ElementTree.SubElement(element, "failure", message=message).text = case.failure
    path.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
