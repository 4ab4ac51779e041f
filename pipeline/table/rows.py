"""Lines of cells with one space between them to rows: labels, then values, then perhaps a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_absent, is_foreign
from pipeline.lexicon.typography import COMMA, SEMICOLON, Line, marker_of, width
from pipeline.model import Span
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, is_age, is_dated, is_filled, is_led, is_reference, is_year, unit_of
from pipeline.table.headers import WIDEST_ROW, is_glossed
from pipeline.table.tokens import tokens_of

_CLAUSE = re.compile(rf"[。！？√□]|{SEMICOLON}|{COMMA}(?![^（(]*[)）])|：.*：|[：:]$")
_NET = phrasing("table.net")
_LONGEST_LABEL = 44
_LONGEST_TAIL = 2  # words behind the values of a row
CUT_END = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低)\s*[\d.]+\s*(?:个(?:百分?)?)?$")
_CUT_POINTS = re.compile(r"个(?:百分?)?$|^(?:增加|减少|增长|下降|上升|提高|降低)\s*[\d.]+$")
POINTS = re.compile(r".*\d\s*个百分点")
_STRETCHED = re.compile(r"[一-鿿](?: [一-鿿])*")
_GOES_ON = re.compile(r"[一-鿿](?:$| |[（(])")  # 率, 利 益, 益(%)
_MINUS = frozenset("-－−")
_MOST_PIECES = 2  # pieces of a value that stand on lines of their own: its sign, its digits


@dataclass(frozen=True, slots=True)
class Row:
    """A line that reads as a row.

    Attributes:
        line: Index of its line.
        labels: What stands left of its values.
        values: Its values.
        tail: What stands behind them.
    """

    line: int
    labels: tuple[Field, ...]
    values: tuple[Field, ...]
    tail: tuple[Field, ...]


def row_of(line: Line, index: int) -> Row | None:
    """Read a line as a row: a label, then values, then perhaps a word."""
    if not _may_berow_of(line.text):
        return None
    tokens = tokens_of(line)
    end = len(tokens)
    while end and len(tokens) - end < _LONGEST_TAIL and not is_filled(tokens[end - 1].text):
        end -= 1
    start = end
    while start and (is_filled(tokens[start - 1].text) or (start < end and is_reference(tokens[start - 1].text))):
        start -= 1
    start += start < end and is_age(tokens[start].text)
    start += _is_timed(tokens[:end], start)
    names = names_of(line, _closed_up(line, tokens[:start]))
    row = Row(index, names, tuple(tokens[start:end]), tuple(tokens[end:]))
    return row if row.values and _holds_together(row) else None


def _is_timed(tokens: Sequence[Field], start: int) -> bool:
    """Say whether the first of several values is the year that names its row: 2003 5320.4 17.1, 93年 2004 386,950."""
    named = start == 0 or (start == 1 and is_dated(tokens[0].text))
    rest = [token.text for token in tokens[start + 1 :]]
    return named and len(rest) > 1 and is_year(tokens[start].text) and not any(map(is_year, rest))


def _closed_up(line: Line, labels: Sequence[Field]) -> list[Field]:
    """Put the parts of a name that spaces stretch together: 营 业 收 入 总 额, 资 产 报 酬 率(%), but 用 水 量 吨."""
    closed: list[Field] = []
    for label in labels:
        follows = closed and _STRETCHED.fullmatch(closed[-1].text) and _GOES_ON.match(label.text)
        if follows and unit_of(label.text) is None:
            span = Span(closed[-1].span.start, label.span.end)
            closed[-1] = Field(span, line.text[span.start - line.start : span.end - line.start])
        else:
            closed.append(label)
    return closed


def names_of(line: Line, labels: Sequence[Field]) -> tuple[Field, ...]:
    """Put the words of a second language beside a name together: 用水总量 | water supply, total (100 million cu.m)."""
    foreign = bool(labels) and is_foreign(labels[0].text)  # Travel by rail (km) | 鐵路差旅
    alike = [label.text.isascii() if foreign else not is_foreign(label.text) for label in labels]
    first = next((at for at, other in enumerate(alike) if not other), 0)
    if not first or not (foreign or all(label.text.isascii() for label in labels[first:])):
        return tuple(labels)
    second = [[*labels[:first]]] if foreign else [[*labels[first:]]]
    own = [[label] for label in (labels[first:] if foreign else labels[:first])]
    spans = [Span(each[0].span.start, each[-1].span.end) for each in ([*second, *own] if foreign else [*own, *second])]
    return tuple(Field(span, line.text[span.start - line.start : span.end - line.start]) for span in spans)


def _may_berow_of(text: str) -> bool:
    words = text.split()
    if not any(map(str.isdigit, text)) and not is_absent(words[-1]):
        return False
    if _CLAUSE.search(_NET.sub("", fold(text))) or width(text) > WIDEST_ROW or is_caption(text) or is_led(text):
        return False
    marker = marker_of(text)
    return marker is None or marker.number is not None or is_absent(words[0])


def _holds_together(row: Row) -> bool:
    """Say whether labels, values and what stands behind them may be a row, and no heads, sentence or list."""
    labels, values, tail = row.labels, row.values, row.tail
    if not labels:
        return len(values) > 1 and not all(is_year(value.text) for value in values)  # one number is no row
    heads = all(is_year(value.text) for value in values) and (len(values) > 1 or head_role(labels[0].text) is not None)
    named = [label for label in labels if not is_foreign(label.text)] or labels
    if (heads and not is_glossed(labels)) or named[-1].span.end - named[0].span.start > _LONGEST_LABEL:
        return False
    if not (is_year(labels[0].text) or any(map(str.isalpha, "".join(label.text for label in labels)))):
        return False
    return not tail or (len(values) > 1 and not any(map(str.isdigit, "".join(each.text for each in tail))))


def completed(
    lines: Sequence[Line], used: frozenset[int], row: Row | None, index: int, count: int | None
) -> tuple[Row, int] | None:
    """Complete a row whose values go on below it, one or more a line: 增加4.57个百⏎分点, -⏎2,160.1.

    Args:
        lines: The lines of the text.
        used: Indices of lines that cannot belong to a table.
        row: The line as a row; None where it is none.
        index: Index of the line.
        count: How many values the row above it has; None where it is the first.

    Returns:
        The row and the index of the line behind it; None where the lines do not make such a row.
    """
    text = lines[index].text
    if count is None and row and (more := _goes_on_below(lines, used, row)):
        count = len(row.values) + more
    if row and count and len(row.values) >= count and not (row.tail or _CUT_POINTS.search(row.values[-1].text)):
        return None
    if count is None and not (CUT_END.search(text) and any(map(str.isdigit, text))):
        return None
    tokens = tokens_of(lines[index])
    cut = _CUT_POINTS.search(tokens[-1].text) is not None
    start = next((at for at, token in enumerate(tokens) if is_filled(token.text)), len(tokens))
    labels, values = tokens[:start], tokens[start:]
    count = len(values) if count is None else count
    short = len(values) < count and (row is None or not row.tail)
    if not values or (labels and row is None and not cut) or not (cut or short):
        return None
    at = index + 1
    while at < len(lines) and at not in used and lines[at].text and len(values) < _MOST_PIECES * count:
        tokens = tokens_of(lines[at])
        if _CUT_POINTS.search(values[-1].text) and POINTS.fullmatch(values[-1].text + tokens[0].text):
            values[-1] = _together(values[-1], tokens[0])
            tokens = tokens[1:]
        if not all(is_filled(token.text) for token in tokens):
            break
        values += tokens
        at += 1
    whole = _signed(values) if len(values) > count else values
    if at == index + 1 or len(whole) != count or not all(is_filled(value.text) for value in whole):
        return None
    return Row(index, tuple(labels), tuple(whole), ()), at


def _goes_on_below(lines: Sequence[Line], used: frozenset[int], row: Row) -> int:
    """How many values stand on the line below a row, and below the next one as well: 营业收入 9⏎8 7⏎利润总额 6⏎5 4."""
    at = row.line
    if at + 3 >= len(lines) or row.tail or not {at + 1, at + 2, at + 3}.isdisjoint(used):
        return 0
    first, third = (tokens_of(lines[n]) if lines[n].text else [] for n in (at + 1, at + 3))
    below = row_of(lines[at + 2], at + 2) if lines[at + 2].text else None
    alike = below is not None and bool(below.labels) and len(below.values) == len(row.values)
    filled = all(is_filled(token.text) for token in (*first, *third))
    return len(first) if alike and filled and len(first) == len(third) else 0


def _signed(values: Sequence[Field]) -> list[Field]:
    """Put minus signs that stand alone to the numbers behind them."""
    signed: list[Field] = []
    for value in values:
        if signed and signed[-1].text in _MINUS and value.text[0].isdigit():
            signed[-1] = _together(signed[-1], value)
        else:
            signed.append(value)
    return signed


def _together(before: Field, after: Field) -> Field:
    return Field(Span(before.span.start, after.span.end), before.text + after.text)
