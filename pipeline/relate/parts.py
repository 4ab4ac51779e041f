"""Parts and their total in running text: 其中, 包括, 四个项目共."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from pipeline.lexicon.characters import fold
from pipeline.model import Aggregation, Direction, QuantityKind, Relation, RelationKind
from pipeline.relate.statement import Statement, gap

_AMONG = regex.compile(r"其中|分别为|分别是")
_INCLUDES = regex.compile(r"(?:包括|包含|含|分为|由)[^。；]{0,24}$")
# 其中 A 股转增 180 股，本次分配后总股本 749 股: what says it is a total is no part
_OWN_TOTAL = regex.compile(r"[，；](?:(?!其中|，)[^；])*(?:总|合计|共计)[^，；]*$")
_AMONG_NEXT = regex.compile(r"^\s?[，,]?\s?其中")
_TOTAL = regex.compile(r"(?:共|合计|总计|总)[^。；，]{0,12}$")
_OF_PROJECTS = regex.compile(
    r"(?:\d+|[一二两三四五六七八九十]+|各|全部|所有)\s?个?(?:子|分)?项目[^。；]{0,30}(?:共|合计|总计|累计)"
)
_ANYTHING = frozenset({"", "个", "家", "项", "种", "次", "件"})
_EXTENSIVE = frozenset(
    {
        *(QuantityKind.MASS, QuantityKind.ENERGY, QuantityKind.VOLUME, QuantityKind.CURRENCY, QuantityKind.COUNT),
        *(QuantityKind.AREA, QuantityKind.LENGTH, QuantityKind.POWER, QuantityKind.APPARENT_POWER),
    }
)
_SUMS = (Aggregation.FLOW, Aggregation.CUMULATIVE, Aggregation.RATE, Aggregation.LEVEL)
_WITHOUT_WHOLE = regex.compile(r"^[，、\s]*(?:占比|比重|比例)\p{Han}{0,3}\s?$")
_FAR = 200  # characters back that 其中 may stand
_MOST = 12  # claims back that a total may stand


def relate_parts(case: tuple[Statement, ...]) -> Iterator[Relation]:
    """Parts of the totals that running text names."""
    for number, each in enumerate(case):
        if each.cell is None and _adds(each):
            total = _total(each, case, number)
            if total is not None:
                yield Relation(RelationKind.PART_OF, each.start, total.start, "part.sentence", 0.85)
    yield from _of_projects(case)
    yield from _of_shares(case)


def _adds(each: Statement) -> bool:
    return each.claim.aggregation in _SUMS and not each.is_share and each.value is not None


def _total(each: Statement, case: Sequence[Statement], number: int) -> Statement | None:
    """The total before 其中 or 包括 that this claim, behind it, is a part of."""
    sentence = each.text[_sentence_start(each) : each.claim.mention.span.start]
    among = max(_AMONG.finditer(sentence), key=lambda match: match.start(), default=None)
    if among and (_OWN_TOTAL.search(sentence, among.end()) or _has_parts(each)):
        return None
    opening = each.claim.mention.span.start - len(sentence) + among.start() if among else None
    for earlier in reversed(case[max(0, number - _MOST) : number]):
        if (earlier.section, earlier.block) != (each.section, each.block):
            return None
        if not _adds(earlier) or not _comparable(earlier, each) or earlier.claim.direction is not each.claim.direction:
            continue
        if opening is not None:
            if earlier.claim.mention.span.end <= opening and not _is_of_another(earlier, each):
                return earlier if _larger(earlier, each) else None
            continue
        between = gap(earlier, each)
        if earlier.place == each.place and _TOTAL.search(earlier.before[-16:]) and _INCLUDES.search(between):
            return earlier if _larger(earlier, each) else None
        if earlier.place != each.place:
            return None
    return None


def _is_of_another(earlier: Statement, each: Statement) -> bool:
    """Whether it is a part itself, told before a semicolon: 80 个，其中海外 16 个；150 个，其中海外 36 个."""
    start = earlier.claim.mention.span.start
    segment = earlier.text[max(earlier.text.rfind(mark, 0, start) for mark in "；。") + 1 : start]
    return "；" in gap(earlier, each) and _AMONG.search(segment) is not None


def _has_parts(each: Statement) -> bool:
    """Whether its own parts follow: 项目 80 个，其中海外 16 个；订单 150 个，其中海外 36 个."""
    end = each.claim.mention.span.end
    return _AMONG_NEXT.match(each.text[end : end + 8]) is not None


def _sentence_start(each: Statement) -> int:
    end = each.claim.mention.span.start
    far = max(end - _FAR, 0)
    return max(far, *(each.text.rfind(mark, far, end) + 1 for mark in "。！？"))


def _comparable(total: Statement, part: Statement) -> bool:
    if total.value is None or part.value is None or total.value[2] != part.value[2]:
        return False
    one, other = total.claim, part.claim
    if one.unit.kind not in _EXTENSIVE or one.subject is not other.subject:
        return False
    if one.substance and other.substance and one.substance != other.substance:
        return False
    if total.claim.unit.kind is not QuantityKind.COUNT:
        return True
    counted = fold(total.claim.unit.text)
    return counted == fold(part.claim.unit.text) and (counted not in _ANYTHING or _alike(total.metric, part.metric))


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _larger(total: Statement, part: Statement) -> bool:
    """Whether a part may be one of a total by its size; where the text is plain it is one, wrong as it may be."""
    if total.value is None or part.value is None:
        return False
    plain = total.claim.indicator is not None and total.claim.indicator == part.claim.indicator
    persons = total.claim.unit.kind is QuantityKind.COUNT and fold(total.claim.unit.text) not in _ANYTHING
    return total.value[1] >= part.value[0] or (total.place == part.place and (plain or persons))


def _of_projects(case: Sequence[Statement]) -> Iterator[Relation]:
    """What single projects save, as parts of what 四个项目共 save: the same indicator, each with an item of its own."""
    totals: dict[str, Statement] = {}
    parts: dict[str, list[Statement]] = defaultdict(list)
    for each in case:
        indicator = each.claim.indicator
        if indicator is None or not _adds(each) or each.claim.direction is not Direction.DECREASE:
            continue
        if each.claim.item is None and indicator not in totals and _OF_PROJECTS.search(each.before):
            totals[indicator] = each
        elif each.claim.item is not None and indicator in totals:
            parts[indicator].append(each)
    for indicator, total in totals.items():
        seen: set[str] = set()
        for part in parts[indicator]:
            if part.claim.item not in seen and _same_dimension(total, part) and _larger(total, part):
                seen.add(str(part.claim.item))
                yield Relation(RelationKind.PART_OF, part.start, total.start, "part.projects", 0.8)


def _of_shares(case: Sequence[Statement]) -> Iterator[Relation]:
    """What a share without a named whole is said of, as a part of its indicator's total: 贷款余额 48 亿元，占比 12%."""
    totals: dict[str, Statement] = {}
    for each, behind in pairwise(case):
        indicator = each.claim.indicator
        if indicator is None or not _adds(each) or each.cell is not None:
            continue
        if each.claim.item is None:
            totals[indicator] = each
            continue
        total = totals.get(indicator)
        shared = behind.is_share and behind.place == each.place and _WITHOUT_WHOLE.search(gap(each, behind))
        if total is not None and shared and _comparable(total, each) and _larger(total, each):
            yield Relation(RelationKind.PART_OF, each.start, total.start, "part.share", 0.75)


def _same_dimension(total: Statement, part: Statement) -> bool:
    """Whether both are of one dimension, a year's rate beside a plain amount included."""
    units = [(each.value or (0, 0, ""))[2].removesuffix("/a") for each in (total, part)]
    return units[0] == units[1]
