"""Which of the dates of a block a quantity belongs to, and which date something else."""

import regex

from pipeline.interpret.context import REACH, Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.intervals import in_edtf, is_baseline, is_since, opens
from pipeline.model import Block, BlockKind, Mention

_EVENT = regex.compile(
    r"(?:成立|启动|发布|投运|投产|上市|签约|启用|竣工|开工|完成调试|调试完成|入选|发起|推出|加入|收购|揭牌|挂牌|创立|创建|正式|签订|签署|注册|搬迁|动工|落成|获批|开业|开始|涉足|认定|被评为|获得|评为|开展|进行|提出|承诺|宣布|改造|施行|执行|生效)"
)
_FOUNDED = regex.compile(r"成立|创立|创建|上市|注册")
_OPENED = regex.compile(
    rf"(?:成立|创立|创建|上市|注册|涉足|初启动|认定|挂牌|开业|改制)|{_EVENT.pattern}\p{{Han}}{{0,3}}$"
)
_EVENT_BEFORE = regex.compile(rf"{_EVENT.pattern}(?:于|在)?\s?$")
_EVENT_OF = regex.compile(rf"{_EVENT.pattern}的(?!\p{{Han}}{{0,8}}$)")
_ATTRIBUTE = regex.compile(rf"\s?\p{{Han}}{{0,6}}{_EVENT.pattern}\p{{Han}}{{0,3}}的")
_SIGNED = regex.compile(r"\s?(?:与\p{Han}{1,12})?(?:签约|签订|签署|订立|获批|立项)")
_DIGIT = regex.compile(r"\d")
_AT = regex.compile(r"于\s?$")
# nothing but the date between two commas: 2020 年底，
_BARE = regex.compile(r"\s?(?:底|末|初|年度|年|期间|内|前|间|度|上半年|下半年|”|\"|\)|时|份)*\s?")
_DURING = regex.compile(r"期间|以来|之间")
_NUMBER = regex.compile(r"\d|[一二两三四五六七八九十百千万]{2,}")
_RESET = regex.compile(
    r"(?<!截至)(?:目前|(?<![实出体表发呈])现在|现已|如今|迄今|至今|到现在|当前|近年来|此后|后续|未来)"
)
_CLAUSE_END = regex.compile(r"[，。；：！？;!?]|,(?!\d)")
_AMONG = regex.compile(r"\s?(?:其中|这其中|此中)")
_QUOTES = regex.compile(r"[“「『《][^”」』》]*[”」』》]")
# 较 2018 年的 1.62 改善: the number is of that year; 由 2018 年的 112.6 降至 103.4: only the first is
_OWN = regex.compile(r"\s?(?:年)?(?:末|底|初|年末|年底)?的\s?")
# 提高到 2020 年的 82%，淘汰柴油车 167 辆: the date of the 82 % is not that of the cars
_LEVEL_OF = regex.compile(r"\s?年?(?:末|底|初)?的\s?(?:约|近)?\s?\d")
_STARTING = regex.compile(r"(?:由|从|自|较|比)\s?$")
_ITEM_HEAD = regex.compile(r"[\s•·●■◆▪\-*➢()\d.、）]*(?:截至|截止|自|从|到|在|于)?\s?")
_SAME_YEAR = regex.compile(r"当年|同年")
_BRACKET = regex.compile(r"\s?\(\s?")
_CLOSES = regex.compile(r"\s*[)，,]")


def governing_period(
    context: Context, mention: Mention, dates: tuple[Date, ...], block: Block, inherited: str | None, year: int
) -> str | None:
    """Find the period that a quantity belongs to.

    The nearest date before it in its sentence that dates the quantity and no other event, then a date in brackets
    behind it, the date the sentence before hands on through 其中, the date at the head of its list item, and last
    what its lead-in or heading says.

    Args:
        context: Where the quantity stands.
        mention: The quantity.
        dates: The dates of its block.
        block: Its block.
        inherited: Period of what introduces the block, or None.
        year: Year of the edition.

    Returns:
        The period in EDTF, or None.
    """
    text, start, sentence = context.text, mention.span.start, context.sentence.start
    here, earlier = between(dates, sentence, start), between(dates, sentence - REACH, sentence)
    for date in reversed(here):
        gap = text[date.span.end : start]
        if _OWN.fullmatch(gap):
            return date.edtf
        if _SAME_YEAR.search(gap):
            return date.end[:4]  # 2015 年签约，并于当年建成 3 座
        if _dates_another(text, date, gap):
            continue
        if _RESET.search(gap) and not is_since(gap):
            return None
        if _governs(text, date, gap):
            return in_edtf(text, date, year, start)
    following = _behind(context, dates, mention)
    if following:
        return following
    if earlier and _AMONG.match(text, sentence):
        handed = next((date for date in reversed(earlier) if not is_baseline(text, date)), None)
        return in_edtf(text, handed, year, start) if handed else inherited
    if _RESET.search(text[sentence:start]):
        return None
    leading = _leading(text, dates, block, earlier, sentence)
    return in_edtf(text, leading, year, start) if leading else inherited


def _dates_another(text: str, date: Date, gap: str) -> bool:
    """Whether a date is a baseline, belongs to a name in quotes, or to the level that a change starts from."""
    quoted = any(
        match.start() < date.span.start and date.span.end < match.end() - 1 <= date.span.end + len(gap)
        for match in _QUOTES.finditer(text, max(0, date.span.start - REACH), date.span.end + len(gap) + 1)
    )
    starting = _STARTING.search(text[max(0, date.span.start - 3) : date.span.start]) and _OWN.match(gap)
    return is_baseline(text, date) or quoted or bool(starting) or _LEVEL_OF.match(gap) is not None


def _governs(text: str, date: Date, gap: str) -> bool:
    """Whether a date says when the quantity was, and not when something else in the sentence happened."""
    if _EVENT_BEFORE.search(text[max(0, date.span.start - 6) : date.span.start]):
        return False
    end = _CLAUSE_END.search(gap)
    if end is None:
        return not _EVENT_OF.search(gap)
    own = gap[: end.start()]
    if _BARE.fullmatch(own) or opens(text, date) or is_since(own) or _DURING.search(own):
        return True
    # 于 2019 年 9 月受邀负责…，改造了: the date of the invitation; 2010 年发起的行动: of the action
    invited = _AT.search(text[max(0, date.span.start - 3) : date.span.start]) and not _DIGIT.search(own)
    if invited or _ATTRIBUTE.match(own):
        return False
    if _SIGNED.match(own):
        return False  # 公司于 2021 年 5 月签订 20 年期合约，均价 5.2 元
    if _NUMBER.search(own):
        return not _FOUNDED.search(own)
    at_head = not text[max(0, date.span.start - REACH) : date.span.start].strip(" •·●-")
    at_head = at_head or text[date.span.start - 1] in "。；"
    return not (_OPENED if at_head else _EVENT).search(own)


def _leading(text: str, dates: tuple[Date, ...], block: Block, earlier: tuple[Date, ...], sentence: int) -> Date | None:
    """The date at the head of a list item, or else the only one of its earlier sentences, which the item is about."""
    if block.kind is BlockKind.PARAGRAPH or not earlier:
        return None
    if dates[0].span.start <= REACH and _ITEM_HEAD.fullmatch(text, 0, dates[0].span.start):
        return dates[0]
    others = [date for date in earlier if not is_baseline(text, date)]
    governing = [date for date in others if _governs(text, date, text[date.span.end : sentence])]
    return governing[-1] if len({date.edtf for date in others}) == 1 and governing else None


def _behind(context: Context, dates: tuple[Date, ...], mention: Mention) -> str | None:
    """A date in brackets right behind the quantity: 300 万吨(2020 年)."""
    bracket = _BRACKET.match(context.text, mention.span.end)
    following = between(dates, bracket.end(), bracket.end() + 1) if bracket else ()
    return following[0].edtf if following and _CLOSES.match(context.text, following[0].span.end) else None
