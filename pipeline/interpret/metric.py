"""What is measured or counted: the noun phrase beside the number."""

import regex

from pipeline.interpret.context import REACH, Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.words import is_filler, is_mark, is_stop, is_verb, without_fillers, words
from pipeline.lexicon.cues import stop_words
from pipeline.model import Mention, QuantityKind

_LONGEST, _LONG = 14, 8
_MARKS = regex.compile(r"^[\s•·●■◆▪\-*➢“”\"'’‘「」『』《》—~～:：、/\\®™()]+|[\s“\"'‘「『《—:：、/\\(]+$")
_HEAD = regex.compile(
    r"^(?:\s|以上|以下|左右|以内|之内|及以上|的|余|多|上下|之多|来自|用于|由|以|将|均|都|被|使用|采用|满足|来源于|为|是|全为|全部|实现|替换为|从|通过|新(?!能源|材料|媒体|零售|农村|基建|风光|产品|技术|工艺|员工|车)(?=\p{Han}{3})|约|地|内|里|[)”\"」』])+"
)
_SHARE = regex.compile(
    r"占(?!有率|比|用|地)(?=\s?[\p{Han}A-Za-z])(?P<whole>[^，。；占\d]{1,24}?)(?:的)?(?:比例|比重|比率|比|总量|份额)?(?:的|约|约为|达到?|超过?|近|为|仅|将近|接近|不足|\s)*$"
)
# 较年初增加, 比普通燃油车成本低, 低于上海办公写字楼均值: what something is compared with is not what is measured
_COMPARED = regex.compile(
    r"(?:(?<![占对])比|较|与|同(?![一比期时年步样行类])|相较于?|相比于?)(?:(?!比例|比重)[^，。；、]){1,24}?(?:相比|(?=增[加长多]|减少|下[降跌滑行]|上[涨升行]|提[高升]|降低|净增|回[升落]|多|高(?![值价峰点温位])|低(?![值价谷点温位])|少|增|减|降|涨|跌|提前))"
    r"(?:多|高|低|少|高出|低了)?|(?:(?<!不)低于|(?<!不)高于|优于|好于)[^，。；、\d]{2,20}$|(?:同比|环比)"
)
# 占全国总量的 15%, 女性占近三成: no whole that has a name
_NAMELESS = regex.compile(
    r"(?:全国|全省|全市|全县|全区|全球|全社会|世界|中国|我国|本地|当地|总)?(?:总量|总数|总额|总)?|将?近|约|超过?|逾|不足"
)
# 近三年发电 5 万度
_LATELY = regex.compile(r"^\s?(?:近|过去|最近|未来)[\p{Han}\d\s]{1,3}年(?:来|间|内|里)?")
# 综合能源消费量控制在 230 万吨标准煤: the coal is the unit of what is used
_USED = regex.compile(r"(?:耗|消费量|消费总量|用量|总量)$")
# 每家门店 300 元; 碳强度由每收入吨公里 780 克: what a number is taken per is not what it measures
_EACH = regex.compile(
    r"(?:平均)?每(?:一|个|家|名|户|台|辆|座|所|件|吨|度|人|头|千瓦时)\p{Han}{0,3}$|(?<=[由从为至到是以])每(?!年|月|日|天)\p{Han}{1,6}$"
)
# 装机容量不低于 500 千瓦的项目, 年用电量 1000 万千瓦时以上的企业: the condition names its own measure
_PROPERTY = regex.compile(
    r"(?:[量率额价费长宽高深积]|能耗|电耗|容量|规模|比例|占比|时长|次数|年限|期限|收入|产值|浓度|成本|强度|负荷|投资|距离|功率|年龄)$"
)
# 给予 50 万元奖励: money is named by what it is given as
_GIVEN_AS = regex.compile(
    r"(?:的)?\s?(?:给予|予以)?\s?(?:一次性)?(?P<gift>奖励|奖补|补贴|补助|资助|贴息|罚款|奖金)(?=[，。；、)]|$|资金)"
)
# units and codes are no things: 公斤, kgce, CO2e
_UNIT_WORD = regex.compile(
    r"(?:公斤|千克|克|吨|斤|立方米?|平方米|公里|千瓦时?|度|元|[万亿]+\S{0,3}|[a-z].*|(?:CO2|ISO|MW|GW|KW|TB|GB|RMB|USD).*)"
)
_LETTER = regex.compile(r"\p{L}")
_SUFFIX = frozenset("率量额值数长比度费价积重幅")
_DESCRIBED = regex.compile(
    r"^(?:\p{Han}|[、“”])*?(?:为主题|为主|为核心|于一体|一体|特点|特色|代表性|优势)的(?P<thing>\p{Han}{2,})"
)
# verbs that name what is measured where no noun does: 累计行驶 8.1 亿公里; the last words say nothing by themselves
_NOMINAL = regex.compile(
    r"(?:投资|投入|碳减排|减排|减碳|减量|节能|节电|节水|收入|支出|捐赠|回收|培训|发电|用电|用水|用能|耗电|能耗|打卡|固沙|储能|使用|消耗|处理|运营|销售|种植|供应|采购|排放|行驶|运行|覆盖|建设|替代|贷款|生产|补贴|补助|贴息|资助|罚款|增速|降幅|增幅|涨幅|装机|占比|奖励|出货|养殖|加工|运输)"
)
# PM2.5 年均浓度: the average of a measure is one thing with it
_AVERAGES = frozenset({"年均", "平均", "月均", "日均", "累计"})
_AVERAGED = frozenset({"浓度", "气温", "温度", "水位", "价格", "电价", "利率", "成本", "增长率", "寿命"})
_LATIN_END = regex.compile(r"[A-Za-z][A-Za-z0-9.]*$")
_ADJECTIVE = regex.compile(
    r"(?:[性型式化级样新大小多高低色]|优秀|主要|重要|重点|典型|专业|独立|特色|不同|良好|先进|相关|合格|标准|优质)$"
)
_NAMED_BEHIND = frozenset({QuantityKind.VOLTAGE, QuantityKind.POWER, QuantityKind.APPARENT_POWER})
_ATTRIBUTED = regex.compile(r"\s?(?:以上|左右|以下)?的\p{Han}")
_APPLIED = regex.compile(r"\s?(?:使用|采用|满足|替换为|来自|利用|依靠|来源于|由)")
_SETS_OFF = regex.compile(r"(?:[、和与及的]|全部|剩余|其余)\s*$")
_EVENT = regex.compile(r"\s?(?:左右|以上|内|以内|之内|即可|就|可|后|即)*\s?((?:收回|回收|回本|完成|实现)\p{Han}{0,6})")
_SUBSTANCE = regex.compile(r"标准?煤|二氧化碳当量|二氧化碳|CO2e?")
_CLAUSES = regex.compile(r"[，；：:]")
_GROUP = regex.compile(r"\([^()]*\)")
_JOINED = regex.compile(r"[、和及与]")
_GOES_ON = regex.compile(r"\s*(?:[和与、或,]|及(?!以)|以及)")
_FIGURES = regex.compile(
    r"(?<![A-Za-z\d.])(?:\d[\d,.~-]*\s?(?![A-Za-z]*\d)[^\d\s]*|[近超约]?[十百千万亿两]{1,3}(?=[亿千瓦吨元个家]).*)$"
)


def read_metric(context: Context, mention: Mention, dates: tuple[Date, ...]) -> str | None:
    """Read the noun phrase in its own clause that a mention measures or counts.

    Args:
        context: Where it stands.
        mention: The mention.
        dates: Dates of the block, which are no part of a phrase.

    Returns:
        The phrase, folded and without white space; None where the clause names none.
    """
    before = _COMPARED.sub("", _LATELY.sub("", _without_dates(context, mention, dates)))
    unit = mention.unit
    share = _SHARE.search(before)
    if share and unit.code in {"%", "1", "{pp}"} and not unit.classifier:
        # 排放量约占全国总量的 15%: the whole has no name of its own
        subject = phrase_before(before[: share.start()]) if _NAMELESS.fullmatch(share["whole"]) else None
        return subject or _last_phrase(words(share["whole"])) or _trim(share["whole"])
    if unit.kind is QuantityKind.TIME and (event := _EVENT.match(context.after)):
        return event[1]
    if unit.kind is QuantityKind.COUNT:
        return phrase_after(context.after) or phrase_before(before, counted=True)
    if unit.kind is QuantityKind.CURRENCY and (given := _GIVEN_AS.match(context.after)):
        return given["gift"]
    attributed = _ATTRIBUTED.match(context.after)
    if attributed and (condition := phrase_before(before)) and _PROPERTY.search(condition):
        return condition
    governed = _governed(before)
    named_behind = attributed or (
        unit.kind is not QuantityKind.TIME
        and (
            governed
            or _SETS_OFF.search(before)
            or unit.kind in _NAMED_BEHIND
            or (unit.code == "%" and _APPLIED.match(context.after))
        )
    )
    if named_behind and (ahead := phrase_after(context.after)):
        return ahead
    substance = _SUBSTANCE.search(unit.text)
    phrase = phrase_before(before)
    if substance and unit.substance == "sce" and governed and not (phrase and _USED.search(phrase)):
        return substance[0]  # 还可节约 34592 吨标准煤, but 综合能耗降至 541 千克标准煤
    return phrase or phrase_after(context.after) or (substance and substance[0])


def is_share(context: Context) -> bool:
    """Whether a quantity says what part of a whole something is: 占全国的 22%."""
    return _SHARE.search(context.before) is not None


def earlier_phrase(context: Context) -> str | None:
    """The phrase of the nearest earlier clause of the sentence that has one, as the subject of what follows."""
    sentence = context.sentence_before[: len(context.sentence_before) - len(context.clause_before)]
    clauses = _CLAUSES.split(_GROUP.sub("", sentence))
    return next((phrase for clause in reversed(clauses) if (phrase := phrase_before(_FIGURES.sub("", clause)))), None)


def lead_phrase(lead_in: str) -> str | None:
    """The phrase of a heading or lead-in that introduces a list."""
    return phrase_before(lead_in.rstrip("：: ")) if lead_in else None


def phrase_before(before: str, *, counted: bool = False) -> str | None:
    """The phrase that ends at the number, its verb and fillers aside.

    Args:
        before: What stands before the number in its clause, folded.
        counted: Whether the number counts, so that 项目 itself may be what is counted.

    >>> phrase_before("相当于减少二氧化碳排放约"), phrase_before("冬季制冷系统电耗下降")
    ('二氧化碳排放', '制冷系统电耗')
    """
    tail, nominal = words(before), None
    for _ in range(3):
        tail = _without_each(without_fillers(tail))
        if counted and tail and tail[-1] in stop_words("generic") and len(tail[-1]) > 1:
            return tail[-1]
        phrase = _last_phrase(tail)
        if phrase:
            return phrase
        if not tail or is_mark(tail[-1]):
            break
        nominal = nominal or (tail[-1] if _NOMINAL.fullmatch(tail[-1]) else None)
        tail = tail[:-1]
    return nominal


def _without_each(tail: tuple[str, ...]) -> tuple[str, ...]:
    """Drop 平均每户 at the end of some words."""
    text = "".join(tail)
    each = _EACH.search(text)
    return words(text[: each.start()]) if each else tail


def phrase_after(after: str) -> str | None:
    """The phrase that starts behind the unit, up to the next verb.

    >>> phrase_after("贫困山区项目点捐赠衣物"), phrase_after("各具特点和代表性的案例")
    ('贫困山区项目点', '案例')
    """
    if _GOES_ON.match(after):
        return None
    head = _HEAD.match(after)
    text = after[head.end() :] if head else after
    described = _DESCRIBED.match(text)
    if described:
        return phrase_after(described["thing"])
    end = 0
    for word in words(text[:24]):
        if is_mark(word) or (is_stop(word) and word not in {"的", "和", "与", "及"}):
            break
        end += len(word)
    if end == 0:
        # 关于能效基准测试的培训课程: the clause in front of 的 describes, what follows it is counted
        tail = text[:24].rpartition("的")[2] if "的" in text[:24] and not is_mark(text[:1] or " ") else ""
        return phrase_after(tail) if tail else None
    phrase = _trim(text[:end].rstrip("的和与及 "))
    if phrase is None or (phrase in stop_words("generic") and phrase not in {"项目", "企业", "公司", "地区", "机构"}):
        return None
    return _counted(phrase)


def _counted(phrase: str) -> str:
    """Of 燃油粮食烘干机的空气源热泵改造 the head, of 全国性的活动 the tail."""
    head, mark, tail = phrase.partition("的")
    if not mark or not tail:
        return phrase.rstrip("的")
    return (tail.rpartition("的")[2] or tail) if _ADJECTIVE.search(head) or not head else head


def _governed(before: str) -> bool:
    """Whether a verb stands directly before the number: 提供近 50% 高品质组件, 提高 35% 能源使用效率."""
    tail = without_fillers(words(before))
    if not tail or is_mark(tail[-1]):
        return True
    if not is_verb(tail[-1]):
        return False
    return not (_NOMINAL.fullmatch(tail[-1]) and len(tail) > 1 and not is_stop(tail[-2]))


def _last_phrase(tail: tuple[str, ...]) -> str | None:
    """The longest run of words at the end of some that holds no stop; its last word may be a nominal verb."""
    length = 0
    for index, word in enumerate(reversed(tail)):
        nominal = index == 0 and len(tail) > 1 and _NOMINAL.fullmatch(word)
        # CO2 排放量: the space between a Latin name and Chinese is no mark
        seam = word == " " and length and index + 1 < len(tail) and _LATIN_END.search(tail[-index - 2])
        averaged = word in _AVERAGES and "".join(tail)[-length:] in _AVERAGED and index + 1 < len(tail)
        suffixed = index == 1 and length == 1 and tail[-1] in _SUFFIX and not is_mark(word)  # 节电 率
        if (
            (is_stop(word) and not (nominal or suffixed or averaged or seam) and word not in "的、和及与")
            or length + len(word) > _LONGEST
            or word in "，。；"
        ):
            break
        length += len(word)
    phrase = _trim("".join(tail)[-length:] if length else "")
    if phrase is None:
        return None
    phrase = _shortest(phrase)
    if (
        phrase in stop_words("generic")
        or is_filler(phrase)
        or _UNIT_WORD.fullmatch(phrase)
        or (_NOMINAL.fullmatch(phrase) and phrase not in stop_words("names_itself"))
    ):
        return None
    return phrase


def _shortest(phrase: str) -> str:
    """人类消费的粮食 is about 粮食; of a long list of things the last one stands for all."""
    _, mark, tail = phrase.rpartition("的")
    if mark:
        phrase = tail if len(tail) > 1 else phrase.rstrip("的")
    if len(phrase) > _LONG:
        last = _JOINED.split(phrase)[-1]
        phrase = last if len(last) > 1 else phrase
    return phrase


def _without_dates(context: Context, mention: Mention, dates: tuple[Date, ...]) -> str:
    start = mention.span.start - len(context.before)
    before = context.before
    for date in between(dates, start - REACH, mention.span.start):
        first, last = max(date.span.start - start, 0), date.span.end - start
        if 0 <= first < last <= len(before):
            before = before[:first] + " " * (last - first) + before[last:]
    return before


def _trim(phrase: str) -> str | None:
    trimmed = "".join(_MARKS.sub("", phrase).split()).strip("的和与及、，")
    return trimmed if _LETTER.search(trimmed) else None
