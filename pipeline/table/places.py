"""Pieces of lines with the places where they stand on the page, and the columns that these tell."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import segment
from pipeline.lexicon.typography import Line
from pipeline.model import Span
from pipeline.table.fields import Field, is_filled, is_value, is_year
from pipeline.table.shape import are_heads, is_name, names_unit
from pipeline.table.tokens import tokens_of

_WORDS = re.compile(r"[^\s\u3000]+(?: [^\s\u3000]+)*")
_AMOUNTS = re.compile(r"(?:(?<=,\d{3})|(?<=\.\d)|(?<=\.\d{2})) (?=[(\-−]?\d{1,3}(?:,\d{3})+(?!\d)|[(\-−]?\d+\.\d)")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]")
_BRACKETED = re.compile(r"[(（][^()（）]+[)）]")
_CLASS = re.compile(r"\d{1,3}\s*[~～](?:\s*\d{1,3})?(?:\s*岁)?")
_SINGLE_HAN = re.compile(r"[一-鿿]")
_LEAST_BESIDE = 3  # columns right of names that stand beside many rows
_WIDEST_GAP = 4  # between the characters of a word
_WIDEST_BESIDE = 8  # before brackets, and between the ends of a class
_MEASURES = (1, 2)  # columns that a Chinese character takes
_OFTEN = 3  # a number of cells stands for a full row if it is a third as frequent as the most frequent one


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line.

    Attributes:
        field: What it says.
        left: By how many columns it is set in.
        right: Where it ends.
    """

    field: Field
    left: int
    right: int

    @property
    def text(self) -> str:
        """What it says."""
        return self.field.text


PlacedRow = tuple[Piece, ...]


def has_gap(line: Line) -> bool:
    """Say whether gaps part a line into cells."""
    return len(_WORDS.findall(line.text)) > 1


def measure_of(text: str, lines: Sequence[Line]) -> int:
    """How many columns a Chinese character takes: so many that the values end below one another."""
    return min(_MEASURES, key=lambda measure: _raggedness(text, lines, measure))


def _raggedness(text: str, lines: Sequence[Line], measure: int) -> int:
    """At how many places the values of some lines end, counted from the right."""
    ends: dict[tuple[int, int], set[int]] = {}
    for line in lines:
        pieces = [piece for piece in pieces_of(text, line, measure) if is_filled(piece.text)]
        for place, piece in enumerate(pieces):
            ends.setdefault((len(pieces), place), set()).add(piece.right)
    return sum(map(len, ends.values()))


def pieces_of(text: str, line: Line, measure: int) -> PlacedRow:
    """The pieces of a line with the places where they stand."""
    raw = text[line.first : line.end]
    spans = [span for match in _WORDS.finditer(raw) for span in _values_apart(*match.span(), raw)]
    valued = any(is_value(raw[begin:end]) for begin, end in spans)
    pieces: list[Piece] = []
    at = place = 0
    for begin, end in spans:
        left = place + _width(raw[at:begin], measure)
        at, place = end, left + _width(raw[begin:end], measure)
        field = Field(Span(line.first + begin, line.first + end), raw[begin:end])
        if pieces and _is_one(pieces[-1].text, field.text, left - pieces[-1].right, valued=valued):
            span = Span(pieces[-1].field.span.start, field.span.end)
            field = Field(span, raw[span.start - line.first : end])
            pieces[-1] = Piece(field, pieces[-1].left, place)
        else:
            pieces.append(Piece(field, left, place))
    return tuple(pieces)


def _width(text: str, measure: int) -> int:
    return len(text) + (measure - 1) * len(_WIDE.findall(text))


def _is_one(before: str, after: str, gap: int, *, valued: bool) -> bool:
    """Say whether a gap stands within a cell: before brackets, 降水量     (毫米), or in a word, 项    目.

    On a line of heads alone, 离职时间              (人), a wide one stands between two of them.
    """
    if _BRACKETED.fullmatch(after) and not is_value(after) and (valued or gap <= _WIDEST_BESIDE):
        return not (is_filled(before) or _BRACKETED.fullmatch(before) or (names_unit(before) and names_unit(after)))
    if _CLASS.fullmatch(fold(before + after)) and gap <= _WIDEST_BESIDE:  # 15     ~     24    岁
        return True
    spaced = _SINGLE_HAN.fullmatch(before[-1]) and _SINGLE_HAN.fullmatch(after) and len("".join(before.split())) == 1
    near = gap <= _WIDEST_GAP or is_name(before + after)  # 女          男
    return bool(spaced) and near and len(segment(fold(before + after))) == 1


def _values_apart(begin: int, end: int, raw: str) -> list[tuple[int, int]]:
    """Cut a piece where one space is all that two values left between them: 676,058.00 383,923.00, or 2020 2021."""
    tokens = tokens_of(Line(begin, begin, end, raw[begin:end]))
    values = all(is_filled(token.text) for token in tokens) or all(is_year(token.text) for token in tokens)
    if (values and len(tokens) > 1) or are_heads(tokens):
        return [(token.span.start, token.span.end) for token in tokens]
    cuts = [match.start() for match in _AMOUNTS.finditer(raw, begin, end)]
    return list(zip([begin, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def edges_of(
    body: Sequence[int], below: Sequence[int], heads: Sequence[int], rows: Mapping[int, PlacedRow]
) -> list[tuple[int, int]]:
    """Where each column begins and ends, as the rows with most cells tell; names beside many rows stand left of it."""
    usual = Counter(len(rows[index]) for index in body)
    headed = {len(rows[index]) for index in heads}
    often = max(usual.values())
    columns = max(count for count, times in usual.items() if times * _OFTEN >= often or count in headed)
    full = [rows[index] for index in body if len(rows[index]) == columns]
    edges = [(min(row[c].left for row in full), max(row[c].right for row in full)) for c in range(columns)]
    names = [row[0] for row in full if not is_filled(row[0].text)]
    left = min((name.left for name in names), default=min(row[0].left for row in full))
    middle = min((name.left + name.right for name in names), default=0)
    outer = {index: rows[index][0] for index in below if len(rows[index]) == 1 and rows[index][0].left < left}
    beside = min(outer, default=0) > body[0] and all(2 * piece.right <= middle for piece in outer.values())
    if outer and (beside or not names or any(len(rows[index]) > columns for index in heads)):
        edges.insert(0, (min(p.left for p in outer.values()), max(min(p.right, left) for p in outer.values())))
    return edges


def placed_by(row: PlacedRow, edges: Sequence[tuple[int, int]]) -> list[Field]:
    """The cells of a line in their columns: one each, else by where they stand."""
    inner = edges[1] if len(edges) > _LEAST_BESIDE else (0, 0)
    if len(row) + 1 == len(edges) and edges[0][1] <= row[0].left < inner[1] and row[0].right > inner[0]:
        return [replace(piece.field, column=at + 1) for at, piece in enumerate(row)]  # names beside many rows
    if len(row) >= len(edges):
        return [replace(piece.field, column=min(at, len(edges) - 1)) for at, piece in enumerate(row)]
    fields = []
    behind = 0
    for piece in row:
        first, last = _touched(edges, piece)
        first = max(first, min(behind, len(edges) - 1))
        behind = max(last, first) + 1
        fields.append(replace(piece.field, column=first, column_span=max(last, first) - first + 1))
    return fields


def _touched(edges: Sequence[tuple[int, int]], piece: Piece) -> tuple[int, int]:
    """The first and the last column whose middles a piece stands over; else the one that it stands in most, or next."""
    over = [column for column, edge in enumerate(edges) if 2 * piece.left <= sum(edge) <= 2 * piece.right]
    if over:
        return over[0], over[-1]
    middle = piece.left + piece.right
    shared = [min(right, piece.right) - max(left, piece.left) for left, right in edges]
    nearest = max(range(len(edges)), key=lambda column: (max(shared[column], 0), -abs(sum(edges[column]) - middle)))
    return nearest, nearest


def in_order(
    heads: Sequence[int],
    rows: Mapping[int, PlacedRow],
    edges: Sequence[tuple[int, int]],
    placed: Mapping[int, Sequence[Field]],
) -> dict[int, list[Field]]:
    """The cells of heads that stand beside their columns, and not over them: the first stack of them in the first one.

    Args:
        heads: Indices of the lines of heads.
        rows: The pieces of each line.
        edges: Where each column begins and ends.
        placed: The cells of each line, where they stand.

    Returns:
        By line; none where each column behind the first has a head as they stand, or where there is not one stack for
        each.
    """
    if {field.column for index in heads for field in placed[index]} >= set(range(1, len(edges))):
        return {}
    stacks: list[tuple[int, int]] = []
    for piece in sorted((piece for index in heads for piece in rows[index]), key=lambda piece: piece.left):
        if stacks and piece.left < stacks[-1][1]:
            stacks[-1] = (stacks[-1][0], max(stacks[-1][1], piece.right))
        else:
            stacks.append((piece.left, piece.right))
    if len(stacks) != len(edges):
        return {}
    return {
        index: [replace(piece.field, column=_touched(stacks, piece)[0]) for piece in rows[index]] for index in heads
    }
