"""The time a quantity belongs to, in EDTF, and the time it is compared with."""

from dataclasses import dataclass

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, parse_date
from pipeline.lexicon.characters import fold
from pipeline.model import Block, BlockKind, Exclusion, Mention, Reason, Span, Status

# 截至 2020 年底, 累计至 11 月末; 自 2015 年以来
_UNTIL = regex.compile(r"(?:截至|截止至?|截止到|累计至|截至目前|止于)\s?$")
_BY = regex.compile(r"(?:到|至|于|在)\s?$")
_SINCE_BEFORE = regex.compile(r"(?:自从?|从)\s?$")
_SINCE_AFTER = regex.compile(r"\s?(?:\p{Han}{0,12}?)(?:以来|至今|起(?![重步草伏])|始|之后至今|迄今)")
_END_OF = regex.compile(r"\s?(?:底|末|年底|年末|月底|月末)")
_ENDS_WITH_END = regex.compile(r"(?:底|末)$")
_START_OF = regex.compile(r"初$|^\s?初")
# 与 2019 年相比, 较 2019 年末, 以 2015 年为基准年, 在 2005 年基础上
_BASE_BEFORE = regex.compile(r"(?:与|较|比|相比于?|对比|同|相较于?|以|在|基于|优于|高于|低于|超过)\s?$")
_BASE_AFTER = regex.compile(r"\s?(?:\p{Han}{0,4})(?:相比|基础上|为基准年?|为基期|为基数|的?同期|水平|相较|作为基准|为基础|比较|末?增加|末?增长|末?减少|末?下降|末?上升|末?提高|年?末?降低|末?净增)")
_BASE_STRONG = regex.compile(r"\s?(?:年|月)?[底末初]?(?:\p{Han}{0,4})(?:相比|基础上|为基准年?|为基期|为基数|相较|作为基准|为基础)")
_EVENT = regex.compile(
    r"(?:成立|启动|发布|投运|投产|上市|签约|启用|竣工|开工|完成调试|调试完成|入选|发起|推出|加入|收购|揭牌|挂牌|创立|创建|正式|签订|签署|注册|搬迁|动工|落成|获批|开业|开始|涉足|认定|被评为|获得|评为|开展|进行|提出|承诺|宣布|改造)"
)
_RESET = regex.compile(r"(?<!截至)(?:目前|现在|现已|如今|迄今|至今|到现在|当前|近年来|此后|后续|未来)")
_SAME = regex.compile(r"同期|当年|同年|当月|当季|期内|年内")
_RELATIVE = {"去年": -1, "上年": -1, "上年度": -1, "前年": -2, "今年": 0, "本年度": 0, "本年": 0, "明年": 1}
_RELATIVE_PATTERN = regex.compile(f"(?:{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})(?!度?的)")
_FORMULA = regex.compile(r"[=＝]")
_CLAUSE_END = regex.compile(r"[，。；：！？;!?]|,(?!\d)")
_AMONG = regex.compile(r"\s?(?:其中|这其中|此中)")
_QUOTES = regex.compile(r"[“「『《][^”」』》]*[”」』》]")
_YEAR_START_BASE = regex.compile(r"(?:较|比)\s?(?:上?年初|上年末|上年底|年初)")
_YEAR_ON_YEAR = regex.compile(r"同比|(?:较|比)(?:上年|去年|上一年)(?:同期)?")


@dataclass(frozen=True, slots=True)
class Period:
    """The time of a quantity: EDTF, the year a bare month later in the block belongs to, and the baseline."""

    period: str | None
    baseline: str | None


def block_dates(block: Block, exclusions: tuple[Exclusion, ...], year: int) -> tuple[Date, ...]:
    """All dates of a block, in order; a bare month takes the year named before it, else `year`.

    Args:
        block: The block.
        exclusions: Its exclusions; those with reason `date` are its dates.
        year: Year of the edition.
    """
    text = fold(block.text)
    found, current = [], year
    spans = [exclusion.span for exclusion in exclusions if exclusion.reason is Reason.DATE]
    for span in spans:
        date = parse_date(text[span.start : span.end], span, current)
        if date:
            found.append(date)
            current = date.year if 1900 < date.year <= year else current
    for match in _RELATIVE_PATTERN.finditer(text):
        relative = str(year + _RELATIVE[match[0]])
        found.append(Date(Span(*match.span()), relative, relative))
    return tuple(sorted(found, key=lambda date: date.span.start))


def read_period(
    context: Context, mention: Mention, dates: tuple[Date, ...], block: Block, status: Status, inherited: str | None, year: int
) -> Period:
    """Read the period and baseline of a mention.

    Args:
        context: Where it stands.
        mention: The mention.
        dates: The dates of its block.
        block: Its block.
        status: Its status: a plan belongs to no past time.
        inherited: Period of the lead-in or heading that introduces the block, or None.
        year: Year of the edition.
    """
    text = context.text
    here = [date for date in dates if context.sentence.start <= date.span.start < mention.span.start]
    baseline = next((date.edtf for date in reversed(here) if _is_baseline(text, date)), None)
    period = None
    if not (context.bracketed and _FORMULA.search(_bracket(context))):
        period = _governing(context, mention, dates, block, inherited, year)
    if period and status is Status.PLANNED and _last_year(period) is not None and (_last_year(period) or 0) <= year and not _names_goal(context, period):
        period = None
    if baseline is None and period and _YEAR_START_BASE.search(context.clause_before):
        baseline = f"{period.rpartition('/')[2][:4]}-01"
    elif baseline is None and period and period.rpartition("/")[2][:4].isdigit() and _YEAR_ON_YEAR.search(context.clause_before):
        baseline = str(int(period.rpartition("/")[2][:4]) - 1)
    return Period(period, baseline)


def _names_goal(context: Context, period: str) -> bool:
    return period[:4] in context.clause_before


def _last_year(period: str) -> int | None:
    last = period.rpartition("/")[2][:4]
    return int(last) if last.isdigit() else None


def _bracket(context: Context) -> str:
    return context.sentence_before.rpartition("(")[2] + context.sentence_after.partition(")")[0]


def _is_baseline(text: str, date: Date) -> bool:
    before, after = text[max(0, date.span.start - 6) : date.span.start], text[date.span.end : date.span.end + 14]
    if _BASE_STRONG.match(after):
        return True
    return bool(_BASE_BEFORE.search(before) and not regex.search(r"在\s?$", before) and _BASE_AFTER.match(after)) or bool(
        regex.search(r"(?:较|比|相比于?|相较于?|高于|低于)\s?$", before)
    )


def _governing(
    context: Context, mention: Mention, dates: tuple[Date, ...], block: Block, inherited: str | None, year: int
) -> str | None:
    text, start = context.text, mention.span.start
    sentence = context.sentence.start
    for date in reversed([date for date in dates if date.span.start < start]):
        if date.span.start < sentence:
            break
        if _is_baseline(text, date) or _quoted(text, date, start):
            continue
        between = text[date.span.end : start]
        reset = _RESET.search(between)
        if reset and not _SINCE_AFTER.match(between):
            return None
        if _governs(text, date, between, mention):
            return _edtf(text, date, year, start)
    following = _behind(context, dates, mention)
    if following:
        return following
    lead = _leading(text, dates, block)
    if _AMONG.match(text[sentence:]) and sentence > 0:
        earlier = [date for date in dates if date.span.start < sentence and not _is_baseline(text, date)]
        return _edtf(text, earlier[-1], year, start) if earlier else inherited
    if lead and lead.span.start < sentence and block.kind is not BlockKind.PARAGRAPH and not _RESET.search(text[sentence:start]):
        return _edtf(text, lead, year, start)
    if _RESET.search(text[sentence:start]):
        return None
    return inherited


def _quoted(text: str, date: Date, start: int) -> bool:
    return any(
        match.start() < date.span.start and date.span.end < match.end() and match.end() <= start
        for match in _QUOTES.finditer(text)
    )


def _governs(text: str, date: Date, between: str, mention: Mention) -> bool:
    """Whether a date says when the quantity was, and not when something else in the sentence happened."""
    end = _CLAUSE_END.search(between)
    if end is None:
        return not regex.search(rf"{_EVENT.pattern}的(?!\p{{Han}}{{0,8}}$)", between)
    own = between[: end.start()]
    bare = regex.fullmatch(r"\s?(?:底|末|初|年度|年|期间|内|前|间|度|上半年|下半年|”|\"|\)|时|份)*\s?", own)
    opened = _UNTIL.search(text[: date.span.start]) or _SINCE_AFTER.match(own) or regex.search(r"自\s?$", text[: date.span.start])
    if bare or opened or regex.search(r"期间|以来|之间", own):
        return True
    if regex.search(r"\d", own) and not _EVENT.search(own):
        return True
    if regex.search(r"\d|[一二两三四五六七八九十百千万]{2,}", own):
        return not regex.search(r"(?:成立|创立|创建|上市|注册)", own)
    if date.span.start == 0 or regex.match(r"[\s•·\-●]*$", text[: date.span.start]) or text[date.span.start - 1] in "。；":
        return not regex.search(r"(?:成立|创立|创建|上市|注册|涉足|初启动|认定)", own)
    return not _EVENT.search(own)


def _leading(text: str, dates: tuple[Date, ...], block: Block) -> Date | None:
    """The date at the head of a list item, which the whole item is about."""
    if not dates:
        return None
    head = text[: dates[0].span.start]
    behind = text[dates[0].span.end : dates[0].span.end + 2].lstrip()
    opens = regex.fullmatch(r"[\s•·●■◆▪\-*➢()\d.、）]*(?:截至|截止|自|从|到|在|于)?\s?", head)
    return dates[0] if opens and (behind[:1] in "，,:：" or block.kind is BlockKind.ITEM) else None


def _behind(context: Context, dates: tuple[Date, ...], mention: Mention) -> str | None:
    """A date in brackets right behind the quantity: 300 万吨(2020 年)."""
    for date in dates:
        if date.span.start >= mention.span.end and regex.fullmatch(r"\s?\(\s?", context.text[mention.span.end : date.span.start]):
            return date.edtf if context.text[date.span.end : date.span.end + 2].strip()[:1] in ")，," else None
    return None


def _edtf(text: str, date: Date, year: int, stop: int) -> str:
    """Open the interval where the words around the date do: 截至, 年底, 以来."""
    before, after = text[max(0, date.span.start - 5) : date.span.start], text[date.span.end : date.span.end + 16]
    surface = text[date.span.start : date.span.end]
    same = _SAME.search(text, date.span.end, stop)
    if same and same[0] in {"当年", "同年"}:
        return date.end[:4]
    if _SINCE_AFTER.match(after) and not _CLAUSE_END.search(_SINCE_AFTER.match(after)[0]):  # type: ignore[index]  # matched just before
        return f"{date.start}/.."
    if regex.search(r"自从?\s?$", before):
        return f"{date.start}/.."
    if date.start != date.end:
        if regex.match(r"[”\"]?(?:末|期?末)", after) and "五" in surface:
            return date.end
        return date.edtf
    ending = _END_OF.match(after) or _ENDS_WITH_END.search(surface)
    if _UNTIL.search(before) or (date.year <= year and ending):
        return f"../{date.edtf}"
    if date.year <= year and _BY.search(before) and regex.search(r"(?:到|至)\s?$", before):
        return f"../{date.edtf}"
    return date.edtf


def lead_period(block: Block, dates: tuple[Date, ...], year: int) -> str | None:
    """The period that a heading or lead-in gives to what it introduces: `2018-2020 年…行动：`."""
    text = fold(block.text)
    usable = [date for date in dates if not _is_baseline(text, date)]
    if len(usable) != 1:
        return None
    date = usable[0]
    if regex.search(r"(?:成立|创立|上市|启动|签约)", text[date.span.end : date.span.end + 12]):
        return None
    return _edtf(text, date, year, len(text))
