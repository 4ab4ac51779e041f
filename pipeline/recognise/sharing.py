"""What the quantities of a list share, and what the currency of one tells of the next."""

from dataclasses import replace

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.model import Flag, Mention, QuantityKind
from pipeline.recognise.attach import leading_unit
from pipeline.recognise.numerals import Numerals
from pipeline.recognise.units import match_unit

BARE = frozenset({"number.bare", "number.range"})
_HEADED, _SHARED = "quantity.headed", "quantity.shared_unit"
_YUAN = "CNY"
_DOLLAR, _DOLLARS = "$", frozenset({"HKD", "TWD"})
_SEPARATOR = regex.compile(r"\s*(?:、|和|与|及|以及|或|/)\s*")
_BOUNDED, _BECOMES = phrasing("sharing.bounded"), phrasing("sharing.becomes")
_RECALLED, _LIMIT = phrasing("sharing.recalled"), phrasing("sharing.limit")
_CLOSES = regex.compile(r"\s*\)\s*")
_CLOSED = regex.compile(r"\)\s?(?:[,，、]|和)\s?\(?")  # (3.1±0.9),(3.6±0.8)μg/L
_COLUMN = regex.compile(r"\s[\d\s.,]*")
_BY = regex.compile(r"\s?[×xX*]\s?")
_LIKE = 100  # times the next number, at most, for what shares its scale
_LISTED = regex.compile(r"(?:分别|依次|各为)[^。；]*$")


def keep_currency(mentions: list[Mention], numerals: Numerals, currency: str) -> list[Mention]:
    """Read `1,150 万元` behind `港币 8,640 万元` as Hong Kong dollars: a currency once named holds for its block.

    Args:
        mentions: The quantities of a block, in order.
        numerals: The numerals of its text.
        currency: The currency of a 元 in its book before one is named.
    """
    kept, named = [], currency
    for mention in mentions:
        unit = mention.unit
        if unit.kind is QuantityKind.CURRENCY and unit.text.partition("/")[0] in {"元", _DOLLAR}:
            leading = leading_unit(numerals, mention.value.start)
            if leading and leading.text == _DOLLAR and currency in _DOLLARS:  # $1 萬億 in a book of Hong Kong
                unit = replace(unit, code=unit.code.replace(leading.code, currency, 1))
            elif leading:
                # HK$ 8,640 萬元 names the yuan, $2.1/M does not
                named = leading.code if unit.text[:1] == "元" else named
            elif named != _YUAN:
                unit = replace(unit, code=unit.code.replace(_YUAN, named, 1))
        kept.append(mention if unit is mention.unit else replace(mention, unit=unit))
    return kept


def share_units(mentions: list[Mention], text: str) -> list[Mention]:
    """Give `25` in `25、30 吨` and `3、5` in `分别为 3、5、8 吨` the unit and scale of their list.

    So too `90` in `不小于 90 且小于 144 平方米`, the other bound of the same measure; the level that one came from,
    `48 亿` in `从 48 亿增至 60 亿元`; that of another time or the limit in brackets, `1,200` in
    `1,234 人（2022 年：1,200）`; both in `50（60）mg/L`, whose unit stands behind the brackets; and all numbers of the
    column `手术量（例） 4,318 986`, whose head tells the unit.
    """
    shared = list(mentions)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if _is_listed(first, second, text):
            shared[index] = _lent(first, second)
        elif _is_bare(first) and _is_bare(second) and (unit := _behind_brackets(first, second, text)):
            shared[index : index + 2] = [_lent(first, unit), _lent(second, unit)]
    source: Mention | None = None
    for index, mention in enumerate(shared):
        if source and _is_bare(mention) and _goes_on(source, text[source.span.end : mention.span.start]):
            shared[index] = _lent(mention, source)
        source = mention if mention.unit.text else source
    return shared


def _goes_on(source: Mention, gap: str) -> bool:
    """Whether what stands between a quantity and a bare number says that it is of the same measure."""
    return bool(_RECALLED.fullmatch(gap)) or (source.rule == _HEADED and _COLUMN.fullmatch(gap) is not None)


def _is_bare(mention: Mention) -> bool:
    return not mention.unit.text and mention.rule in BARE


def _is_listed(first: Mention, second: Mention, text: str) -> bool:
    """Whether a number without a unit stands in one list, range or size with the next, or becomes it."""
    points = first.unit.text == "个" and second.unit.code == "{pp}"  # 回升 2.9 个、23.9 个百分点
    if not (points or _is_bare(first)) or not second.unit.text or second.rule == _HEADED:
        return False
    gap = text[first.span.end : second.span.start]
    before = text[first.span.start - 1 : first.span.start]
    comma = gap.strip() in {",", "，"} and _LISTED.search(text, max(0, first.span.start - 40), first.span.start)
    rising = gap == "," and (before == "," or second.rule == _SHARED)  # 60,90,120 mL
    closed = before == "(" and _CLOSED.fullmatch(gap)
    sized = second.unit.kind is QuantityKind.LENGTH and _BY.fullmatch(gap)  # 1500×850×1780 mm
    joined = _SEPARATOR.fullmatch(gap) or _BOUNDED.fullmatch(gap) or _BECOMES.fullmatch(gap)
    return bool(comma or rising or closed or sized or joined)


def _behind_brackets(first: Mention, second: Mention, text: str) -> Mention | None:
    """The second of two numbers with the unit behind the brackets around it: 5（8）mg/L, 158（限值 160）微克/立方米."""
    close = _CLOSES.match(text, second.span.end)
    if close is None or not _LIMIT.fullmatch(text[first.span.end : second.span.start]):
        return None
    unit = match_unit(text, close.end())
    return replace(second, unit=unit) if unit and not unit.classifier else None


def _lent(mention: Mention, source: Mention) -> Mention:
    """A number without a unit with that of another, and its scale where both are of one size or a head tells it."""
    if mention.low is None or mention.high is None:
        return mention
    same = source.rule == _HEADED or _is_like(mention, source)
    scale = source.scale if mention.scale == 1 and same else 1
    return replace(
        mention,
        low=mention.low * scale * source.unit.factor,
        high=mention.high * scale * source.unit.factor,
        unit=replace(source.unit, start=0, end=0),
        scale=source.scale,
        rule=_SHARED,
        flags=(*mention.flags, Flag.UNIT_SHARED, *((Flag.SCALE_SHARED,) if scale != 1 else ())),
    )


def _is_like(first: Mention, second: Mention) -> bool:
    """Whether a bare number may be of the scale of the next: 5 in 从 5 增至 8 万吨, not 9,500 before 1.2 万吨."""
    if first.low is None or second.low is None:
        return False
    return abs(first.low) < _LIKE * abs(second.low / (second.scale * second.unit.factor))
