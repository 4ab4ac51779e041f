"""Time rates that stand before the number: 每年, 年发电量, 每月, 日均."""

from dataclasses import replace

import regex

from pipeline.interpret.context import Context
from pipeline.lexicon.cues import rate_cues_in
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import segment
from pipeline.model import Mention, QuantityKind, UnitReading

_NEVER = frozenset(
    {
        QuantityKind.TIME,
        QuantityKind.TEMPERATURE,
        QuantityKind.DIMENSIONLESS_RATIO,
        QuantityKind.VOLTAGE,
        QuantityKind.SOUND_PRESSURE_LEVEL,
        QuantityKind.CONCENTRATION,
        QuantityKind.SPEED,
        QuantityKind.PRESSURE,
    }
)
# what a rate goes on to; 日供水 3 万吨，烟囱高 80 米 and 每年省水 300 度，采用 26 kW 光伏 are of other kinds
_FLOWS = frozenset({QuantityKind.MASS, QuantityKind.VOLUME, QuantityKind.ENERGY, QuantityKind.CURRENCY})
_GOES_ON = phrasing("rate.goes_on")
_CAPACITY = phrasing("rate.capacity")
_SHORT, _NEAR = 10, 5
_OTHER, _PART = phrasing("rate.other"), phrasing("rate.part")


_SUM_OF_YEAR = phrasing("rate.sum_of_year")
_HELD_LEVEL, _GROWTH = phrasing("rate.held_level"), phrasing("rate.growth")
_HOURS, _OWN_WORD = phrasing("rate.hours"), phrasing("rate.own_word")
_TIMES = {"年": "a", "月": "mo", "日": "d"}
_OWN_DENOMINATOR, _BEHIND = phrasing("rate.own_denominator"), phrasing("rate.behind")
_AGAINST = phrasing("rate.against")
_COMPARED, _ATTRIBUTED = phrasing("rate.compared"), phrasing("phrase.attributed")


def with_rate(mention: Mention, context: Context, before: tuple[Mention, UnitReading, Context] | None) -> UnitReading:
    """Give a unit the time rate that its clause or the clause before says.

    Args:
        mention: The mention.
        context: Where it stands.
        before: The mention before it in the block, its unit with rate, and its context; None for the first.

    Returns:
        The unit, with `/a`, `/mo`, … added in front of other denominators' end where the text gives a rate.
    """
    unit = mention.unit
    if unit.code == "h" and _HOURS.search(context.clause_before.rstrip("约近超过达为是 ")):
        return _per(unit, "a")
    if not _takes_rate(unit):
        return unit
    own = _HELD_LEVEL.search(context.before) or (context.behind_mention and _GROWTH.search(context.clause_before))
    if before and context.behind_mention and _ATTRIBUTED.match(context.text, before[0].span.end):
        own = own or _OTHER.search(context.before)  # 日发电 46 万度的焚烧厂共投资 5 亿元
    told = context.before if own else context.clause_before
    told = _AGAINST.sub("", told)  # 较 2019 年月均客运量增加 1.9 亿人次
    behind = _BEHIND.match(context.clause_after)
    far = len(told) - len(context.before) if unit.classifier else 0
    time = _spoken(f"每{behind['time']}" if behind else told, counted=unit.classifier, makes_from=far)
    time = time or _juxtaposed(context.before) or _carried(mention, context, before)
    return _per(unit, time) if time else unit


def with_header_rate(unit: UnitReading, headers: str) -> UnitReading:
    """Give the unit of a table cell the time rate that its label or headers say: 年减排二氧化碳（吨）."""
    told = _takes_rate(unit) and not _SUM_OF_YEAR.search(headers)
    time = _spoken(headers, counted=False) if told else None
    return _per(unit, time) if time else unit


def _takes_rate(unit: UnitReading) -> bool:
    bare = unit.code == "%" or (unit.code == "1" and not unit.text)
    return not (unit.per_time or "/" in unit.code or unit.kind in _NEVER or bare)


def _spoken(clause: str, *, counted: bool, makes_from: int = 0) -> str | None:
    """The rate that the words of a clause say; what is counted is far from its rate only where it is made so often."""
    found: tuple[int, str] | None = None
    for cue in rate_cues_in(clause):
        for match in cue.pattern.finditer(clause):
            spoken = match[0].lstrip().startswith(("每", "年均", "月均", "日均", "平均每"))
            made = match.start() >= makes_from and _MAKES.match(clause, match.start())
            if counted and not (spoken or made) and len(clause) - match.end() > _NEAR:
                continue
            if found is None or match.start() > found[0]:
                found = (match.start(), cue.time)
    if found and counted and _ATTRIBUTE.search(clause, found[0]):
        return None
    return found[1] if found else None


def _juxtaposed(before: str) -> str | None:
    """The time that is a word of its own right before what is done or counted: 酒厂年酿酒, not 年货 or 全年."""
    found = _OWN_WORD.search(before)
    if found is None or _OTHER.search(found[0]):
        return None
    words = _RUN.search(before)
    start = words.start() if words else found.start()
    at = found.start() - start
    return _TIMES[found["time"]] if (at, at + 1) in segment(before[start:].rstrip()) else None


_RUN = regex.compile(r"\p{Han}+\s?$")
_ATTRIBUTE, _MAKES = phrasing("rate.attribute"), phrasing("rate.makes")


def _carried(mention: Mention, context: Context, before: tuple[Mention, UnitReading, Context] | None) -> str | None:
    if before is None or not before[1].per_time or before[0].unit.per_time or before[2].sentence != context.sentence:
        return None
    if _CAPACITY.search(before[2].clause_before) or mention.unit.kind is QuantityKind.POWER:
        return None
    if mention.unit.kind is QuantityKind.CURRENCY and _MAKES.search(before[2].clause_before):
        return None  # 15 亿元用于年产 20 万吨的项目，10 亿元用于补充流动资金
    if _COMPARED.fullmatch(context.clause_before) and before[0].unit.text == mention.unit.text:
        return before[1].per_time
    parted = _PART.match(context.text, before[0].span.end, mention.span.start)
    if parted and before[0].unit.text == mention.unit.text and not _HELD_LEVEL.search(context.before):
        return before[1].per_time  # 每年减排 8 万吨，其中二氧化碳 7.5 万吨、二氧化硫 0.3 万吨
    if mention.unit.classifier or mention.unit.kind not in _FLOWS:
        return None
    clause = context.clause_before
    bare = len(clause.strip()) <= _SHORT and not _OWN_DENOMINATOR.search(clause)
    return before[1].per_time if (_GOES_ON.match(clause) or bare) and not _OTHER.search(clause) else None


def _per(unit: UnitReading, time: str) -> UnitReading:
    code = f"({time})" if "." in time else time
    return replace(unit, code=f"{unit.code}/{code}", per_time=time)
