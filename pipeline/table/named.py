"""The units that heads, labels and captions name."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.homographs import homographs, meant
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Document, QuantityKind, UnitReading
from pipeline.recognise.units import match_unit
from pipeline.table.fields import unit_of, year_and_unit

# 金额（万元）, 建筑面积(m2), 单位：吨, 收衣合计 /KG, 金额，万元, 占比%
_PLACES = (
    regex.compile(r"(?<=\s)(?P<unit>\p{Han}{2,4}\s?\([十百千]?[万亿千]\$?\))$"),  # 2024/12 港元(千$)
    regex.compile(r"单位\s?[::：]\s?(?P<unit>[^\s;；)]+(?:\s?/\s?\p{Han}+)?)"),
    regex.compile(r"\(\s?(?:单位\s?[::：]?\s?)?(?P<unit>[^()]+?(?:\([^()]+\))?)\s?\)\s*$"),
    regex.compile(r"[\[〔]\s?(?P<unit>[^\[\]〔〕]+?)\s?[\]〕]\s*$"),
    regex.compile(r"(?<=[^\s末底])\s?/\s?(?P<unit>[^\s/()]+(?:\s?/\s?[^\s/()]+)?)\s*$"),  # no 度 of 2022年末/度
    regex.compile(r"[,，]\s?(?P<unit>[^\s,，]+)\s*$"),
    regex.compile(r"\((?P<unit>[^()]+)\)"),
    # 2022年 HK$'000, 二零二二年港幣千元: the unit on the line below the time
    regex.compile(
        r"(?:(?:[\d一二三四五六七八九十]\s?[月日]|[期末度]|\d{4})\s|\d\s?日|[\d零〇一二三四五六七八九]{4}年\s?)(?P<unit>[^\s\d年月日度][^\s(]*(?:\s\p{Latin}+)?)"
        r"(?:\s?\([^()]*\))?$"  # （未經審核）
    ),
    regex.compile(r"(?<=\p{Han}[±+\-/]*)(?P<unit>[%‰])\s*$"),  # 占比%, 同比±%
    regex.compile(r"(?<=面积|[产重数用]量|排放量)(?P<unit>\p{Han}{1,4})$"),  # 面积公顷
    regex.compile(r"(?<=\d\s)(?P<unit>[A-Z]{3}\s?\([KMB]\$?\))$"),  # 2024/12 RMB(K$)
)
_DECLARED = regex.compile(
    r"单位\s?[::：]\s?(?P<units>(?:\([^()\n]*\)|(?!\s\S{0,4}单位\s?[:：])[^()\n])+)|\((?P<units>[^()\n]+)\)"
    r"|以(?![上下])(?P<units>[^\s()以]{1,12}?)[为位]?(?:单位|列示|列值|列报|计|呈列|表示|填列)|单位[均皆]?[为系是](?P<units>[^\s，。；()]{1,12})"
)
# 除特别注明外，金额单位均为人民币百万元; 货币单位均以人民币千元列示; as some print it, 以港币千元位列示
_STATED = regex.compile(
    r"(?:单位[均皆]?[为系]|以)(?P<unit>[^以]{1,12}?)(?:[为位]?(?:单位|列示|列值|列报|计|呈列|表示|填列))?$"
)
_BUT_RATIOS = phrasing("table.but_ratios")
_CURRENCY = regex.compile(r"币种\s?[::：]\s?(?P<name>\p{Han}+)")
# which dollar a bare $ is, as the words around its table tell
_DOLLARS = regex.compile(
    r"(?P<TWD>新台币|台币|NT\$|民国|(?<![\d.,])(?:[89]\d|1[0-2]\d)(?:\s?年\s?(?:度|\d{1,2}\s?月)|\.\d{1,2}\.\d{1,2}(?![\d.]))|[八九]十[一二三四五六七八九]?年|一百[〇零一二]?[十一二三四五六七八九]*年度)"
    r"|(?P<HKD>港[币元]|HK\$)|(?P<USD>美[元金]|US\$)"
)
# 单位：吨; 2019 年度  单位：吨; 以下数据的单位均为兆瓦时。
_UNIT_LINE = regex.compile(
    r"(?m)^(?:\s*|[^，。；\n]{1,40}\s{2,})\(?(?:金额)?单位\s?[:：].*$|^[^，。；\n]{0,16}单位[均皆]?[为系是][^，。；\n]{1,16}。?$"
)
_NEAR = 600  # characters before a table in which its unit is told
_AROUND = 3000  # characters before a table in which its currency is named
_PARTS = regex.compile(r"[、,，;；或]|\s和\s")
_NAMED_PART = regex.compile(r"^(?:\((?P<name>\p{Han}+)\)|(?P<name>\p{Han}+)\s?[-:：])\s?(?P<unit>.+)$")
_SENTENCE_END = regex.compile(r"[。；]")
_COUNTED_IN = phrasing("table.counted_in")
_COUNTED_UNIT = regex.compile(r"(?P<scale>[十百千]?[万亿])?(?P<thing>[\p{Han}A-Za-z/·]{1,12})")
_SCALE_ALONE = regex.compile(r"[十百千]?[万亿]|万亿")
_MONEY_NAME = phrasing("table.money")
_DOLLAR = "USD"
_COUNT = UnitReading("1", "", QuantityKind.COUNT)

Unit = tuple[UnitReading, Decimal]


def unknown_thing(text: str) -> Unit | None:
    """What stands in a column of units and no list knows, as a thing counted: 万人份."""
    match = _COUNTED_UNIT.fullmatch("".join(text.split()))
    if match is None:
        return None
    scale = unit_of(f"{match['scale']}元") if match["scale"] else None
    return replace(_COUNT, text=match["thing"], kind=QuantityKind.OTHER), scale[1] if scale else Decimal(1)


def is_or_names(text: str) -> Unit | None:
    """The unit that a text is or names."""
    return unit_of(text.removeprefix("/")) or named_in(text)


@lru_cache(maxsize=1024)  # the heads of a table are asked for again and again
def named_in(text: str) -> Unit | None:
    """The unit that a header or label names in brackets, behind a slash, below its year or after 单位."""
    if told := year_and_unit(text):
        return unit_of(told[1])
    for place in _PLACES:
        for match in place.finditer(text):
            for part in _PARTS.split(match["unit"]):  # 万元、户、%: the first holds where a row names none
                if unit := unit_of(part.strip()) or _of_scale(part.strip(), text):
                    return unit
    return None


def _of_scale(scale: str, text: str) -> Unit | None:
    """The unit of 净利润（万） and 用户数（亿）, which give only a scale: money, or what is counted."""
    if _SCALE_ALONE.fullmatch(scale) is None or (unit := unit_of(f"{scale}元")) is None:
        return None
    return unit if _MONEY_NAME.search(text) else (_COUNT, unit[1])


def as_named(unit: Unit | None, names: Sequence[str]) -> Unit | None:
    """A unit as what is measured in it tells: 度 of 用水量 is a cubic metre, of 用电量 a kilowatt hour.

    块 of what is no money counts pieces, as tables tell money in 元.
    """
    if unit is None or unit[0].text not in homographs():
        return unit
    kind = next((kind for name in names if (kind := meant(unit[0].text, name, unit[0].text, 0))), None)
    counts = any(each.kind is QuantityKind.COUNT for each in homographs()[unit[0].text])
    if kind in {None, QuantityKind.CURRENCY} and counts and not any(map(_MONEY_NAME.search, names)):
        return replace(_COUNT, text=unit[0].text), unit[1]
    other = match_unit(unit[0].text, 0, kind) if kind else None
    return (other, unit[1]) if other else unit


def counted_in(name: str) -> Unit | None:
    """The unit in which what a name ends in is counted: 平均收現日數 in days, 利息保障倍數 in times."""
    match = _COUNTED_IN.search(name)
    return (unit_of(f"{match['unit']}数") or unit_of(match["unit"])) if match else None


def caption_of(number: int, document: Document) -> str:
    """The caption of a table; where it has none and goes on with the table right above, that table's."""
    table = document.tables[number]
    if table.caption is None and number:
        before = document.tables[number - 1]
        between = document.text[before.span.end : table.span.start]
        if len(before.columns) == len(table.columns) and not between.strip():
            return caption_of(number - 1, document)
    return fold(document.text[table.caption.start : table.caption.end]) if table.caption else ""


def unit_line_above(number: int, document: Document) -> str:
    """The last line above a table that tells a unit, with no other table in between."""
    start = document.tables[number].span.start
    behind = document.tables[number - 1].span.end if number else 0
    lines = _UNIT_LINE.findall(fold(document.text[max(behind, start - _NEAR) : start]))
    return str(lines[-1]) if lines else ""


def follows(number: int, document: Document) -> bool:
    """Say whether nothing but titles stands between a table and the one above it."""
    start, behind = document.tables[number].span.start, document.tables[number - 1].span.end
    between = document.text[behind:start]
    return number > 0 and len(between) <= _NEAR and _SENTENCE_END.search(between) is None


def adjoins(number: int, document: Document) -> bool:
    """Say whether a table stands right below the one above it, with no line in between that names it."""
    between = document.text[document.tables[number - 1].span.end : document.tables[number].span.start]
    return number > 0 and not between.strip()


def dollar_of(number: int, document: Document) -> str:
    """Which currency a bare $ in a table is: the dollar that the text before it names last, else that of its cells."""
    span = document.tables[number].span
    around = fold(document.text[max(0, span.start - _AROUND) : span.end])
    named = [match.lastgroup for match in _DOLLARS.finditer(around)]
    return named[-1] or _DOLLAR if named else _DOLLAR


def declared_in(caption: str) -> tuple[tuple[str, Unit], ...]:
    """The units that a caption lists, `（亿元，%）`, `单位：产量－公吨，产值－千元`, or is: `千港元`."""
    found = [("", unit) for line in caption.splitlines() if (unit := unit_of(line.strip()))]
    currency = _CURRENCY.search(caption)
    coin = unit_of(currency["name"]) if currency else None
    text = _CURRENCY.sub("", caption)
    for match in _DECLARED.finditer(text):
        for part in _PARTS.split(match["units"]):
            named = _NAMED_PART.match(part.strip())
            name, said = (named["name"], named["unit"]) if named else ("", part.strip())
            stated = _STATED.search(said)
            unit = unit_of(said) or unit_of(stated["unit"] if stated else (said.split() or [""])[0])
            if unit and coin and unit[0].kind is QuantityKind.CURRENCY:
                unit = replace(unit[0], code=coin[0].code), unit[1]
            if unit:
                found.append((name, unit))
    if found and _BUT_RATIOS.search(text) and (ratio := unit_of("%")):
        found.append(("", ratio))
    return tuple(found)
