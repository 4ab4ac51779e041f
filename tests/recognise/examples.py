"""The tables of examples in `examples/*.toml`, as pytest takes them."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Mention

FOLDER = Path(__file__).parent / "examples"
# a third is written with six digits
CLOSE = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Reads:
    """What a text says at one place; `low` and `high` are None for a number that makes no sense."""

    quote: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    unit_text: str
    bound: str

    def fits(self, mention: Mention, text: str, *, unit_text: bool = True) -> bool:
        """Whether a mention says this."""
        span = mention.span
        return (
            (text[span.start : span.end], mention.unit.code, mention.bound) == (self.quote, self.unit, self.bound)
            and _close(mention.low, self.low)
            and _close(mention.high, self.high)
            and (not unit_text or mention.unit.text == self.unit_text)
        )


def _close(got: Decimal | None, want: Decimal | None) -> bool:
    return got is want if got is None or want is None else abs(got - want) < CLOSE


def readings(name: str) -> list[Any]:
    """Every example of a table of readings as (text, what it reads, whether the unit's wording counts)."""
    return [
        _parameter(form, example, example["text"], _reads(example["reads"]), example.get("unit_text", True))
        for form in _load(name)["form"]
        for example in form["examples"]
    ]


def negatives(name: str) -> list[Any]:
    """Every example of a table of exclusions as (text without marks, marked spans, reasons, quotes of claims)."""
    parameters = []
    for kind in _load(name)["kind"]:
        for example in kind["examples"]:
            record = example if isinstance(example, dict) else {"text": example}
            text, spans = unmarked(record["text"])
            parameters.append(
                _parameter(kind, record, text, spans, frozenset(kind["reasons"]), record.get("claims", []))
            )
    return parameters


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its « », and the spans they marked."""
    spans: list[tuple[int, int]] = []
    text = ""
    for piece in marked.split("«"):
        inside, mark, behind = piece.partition("»")
        if mark:
            spans.append((len(text), len(text) + len(inside)))
        text += inside + behind
    return text, spans


def _reads(rows: list[list[Any]]) -> list[Reads]:
    return [Reads(quote, _value(low), _value(high), *words) for quote, low, high, *words in rows]


def _value(number: object) -> Decimal | None:
    return None if number == "" else Decimal(str(number))


def _parameter(group: dict[str, Any], example: dict[str, Any], *values: object) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=example["xfail"])] if "xfail" in example else []
    return pytest.param(*values, marks=marks, id=group["name"])


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
