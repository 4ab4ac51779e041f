"""The thing of a quantity that stands behind it, and what says that it stands there."""

from collections.abc import Iterator

from pipeline.interpret.asked import Asked
from pipeline.interpret.context import Context
from pipeline.interpret.phrases import is_place, phrase_after
from pipeline.interpret.words import words
from pipeline.lexicon.patterns import phrasing
from pipeline.model import QuantityKind, UnitReading

_PROPERTY, _HAVING, _PREDICATED = (phrasing(f"phrase.{name}") for name in ("property", "having", "predicated"))
_ATTRIBUTED, _APPLIED, _PURPOSE = (phrasing(f"phrase.{name}") for name in ("attributed", "applied", "purpose"))
_SETS_OFF, _PARTED, _HELD_FOR = (phrasing(f"phrase.{name}") for name in ("sets_off", "parted", "held_for"))
_HELD, _GOAL, _TOLD_KIND = (phrasing(f"phrase.{name}") for name in ("held", "goal", "told_kind"))
_KIND_BEHIND = {QuantityKind.AREA: "land", QuantityKind.CURRENCY: "fund"}


def behind_of(context: Context, *, counted: bool) -> str | None:
    """The thing behind a quantity; of 9 个城市优良天数比例 who is counted, of 3 亿元用于苏州电池项目 no place."""
    more = " 0" if len(context.clause_after) > len(context.after) else ""  # another number follows it
    behind = phrase_after(context.after + more)
    if behind is None or not counted:
        if more and context.behind_mention and context.after.startswith(" ") and context.after.strip() == behind:
            return None  # 资产 4 亿元增长 3.96% 贷款总额 2 亿元: set apart before its own number
        predicated = _PREDICATED.match(context.after) and not _PARTED.search(context.before)
        return behind if behind and not (is_place(behind) or predicated) else None
    held = _HELD.fullmatch(behind)
    return held["holder"] if held else _having(behind, context.clause_after) or behind


def _having(behind: str, after: str) -> str | None:
    """Those that are counted by what is measured of them: 14 家取水量 8 万吨以上的用水户."""
    if not _PROPERTY.search(words(behind)[-1]):
        return None
    having = _HAVING.match(after)
    return phrase_after(having["thing"]) if having else None


def for_behind(asked: Asked, before: str, *, governed: bool) -> Iterator[str]:
    """What says that the thing of a quantity stands behind it."""
    context, unit = asked.context, asked.mention.unit
    if _ATTRIBUTED.match(context.after):
        yield "behind.goal" if _GOAL.match(context.after) else "behind.attributed"
    elif "/" in unit.code and not unit.per_time:
        yield "behind.denominator"  # 取水强度 0.2 升/吨水泥
    if _PURPOSE.match(context.after):
        yield "behind.purpose"
    if unit.kind is QuantityKind.COUNT:
        return
    if unit.kind is QuantityKind.TIME:
        if _HELD_FOR.search(before):
            yield "behind.governed"
    elif governed:
        yield "behind.governed"  # 提供近 50% 高品质组件
    elif _SETS_OFF.search(before):
        yield "behind.set_off"
    elif _is_applied(context, unit):
        yield "behind.applied"


def _is_applied(context: Context, unit: UnitReading) -> bool:
    """Whether what stands behind says what a share is of, or what an area or a sum is: 3 万亩耕地, 4 亿元建设资金."""
    if unit.code == "%":
        return _APPLIED.match(context.after) is not None
    told = _TOLD_KIND.match(context.after)
    return told is not None and told.lastgroup == _KIND_BEHIND.get(unit.kind)
