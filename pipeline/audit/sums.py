"""Parts and their totals, shares of wholes."""

from collections import defaultdict
from collections.abc import Iterator

import regex

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import Interval
from pipeline.lexicon.characters import fold

_ANOTHER_WHOLE = regex.compile(r"占(?!比)\s?(?:全|\p{Han}{2,})\p{Han}*的")
_TABLE = ("part.table.row", "part.table.column")
_SUMMED = 2  # parts that make a sum
_ONE_ROW, _ONE_COLUMN = "部分之和", "各行之和"


def _tables(book: Book) -> Iterator[Outcome]:
    """The cells of a column, or of a row, against the total of the table itself."""
    for (total, rule), parts in _grouped(book, _TABLE).items():
        if len(parts) < _SUMMED or total.norm is None or any(part.norm is None for part in parts):
            continue
        summed = _sum(parts)
        holds = summed.meets(total.norm)
        where = _ONE_COLUMN if rule == "part.table.column" else _ONE_ROW
        message = (
            f"表中{where}为 {shown(summed.low)}"
            + (f" 至 {shown(summed.high)}" if shown(summed.low) != shown(summed.high) else "")
            + f"，合计写作 {total.quote}，{'相符' if holds else '不符'}"
        )
        yield outcome(
            "sum.table",
            (total, *parts),
            message,
            holds=holds,
            expected=summed,
            observed=total["norm_low"],
            unit=total["norm_unit"],
        )


def _prose(book: Book) -> Iterator[Outcome]:
    """A part is not above its whole, and parts that exclude each other are not above it together."""
    rules = ("part.sentence", "part.projects", "part.share")
    for (total, rule), parts in _grouped(book, rules).items():
        whole = total.open_norm
        if whole is None or any(part.norm is None for part in parts):
            continue
        # persons are counted in several groups at once, money and energy are not
        apart = rule != "part.sentence" or total["quantity_kind"] not in ("Count", "DimensionlessRatio")
        together = _sum(parts) if apart else None
        least = together.low if together else max(part.norm.low for part in parts if part.norm)
        holds = least <= whole.high * (1 + 1e-9)
        said = f"各部分合计 {shown(least)}" if together else f"其中一项为 {shown(least)}"
        message = f"{said}（{parts[0].quote} 等），{'不超过' if holds else '超过'}总数 {total.quote}"
        yield outcome(
            "part.above_whole",
            (total, *parts),
            message,
            holds=holds,
            expected=Interval(0, whole.high),
            observed=least,
            unit=total["norm_unit"],
        )


def _grouped(book: Book, rules: tuple[str, ...]) -> dict[tuple[Fact, str], list[Fact]]:
    groups: dict[tuple[Fact, str], list[Fact]] = defaultdict(list)
    for part, total, rule in book.pairs("part_of"):
        if rule in rules and part.unit == total.unit:
            groups[total, rule].append(part)
    return groups


def _sum(parts: list[Fact]) -> Interval:
    summed = Interval(0, 0)
    for part in parts:
        if part.norm is not None:
            summed += part.norm
    return summed


def _shares(book: Book) -> Iterator[Outcome]:
    """A share that stands behind a part is the part over its whole."""
    wholes = {part: total for part, total, _ in book.pairs("part_of") if part.unit == total.unit}
    for share, part, _ in book.pairs("share_of"):
        whole = wholes.get(part)
        if whole is None or share.stated is None or part.norm is None or whole.norm is None:
            continue
        if share["unit"] != "%" or _ANOTHER_WHOLE.search(fold(share["sentence"])):
            continue  # 办公楼 72 栋（占全区办公楼的 90%）: the whole is another one
        ratio = part.norm.over(whole.norm)
        if ratio is None:
            continue
        expected = ratio.times(100)
        holds = expected.meets(share.stated)
        message = (
            f"{part.quote} 占 {whole.quote} 的 {shown((expected.low + expected.high) / 2)}%，"
            f"文中写作 {share.quote}，{'相符' if holds else '不符'}"
        )
        yield outcome(
            "share.of_whole",
            (share, part, whole),
            message,
            holds=holds,
            expected=expected,
            observed=share["low"],
            unit="%",
        )


def _subsets(book: Book) -> Iterator[Outcome]:
    """What one item of a case saved in a year is not above what the whole case saved in it."""
    totals: dict[tuple[str | None, str, str, str], Fact] = {}
    for fact in book.facts:
        key = _saving(fact)
        if key and fact["item"] is None and fact["indicator"] == "ghg.reduction":
            totals.setdefault(key, fact)
    for fact in book.facts:
        key = _saving(fact)
        total = totals.get(key) if key else None
        if total is None or fact["item"] is None or fact.norm is None or total.open_norm is None:
            continue
        holds = fact.norm.low <= total.open_norm.high * (1 + 1e-9)
        message = f"“{fact['item']}”一项为 {fact.quote}，{'不超过' if holds else '超过'}同一年份整体的 {total.quote}"
        yield outcome(
            "part.above_case",
            (fact, total),
            message,
            holds=holds,
            expected=Interval(0, total.open_norm.high),
            observed=fact["norm_low"],
            unit=fact["norm_unit"],
        )


def _saving(fact: Fact) -> tuple[str | None, str, str, str] | None:
    """Case, year and unit of a year's cut of greenhouse gases, pollutants named beside them included."""
    gases = fact["indicator"] == "ghg.reduction" or (fact["topic"] == "air" and "二氧化碳" in fact["sentence"])
    amount = fact["aggregation"] == "flow" and fact["quantity_kind"] == "Mass" and fact["subject"] == "own"
    yearly = fact["period"] is not None and len(fact["period"]) == 4  # noqa: PLR2004 - a year in EDTF
    named = gases and amount and yearly and fact["direction"] == "decrease"
    if not named or (fact["indicator"] != "ghg.reduction" and not _lists_gas(fact)):
        return None
    return fact["case_id"], fact["period"], "t", fact["status"]


def _lists_gas(fact: Fact) -> bool:
    """Whether the clause of a pollutant names carbon dioxide among what is cut: 减少二氧化碳、硫氧化物等废气排放."""
    quote = fact["quote"].split("\n")[0]
    before = str(fact["sentence"]).partition(quote)[0]
    return "二氧化碳" in before[max(before.rfind("，"), before.rfind("。"), 0) :]


CHECKS = (
    Check(
        "sum.table",
        "楼宇清单\n\n| 楼宇 | 建筑面积（平方米） |\n|---|---|\n| 甲楼 | 312 |\n| 乙楼 | 205 |\n| 合计 | 617 |\n",
        "楼宇清单\n\n| 楼宇 | 建筑面积（平方米） |\n|---|---|\n| 甲楼 | 312.4 |\n| 乙楼 | 205.4 |\n| 合计 | 518 |\n",
        _tables,
    ),
    Check(
        "part.above_whole",
        "绿色贷款余额 512 亿元。其中，清洁能源领域 341 亿元，节能环保领域 207 亿元。",
        "绿色贷款余额 612 亿元。其中，清洁能源领域 341 亿元，节能环保领域 207 亿元。",
        _prose,
    ),
    Check(
        "share.of_whole",
        "绿色贷款余额 412 亿元。其中，绿色交通项目 21 个，贷款余额 103 亿元，占比 35%。",
        "绿色贷款余额 412 亿元。其中，绿色交通项目 21 个，贷款余额 103 亿元，占比 25%。",
        _shares,
    ),
    Check(
        "part.above_case",
        "2020 年，全市减少二氧化碳排放 414.9 吨。\n\n2020 年，东港区减少二氧化碳排放 20 万吨。",
        "2020 年，全市减少二氧化碳排放 414.9 吨。\n\n2020 年，东港区减少二氧化碳排放 20 吨。",
        _subsets,
    ),
)
