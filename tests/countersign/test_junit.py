"""The JUnit report: one case a script, failures with what was on the screen."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from countersign.junit import Case, write_report


def written(path: Path, *cases: Case) -> ElementTree.Element:
    write_report(path, list(cases))
    return ElementTree.parse(path).getroot()


def test_each_script_is_one_case_and_the_suite_counts_them(tmp_path: Path) -> None:
    suite = written(
        tmp_path / "report.xml",
        Case(Path("one.pos"), 3, ""),
        Case(Path("two.pos"), 4, "two.pos:7: no"),
    )
    assert (suite.tag, suite.get("tests"), suite.get("failures")) == ("testsuite", "2", "1")
    assert [case.get("name") for case in suite] == ["one", "two"]


def test_scripts_of_one_name_are_told_apart_by_where_they_lie(tmp_path: Path) -> None:
    files = ("story.pos", "shop/story.pos", "/till/2/story.pos", "../shop/story.pos")
    suite = written(tmp_path / "report.xml", *(Case(Path(file), 1, "") for file in files))
    assert {case.get("name") for case in suite} == {"story"}
    assert [case.get("file") for case in suite] == [*files]
    assert [case.get("classname") for case in suite] == [
        "countersign.play",
        "countersign.play.shop",
        "countersign.play.till.2",
        "countersign.play.shop",
    ]


def test_a_failure_leads_with_its_first_line_and_holds_the_screen(tmp_path: Path) -> None:
    failure = "two.pos:7: sees 'X'\n  the screen does not show 'X'\n+----+\n| 消费 |\n+----+"
    suite = written(tmp_path / "report.xml", Case(Path("two.pos"), 4, failure))
    told = suite.find("testcase/failure")
    assert told is not None
    assert (told.get("message"), told.text) == ("two.pos:7: sees 'X'", failure)


def test_a_script_that_held_has_no_failure(tmp_path: Path) -> None:
    assert (
        written(tmp_path / "report.xml", Case(Path("one.pos"), 3, "")).find("testcase/failure")
        is None
    )


def test_the_folder_of_the_report_is_made(tmp_path: Path) -> None:
    assert written(tmp_path / "reports" / "ci" / "report.xml").get("tests") == "0"


def test_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    suite = written(tmp_path / "report.xml", Case(Path("one.pos"), 1, "a\x1b[0m\x00b"))
    told = suite.find("testcase/failure")
    assert told is not None
    assert told.text == "a[0mb"
