"""Two measures of one thing: 节约标准煤 A，减少二氧化碳 B; 相当于; 12 台、共 300 kW; 10KG 旧衣 = 1 棵树."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.model import Aggregation, BlockKind, Direction, QuantityKind, Relation, RelationKind, Topic
from pipeline.relate.statement import Statement, gap

_SAID, _OF_ANOTHER = phrasing("relation.said"), phrasing("relation.of_another")
_MEASURED, _AMOUNT = phrasing("relation.measured"), phrasing("relation.amount")
_RESULT_FIRST = phrasing("relation.result_first")
_AREA, _REPLACING = phrasing("relation.planted"), phrasing("relation.replacing")
_EQUALS = regex.compile(r"^[^，。；,;]{0,10}[=＝]\s?[^，。；,;\d]{0,6}$")
_CONVERTED = regex.compile(r"^[^，。；,;()=]{0,8}$")
_GASES = frozenset({Topic.GHG, Topic.AIR})
_STOCKS = frozenset({QuantityKind.POWER, QuantityKind.APPARENT_POWER, QuantityKind.CURRENCY, QuantityKind.AREA})
_COLLECTED = frozenset({"waste.recycled", "waste.reduced", "materials.saved"})
_FAR = 40
_SEVERAL = 2  # parts that make a sum
_ROUNDING = Decimal("0.002")  # relative: what printed parts of a sum lose


@dataclass(slots=True)
class _Chain:
    """The causes that the next result is another measure of, and where the last claim of the chain stands."""

    causes: list[Statement] = field(default_factory=list)
    linked: bool = False
    last: Statement | None = None

    def afresh(self, cause: Statement | None) -> None:
        self.causes, self.linked = [cause] if cause else [], False


def relate_equivalents(case: tuple[Statement, ...]) -> Iterator[Relation]:
    """Pairs of measures of one saving, event, stock or amount, as the sentence or the list puts them."""
    chain = _Chain()
    for number, each in enumerate(case):
        previous = case[number - 1] if number else None
        if each.cell is not None and each.claim.mention.span.end >= len(each.text):
            continue
        joined = previous is not None and previous.place == each.place
        between = gap(previous, each) if joined and previous else ""
        if joined and previous:
            yield from _pair(previous, each, between, case, number)
        if not _goes_on(chain, each):
            chain.afresh(None)
        elif not joined:
            between = each.before[-_FAR:]
        yield from _result(chain, each, between)
        chain.last = each


def _pair(
    previous: Statement, each: Statement, between: str, case: Sequence[Statement], number: int
) -> Iterator[Relation]:
    """A stock in a second measure, a conversion, and what stands in brackets behind what it measures."""
    kinds = previous.claim.unit.kind, each.claim.unit.kind
    if previous.adds(Aggregation.FACTOR) and each.adds(Aggregation.FACTOR) and _EQUALS.match(between):
        base = previous
        for earlier in reversed(case[max(0, number - 4) : number - 1]):
            if earlier.place != each.place or not _EQUALS.match(gap(earlier, base)):
                break
            base = earlier
        yield _relation(base, each, "equivalent.conversion", 0.95)
    elif previous.adds(Aggregation.FACTOR) and not previous.claim.per and each.claim.per and _CONVERTED.match(between):
        yield _relation(previous, each, "equivalent.conversion", 0.9)
    elif (
        kinds[0] is QuantityKind.COUNT and kinds[1] in _STOCKS and not each.adds(Aggregation.CHANGE, Aggregation.FACTOR)
    ):
        power = kinds[1] in (QuantityKind.POWER, QuantityKind.APPARENT_POWER) and not between.strip()
        area = kinds[1] is not QuantityKind.AREA or _MEASURED.search(previous.metric)
        if power or (area and _AMOUNT.match(between) and previous.claim.item == each.claim.item):
            yield _relation(previous, each, "equivalent.stock", 0.85)
    if each.claim.per and each.adds(Aggregation.FACTOR):
        head = _head_of_brackets(each, case, number)
        if head is not None:
            yield _relation(head, each, "equivalent.brackets", 0.85)


def _head_of_brackets(each: Statement, case: Sequence[Statement], number: int) -> Statement | None:
    """1 片公益林（666 平米，可种植梭梭树 250 棵）: both are of the one wood."""
    opened = each.before.rfind("(")
    if opened < 0 or ")" in each.before[opened:]:
        return None
    start = each.claim.mention.span.start - (len(each.before) - opened)
    for head in reversed(case[max(0, number - 3) : number]):
        if head.place != each.place:
            return None
        end = head.claim.mention.span.end
        if end <= start:
            near = not each.text[end:start].strip(" ") or regex.fullmatch(r"\s?\p{Han}{0,10}\s?", each.text[end:start])
            counted = head.claim.unit.kind is QuantityKind.COUNT and head.claim.mention.low == 1
            return head if near and counted else None
    return None


def _goes_on(chain: _Chain, each: Statement) -> bool:
    last = chain.last
    if last is None or last.section != each.section:
        return False
    if last.place == each.place:
        return True
    bullets = last.kind is BlockKind.ITEM and each.kind is BlockKind.ITEM and each.block - last.block == 1
    return bullets and last.claim.item == each.claim.item and _RESULT_FIRST.match(each.text) is not None


def _result(chain: _Chain, each: Statement, between: str) -> Iterator[Relation]:
    """Link a result to its causes, or make it a cause of what follows."""
    if not _measures(each) or each.is_share or each.adds(Aggregation.FACTOR) or _OF_ANOTHER.search(between):
        return
    last = chain.last
    if _SAID.search(between) and last is not None and not last.is_share and not last.adds(Aggregation.FACTOR):
        if last not in chain.causes and _measures(last):
            chain.afresh(last)
        yield from _linked(chain, each, "equivalent.said", 0.95)
    elif _emits_less(chain, each) or _replaced(chain, each) or (chain.linked and _more(each, between)):
        yield from _linked(chain, each, "equivalent.result", 0.85)
    elif _saves(each):
        if chain.linked or not chain.causes or not _saves(chain.causes[-1]) or _is_sum(each, chain.causes):
            chain.afresh(each)
        else:
            chain.causes.append(each)


def _linked(chain: _Chain, each: Statement, rule: str, confidence: float) -> Iterator[Relation]:
    causes = [cause for cause in chain.causes if _one_time(cause, each)]
    chain.linked = bool(causes)
    for cause in causes:
        yield _relation(cause, each, rule, confidence)


def _one_time(cause: Statement, effect: Statement) -> bool:
    """Whether both may be of one time: one names none, or both the same."""
    return None in (cause.claim.period, effect.claim.period) or cause.claim.period == effect.claim.period


def _emits_less(chain: _Chain, each: Statement) -> bool:
    amount = each.claim.unit.kind in (QuantityKind.MASS, QuantityKind.VOLUME, QuantityKind.ENERGY)
    less = each.claim.topic in _GASES and each.claim.direction is Direction.DECREASE
    return amount and less and bool(chain.causes)


def _replaced(chain: _Chain, each: Statement) -> bool:
    """Whether fuel saved is what electricity generated, or used instead of it, comes to."""
    if not chain.causes or each.claim.direction is not Direction.DECREASE:
        return False
    cause = chain.causes[0]
    fuel = each.claim.topic is Topic.FUEL and each.claim.unit.kind in (QuantityKind.MASS, QuantityKind.VOLUME)
    return fuel and cause.claim.topic is Topic.ELECTRICITY and cause.claim.direction is Direction.NONE


def _more(each: Statement, between: str) -> bool:
    """Whether a further measure goes on behind the first result: 减少食物浪费 1400 吨、减少碳排放 5000 吨."""
    saved = each.claim.direction is Direction.DECREASE and each.claim.topic is Topic.MATERIALS and "、" in between
    planted = each.claim.unit.kind is QuantityKind.AREA and _AREA.search(between) is not None
    return saved or planted


def _saves(each: Statement) -> bool:
    """Whether it is an amount of energy or goods saved, replaced or collected, which has other measures."""
    claim = each.claim
    if claim.unit.kind not in (QuantityKind.MASS, QuantityKind.VOLUME, QuantityKind.ENERGY):
        return False
    if claim.indicator in _COLLECTED:
        return True
    energy = claim.topic in (Topic.FUEL, Topic.ELECTRICITY, Topic.ENERGY_INTENSITY)
    if claim.direction is Direction.DECREASE:
        return energy
    replaces = _REPLACING.search(each.metric + each.before[-24:]) is not None
    return claim.unit.kind is QuantityKind.ENERGY and energy and replaces


def _is_sum(each: Statement, parts: Sequence[Statement]) -> bool:
    """Whether it is what the causes before it come to: 购入 8,816 度、自发 82 度，共使用 8,898 度."""
    values = [part.value for part in (each, *parts)]
    known = [value for value in values if value is not None]
    if len(parts) < _SEVERAL or len(known) < len(values) or len({unit for _, _, unit in known}) > 1:
        return False
    total, *rest = (low for low, _, _ in known)
    return abs(total - sum(rest)) <= abs(total) * _ROUNDING


def _measures(each: Statement) -> bool:
    return each.claim.unit.kind is not QuantityKind.TIME and not each.adds(Aggregation.CHANGE)


def _relation(a: Statement, b: Statement, rule: str, confidence: float) -> Relation:
    return Relation(RelationKind.EQUIVALENT_TO, a.start, b.start, rule, confidence)
