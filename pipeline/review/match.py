"""Which old row is which new row: strict grounds first, every row at most once, whatever order the rows are in."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.review.align import Alignment, align
from pipeline.review.change import Row, Tier
from pipeline.review.columns import Step, TableRules
from pipeline.review.snapshot import Snapshot

Document = tuple[int, str]
Place = tuple[Document, int, int]

_SMALLEST_OVERLAP = 0.2  # share of the union of two spans below which they are not the same quantity
_WIDEST = 6  # a span that maps to more than this many times its length stands in a rewritten passage: nowhere
_SMALLEST_LIKENESS = 0.85  # of two sentences without their quotes, where the source itself has another number
_NEEDS = {
    "words": ("quote",),
    "context": ("sentence",),
    "place": ("edition", "source", "char_start", "char_end"),
    "anchor": ("edition", "source", "char_start", "char_end"),
}
_NOT_NULL = {"place", "anchor"}  # a row whose document is gone stands nowhere, which is no common place


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new row, by index, taken for the same on the grounds of a tier."""

    old: int
    new: int
    tier: Tier
    confidence: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where a place in the documents of one side is in those of the other.

    Attributes:
        targets: The other side's document, as edition and source, of every one of this side that is still there.
        alignments: How the text of this side's document runs in the other's, by this side's document.
    """

    targets: Mapping[Document, Document]
    alignments: Mapping[Document, Alignment]

    def find(self, row: Row, first: str = "char_start", last: str = "char_end") -> Place | None:
        """The document and span on the other side at which a row of this side stands; None where that is gone.

        Args:
            row: A row with `edition`, `source` and the columns named by the others.
            first: Column of the start of the span.
            last: Column of its end.
        """
        document = (row["edition"], row["source"])
        if row[first] is None or document not in self.targets:
            return None
        return self.targets[document], *self.alignments[document].span(row[first], row[last])

    @property
    def inverse(self) -> "Places":
        """The way back; of two old documents that became one, the last counts."""
        back = {target: document for document, target in self.targets.items()}
        return Places(back, {target: self.alignments[document].inverse for target, document in back.items()})


def places(old: Snapshot, new: Snapshot) -> Places:
    """Aligns every old document with the new one of the same name or, failing that, of the same text."""
    old_texts, new_texts = old.texts(), new.texts()
    renamed = {
        text: document for document, text in sorted(new_texts.items(), reverse=True) if document not in old_texts
    }
    targets = {
        document: document if document in new_texts else renamed[text]
        for document, text in old_texts.items()
        if document in new_texts or text in renamed
    }
    alignments = {document: align(old_texts[document], new_texts[target]) for document, target in targets.items()}
    return Places(targets, alignments)


def own_place(row: Row) -> Place | None:
    """The document and span at which a new row stands."""
    if row["char_start"] is None:
        return None
    return (row["edition"], row["source"]), row["char_start"], row["char_end"]


def match(rules: TableRules, old: pa.Table, new: pa.Table, where: Places) -> tuple[Pair, ...]:
    """Matches the rows of one table, step by step; each row is matched at most once.

    Args:
        rules: The steps, strictest first.
        old: Rows before, each with `edition`.
        new: Rows now, each with `edition`.
        where: How old places map to new ones, as `places` gives it.

    Returns:
        Pairs of row indices, in the order of the new rows.
    """
    pairs: list[Pair] = []
    old_left, new_left = _reading_order(rules, old), _reading_order(rules, new)
    for step in rules.steps:
        found = list(_agreeing(step, _keys(old, old_left, step, where.find), _keys(new, new_left, step, own_place)))
        pairs += found
        old_left = _without(old_left, {pair.old for pair in found})
        new_left = _without(new_left, {pair.new for pair in found})
    if rules.by_overlap:
        pairs += _overlapping(old, old_left, new, new_left, where)
    return tuple(sorted(pairs, key=lambda pair: pair.new))


def _reading_order(rules: TableRules, table: pa.Table) -> list[int]:
    """Row indices by place and then by key, so that the order of the rows decides nothing."""
    names = ["edition", "source", "char_start", "char_end", *rules.key]
    order = [(name, "ascending") for name in dict.fromkeys(names) if name in table.column_names]
    indices: list[int] = pc.sort_indices(table, sort_keys=order).to_pylist()
    return indices


def _keys(
    table: pa.Table, indices: Sequence[int], step: Step, place: Callable[[Row], Place | None]
) -> list[tuple[int, Hashable]]:
    """Row index and key of every row that this step can speak of."""
    needed = [need for column in step.columns for need in _NEEDS.get(column, (column,))]
    if not set(needed) <= set(table.column_names):
        return []
    rows = _rows(table, indices, tuple(dict.fromkeys(needed)))
    if not set(step.columns) & set(_NEEDS):
        return [(index, tuple(row.values())) for index, row in rows]
    keys = ((index, tuple(_derived(row, column, place) for column in step.columns)) for index, row in rows)
    if not set(step.columns) & _NOT_NULL:
        return list(keys)
    return [(index, key) for index, key in keys if None not in key]


def _rows(table: pa.Table, indices: Sequence[int], columns: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    picked = table.select(columns).take(pa.array(indices, pa.int64()))
    values = zip(*(picked[column].to_pylist() for column in columns), strict=True)
    return ((index, dict(zip(columns, row, strict=True))) for index, row in zip(indices, values, strict=True))


def _derived(row: Row, column: str, place: Callable[[Row], Place | None]) -> Hashable:
    match column:
        case "words":
            return squeeze(row["quote"])
        case "context":
            return squeeze(row["sentence"])
        case "place":
            return place(row)
        case "anchor":
            found = place(row)
            return found and found[:2]
        case _:
            value: Hashable = row[column]
            return value


def squeeze(text: str | None) -> str:
    r"""Text without white space, which differs between a text file and a PDF of the same page.

    >>> squeeze("1546 万千\n瓦时 / 年")
    '1546万千瓦时/年'
    """
    return "".join((text or "").split())


def _agreeing(step: Step, old: Sequence[tuple[int, Hashable]], new: Sequence[tuple[int, Hashable]]) -> Iterator[Pair]:
    """Pairs rows with equal keys; of several with one key, the first with the first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, key in reversed(old):
        waiting[key].append(index)
    for index, key in new:
        if bucket := waiting.get(key):
            yield Pair(bucket.pop(), index, step.tier, step.confidence)


def _without(indices: Sequence[int], taken: set[int]) -> list[int]:
    return [index for index in indices if index not in taken]


def _overlapping(
    old: pa.Table, old_left: Sequence[int], new: pa.Table, new_left: Sequence[int], where: Places
) -> Iterator[Pair]:
    """Pairs rows whose spans overlap in the same text, the largest overlap first."""
    columns = ("edition", "source", "char_start", "char_end", "quote", "sentence")
    old_rows, new_rows = ([row for _, row in _rows(*side, columns)] for side in ((old, old_left), (new, new_left)))
    standing: dict[Document, list[tuple[int, int, int]]] = defaultdict(list)
    for rank, row in enumerate(old_rows):
        found = where.find(row)
        if found and found[2] - found[1] <= _WIDEST * (row["char_end"] - row["char_start"]):
            standing[found[0]].append((found[2], found[1], rank))
    candidates: list[tuple[float, int, int]] = []
    for rank, row in enumerate(new_rows):
        start, end = row["char_start"], row["char_end"]
        spans = standing[row["edition"], row["source"]]
        for position in range(bisect_right(spans, (start, math.inf, 0)), len(spans)):
            old_end, old_start, old_rank = spans[position]
            if old_start >= end:
                break
            share = (min(end, old_end) - max(start, old_start)) / (max(end, old_end) - min(start, old_start))
            if share >= _SMALLEST_OVERLAP and _is_same_text(old_rows[old_rank], row, where):
                candidates.append((share, old_rank, rank))
    old_free, new_free = set(range(len(old_left))), set(range(len(new_left)))
    for share, old_rank, rank in sorted(candidates, key=lambda found: (-found[0], *found[1:])):
        if old_rank in old_free and rank in new_free:
            old_free.remove(old_rank)
            new_free.remove(rank)
            yield Pair(old_left[old_rank], new_left[rank], Tier.FUZZY, round(0.5 + 0.4 * share, 2))


def _is_same_text(old: Row, new: Row, where: Places) -> bool:
    """Whether overlapping quotes are read from the same text: the words are still there, or only a number changed."""
    if where.alignments[old["edition"], old["source"]].keeps(old["char_start"], old["char_end"]):
        return True
    before, after = (squeeze(row["sentence"]).replace(squeeze(row["quote"]), "", 1) for row in (old, new))
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= _SMALLEST_LIKENESS
