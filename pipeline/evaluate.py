"""Measure a claims table against gold: what was found, and how much of what was found is right.

A claim and a gold record match when their spans, white space aside, overlap by at least half of their union; one to
one, best first. Records marked optional count neither way. A gold text that holds `a|b` takes either.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, get_type_hints

from pipeline.errors import MisuseError

HALF = 0.5
SIMILAR = 0.6  # share of characters that two metrics have in common to count as the same
LEAST_PART = 2  # characters of a metric that stands within the other

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One gold record, as the guidelines write it, at its place in the source text."""

    case: int
    line: int
    quote: str
    low: float | None
    high: float | None
    unit: str
    unit_text: str
    bound: str
    direction: str
    metric: str
    topic: str
    period: str
    status: str
    optional: bool
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gold record, the claim that matches it, and for each field whether it is right."""

    gold: GoldClaim
    claim: Claim
    right: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of comparing claims with gold.

    Attributes:
        figures: Counts, precision, recall, F1 and the share right per field, by name.
        missed: Gold records that no claim matches.
        spurious: Claims that match no gold record and touch no optional one.
        verdicts: The matched pairs, in order of the claims.
    """

    figures: Mapping[str, float]
    missed: tuple[GoldClaim, ...]
    spurious: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]

    def errors(self) -> Iterable[str]:
        """Every miss, spurious claim and wrong field as a line of text."""
        for gold in self.missed:
            yield f"missed    {_place(gold)} ({gold.low}..{gold.high} {gold.unit})"
        for claim in self.spurious:
            reading = f"{claim['low']}..{claim['high']} {claim['unit']}"
            yield f"spurious  case {claim['case_no']} line {claim['line']} {claim['quote']!r} ({reading})"
        for verdict in self.verdicts:
            for name in [name for name, right in verdict.right.items() if not right]:
                shown = _SHOWN.get(name, (name,))
                got, want = [verdict.claim[key] for key in shown], [getattr(verdict.gold, key) for key in shown]
                yield f"{name:9} {_place(verdict.gold)}: got {got} want {want}"


def read_gold(paths: Iterable[Path], text: str) -> tuple[GoldClaim, ...]:
    """Gold records from JSON Lines files, each found at its line of the source text.

    Raises:
        MisuseError: A file cannot be read or holds no record, or a quote does not start on its line.
    """
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    return tuple(record for path in paths for record in _gold_file(path, text, starts))


def _gold_file(path: Path, text: str, starts: Sequence[int]) -> tuple[GoldClaim, ...]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MisuseError(f"{path} cannot be read as gold: {error}") from error
    found = tuple(_gold_lines(path, lines, text, starts))
    if not found:
        raise MisuseError(f"{path} holds no gold record; write one JSON object a line, as the guidelines ask")
    return found


def _gold_lines(path: Path, lines: Sequence[str], text: str, starts: Sequence[int]) -> Iterable[GoldClaim]:
    kinds = get_type_hints(GoldClaim)
    behind = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            known = {name: _typed(name, value, kinds[name]) for name, value in record.items() if name in kinds}
            if known["line"] < 1 or not known["quote"].strip():
                raise ValueError("line counts from 1, and quote is not empty")  # noqa: TRY301 - told as all others are
            quote, (first, last) = record["quote"], (starts[record["line"] - 1], starts[record["line"]])
            place = text.find(quote, max(first, behind))
            if not first <= place < last:  # records of one line may stand in any order
                place = text.find(quote, first)
            if not first <= place < last:
                message = f"{path}, line {number}: {quote!r} is not on line {record['line']} of the source text"
                raise MisuseError(message)
            behind = place + len(quote)
            yield GoldClaim(**known, char_start=place, char_end=behind)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
            raise MisuseError(f"{path}, line {number}: no gold record as the guidelines ask ({error!r})") from error


def _typed(name: str, value: Any, kind: Any) -> Any:
    """The value of a field, if it is of the field's type; a whole number is a number too, but no truth value is."""
    kind = float | int | None if kind == float | None else kind
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{name} is {value!r}")
    return value


def evaluate(claims: Sequence[Claim], gold: Sequence[GoldClaim], text: str) -> Evaluation:
    """Compare claims with gold, in the cases that the gold covers.

    Args:
        claims: Rows of the claims table, all of one source.
        gold: Gold records of that source.
        text: The text in which the offsets of both count.
    """
    cases = {record.case for record in gold}
    claims = [claim for claim in claims if claim["case_no"] in cases]
    claim_inks = [_ink(claim["char_start"], claim["char_end"], text) for claim in claims]
    gold_inks = [_ink(record.char_start, record.char_end, text) for record in gold]
    matches = _match(claim_inks, gold_inks)
    verdicts = tuple(
        Verdict(gold[j], claims[i], {name: judge(claims[i], gold[j]) for name, judge in _JUDGES.items()})
        for i, j in matches.items()
        if not gold[j].optional
    )
    matched = set(matches.values())
    missed = tuple(record for j, record in enumerate(gold) if j not in matched and not record.optional)
    optional = {offset for ink, record in zip(gold_inks, gold, strict=True) if record.optional for offset in ink}
    spurious = tuple(claim for i, claim in enumerate(claims) if i not in matches and optional.isdisjoint(claim_inks[i]))
    return Evaluation(_figures(verdicts, len(missed), len(spurious)), missed, spurious, verdicts)


def _ink(start: int, end: int, text: str) -> frozenset[int]:
    return frozenset(offset for offset in range(start, end) if not text[offset].isspace())


def _match(claims: Sequence[frozenset[int]], gold: Sequence[frozenset[int]]) -> dict[int, int]:
    """Indices of claims to indices of the gold they match, best overlap first, earlier first among equals."""
    by_offset: dict[int, list[int]] = {}
    for j, ink in enumerate(gold):
        for offset in ink:
            by_offset.setdefault(offset, []).append(j)
    overlaps = []
    for i, ink in enumerate(claims):
        for j in {j for offset in ink for j in by_offset.get(offset, ())}:
            overlap = len(ink & gold[j]) / len(ink | gold[j])
            if overlap >= HALF:
                overlaps.append((-overlap, i, j))
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(overlaps):
        if i not in matches and j not in taken:
            matches[i] = j
            taken.add(j)
    return matches


def _figures(verdicts: Sequence[Verdict], missed: int, spurious: int) -> dict[str, float]:
    found = len(verdicts)
    wanted, claimed = found + missed, found + spurious
    precision, recall = found / max(claimed, 1), found / max(wanted, 1)
    right = {name: sum(verdict.right[name] for verdict in verdicts) for name in _JUDGES}
    needed = [name for name in _JUDGES if name != "topic"]
    return {
        "gold": wanted,
        "claims": claimed,
        "matched": found,
        "precision": precision,
        "recall": recall,
        "f1": _f1(found, claimed, wanted),
        **{name: count / max(found, 1) for name, count in right.items()},
        "planned_f1": _rare_f1(
            (v.claim["status"] == "planned", _either("planned", v.gold.status), v.gold.status == "planned")
            for v in verdicts
        ),
        "period_f1": _rare_f1(
            (bool(v.claim["period"]), v.right["period"], not _either("", v.gold.period)) for v in verdicts
        ),
        "value_and_unit": sum(v.right["low_high"] and v.right["unit"] for v in verdicts) / max(wanted, 1),
        "record": sum(all(v.right[name] for name in needed) for v in verdicts) / max(wanted, 1),
    }


def _f1(right: int, claimed: int, wanted: int) -> float:
    return 2 * right / (claimed + wanted) if right else 0.0


def _rare_f1(rows: Iterable[tuple[bool, bool, bool]]) -> float:
    """F1 of a field that most claims leave at its default: rows of (claimed, right if claimed, demanded by gold)."""
    rows = tuple(rows)
    claimed, right = sum(row[0] for row in rows), sum(row[0] and row[1] for row in rows)
    wanted, found = sum(row[2] for row in rows), sum(all(row) for row in rows)
    if not found:
        return 0.0
    precision, recall = right / claimed, found / wanted
    return 2 * precision * recall / (precision + recall)


def _place(gold: GoldClaim) -> str:
    return f"case {gold.case} line {gold.line} {gold.quote!r}"


def _squeeze(text: str | None) -> str:
    return "".join((text or "").split())


def _either(got: str | None, want: str) -> bool:
    return (got or "") in want.split("|")


def _close(got: float | None, want: float | None) -> bool:
    if got is None or want is None:
        return got is want
    # gold writes a third as 0.333333
    return math.isclose(got, want, rel_tol=2e-4 if abs(want) < 1 else 1e-9, abs_tol=1e-12)


def _same_unit(claim: Claim, gold: GoldClaim) -> bool:
    if not _either(claim["unit"], gold.unit):
        return False
    # a count is told by what is written, `家` or `套`
    return claim["unit"] != "1" or _either(_squeeze(claim["unit_text"]), _squeeze(gold.unit_text))


def _same_metric(got: str | None, want: str) -> bool:
    return any(_similar(_squeeze(got), _squeeze(choice)) for choice in want.split("|"))


def _similar(got: str, want: str) -> bool:
    """Equal, one a not much longer form of the other, or most characters in common; an empty gold takes all."""
    if got == want or not want:
        return True
    if not got:
        return False
    shorter, longer = sorted((got, want), key=len)
    if shorter in longer and len(shorter) >= LEAST_PART and len(longer) <= 2 * len(shorter) + 4:
        return True
    common = sum(min(got.count(character), want.count(character)) for character in set(got))
    return 2 * common / (len(got) + len(want)) >= SIMILAR


def judge(field: str, claim: Claim, gold: GoldClaim) -> bool:
    """Whether one field of a claim is right."""
    return _JUDGES[field](claim, gold)


_SHOWN = {"span": ("quote",), "low_high": ("low", "high"), "unit": ("unit", "unit_text")}

_JUDGES: Mapping[str, Callable[[Claim, GoldClaim], bool]] = {
    "span": lambda claim, gold: _squeeze(claim["quote"]) == _squeeze(gold.quote),
    "low_high": lambda claim, gold: _close(claim["low"], gold.low) and _close(claim["high"], gold.high),
    "unit": _same_unit,
    "bound": lambda claim, gold: _either(claim["bound"], gold.bound),
    "direction": lambda claim, gold: _either(claim["direction"], gold.direction),
    "metric": lambda claim, gold: _same_metric(claim["metric"], gold.metric),
    "topic": lambda claim, gold: _either(claim["topic"], gold.topic),
    "period": lambda claim, gold: _either(claim["period"], gold.period),
    "status": lambda claim, gold: _either(claim["status"], gold.status),
}
