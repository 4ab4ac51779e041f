"""`casebook explain`, for a person and as a filter."""

import io
import json
from decimal import Decimal

import pytest

from pipeline.cli import main
from pipeline.model import (
    Block,
    BlockKind,
    Bound,
    Claim,
    Direction,
    Document,
    Exclusion,
    Extraction,
    Mention,
    QuantityKind,
    ReadBlock,
    Reason,
    Section,
    SectionKind,
    Span,
    Status,
    Topic,
    UnitReading,
)


def read(text: str) -> Extraction:
    """What the stages would make of `2020 年节电 3 万度`: an excluded year and a claim."""
    document = Document("", 0, "", "text/plain", text)
    if "3 万度" not in text:
        return Extraction(document, (), (), ())
    unit = UnitReading("kW.h", "度", QuantityKind.ENERGY)
    start = text.index("3 万度")
    mention = Mention(
        Span(start, start + 4), Span(start, start + 1), Decimal(30000), Decimal(30000), unit, Bound.EXACT, "quantity"
    )
    claim = Claim(
        mention,
        unit,
        Bound.EXACT,
        Direction.DECREASE,
        Status.ACTUAL,
        Topic.ELECTRICITY,
        metric="电",
        indicator=None,
        period="2020",
        baseline=None,
        confidence=1.0,
        flags=(),
    )
    year = Exclusion(Span(0, 4), Reason.DATE, "date.year", Decimal(2020), Decimal(2020))
    block = Block(BlockKind.PARAGRAPH, text, tuple(range(len(text))), (Span(0, len(text)),))
    section = Section(0, 0, None, SectionKind.FRONT_MATTER, Span(0, len(text)), text, (block,))
    return Extraction(document, (), (section,), ((ReadBlock(block, (claim,), (year,)),),))


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.explain", read)


@pytest.mark.usefixtures("reading")
def test_explain_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "2020 年节电 3 万度"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2020 年节电 3 万度",
        "  2020  no claim: date (rule date.year)",
        "  3万度  30000 kW.h  exact, decrease, actual, 电, 2020 (rule quantity)",
    ]


@pytest.mark.usefixtures("reading")
def test_explain_as_a_filter(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "2020 年节电 3 万度\n\n“没有”\u2028数\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(["explain", "--json"]) == 0
    out = capsys.readouterr().out
    first, empty, none = (json.loads(line) for line in out.split("\n")[:-1])
    assert "节电" in out, "no character is escaped that need not be"
    assert empty == {"text": "", "mentions": []}
    assert none == {"text": "“没有”\u2028数", "mentions": []}
    assert first == {
        "text": "2020 年节电 3 万度",
        "mentions": [
            {
                "quote": "2020",
                "char_start": 0,
                "char_end": 4,
                "low": 2020,
                "high": 2020,
                "unit": "1",
                "unit_text": None,
                "bound": "exact",
                "direction": None,
                "metric": None,
                "period": None,
                "status": None,
                "rule": "date.year",
                "excluded": "date",
                "competing": [
                    {
                        "quote": "2020 年",
                        "char_start": 0,
                        "char_end": 6,
                        "rule": "quantity",
                        "why": "a record stands before a quantity (date.year)",
                    }
                ],
            },
            {
                "quote": "3 万度",
                "char_start": 9,
                "char_end": 13,
                "low": 30000,
                "high": 30000,
                "unit": "kW.h",
                "unit_text": "度",
                "bound": "exact",
                "direction": "decrease",
                "metric": "电",
                "period": "2020",
                "status": "actual",
                "rule": "quantity",
                "excluded": None,
                "competing": [],
            },
        ],
    }


def test_explain_says_which_readings_lost(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--why", "投资一万一千元"]) == 0
    assert capsys.readouterr().out.splitlines()[2:4] == [
        "    not 万一 (rule idiom.fixed): it would cut a numeral in two",
        "    metric is 投资 (+5.0): ahead, ahead.money, property",
    ]


def test_explain_shows_the_candidates_of_a_field_and_their_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--why", "公司 2019 年成立，2021 年用水 5 吨"]) == 0
    told = capsys.readouterr().out
    assert "period is 2021" in told
    assert "period not 2019" in told
    assert "before.event" in told


@pytest.mark.usefixtures("reading")
def test_explain_survives_bytes_that_are_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="ascii"))
    assert main(["explain", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"text": "\ufffd\ufffd", "mentions": []}
