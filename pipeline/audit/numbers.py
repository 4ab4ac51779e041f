"""Numbers that are none, are missing, or can not be."""

from collections.abc import Iterator

import regex

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact, before
from pipeline.audit.interval import Interval
from pipeline.lexicon.characters import fold
from pipeline.model import Severity

_MISSING = regex.compile(
    r"(?<![\d一二两三四五六七八九十百千万亿几数半多各整每这那该单\p{N}])"
    r"(?:(?<=涉及|共计|合计|累计|达到|超过|约为|共有|完成|覆盖|新增|增加了?|减少了?|拥有|节约|达|超|约|共)\s?)"
    r"(?:个|家|项|台|套|座|万?吨|万元|亿元|元|万?千瓦时|公里|平方米|人次|%)(?=[，。；,;])"
)
_AHEAD = regex.compile(r"预计|计划|将|目标|力争|承诺|拟|规划")
_DUE = regex.compile(r"(?:到|至|截至|于|在)\s?(?:19|20)\d\d\s?年(?:底|末|前|时)?[^。；]{0,30}$")
_MET = regex.compile(
    r"(?<!不)已(?!签|批|宣布|承诺|制定|提出|设定)|累计[^，。]{0,8}(?:完成|实现|减少|节约)|(?:达成|实现|完成|超额)了|提前"
)
_SHARE = regex.compile(r"占|覆盖率|知晓率|满意率|合格率|达标率|完成率|利用率|回收率|处置率|占有率|比例|比重|份额")
_MORE = regex.compile(r"增长|同比|提高|增加|环比|完成率|产能利用|效率|杠杆|拨备|充足|负债|杠杆|较|达成率|超额")


def _malformed(book: Book) -> Iterator[Outcome]:
    for fact in book.facts:
        if "malformed_number" in fact["flags"]:
            yield outcome("number.malformed", (fact,), f"“{fact.quote}”不是一个数，请核对原文", holds=False)


def _missing(book: Book) -> Iterator[Outcome]:
    for section in book.sections:
        for match in _MISSING.finditer(fold(section["text"])):
            around = section["text"][max(0, match.start() - 12) : match.end() + 8].replace("\n", "")
            yield outcome("number.missing", (), f"“…{around}…”中，量词前缺少数字", holds=False)


def _impossible(book: Book) -> Iterator[Outcome]:
    for fact in book.facts:
        if fact["low"] is None:
            continue
        # -389 in a table is money, or a change, whose unit nobody found
        counted = fact["quantity_kind"] == "Count" and fact["unit_text"] is not None and not fact["in_table"]
        if counted and fact["aggregation"] != "change":
            if fact["low"] < 0:
                yield _beyond(fact, "计数不会小于 0", Interval(0, float("inf")))
        elif fact["quantity_kind"] == "DimensionlessRatio" and fact["unit"] == "%":
            yield from _ratio(fact)


def _ratio(fact: Fact) -> Iterator[Outcome]:
    around = fold(f"{fact['metric'] or ''}{fact['sentence']}") if fact["in_table"] else _clause(fact)
    cut = (
        fact["aggregation"] == "change"
        and fact["direction"] == "decrease"
        and fact["topic"] not in ("finance", "market")
    )
    share = fact["aggregation"] == "level" and _SHARE.search(around) and not _MORE.search(around)
    if cut and fact["low"] > 0:
        yield _beyond(fact, "降幅不会超过 100%", Interval(0, 100))
    elif share:
        yield _beyond(fact, "占比不会超过 100%", Interval(0, 100))


def _clause(fact: Fact) -> str:
    """The clause around a number: from the mark before it to the mark behind it."""
    sentence, quote = fold(fact["sentence"]), fold("".join(fact["quote"].split("\n")))
    at = sentence.find(quote)
    start = max(sentence.rfind(mark, 0, max(at, 0)) for mark in "，。；：")
    end = min((found for mark in "，。；" if (found := sentence.find(mark, max(at, 0))) >= 0), default=len(sentence))
    return sentence[start + 1 : end]


def _beyond(fact: Fact, reason: str, allowed: Interval) -> Outcome:
    holds = fact["high"] <= allowed.high and fact["low"] >= allowed.low
    said = f"“{fact.quote}”：{reason}"
    return outcome(
        "value.impossible", (fact,), said, holds=holds, expected=allowed, observed=fact["high"], unit=fact["unit"]
    )


def _times(book: Book) -> Iterator[Outcome]:
    """Targets that were past when the book came out, and facts of a time that had not come, each said in so many words.

    A forecast in a list and the year in which an older target was set are told by no status.
    """
    if not book.edition:
        return
    for fact in book.facts:
        period = fact["period"]
        years = [int(year) for year in regex.findall(r"(?<!\d)\d{4}(?!\d)", period)] if period else []
        if not years or fact["subject"] != "own" or fact["in_table"]:
            continue
        text = before(fact)
        due = _DUE.search(text)
        met = _MET.search(text)
        late = fact["status"] == "planned" and max(years) < book.edition - 1 and bool(due) and not met
        early = min(years) > book.edition + 1 and bool(met) and not _AHEAD.search(fold(fact["sentence"]))
        said = f"“{fact.quote}”是 {max(years)} 年的目标，早于本书年份 {book.edition}" if late else ""
        said = f"“{fact.quote}”写成已实现，所属时间 {min(years)} 年却尚未到来" if early else said
        holds = not (late or early)
        message = said or f"“{fact.quote}”的时间与本书年份相符"
        yield outcome("time.status", (fact,), message, holds=holds, severity=Severity.WARNING)


def _hours(book: Book) -> Iterator[Outcome]:
    """A plant can not run longer than a year has hours."""
    by_sentence: dict[tuple[str, int], list[Fact]] = {}
    for fact in book.facts:
        by_sentence.setdefault((fact["section_id"], fact["sentence_start"]), []).append(fact)
    for facts in by_sentence.values():
        powers = [f for f in facts if f["quantity_kind"] == "Power" and f["norm_unit"] == "kW" and f.norm]
        energies = [f for f in facts if f["indicator"] == "electricity.generated" and f.unit == "kW.h" and f.norm]
        if len(powers) == len(energies) == 1 and powers[0].norm and energies[0].norm:
            hours = energies[0].norm.over(powers[0].norm)
            if hours is not None:
                allowed = Interval(0, 8784)
                message = (
                    f"{energies[0].quote}除以装机{powers[0].quote}，折合年利用 {shown(hours.low)} 小时，"
                    f"{'不超过' if hours.meets(allowed) else '超过'}一年的小时数"
                )
                yield outcome(
                    "rate.hours",
                    (powers[0], energies[0]),
                    message,
                    holds=hours.meets(allowed),
                    expected=allowed,
                    observed=hours.low,
                    unit="h",
                )


CHECKS = (
    Check(
        "number.malformed",
        "全年节水 530.32.90 万吨。",
        "全年节水 530.32 万吨。",
        _malformed,
    ),
    Check(
        "number.missing",
        "委员会成员部门涉及个，涵盖前台与后台。",
        "委员会成员部门涉及 6 个，涵盖前台与后台。",
        _missing,
    ),
    Check(
        "value.impossible",
        "能源消耗下降 135%。",
        "营业收入增长 135%。",
        _impossible,
    ),
    Check(
        "time.status",
        "承诺到 2015 年减排 50%。",
        "承诺到 2030 年减排 50%。",
        _times,
    ),
    Check(
        "rate.hours",
        "光伏装机 100 千瓦，年发电量 200 万千瓦时。",
        "光伏装机 100 千瓦，年发电量 12 万千瓦时。",
        _hours,
    ),
)
