"""Why a claim changed: one ordered list of grounds, the surest first, and the grouping of changes by them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.model import Flag, Reason
from pipeline.review.change import Cause, CauseKind, Change, Comparison, Group, Kind, Row, Weight
from pipeline.review.match import Document, Places, squeeze
from pipeline.review.replay import CLAIMED
from pipeline.review.snapshot import Snapshot

_WEIGHTS = {weight: rank for rank, weight in enumerate(Weight)}
_CODED = {"bound", "direction", "status"}
_LEXICON = {"unit": "unit_text", "indicator": "", "topic": "", "section_kind": "", "quantity_kind": "unit_text"}

Standing = Mapping[Document, tuple[tuple[int, int, str, str], ...]]  # start, end, rule, reason; in reading order


@dataclass(frozen=True, slots=True)
class Side:
    """One of the datasets compared: its texts, where they lead on the other side, and what stands at which span."""

    snapshot: Snapshot
    texts: Mapping[Document, str]
    towards: Places
    standing: Standing


@dataclass(frozen=True, slots=True)
class Causes:
    """Finds the cause of a change of claims from both datasets."""

    old: Side
    new: Side

    @classmethod
    def between(cls, old: Snapshot, new: Snapshot, where: Places) -> "Causes":
        """Prepares both datasets; `where` leads from the old texts to the new ones."""
        return cls(
            Side(old, old.texts(), where, _spans(old)),
            Side(new, new.texts(), where.inverse, _spans(new)),
        )

    def of(self, change: Change) -> Cause:
        """The first ground that holds; of a first extraction, the rule that fired."""
        if self.old.snapshot.is_empty:
            return Cause(CauseKind.RULE, "", None, change.row["rule"])
        grounds: tuple[Callable[[Change], Cause | None], ...] = (
            self._review,
            self._source,
            _section,
            self._rule,
            _lexicon,
            _interpretation,
            self._version,
        )
        found = (ground(change) for ground in grounds)
        unknown = Cause(CauseKind.INTERPRETATION, ", ".join(change.aspects), None, None)
        return next((cause for cause in found if cause), unknown)

    def _review(self, change: Change) -> Cause | None:
        """A reviewer's decision was applied or taken back."""
        before = _decided(change.old, self._instead(change, self.new, self.old))
        after = _decided(change.new, self._instead(change, self.old, self.new))
        return Cause(CauseKind.REVIEW, "", before, after) if before != after else None

    def _source(self, change: Change) -> Cause | None:
        """The words of the sentence are not what they were, or not where they were."""
        gone = change.old is not None and not _is_untouched(change.old, self.old, self.new)
        come = change.new is not None and not _is_untouched(change.new, self.new, self.old)
        return Cause(CauseKind.SOURCE, change.row["source"], None, None) if gone or come else None

    def _rule(self, change: Change) -> Cause | None:
        """Another rule fires than the one that did before."""
        before = change.old["rule"] if change.old is not None else self._instead(change, self.new, self.old)[0]
        after = change.new["rule"] if change.new is not None else self._instead(change, self.old, self.new)[0]
        return Cause(CauseKind.RULE, "", before, after) if before != after else None

    def _instead(self, change: Change, side: Side, other: Side) -> tuple[str | None, str | None]:
        """Rule and reason of what stands on the other side in the place of this side's claim."""
        row = change.old if side is self.old else change.new
        place = None if row is None else side.towards.find(row)
        if place is None:
            return None, None
        document, start, end = place
        spans = other.standing.get(document, ())
        index = bisect_right(spans, start, key=lambda span: span[0])
        near = spans[max(0, index - 1) : index + 2]
        return next(
            ((rule, reason) for first, last, rule, reason in near if first < end and start < last), (None, None)
        )

    def _version(self, change: Change) -> Cause | None:  # noqa: ARG002 - all grounds have one signature
        """Nothing in the row says why, but another version of the package wrote it."""
        before, after = (side.snapshot.manifest.get("package_version") for side in (self.old, self.new))
        return Cause(CauseKind.VERSION, "", before, after) if before and after and before != after else None


def _decided(row: Row | None, instead: tuple[str | None, str | None]) -> str | None:
    """What a reviewer decided of a claim, as far as its row, or the exclusion in its place, shows it."""
    if row is not None and row["rule"] == CLAIMED:
        return "made a claim"
    if row is not None:
        return "corrected" if Flag.CORRECTED in row["flags"] else None
    return "rejected" if instead[1] == Reason.REVIEWED else None


def _is_untouched(row: Row, side: Side, other: Side) -> bool:
    """Whether a claim's sentence stands in the other text where this one's leads."""
    place = side.towards.find(row, "sentence_start", "sentence_end")
    if place is None:
        return False
    document, start, end = place
    own = side.texts[row["edition"], row["source"]][row["sentence_start"] : row["sentence_end"]]
    return squeeze(own) == squeeze(other.texts[document][start:end])


def _section(change: Change) -> Cause | None:
    """The same text has another heading above it, or a case begins elsewhere."""
    found = [each for each in change.fields if each.column in {"source", "case_id", "section_id"}]
    return Cause(CauseKind.SECTION, "", found[0].old, found[0].new) if found and change.kind is Kind.MOVED else None


def _lexicon(change: Change) -> Cause | None:
    """The same rule found the same words, and a record of the lexicon says something else of them."""
    for each in change.fields:
        if each.column in _LEXICON:
            surface = change.row[_LEXICON[each.column]] if _LEXICON[each.column] else None
            return Cause(CauseKind.LEXICON, f"{each.column} {surface or ''}".strip(), each.old, each.new)
    return None


def _interpretation(change: Change) -> Cause | None:
    """The same words, rule and vocabulary were understood otherwise, in a field with a closed set of values."""
    found = [each for each in change.fields if each.column in _CODED]
    return Cause(CauseKind.INTERPRETATION, found[0].column, found[0].old, found[0].new) if found else None


def _spans(snapshot: Snapshot) -> Standing:
    found: dict[Document, list[tuple[int, int, str, str]]] = defaultdict(list)
    for name in ("claims", "exclusions"):
        table = snapshot.tables.get(name)
        if table is not None:
            reasons = table["reason"].to_pylist() if name == "exclusions" else [""] * len(table)
            columns = (table[column].to_pylist() for column in ("edition", "source", "char_start", "char_end", "rule"))
            for edition, source, start, end, rule, reason in zip(*columns, reasons, strict=True):
                found[edition, source].append((start, end, rule, reason))
    return {document: tuple(sorted(spans)) for document, spans in found.items()}


def grouped(comparison: Comparison) -> tuple[Group, ...]:
    """Changes by cause and kind, the heaviest group first, then the largest; other tables by table and kind, last."""
    claims = sorted(_groups(comparison.changes), key=lambda group: (_WEIGHTS[group.weight], -len(group.changes)))
    return *claims, *_groups(comparison.others)


def _groups(changes: Iterable[Change]) -> list[Group]:
    members: dict[tuple[Cause | None, str, str], list[Change]] = defaultdict(list)
    for change in changes:
        members[change.cause, change.table, change.kind].append(change)
    return [
        Group(cause, table, found[0].kind, min((c.weight for c in found), key=_WEIGHTS.__getitem__), tuple(found))
        for (cause, table, _), found in members.items()
    ]
