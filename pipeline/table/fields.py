"""Pieces of lines that may be cells, and what each holds: a value, nothing, a year, a unit, or words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import english_unit, is_absent
from pipeline.model import QuantityKind, Span, UnitReading
from pipeline.recognise.attach import whole_unit
from pipeline.recognise.spacing import closed_up

_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?)"
_DIGIT = re.compile(r"\d")
# -5%, (208.0), [15.3], $ 1,200, $(53), 港币12.5仙, 6~9, 10、16、20, ＜1, 约 2.4亿, 减少 5.10 个百分点, behind it
# perhaps a unit, 左右, or in brackets what is told of it, 88（点位比例）, 88 (12.5%); 53)($ as some PDFs hold ($53)
_VALUE = re.compile(
    rf"(?P<open>\()?(?P<square>[\[〔【])?\s*(?P<change>增加|减少|增长|下降|上升|提高|降低)?\s*(?:[约近超<>≤≥≦≧⩽⩾+\-−±▲▼△↑↓~]\s*)*"
    rf"(?:[A-Z]{{0,3}}[¥￥$]|{phrasing('table.coin').pattern})?\s*(?P<inner>\()?\s*[+\-−]?\s*{_NUMBER}(?:\s*[-~—]\s*{_NUMBER}|(?:、{_NUMBER}){{2,}})?\s*(?P<unit>[^\d()\[〔【\]〕】\s].*?)??"
    r"\s*(?:左右|(?P<bound>以[上下内]))?\s*(?(inner)\)|)\s*(?(square)[\]〕】]|)(?(open)\)|)(?:\)\(\$?)?(?:\s?[▲▼△▽↑↓])?[*†‡+]?(?:\([一-鿿]{2,}\)|\s?\(\d+(?:\.\d+)?%\))?"
)
_DISCLOSURE = re.compile(r"(?:GRI\s?)?(\d{1,3})-(\d{1,2})(?:[,，、/;；\s]+(?:GRI\s?)?\d{1,3}-\d{1,2})*")
# (0.65)港仙, (3.2)%: a loss with its unit behind the brackets
_LOSS = re.compile(r"^\((?P<number>\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d+(?=\)\s?[%‰]))\)\s?(?P<unit>\D{1,12})$")
_SCALES = re.compile(r"[十百千]?[万亿]|[%‰+]|[KMB]|[bm]n")
_COUNTED = re.compile(r"[一-鿿]")
_NO_COUNT = frozenset("号年月日期级线楼层区段届类项等第表图是否有无無未已")
# 二〇二二年, and of the republic 九十八年度, 一百零三年度
_SPELLED_YEAR = r"(?:二[〇零○][〇零○一二三四五六七八九]{2}|(?:[六七八九]十|一百)[〇零一二三四五六七八九十]{0,3})\s*年"
_YEAR = re.compile(
    r"(?:(?:19|20)\d\d|2100)\s*(?:年度?|年{0,2}[底末初]|[AEFe])?"
    rf"(?:\s?\((?:{phrasing('table.told_or_expected').pattern})\))?"
    r"|\((?:19|20)\d\d年?\)|(?:民国\s*)?1[0-2]\d\s*年\s*度?|[6-9]\d\s*年\s*度"
    rf"|(?:民国\s*)?{_SPELLED_YEAR}\s*度?"
)
_DATED = re.compile(
    rf"(?:19|20)\d\d(?!\d)|{_SPELLED_YEAR}|"
    r"\d\s*年|\d\s*月|[一二三四1-4]\s*季|[上下前]半年|[上本去今]年|[上本](?:报告)?[期月年]|期[末初]|年[末初]|累计|Q[1-4]|"
    r"(?<!\d)\d{2,4}[./]\d{1,2}[./]\d{1,2}(?!\d)"
)
_BEFORE_DATE = frozenset({"截至", "截止", "于", "於", "至", "(", "（", "第"})
_QUARTER_ENDS = frozenset({"0331", "0630", "0930", "1231"})
_CODES, _LEAST_CODES = range(4, 10), 3  # digits of the number of an account; how many tell that they are such
_CLASS = re.compile(
    r"\d[\d.]*\s?[^\d\s~\-—]?\s?(?:[-~—]\s?\d[\d.]*\s?\D{0,2}|\D?(?:及?以[上下内]))|[<>≤≥]\s?\d[\d.]*\D{0,2}"
)  # 300~201, 30岁-39岁, 50以下, <10
_ENDS = re.compile(r"\d+(?:\.\d+)?")
_LEAST_CLASSES = 3
_CLASS_OF_TIME = phrasing("table.ages")
_YEAR_AND_UNIT = re.compile(r"((?:19|20)\d\d(?:年|[/.-]\d{1,2})?)\s*(%|[^\d\s年月日度末底初].+)")
_REFERENCE = re.compile(r"\d{1,2}(?:\([a-z]{1,3}\)){1,2}")
_LEADERS = re.compile(r"[.．…·]{3,}")
_FORMAL_SCALES = str.maketrans("仟佰", "千百")
_NUMBERS_OF = {"日数": "日", "天数": "天", "时数": "小时", "人数": "人", "户数": "户"}  # 2017年（日数）
_SIGNS = re.compile(r"[±+\-−/]+(?=[%‰])")  # 同比增长（±%）, 增减（+/-%）
# 二氧化碳当量，以公吨计／员工; RMB(K$)
_COUNTED_IN = re.compile(r"(?P<of>[一-鿿A-Za-z0-9]{2,12})[,，]\s?以(?P<unit>[^,，]{1,8}?)计(?P<per>/.{1,8})?")
_LETTERED = re.compile(r"(?P<coin>RMB|CNY|HKD|USD)\s?\((?P<scale>[KMB]?)\$?\)")
_LETTERS = {"": "", "K": "千", "M": "百万", "B": "十亿"}
_COINS = {"RMB": "元", "CNY": "元", "HKD": "港元", "USD": "美元"}
# 人民币百万, 港元(千$), HK$ 億元
_SCALE_BEHIND = re.compile(
    r"(?P<coin>[^\s()十百千万亿]{1,4})\s?(?P<open>\()?(?P<scale>[十百千]?[万亿]|[百千])(?(open)\$?\)|元?)"
)
_TOLD_OF = re.compile(r"(?P<unit>[^\s()]{1,16}?)\s?\([^()]+\)")  # 吨二氧化碳当量(tCO2e), 立方米/人(全职员工)
# 吨/万元产值, 吨/百万营收, 千瓦时/平方米建筑面积: what the money or area is of
_EARNED = re.compile(r"(?<=[元万亿])元?(?:主营|营业|营|销售|工业|总)*(?:收入?|收益|产值|业?额|增加值|GDP)$")
_BUILT = re.compile(r"(?<=平方米)\S?\S?面积$")
# 工伤数/百万工时, 培训天数/雇员: how often, or how many days, by what stands behind the stroke
_NUMBER_OF = re.compile(r"[一-鿿]{1,6}?(?P<unit>[天日人件])?数(?=\s?/)")
_SCALE_OF_PIECES = re.compile(r"^([十百千]?[万亿]|[百千])个(?=[^\s/])")  # 千个千瓦时
_POINT_BETWEEN = re.compile(r"(?<=[一-鿿])\.(?=[一-鿿])")  # 度/平方公尺.月
_LONGEST_UNIT = 24


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of a line that may be a cell.

    Attributes:
        span: Where it stands.
        text: What it says.
        column: Its column in the grid.
        column_span: How many columns it takes.
        row_span: How many rows it takes.
        continues: Whether it goes on with the cell before it that names the same row or column.
    """

    span: Span
    text: str
    column: int = 0
    column_span: int = 1
    row_span: int = 1
    continues: bool = False


@lru_cache(maxsize=4096)
def unit_of(text: str) -> tuple[UnitReading, Decimal] | None:
    """The unit and scale that a text is, and nothing else.

    >>> unit_of("万千瓦时")[0].code, unit_of("（%）")[0].code, unit_of("（人民币百万）")[1], unit_of("用电量")
    ('kW.h', '%', Decimal('1000000'), None)
    """
    if not 0 < len(text) <= _LONGEST_UNIT:
        return None
    folded = fold(text).translate(_FORMAL_SCALES).strip()
    bare = folded[1:-1].strip() if folded[:1] == "(" and folded[-1:] == ")" else folded
    bare = _SIGNS.sub("", bare, count=1) if _SIGNS.match(bare) else bare
    bare = _POINT_BETWEEN.sub("·", _SCALE_OF_PIECES.sub(r"\1", "".join(english_unit(bare) or (bare,))))
    if counted := _COUNTED_IN.fullmatch(bare):
        bare = f"{counted['unit']}{counted['of']}{counted['per'] or ''}"
    elif lettered := _LETTERED.fullmatch(bare):
        bare = f"{_LETTERS[lettered['scale']]}{_COINS[lettered['coin']]}"
    elif (behind := _SCALE_BEHIND.fullmatch(bare)) and (coin := whole_unit(behind["coin"])):
        bare = f"{behind['scale']}{behind['coin']}" if coin[0].kind is QuantityKind.CURRENCY else bare
    bare = _per_bare(bare) if "/" in bare else bare
    unit = whole_unit(_NUMBERS_OF.get(bare, bare)) if bare else None
    if unit is None and (number := _NUMBER_OF.match(bare)):
        rate = whole_unit(f"{number['unit'] or '次'}{bare[number.end() :]}")
        return (replace(rate[0], text="".join(bare.split())), rate[1]) if rate else None
    told = None if unit else _TOLD_OF.fullmatch(bare)
    return unit_of(told["unit"]) if told and told["unit"] not in _NUMBERS_OF else unit  # 户数(万户) is told in 万户


def _per_bare(text: str) -> str:
    """A rate without what the money or the area below its stroke is of: 吨/每百万营收 is one per 百万元."""
    earned = _EARNED.sub("", text := text.replace("/每", "/"))
    return _BUILT.sub("", f"{earned}元" if earned != text and earned[-1] != "元" else earned)


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Say whether a cell holds a number, with or without a unit: `2,094`, `-5%`, `(3.2)`, `2.4亿`.

    >>> is_value("23697.3"), is_value("2.4亿"), is_value("2018 年"), is_value("1号机组"), is_value("(2.9%)")
    (True, True, False, False, True)
    """
    if _DIGIT.search(text) is None:
        return False
    folded = fold(text).strip()
    english = english_unit(folded.strip("()"))
    if english and english[0]:
        return False  # (10000 tons) is a unit
    folded = _LOSS.sub(r"-\g<number>\g<unit>", folded) if folded[0] == "(" else folded
    closed = closed_up(folded)
    match = _VALUE.fullmatch(closed[0] if closed else folded)
    if match is None:
        return False
    unit = (match["unit"] or "").strip().removeprefix("余").lstrip()  # 7,400 余名
    if (match["change"] and not unit) or (match["bound"] and unit not in {"", "%"}):
        return False  # 100人以上 is the name of a row, 90%以上 a value
    return not unit or _is_unit(unit)


def _is_unit(text: str) -> bool:
    counted = len(text) == 1 and _COUNTED.fullmatch(text) is not None
    return _SCALES.fullmatch(text) is not None or (
        text not in _NO_COUNT and (counted or unit_of(text) is not None) and text[0] not in _NO_COUNT
    )


@lru_cache(maxsize=4096)
def is_year(text: str) -> bool:
    """Say whether a cell may name a year: `2018`, `2018 年度`, `98 年度`, `(2025)`."""
    return _YEAR.fullmatch(fold(text.strip())) is not None


@lru_cache(maxsize=4096)
def is_dated(text: str) -> bool:
    """Say whether the head of a column tells a time: `2020 年 1-4 月累计`, `一季度`, `本期数`."""
    return _DATED.search(fold(text)) is not None


def year_and_unit(text: str) -> tuple[str, str] | None:
    """The year and the unit that a head has one below the other: 2023⏎HK$'000.

    >>> year_and_unit("2023HK$'000"), year_and_unit("2023/12 RMB($)"), year_and_unit("2023年產量")
    (('2023', "HK$'000"), ('2023/12', 'RMB($)'), None)
    """
    told = _YEAR_AND_UNIT.fullmatch(text.strip())
    return (told[1], told[2]) if told and unit_of(told[2]) else None


def begins_dated(text: str) -> bool:
    """Say whether a head begins with a time: `2020 年产量`, `截至2020年`, but not `入比上年增`."""
    found = _DATED.search(fold(text))
    return found is not None and (found.start() == 0 or text[: found.start()] in _BEFORE_DATE)


def is_led(text: str) -> bool:
    """Say whether dots lead from a heading to its page, as in a list of contents."""
    return _LEADERS.search(text) is not None


def leaders_of(text: str) -> list[Span]:
    """Where dots lead from a name to what it names: 公益支出 ........ 563 万元."""
    return [Span(*found.span()) for found in _LEADERS.finditer(text)]


def is_filled(text: str) -> bool:
    """Say whether a cell is one of values: a number, or the mark of one that is not there."""
    return is_value(text) or is_absent(text)


def is_reference(text: str) -> bool:
    """Say whether a text points to a part of a note, as cells below 附註 do: 15(b), 26(a)(ii)."""
    return _REFERENCE.fullmatch(fold(text)) is not None


def is_quarter(text: str) -> bool:
    """Say whether a text is a quarter told by its last day, as rows below years are named: 0331."""
    return text in _QUARTER_ENDS


def is_age(text: str) -> bool:
    """Say whether a text is a class of ages or times, which names a row: 30-39 岁 51,465 42.23%, 0-30 天 1,208."""
    return _CLASS_OF_TIME.fullmatch(fold(text)) is not None


def are_codes(texts: Sequence[str]) -> bool:
    """Say whether cells hold the numbers of accounts, of which most go up: 4000, 5000, 7100, 7010, 7020."""
    numbers = [text for text in texts if text.isdecimal()]
    alike = len({len(number) for number in numbers}) == 1
    coded = len(numbers) >= _LEAST_CODES and alike and len(numbers[0]) in _CODES
    up = sum(one < other for one, other in pairwise(numbers))
    times = all(is_year(number) or is_quarter(number) for number in numbers)
    return coded and 3 * up >= 2 * (len(numbers) - 1) and not times


def are_disclosures(texts: Sequence[str]) -> bool:
    """Say whether cells name the disclosures of a standard: 303-3, 302-1/302-4. A range has its larger end last."""
    pairs = [_DISCLOSURE.fullmatch(text) for text in texts]
    numbers = [tuple(map(int, match.groups())) for match in pairs if match]
    falling = sum(first > last for first, last in numbers)
    return 2 * falling > len(texts) and len(numbers) > 1


def are_classes(texts: Sequence[str]) -> bool:
    """Say whether cells are the classes that rows count: 300~201, 200~101, 100以下, each beginning where one ends."""
    bare = [fold(text).strip().replace(",", "") for text in texts]  # 1,000-5,000
    ends = [[float(number) for number in _ENDS.findall(text)] for text in bare if _CLASS.fullmatch(text)]
    spans = sum(len(pair) > 1 for pair in ends)
    adjoin = all(min(abs(a - b) for a in one for b in other) <= 1 for one, other in pairwise(ends))
    return len(ends) >= _LEAST_CLASSES and spans > 1 and adjoin and 3 * len(ends) >= 2 * len(texts)


def counts_up(texts: Sequence[str]) -> bool:
    """Say whether cells number their rows, from any number on: 9, 10, 11."""
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 4]  # noqa: PLR2004 - no table is longer
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def goes_up(texts: Sequence[str]) -> bool:
    """Say whether cells below 序号 number their rows, of which some may be lost: 9, 10, 12, or （1）, （2）."""
    bare = (fold(text).strip("() .、") for text in texts)
    numbers = [int(text) for text in bare if text.isdecimal() and len(text) < 4]  # noqa: PLR2004 - no table is longer
    return len(numbers) > 1 and 2 * len(numbers) > len(texts) and numbers == sorted(set(numbers))


def words_of(pieces: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """Put the pieces of what names a row or column together.

    Args:
        pieces: Each with whether it goes on with the one before it: 归属于公司股东的每, 股净资产（元）.
    """
    words: list[str] = []
    for text, continues in pieces:
        if continues and words:
            spaced = words[-1][-1].isascii() and words[-1][-1].isalpha() and text[0].isascii() and text[0].isalpha()
            words[-1] += f" {text}" if spaced else text
        else:
            words.append(text)
    return tuple(words)
