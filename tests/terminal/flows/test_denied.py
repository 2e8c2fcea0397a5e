"""A code of the bank's becomes words that somebody can act on."""

import pytest

from terminal.flows.denied import NO_PAGE, why_denied


def said(code: str) -> list[str]:
    return [line.say("en") for line in why_denied(code)]


def test_without_a_page_it_says_what_is_missing_and_how_to_have_it() -> None:
    assert said(NO_PAGE) == [
        "The bank has no phone page now",
        "Start with --portal, or ask bank",
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("22", "Settled, or past its deadline"),
        ("25", "No such transaction"),
        ("65", "This way is used up"),
        ("94", "It is signed already"),
    ],
)
def test_a_no_to_a_signature_is_said_in_words(code: str, words: str) -> None:
    assert said(code) == [words]


def test_of_any_other_code_the_code_is_said() -> None:
    assert said("96") == ["Response code 96"]
