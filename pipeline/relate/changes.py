"""What leads from one level to another, by how much a level changed, and what share of a whole it is."""

from collections.abc import Iterator, Sequence

import regex

from pipeline.model import Aggregation, Direction, QuantityKind, Relation, RelationKind
from pipeline.relate.statement import Statement, gap

_TO = regex.compile(
    r"(?:[降减增升跌涨]|提高|提升|下降|降低|减少|增加|增长|上升|扩大|缩短|回落)[至到为]|到(?:现在|目前|了)?\P{Han}{0,2}(?:超过)?|^\s?至|现在|增至|减至"
)
_FROM = regex.compile(r"(?:从|由|自)\s?[^，。；]{0,24}$|(?:之前|以前|前|原来?|原先|最初|起初)[^，。；]{0,24}$")
_CHANGED = regex.compile(r"同比|环比|较|比|增长|增加|下降|减少|降低|提高|增幅|降幅|增速|减量|上升|提升")
_SHARE = regex.compile(
    r"(?:^|[，；、（(。]|，其)\s?(?:约|大约|已|共|均|分别)?\s?占(?:比|到|据|全|了)?[^，。；]{0,24}$"
    r"|(?:^|[，；、（(])\s?(?:所占)?(?:比例|比重)\p{Han}{0,4}\s?$"
)
_LEVELS = frozenset({Aggregation.LEVEL, Aggregation.FLOW, Aggregation.CUMULATIVE, Aggregation.RATE, Aggregation.FACTOR})
_POINTS = frozenset({"{pp}", "{bp}"})  # only of a share
_MOST_BETWEEN = 3


def relate_changes(case: tuple[Statement, ...]) -> Iterator[Relation]:
    """From and to, changes and shares, each within one sentence."""
    for place in _sentences(case):
        levels: list[Statement] = []
        for each in place:
            if each.cell is not None and len(place) == 1:
                continue
            yield from _earlier(each, levels)
            if each.claim.aggregation in _LEVELS:
                levels.append(each)


def _sentences(case: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Claims that stand in one sentence, or behind each other in one paragraph's sentences of from and to."""
    place: list[Statement] = []
    for each in case:
        if place and place[-1].place != each.place:
            yield place
            place = []
        place.append(each)
    if place:
        yield place


def _earlier(each: Statement, levels: Sequence[Statement]) -> Iterator[Relation]:
    if _is_share(each):
        whole = _nearest(levels, each)
        if whole is not None:
            yield Relation(RelationKind.SHARE_OF, each.start, whole.start, "share.clause", 0.9)
        return
    if each.claim.aggregation is Aggregation.CHANGE:
        changed = _changed(each, levels)
        if changed is not None:
            yield Relation(RelationKind.CHANGE_OF, each.start, changed.start, "change.clause", 0.85)
        return
    start = _to(each, levels)
    if start is not None:
        yield Relation(RelationKind.FROM_TO, start.start, each.start, "from_to.sentence", 0.9)


def _is_share(each: Statement) -> bool:
    return each.is_share and each.claim.aggregation is Aggregation.LEVEL and _SHARE.search(each.before) is not None


def _nearest(levels: Sequence[Statement], each: Statement) -> Statement | None:
    """The quantity right before, which a share is of: 97.8 公里，占全省的 11.8%."""
    if not levels or levels[-1].claim.aggregation is Aggregation.FACTOR:
        return None
    between = gap(levels[-1], each)
    clauses = regex.split(r"[，；。]", between)
    near = len(clauses) <= 2 and not regex.search(r"[；。]", between)  # noqa: PLR2004 - its own clause or the next
    return levels[-1] if near and not levels[-1].is_share else None


def _changed(each: Statement, levels: Sequence[Statement]) -> Statement | None:
    """The level that changed: the last one of the sentence that measures the same, or that the change follows."""
    if not _CHANGED.search(each.before[-40:]):
        return None
    for level in reversed(levels[-_MOST_BETWEEN:]):
        if level.claim.unit.kind is QuantityKind.TIME or level.claim.subject is not each.claim.subject:
            continue
        # 提高 3 个百分点 is of a share, 增长 3% of anything else
        if (each.claim.unit.code in _POINTS) is not level.is_share:
            continue
        if not _one_measure(level, each):
            continue
        return level
    return None


def _one_measure(level: Statement, change: Statement) -> bool:
    same = level.metric == change.metric or (len(level.metric) > 1 and change.metric.endswith(level.metric))
    same = same or (len(change.metric) > 1 and level.metric.endswith(change.metric))
    indicated = level.claim.indicator is not None and level.claim.indicator == change.claim.indicator
    return (
        same
        or indicated
        or (level.claim.topic is change.claim.topic and bool(regex.search(r"增速|增幅|降幅|减量", change.metric)))
    )


def _to(each: Statement, levels: Sequence[Statement]) -> Statement | None:
    """The level that this one was reached from: 由 1.38 降至 1.25."""
    own = each.before[-14:]
    if not _TO.search(own) or each.claim.unit.kind is QuantityKind.TIME:
        return None
    for level in reversed(levels[-_MOST_BETWEEN:]):
        same = level.claim.unit.code == each.claim.unit.code and level.claim.direction is Direction.NONE
        if same and (
            _FROM.search(level.before[-30:])
            or (each.claim.direction is not Direction.NONE and _one_measure(level, each))
        ):
            return level
    return None
