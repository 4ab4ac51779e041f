"""How causes, values and untrusted text are put into words, the same in every report."""

import json
import re
import struct
from collections.abc import Callable
from math import isclose
from typing import Any

from pipeline.review.change import Cause, CauseKind, Change, Group

# controls that move a cursor or turn the direction of writing, which a source may hold and no report may obey
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ue000]")

_MOST = 9  # digits of a number that is shown in full
_SIGNIFICANT = 6  # digits of one that is not
# by sort of cause: words where something applied before and now, now only, and before only
_CAUSES = {
    CauseKind.REVIEW: ("reviewer: {after} instead of {before}", "reviewer: {after}", "reviewer: no more {before}"),
    CauseKind.SOURCE: ("source text of {subject} differs",) * 3,
    CauseKind.SECTION: ("moved from {before} to {after}",) * 3,
    CauseKind.RULE: ("rule {after} fires instead of {before}", "rule {after} fires", "rule {before} fires no more"),
    CauseKind.LEXICON: ("lexicon, {subject}: {before} → {after}",) * 3,
    CauseKind.VERSION: ("pipeline {before} → {after}",) * 3,
    CauseKind.INTERPRETATION: ("{subject}: {before} → {after}", "{subject} read otherwise", "{subject} read otherwise"),
}


def visible(text: str) -> str:
    r"""Text on one line, with characters that would act instead of show named by their code point.

    >>> visible("节电\t5\n度 \x1b[31m")
    '节电 5 度 <U+001B>[31m'
    """
    text = " ".join(text.split()) if re.search(r"[\t\n\r]", text) else text
    return _CONTROLS.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def shown(value: Any) -> str:
    """A cell as a person reads it.

    >>> shown(15460000.0), shown(0.699999988079071), shown(None), shown(["ocr"]), shown("t")
    ('15460000', '0.7', '∅', 'ocr', 't')
    """
    if value is None or value == []:
        return "∅"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    return visible(str(value))


def _number(value: float) -> str:
    """The shortest way to write a number that may have been stored in 32 bits."""
    short = f"{value:.7g}"
    (again,) = struct.unpack("f", struct.pack("f", float(short)))
    return short if value in {again, float(short)} and "e" not in short else f"{value:.15g}"


def rounded(value: float) -> str:
    """A number for the eye: with all its digits where it has few, and the first six of one that has no end.

    >>> rounded(198030.0), rounded(-3.0), rounded(51888.87), rounded(4.77e-05)
    ('198,030', '-3', '51,888.87', '0.0000477')
    >>> rounded(1 / 3), rounded(0.1 + 0.2), rounded(0.699999988079071), rounded(4e6 / 3)
    ('0.333333', '0.3', '0.7', '1,333,333')
    """
    digits = _MOST if isclose(value, float(f"{value:.{_MOST}g}"), rel_tol=1e-12) else _SIGNIFICANT
    exponent = int(f"{value:e}".partition("e")[2])
    whole, _, decimals = f"{value:,.{max(0, digits - 1 - exponent)}f}".partition(".")
    return ".".join(filter(None, (whole, decimals.rstrip("0"))))


def cause_in_words(cause: Cause) -> str:
    """Why, in one line.

    >>> cause_in_words(Cause(CauseKind.RULE, "", "quantity", "quantity.range"))
    'rule quantity.range fires instead of quantity'
    """
    both, alone, gone = _CAUSES[cause.kind]
    template = alone if cause.before is None else gone if cause.after is None else both
    values = {"subject": cause.subject, "before": cause.before, "after": cause.after}
    return template.format(**{name: shown(value) for name, value in values.items()})


def group_in_words(group: Group) -> str:
    """A group's heading: why, and how many claims or rows became what."""
    return f"{subject_in_words(group)}: {count_in_words(group)}"


def subject_in_words(group: Group) -> str:
    """What a group has in common: why, or for rows that are no claims their table."""
    return group.table if group.cause is None else cause_in_words(group.cause)


def count_in_words(group: Group) -> str:
    """How many claims or rows of a group became what."""
    return f"{len(group.changes):,} {group.kind}"


def place_in_words(change: Change) -> str:
    """Where a row stands: source, case, page and line as far as it has them."""
    row = change.row
    parts = [f"{row['edition']}/{visible(str(row.get('source') or ''))}"]
    parts += [f"case {row['case_no']}"] if row.get("case_no") else []
    parts += [f"page {row['page']}"] if row.get("page") else []
    parts += [f"line {row['line']}"] if row.get("line") else []
    return ", ".join(parts)


def reading_in_words(row: Any, number: Callable[[Any], str] = shown) -> str:
    """A claim's reading in one line.

    Args:
        row: The claim.
        number: How its values are written.

    >>> reading_in_words({"low": 5.0, "high": 8.0, "unit": "t{CO2}", "bound": "approx", "metric": "减排"})
    'approx 5–8 t{CO2} 减排'
    >>> reading_in_words({"low": 9.0, "high": 9.0, "unit": "1", "bound": "exact", "metric": "设备"})
    '9 设备'
    """
    low, high = (shown(end) if end is None else number(end) for end in (row.get("low"), row.get("high")))
    value = low if low == high else f"{low}–{high}"
    unit = row.get("unit") if row.get("unit") != "1" else None
    words = [row.get("bound") if row.get("bound") != "exact" else None, value, unit, row.get("metric")]
    words += [row.get("period"), row.get("status") if row.get("status") == "planned" else None]
    return " ".join(visible(str(word)) for word in words if word)


def said_once(*parts: str | None) -> tuple[str, ...]:
    """The parts that are there, without those that another says already.

    >>> said_once("鑫达大厦", "鑫达大厦", "建筑面积（m2）", "建筑面积")
    ('鑫达大厦', '建筑面积（m2）')
    """
    there = dict.fromkeys(filter(None, parts))
    return tuple(part for part in there if not any(part != other and part in other for other in there))


def heads_in_words(row: Any) -> str:
    """What a claim's number is of: its item, and the heads of its row and column in a table.

    >>> heads_in_words({"item": "鑫达大厦", "row_label": "鑫达大厦", "column_label": "建筑面积（m2）"})
    '鑫达大厦 | 建筑面积（m2）'
    """
    return visible(" | ".join(said_once(*(row.get(name) for name in ("item", "row_label", "column_label")))))


def row_in_words(change: Change) -> str:
    """A row of a table other than claims, or a claim's reading and what it is of."""
    if change.table == "claims":
        return " of ".join(filter(None, (reading_in_words(change.row, rounded), heads_in_words(change.row))))
    names = ("organisation", "title", "heading", "quote", "reason", "check", "message", "rule")
    row = change.row
    return " · ".join(shown(row[name]) for name in names if row.get(name)) or visible(change.key)


def plain(value: Any) -> Any:
    """A value as JSON can hold it; what no JSON type fits becomes its text."""
    return json.loads(json.dumps(value, default=str))
