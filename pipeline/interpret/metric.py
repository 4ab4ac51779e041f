"""What is measured or counted: the noun phrase beside the number."""

import regex

from pipeline.interpret.context import Context
from pipeline.lexicon.cues import direction_cues, rate_cues, stop_words
from pipeline.lexicon.segmentation import segment
from pipeline.model import Mention, QuantityKind, Span

_LONGEST = 14
_MARKS = regex.compile(r"^[\s•·●■◆▪\-*➢“”\"'’‘「」『』《》—~～:：、/\\]+|[\s“\"'‘「『《—:：、/\\]+$")
# what stands between the measured thing and its number: 约为, 达到, 超过, 共计
_TAIL = regex.compile(
    r"(?:\s|约|大约|近|将近|接近|几乎|超过?|逾|达到?|至少|至|到|为|是|了|共计?|合计|总计|累计|累积|仅|有|可|能|会|均|也|还|已|的|高达|多达|占|"
    r"不低于|不少于|不超过|低于|高于|不足|不到|未满|未到达|突破|最高|最低|最多|最少|控制在|保持在|稳定在|分别|各|平均|大概|左右|可达|升|降|增|减|在|中|里|"
    r"[:：=(≥≤><±]|人民币|实际|每年|每月|每天|每日|年均|全年|(?:平均)?每(?:个|家|名|户|台|辆|座)\p{Han}{0,4})+$"
)
_HEAD = regex.compile(
    r"^(?:\s|以上|以下|左右|以内|之内|及以上|的|余|多|上下|之多|来自|用于|由|以|将|均|都|被|使用|采用|满足|来源于|为|是|全为|全部|实现|替换为|从|通过|新(?=\p{Han}{3})|约|地|内|里|[)”\"」』])+"
)
_SHARE = regex.compile(
    r"占(?!有率|比|用|地)(?P<whole>[^，。；占\d]{1,24}?)(?:的)?(?:比例|比重|比率|比|总量|份额)?(?:的|约|约为|达到?|超过?|近|为|仅|将近|接近|不足|\s)*$"
)
_STOP = regex.compile(r"[，。；：、！？,;:()（）“”\"「」『』《》|]|[\d]")
_NOMINAL = regex.compile(
    r"(?:投资|投入|减排|减碳|节能|节电|节水|收入|支出|捐赠|回收|培训|发电|用电|用水|用能|耗电|能耗|打卡|固沙|储能|使用|消耗|处理|运营|销售|种植|供应|采购)"
)
_ADJECTIVE = regex.compile(r"(?:[性型式化级样新大小多高低色])$")
_NAMED_BEHIND = frozenset({QuantityKind.VOLTAGE, QuantityKind.POWER, QuantityKind.APPARENT_POWER})
_FIGURES = regex.compile(r"[\d.~-]+\s?[%\p{Han}]{0,3}$")
_EVENT = regex.compile(r"\s?(?:左右|以上|内|以内|之内|即可|就|可|后|即)*\s?((?:收回|回收|回本|完成|实现)\p{Han}{0,6})")


def read_metric(context: Context, mention: Mention, dates: tuple[Span, ...]) -> str | None:
    """Read the noun phrase in its own clause that a mention measures or counts.

    Args:
        context: Where it stands.
        mention: The mention.
        dates: Dates of the block, which are no part of a phrase.

    Returns:
        The phrase, folded and without white space; None where the clause names none.
    """
    before = _without_dates(context, mention, dates)
    share = _SHARE.search(before)
    if share and mention.unit.code in {"%", "1", "{pp}"} and not mention.unit.classifier:
        return _last_phrase(share["whole"]) or _trim(share["whole"])
    ahead = phrase_after(context.after)
    if mention.unit.kind is QuantityKind.TIME:
        event = _EVENT.match(context.after)
        return event[1] if event else (regex.match(r"\s?(?:左右)?的", context.after) and ahead) or phrase_before(before) or ahead
    if mention.unit.kind is QuantityKind.COUNT:
        return ahead or phrase_before(before)
    attributed = regex.match(r"\s?(?:以上|左右)?的\p{Han}", context.after)
    if ahead and (attributed or mention.unit.kind in _NAMED_BEHIND or _governed(before)):
        return ahead
    return phrase_before(before) or ahead


def earlier_phrase(context: Context) -> str | None:
    """The phrase of the nearest earlier clause of the sentence that has one, as the subject of what follows."""
    sentence = context.sentence_before[: len(context.sentence_before) - len(context.clause_before)]
    clauses = regex.split(r"[，；：:]", regex.sub(r"\([^()]*\)", "", sentence))
    return next((phrase for clause in reversed(clauses) if (phrase := phrase_before(_FIGURES.sub("", clause)))), None)


def lead_phrase(lead_in: str) -> str | None:
    """The phrase of a heading or lead-in that introduces a list."""
    return phrase_before(regex.sub(r"[：:\s]+$", "", lead_in)) if lead_in else None


def phrase_before(before: str) -> str | None:
    """The phrase that ends at the number, its verb and fillers aside: 减少二氧化碳排放约, 制冷系统电耗下降."""
    text = before
    nominal = None
    for _ in range(3):
        text = _TAIL.sub("", text)
        phrase = _last_phrase(text)
        if phrase:
            return phrase
        words = _words(text)
        if not words:
            break
        last = text[words[-1][0] : words[-1][1]]
        nominal = nominal or (last if _NOMINAL.fullmatch(last) else None)
        text = text[: words[-1][0]]
    return nominal


def phrase_after(after: str) -> str | None:
    """The phrase that starts behind the unit, up to the next verb: 个贫困山区项目点捐赠衣物, 个各具特点的案例."""
    head = _HEAD.match(after)
    text = after[head.end() :] if head else after
    end = 0
    for first, last in _words(text[:30]):
        word = text[first:last]
        if _STOP.fullmatch(word) or (_is_stop(word) and word not in {"的", "和", "与", "及"}):
            break
        end = last
    if end == 0:
        # 各具特点和代表性的案例: the clause in front of 的 describes, what follows it is counted
        tail = text[:24].rpartition("的")[2] if "的" in text[:24] else ""
        return phrase_after(tail) if tail and "的" not in tail else None
    phrase = _trim(text[:end].rstrip("的和与及 "))
    if phrase is None or phrase in stop_words("generic") and phrase != "项目":
        return phrase if phrase == "区" else None
    return _counted(phrase)


def _counted(phrase: str) -> str:
    """Of 燃油粮食烘干机的空气源热泵改造 the head, of 全国性的活动 the tail."""
    head, mark, tail = phrase.partition("的")
    if not mark or not tail:
        return phrase.rstrip("的")
    tail = tail.rpartition("的")[2] or tail
    return tail if _ADJECTIVE.search(head) or len(head) < 3 else head


def _governed(before: str) -> bool:
    """Whether a verb stands directly before the number: 提供近 50% 高品质组件, 提高 35% 能源使用效率."""
    text = _TAIL.sub("", before)
    words = _words(text)
    if not words:
        return True
    last = text[words[-1][0] : words[-1][1]]
    return _is_stop(last) and not (_NOMINAL.fullmatch(last) and len(words) > 1 and _last_phrase(text[: words[-1][0]]) is not None)


def _last_phrase(text: str) -> str | None:
    """The longest run of words at the end of a text that holds no stop; its last word may be a nominal verb."""
    words = _words(text)
    start = len(text)
    for first, last in reversed(words):
        word = text[first:last]
        nominal = last == len(text) and first > 0 and _NOMINAL.fullmatch(word)
        if (_is_stop(word) and not nominal) or _STOP.fullmatch(word) or len(text) - first > _LONGEST:
            break
        start = first
    phrase = _trim(text[start:])
    if phrase is None:
        return None
    phrase = _after_modifier(phrase)
    if phrase in stop_words("generic") or _NOMINAL.fullmatch(phrase) and phrase not in {"投资", "投入", "收入", "支出"}:
        return None
    return phrase


def _after_modifier(phrase: str) -> str:
    """人类消费的粮食 is about 粮食."""
    _, mark, tail = phrase.rpartition("的")
    return tail if mark and len(tail) >= 2 else phrase.rstrip("的")


def _without_dates(context: Context, mention: Mention, dates: tuple[Span, ...]) -> str:
    start = mention.span.start - len(context.before)
    before = context.before
    for date in dates:
        first, last = max(date.start - start, 0), date.end - start
        if 0 <= first < last <= len(before):
            before = before[:first] + "，" * (last - first) + before[last:]
    return before[before.rfind("，") + 1 :]


def _words(text: str) -> tuple[tuple[int, int], ...]:
    offset = max(0, len(text) - 40)
    return tuple((first + offset, last + offset) for first, last in segment(text[offset:]))


def _is_stop(word: str) -> bool:
    return (
        word in stop_words("predicate")
        or word in stop_words("function")
        or any(cue.pattern.fullmatch(word) for cue in direction_cues())
        or any(cue.pattern.fullmatch(word) for cue in rate_cues())
    )


def _trim(phrase: str) -> str | None:
    trimmed = _MARKS.sub("", phrase)
    trimmed = "".join(trimmed.split()).strip("的和与及、，")
    return trimmed or None
