"""Compare two datasets: which rows were added, removed, changed or moved, cell by cell, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.review.cause import Causes
from pipeline.review.change import Change, Comparison, FieldChange, Kind, Row, Tier, Weight
from pipeline.review.columns import CLAIMS, OTHERS, Column, TableRules
from pipeline.review.excerpt import excerpt
from pipeline.review.match import Document, Pair, Places, match, places, squeeze
from pipeline.review.snapshot import Snapshot

_PLACE = {"source", "section"}
_MOVES = {"source", "case_id", "section_id"}
_WRAPPED = {"quote", "sentence", "value_text", "heading", "text", "title", "organisation"}
_NORMS = {"norm_low", "norm_high", "norm_unit"}
_ORDER = {weight: rank for rank, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both datasets, their texts, and how places map from the old to the new."""

    old: Snapshot
    new: Snapshot
    old_texts: Mapping[Document, str]
    new_texts: Mapping[Document, str]
    where: Places


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compares two datasets.

    Args:
        old: The dataset before.
        new: The dataset now.

    Returns:
        Every difference in every table, claims with cause, context and the ground they were matched on. The order of
        rows in either dataset makes no difference.
    """
    sides = _Sides(old, new, old.texts(), new.texts(), places(old, new))
    changes, unchanged = _table_changes(CLAIMS, sides)
    causes = Causes.between(old, new, sides.where)
    others = [change for rules in OTHERS for change in _table_changes(rules, sides)[0]]
    return Comparison(
        old_name=old.name,
        new_name=new.name,
        unchanged=unchanged + new.claims_left_out,
        changes=tuple(replace(change, cause=causes.of(change)) for change in changes),
        others=tuple(others),
        notes=tuple(_notes(old, new)),
    )


def _table_changes(rules: TableRules, sides: _Sides) -> tuple[list[Change], int]:
    """Changes of one table in reading order, and the number of rows without any."""
    if rules.name not in {*sides.old.tables, *sides.new.tables}:
        return [], 0  # of a document that failed there is its own row alone
    old, new = _on_both_sides(rules, sides.old, sides.new)
    pairs = match(rules, old, new, sides.where)
    differing = [pairs[index] for index in _differing(rules, old, new, pairs)]
    rows = zip(
        differing, _picked(old, [p.old for p in differing]), _picked(new, [p.new for p in differing]), strict=True
    )
    changed = [change for change in (_changed(rules, sides, *row) for row in rows) if change.fields]
    gone = sorted(set(range(len(old))) - {pair.old for pair in pairs})
    come = sorted(set(range(len(new))) - {pair.new for pair in pairs})
    removed = [_single(rules, sides, Kind.REMOVED, row) for row in _picked(old, gone)]
    added = [_single(rules, sides, Kind.ADDED, row) for row in _picked(new, come)]
    found = sorted([*changed, *removed, *added], key=lambda change: _reading_order(change, sides.where))
    return found, len(pairs) - len(changed)


def _on_both_sides(rules: TableRules, old: Snapshot, new: Snapshot) -> tuple[pa.Table, pa.Table]:
    """The table of each side; where one has none, an empty one with the columns of the other."""
    some = (old if rules.name in old.tables else new).tables[rules.name].slice(0, 0)
    return old.tables.get(rules.name, some), new.tables.get(rules.name, some)


def _picked(table: pa.Table, indices: Sequence[int]) -> list[Row]:
    rows: list[Row] = table.take(pa.array(indices, pa.int64())).to_pylist()
    return rows


def _differing(rules: TableRules, old: pa.Table, new: pa.Table, pairs: Sequence[Pair]) -> list[int]:
    """Indices of the pairs that differ in at least one compared column that both sides have."""
    old_rows = old.take(pa.array([pair.old for pair in pairs], pa.int64()))
    new_rows = new.take(pa.array([pair.new for pair in pairs], pa.int64()))
    names = [
        column.name for column in rules.columns if column.name in old.column_names and column.name in new.column_names
    ]
    return sorted({index for name in names for index in _unequal(old_rows[name], new_rows[name])})


def _unequal(old: pa.ChunkedArray, new: pa.ChunkedArray) -> list[int]:
    if pa.types.is_nested(old.type) or old.type != new.type:
        pairs = zip(old.to_pylist(), new.to_pylist(), strict=True)
        return [index for index, (before, after) in enumerate(pairs) if before != after]
    differs = pc.fill_null(pc.not_equal(old, new), fill_value=False)
    one_null = pc.xor(pc.is_null(old), pc.is_null(new))
    indices: list[int] = pc.indices_nonzero(pc.or_(differs, one_null)).to_pylist()
    return indices


def _changed(rules: TableRules, sides: _Sides, pair: Pair, old: Row, new: Row) -> Change:
    columns = [
        column
        for column in rules.columns
        if column.name in old and column.name in new and old[column.name] != new[column.name]
        if not _is_noise(column.name, old, new, pair.tier)
    ]
    names = {column.name for column in columns}
    fields = tuple(
        FieldChange(column.name, column.aspect, old[column.name], new[column.name], _weight(column, old, new, names))
        for column in columns
    )
    moved = {field.column for field in fields} & _MOVES and all(field.aspect in _PLACE for field in fields)
    return Change(
        table=rules.name,
        kind=Kind.MOVED if moved and rules.name == "claims" else Kind.CHANGED,
        key=_key(rules, new),
        weight=min((field.weight for field in fields), key=_ORDER.__getitem__, default=Weight.LOW),
        old=old,
        new=new,
        fields=fields,
        tier=pair.tier,
        confidence=pair.confidence,
        old_excerpt=excerpt(old, sides.old_texts),
        new_excerpt=excerpt(new, sides.new_texts),
    )


def _is_noise(name: str, old: Row, new: Row, tier: Tier) -> bool:
    """White space moves with every line break, and a section's number with every section before it."""
    if name == "section_id":
        return tier is Tier.ID
    return name in _WRAPPED and squeeze(old[name]) == squeeze(new[name])


def _weight(column: Column, old: Row, new: Row, differing: set[str]) -> Weight:
    """Weight of a difference; another unit for the same quantity and a longer name for the same thing matter less."""
    before, after = old[column.name], new[column.name]
    if column.name in {"low", "high", "unit"} and new.get("norm_low") is not None and not differing & _NORMS:
        return Weight.MEDIUM
    if column.name == "metric" and before and after and (before in after or after in before):
        return Weight.LOW
    return column.weight


def _single(rules: TableRules, sides: _Sides, kind: Kind, row: Row) -> Change:
    gone = kind is Kind.REMOVED
    context = excerpt(row, sides.old_texts if gone else sides.new_texts)
    return Change(
        table=rules.name,
        kind=kind,
        key=_key(rules, row),
        weight=Weight.LOW if rules.name in {"exclusions", "sections"} else Weight.HIGH,
        old=row if gone else None,
        new=None if gone else row,
        fields=(),
        tier=None,
        confidence=1.0,
        old_excerpt=context if gone else None,
        new_excerpt=None if gone else context,
    )


def _key(rules: TableRules, row: Row) -> str:
    return ":".join(str(row[name]) for name in rules.key)


def _reading_order(change: Change, where: Places) -> tuple[Any, ...]:
    """Edition, source, offset in the new text; a removed row stands where its place in the old text leads."""
    row = change.row
    start = row.get("char_start")
    if change.kind is Kind.REMOVED and start is not None and (place := where.find(row)):
        (edition, source), start, _ = place
        return edition, source, start, change.key
    return row["edition"], row.get("source") or "", start or 0, change.key


def _notes(old: Snapshot, new: Snapshot) -> Iterator[str]:
    for name, label in (("contract_version", "contract"), ("package_version", "pipeline"), ("rules", "rules")):
        before, after = old.manifest.get(name), new.manifest.get(name)
        if before is not None and after is not None and before != after:
            yield f"{label} {str(before)[:12]} → {str(after)[:12]}"
    for table in sorted(set(old.tables) & set(new.tables)):
        before_columns, after_columns = (set(side.tables[table].column_names) for side in (old, new))
        for column in sorted(before_columns ^ after_columns):
            yield f"column {table}.{column} is only in {old.name if column in before_columns else new.name}"
