"""Money that is written without its yuan: 营收 201 亿 is of the currency of the book, 用户 3 亿 is a count."""

from dataclasses import replace

from pipeline.interpret.phrases import is_place
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Claim, Mention, QuantityKind

_MONEY, _PRICE = phrasing("money.measure"), phrasing("money.price")
_BARE, _PER = frozenset({"number.bare", "number.range"}), "number.per"  # 报价 20 万/吨
_LEAST_SCALE = 10_000  # 投资 30 亿, but 投资 30 may be of anything; a price is one of any size


def with_currency(mention: Mention, metric: str | None, before: Claim | None, currency: str) -> Mention:
    """Give a bare number the currency of its book where what it measures is money.

    Args:
        mention: The number.
        metric: What it measures, folded.
        before: The claim before it in its sentence; that of a bare place goes on about its money: 美国 1157 亿.
        currency: ISO 4217 code of the currency of a 元 that the book does not name.
    """
    if mention.rule != _PER and (mention.unit.text or mention.rule not in _BARE):
        return mention
    scaled = mention.scale >= _LEAST_SCALE
    money = before if before and before.unit.kind is QuantityKind.CURRENCY else None
    if scaled and money and (metric is None or is_place(metric) or metric == fold(money.metric or "")):
        currency = money.unit.code.partition("/")[0]
    elif metric is None or not (_PRICE.search(metric) or (scaled and _MONEY.search(metric))):
        return mention
    code = currency + mention.unit.code.removeprefix("1")
    return replace(mention, unit=replace(mention.unit, code=code, kind=QuantityKind.CURRENCY))
