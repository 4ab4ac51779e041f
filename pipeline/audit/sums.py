"""Parts and their totals, shares of wholes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact, before
from pipeline.audit.interval import Interval, misprinted
from pipeline.lexicon.characters import fold
from pipeline.model import Severity

# 占年度销售总额 3.12%, 占全区办公楼的 90%: a share of a whole that it names itself
_NAMED_WHOLE = regex.compile(
    r"占(?!比|据|到|了|约)\s?(?P<whole>\p{Han}{2,}?)(?:总数|总量|总额|总面积)?的?(?:比例|比重)?(?:约|为|达|近|超)?\s?$"
)
_TABLE = ("part.table.row", "part.table.column")
_SUMMED = 2  # parts that make a sum
_POWERS = (1e-4, 1e-3, 1e-2, 0.1, 10, 100, 1e3, 1e4)  # a decimal point, or 万, 千 or 千克 too many or too few
_ONE_ROW, _ONE_COLUMN = "部分之和", "各行之和"


def _tables(book: Book) -> Iterator[Outcome]:
    """The cells of a column, or of a row, against the total of the table itself.

    A sum that is off may be a table that was read wrongly. So another total of the same line must hold, or else the
    table must be a plain list of one column; there only a slip of the pen is sure.
    """
    summed = [
        _Summed(total, tuple(parts), rule, _sum(parts))
        for (total, rule), parts in _grouped(book, _TABLE).items()
        if len(parts) >= _SUMMED and total.norm is not None and all(part.norm is not None for part in parts)
    ]
    lines: dict[tuple[object, ...], list[_Summed]] = defaultdict(list)
    for each in summed:
        lines[each.line].append(each)
    for each in summed:
        confirmed = any(other.holds and other.is_like(each) for other in lines[each.line])
        if each.holds or confirmed:
            yield each.outcome(Severity.ERROR)
        elif len(lines[each.line]) == 1 and each.is_plain:
            yield each.outcome(Severity.ERROR if each.is_slip else Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Summed:
    """A total of a table, its parts and their sum."""

    total: Fact
    parts: tuple[Fact, ...]
    rule: str
    sum: Interval

    @property
    def line(self) -> tuple[object, ...]:
        """What totals of one table have in common: those of columns their row, those of rows their column."""
        label = "row_label" if self.rule == "part.table.column" else "column_label"
        return self.total["section_id"], self.rule, self.total[label]

    @property
    def holds(self) -> bool:
        return self.total.norm is not None and self.sum.meets(self.total.norm)

    def is_like(self, other: "_Summed") -> bool:
        """Whether it sums up the same lines, with none of them left out."""
        label = "row_label" if self.rule == "part.table.column" else "column_label"
        mine, theirs = ({part[label] for part in each.parts} for each in (self, other))
        return mine == theirs

    @property
    def is_plain(self) -> bool:
        """Whether it is a list: surely a table, no row below another, nothing subtracted."""
        facts = (self.total, *self.parts)
        sure = not any({"ambiguous_table", "no_unit", "wrapped"} & set(fact["flags"]) for fact in facts)
        label = "row_label" if self.rule == "part.table.column" else "column_label"
        flat = not any(" / " in (fact[label] or "") for fact in facts)
        return sure and flat and all(fact["low"] > 0 for fact in facts)

    @property
    def is_slip(self) -> bool:
        """Whether one wrong digit, or one decimal point or unit, explains the difference."""
        middle = (self.sum.low + self.sum.high) / 2
        if misprinted(middle, self.total["norm_low"]):
            return True
        rest = [(self.sum - part.norm, part.norm) for part in self.parts if part.norm is not None]
        shifted = (others + part.times(power) for others, part in rest for power in _POWERS)
        return self.total.norm is not None and any(other.meets(self.total.norm) for other in shifted)

    def outcome(self, severity: Severity) -> Outcome:
        where = _ONE_COLUMN if self.rule == "part.table.column" else _ONE_ROW
        low, high = shown(self.sum.low), shown(self.sum.high)
        message = (
            f"表中{where}为 {low}{f' 至 {high}' if low != high else ''}，合计写作 {self.total.quote}，"
            f"{'相符' if self.holds else '不符'}"
        )
        return outcome(
            "sum.table",
            (self.total, *self.parts),
            message,
            holds=self.holds,
            severity=severity,
            expected=self.sum,
            observed=self.total["norm_low"],
            unit=self.total["norm_unit"],
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
        if share["unit"] != "%" or _of_another(share, whole):
            continue
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


def _of_another(share: Fact, whole: Fact) -> bool:
    """Whether a share names a whole that is not the one before: 办公楼 72 栋（占全区办公楼的 90%）."""
    named = _NAMED_WHOLE.search(before(share))
    return named is not None and named["whole"] not in fold(whole["metric"] or "")


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
