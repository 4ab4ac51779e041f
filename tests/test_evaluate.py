"""The figures are those the guidelines ask for: perfect claims score one, each fault costs its field."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MisuseError
from pipeline.evaluate import Evaluation, GoldClaim, evaluate, read_gold

HERE = Path(__file__).parent
GOLD_FILES = sorted((HERE / "gold").glob("*.jsonl"))
TEXT = (HERE.parent / "raw/2020/cbca-casebook-2020.txt").read_text(encoding="utf-8")
GOLD = read_gold(GOLD_FILES, TEXT)

Row = dict[str, Any]


def claim(gold: GoldClaim, **changes: object) -> Row:
    """The claim a perfect reader would make of a gold record, taking the first where gold allows several."""
    row: Row = {"case_no": gold.case, "line": gold.line, "low": gold.low, "high": gold.high}
    row |= {"char_start": gold.char_start, "char_end": gold.char_end, "quote": gold.quote}
    for name in ("unit", "unit_text", "bound", "direction", "metric", "topic", "period", "status"):
        row[name] = getattr(gold, name).split("|")[0] or None
    return row | changes


def scored(spoil: Callable[[int, Row], Row | None] = lambda _, row: row) -> Evaluation:
    """The figures of perfect claims, each spoilt or left out first."""
    rows = (spoil(number, claim(gold)) for number, gold in enumerate(GOLD))
    return evaluate([row for row in rows if row is not None], GOLD, TEXT)


def test_perfect_claims() -> None:
    figures = dict(scored().figures)
    assert (figures.pop("gold"), figures.pop("claims"), figures.pop("matched")) == (203, 203, 203)
    assert set(figures.values()) == {1.0}


def test_no_claims() -> None:
    figures = dict(scored(lambda _, __: None).figures)
    assert figures.pop("gold") == 203
    assert set(figures.values()) == {0}


def test_optional_records_count_neither_way() -> None:
    optional = [number for number, gold in enumerate(GOLD) if gold.optional]
    assert len(optional) == 18
    assert scored(lambda number, row: None if number in optional else row).figures == scored().figures


# Every third claim is spoilt in one way; figures by the scorer that came with the gold, all others stay 1.
SPOILT: dict[str, tuple[Callable[[Row], Row | None], dict[str, float]]] = {
    "left out": (
        lambda _: None,
        {"recall": 0.660099, "f1": 0.795252, "value_and_unit": 0.660099, "record": 0.660099},
    ),
    "longer by two characters": (
        lambda row: row | {"char_end": row["char_end"] + 2, "quote": TEXT[row["char_start"] : row["char_end"] + 2]},
        {"span": 0.679803, "record": 0.679803},
    ),
    "doubled": (
        lambda row: row | {"high": row["high"] and row["high"] * 2},
        {"low_high": 0.665025, "value_and_unit": 0.665025, "record": 0.665025},
    ),
    "without a value": (
        lambda row: row | {"low": None},
        {"low_high": 0.660099, "value_and_unit": 0.660099, "record": 0.660099},
    ),
    "another unit": (
        lambda row: row | {"unit": "kg"},
        {"unit": 0.714286, "value_and_unit": 0.714286, "record": 0.714286},
    ),
    "another classifier": (
        lambda row: row | {"unit_text": "炉"},
        {"unit": 0.931034, "value_and_unit": 0.931034, "record": 0.931034},
    ),
    "another bound": (lambda row: row | {"bound": "at_most"}, {"bound": 0.665025, "record": 0.665025}),
    "another direction": (lambda row: row | {"direction": "increase"}, {"direction": 0.669951, "record": 0.669951}),
    "no metric": (lambda row: row | {"metric": None}, {"metric": 0.660099, "record": 0.660099}),
    "a longer metric": (lambda row: row | {"metric": f"{row['metric'] or ''}的总量"}, {}),
    "another topic": (lambda row: row | {"topic": "other"}, {"topic": 0.665025}),
    "another period": (
        lambda row: row | {"period": "1999"},
        {"period": 0.660099, "period_f1": 0.526055, "record": 0.660099},
    ),
    "planned": (
        lambda row: row | {"status": "planned"},
        {"status": 0.684729, "planned_f1": 0.288889, "record": 0.684729},
    ),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_each_fault_costs_its_field(fault: str) -> None:
    spoil, expected = SPOILT[fault]
    evaluation = scored(lambda number, row: row if number % 3 else spoil(row))
    shares = {name: figure for name, figure in evaluation.figures.items() if isinstance(figure, float)}
    assert {name: round(share, 6) for name, share in shares.items() if share != 1} == expected
    assert bool(list(evaluation.errors())) == bool(expected)


def test_spurious_claims_cost_precision() -> None:
    extra = claim(GOLD[0], char_start=0, char_end=2, quote=TEXT[:2])
    evaluation = evaluate([*map(claim, GOLD), extra, extra], GOLD, TEXT)
    assert evaluation.spurious == (extra, extra)
    assert round(evaluation.figures["precision"], 6) == round(203 / 205, 6)
    assert next(iter(evaluation.errors())).startswith(f"spurious  case {extra['case_no']} line {extra['line']}")


def test_claims_of_other_cases_are_not_scored() -> None:
    strangers = [claim(gold, case_no=99) for gold in GOLD]
    assert evaluate([*map(claim, GOLD), *strangers], GOLD, TEXT).figures == scored().figures


def test_a_record_matches_one_claim_only() -> None:
    twice = [row for gold in GOLD for row in (claim(gold), claim(gold))]
    matched = len(GOLD) - sum(gold.optional for gold in GOLD)
    figures = evaluate(twice, GOLD, TEXT).figures
    assert (figures["matched"], figures["claims"]) == (matched, 2 * matched)


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        (0.333333, 1 / 3, True),
        (3.0, 3.0001, False),
        (None, None, True),
        (None, 3.0, False),
        (0.0, 0.0, True),
    ],
)
def test_how_close_is_close(want: float | None, got: float | None, right: object) -> None:
    gold = replace(GOLD[0], low=want, high=want)
    (verdict,) = evaluate([claim(gold, low=got, high=got)], [gold], TEXT).verdicts
    assert verdict.right["low_high"] is right


def test_a_quote_is_found_on_its_line_in_any_order(tmp_path: Path) -> None:
    record = {name: getattr(GOLD[0], name) for name in GoldClaim.__slots__ if not name.startswith("char_")}
    lines = [json.dumps(record | {"line": 2, "quote": quote}) for quote in ("5 t", "3 t", "3 t")]
    (tmp_path / "gold.jsonl").write_text("\n\n".join(lines), encoding="utf-8")
    found = read_gold([tmp_path / "gold.jsonl"], "3 t\n3 t, 3 t, 5 t\n")
    assert [(gold.char_start, gold.char_end) for gold in found] == [(14, 17), (4, 7), (9, 12)]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe{}"])
def test_a_file_without_gold_is_misuse(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    with pytest.raises(MisuseError, match=r"gold\.jsonl"):
        read_gold([tmp_path / "gold.jsonl"], TEXT)


@pytest.mark.parametrize(
    "changes",
    [
        {"metric": 3},
        {"low": "3"},
        {"low": True},
        {"line": 0},
        {"line": 1.5},
        {"quote": " "},
        {"optional": "no"},
        {"unit": None},
    ],
)
def test_a_field_of_another_type_is_misuse(tmp_path: Path, changes: Row) -> None:
    record = {name: getattr(GOLD[0], name) for name in GoldClaim.__slots__ if not name.startswith("char_")} | changes
    (tmp_path / "gold.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(MisuseError, match=r"gold\.jsonl, line 1: no gold record"):
        read_gold([tmp_path / "gold.jsonl"], TEXT)


@pytest.mark.parametrize(
    "line", ["[" * 100_000, "{", "3", "{}", '{"line": 9999999, "quote": "1"}', '{"line": 1, "quote": "no such"}']
)
def test_what_is_no_gold_is_misuse(tmp_path: Path, line: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(MisuseError, match=r"gold\.jsonl, line 1: "):
        read_gold([tmp_path / "gold.jsonl"], TEXT)
