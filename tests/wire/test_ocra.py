"""OCRA against the test vectors of RFC 6287, appendix C, every one of them."""

from __future__ import annotations

from hashlib import sha1

import pytest

from wire.ocra import SUITE, Given, response, steps

DIGITS = b"1234567890" * 7
KEYS = {"SHA1": DIGITS[:20], "SHA256": DIGITS[:32], "SHA512": DIGITS[:64]}
PIN = sha1(b"1234").digest()
SAME_DIGIT = [str(digit) * 8 for digit in range(10)]
MARCH_25_2008 = 0x132D0B6
"""12:06:30 in minutes."""

CLIENT_ASKS = [f"CLI2222{n}SRV1111{n}" for n in range(5)]
SERVER_ASKS = [f"SRV1111{n}CLI2222{n}" for n in range(5)]

# Suite -> the challenges, and the code of each; counters count from 0.
ONE_WAY = {
    "OCRA-1:HOTP-SHA1-6:QN08": (
        SAME_DIGIT,
        "237653/243178/653583/740991/608993/388898/816933/224598/750600/294470",
    ),
    "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1": (
        ["12345678"] * 10,
        "65347737/86775851/78192410/71565254/10104329/65983500/70069104/91771096/75011558/08522129",
    ),
    "OCRA-1:HOTP-SHA256-8:QN08-PSHA1": (
        SAME_DIGIT,
        "83238735/01501458/17957585/86776967/86807031",
    ),
    "OCRA-1:HOTP-SHA512-8:C-QN08": (
        SAME_DIGIT,
        "07016083/63947962/70123924/25341727/33203315/34205738/44343969/51946085/20403879/31409299",
    ),
    "OCRA-1:HOTP-SHA512-8:QN08-T1M": (
        SAME_DIGIT,
        "95209754/55907591/22048402/24218844/36209546",
    ),
}
MUTUAL = [
    ("OCRA-1:HOTP-SHA256-8:QA08", CLIENT_ASKS, "28247970/01984843/65387857/03351211/83412541"),
    ("OCRA-1:HOTP-SHA256-8:QA08", SERVER_ASKS, "15510767/90175646/33777207/95285278/28934924"),
    ("OCRA-1:HOTP-SHA512-8:QA08", CLIENT_ASKS, "79496648/76831980/12250499/90856481/12761449"),
    (
        "OCRA-1:HOTP-SHA512-8:QA08-PSHA1",
        SERVER_ASKS,
        "18806276/70020315/01600026/18951020/32528969",
    ),
    (
        "OCRA-1:HOTP-SHA256-8:QA08",
        [f"SIG1{n}000" for n in range(5)],
        "53095496/04110475/31331128/76028668/46554205",
    ),
    (
        "OCRA-1:HOTP-SHA512-8:QA10-T1M",
        [f"SIG1{n}00000" for n in range(5)],
        "77537423/31970405/10235557/95213541/65360607",
    ),
]
CASES = [*((suite, *rest) for suite, rest in ONE_WAY.items()), *MUTUAL]


@pytest.mark.parametrize(("suite", "questions", "codes"), CASES)
def test_the_rfcs_own_vectors(suite: str, questions: list[str], codes: str) -> None:
    key = KEYS[suite.split("-")[2]]
    given = [Given(n, PIN, time=MARCH_25_2008) for n in range(10)]
    expected = codes.split("/")
    found = [
        response(suite, key, q, g) for q, g, _ in zip(questions, given, expected, strict=False)
    ]
    assert found == expected


def test_a_minute_is_a_step_of_our_suite() -> None:
    assert steps(SUITE, 59) == 0
    assert steps(SUITE, 125) == 2
    assert steps("OCRA-1:HOTP-SHA1-6:QN08-T2H", 7200) == 1


@pytest.mark.parametrize("suite", ["", "OCRA-1:HOTP-MD5-6:QN08", "OCRA-1:HOTP-SHA1-6:QX08"])
def test_a_suite_that_is_none_is_refused(suite: str) -> None:
    with pytest.raises(ValueError, match="no suite"):
        response(suite, KEYS["SHA1"], "00000000")


def test_a_suite_without_time_has_no_steps() -> None:
    with pytest.raises(ValueError, match="no time step"):
        steps("OCRA-1:HOTP-SHA1-6:QN08", 0)


def test_what_is_not_of_the_suites_form_is_refused() -> None:
    with pytest.raises(ValueError, match="digits"):
        response("OCRA-1:HOTP-SHA1-6:QN08", KEYS["SHA1"], "ABC")
    with pytest.raises(ValueError, match="PIN's digest has 0 bytes"):
        response("OCRA-1:HOTP-SHA256-8:QN08-PSHA1", KEYS["SHA256"], "1")
    with pytest.raises(ValueError, match="more than 128"):
        response(SUITE, KEYS["SHA256"], "A" * 129)


def test_a_session_is_part_of_what_is_answered() -> None:
    suite = "OCRA-1:HOTP-SHA256-8:QN08-S064"
    codes = {response(suite, KEYS["SHA256"], "1", Given(session=bytes([n]) * 64)) for n in (1, 2)}
    assert len(codes) == 2


def test_a_code_of_no_digits_is_the_whole_mac() -> None:
    assert len(response("OCRA-1:HOTP-SHA1-0:QN08", KEYS["SHA1"], "1")) == 40
