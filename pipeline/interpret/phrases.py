"""Noun phrases beside a number: the one that ends before it, the one that begins behind its unit."""

from functools import lru_cache
from itertools import accumulate, takewhile
from string import whitespace

import regex

from pipeline.interpret.words import is_filler, is_mark, is_stop, is_verb, without_fillers, words
from pipeline.lexicon.cues import stop_words
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import is_adverb_word, is_place_word, is_verb_word

_LONGEST, _LONG = 14, 8
_MARKS_BEFORE = f"{whitespace}•·●■◆▪-*➢“”\"'’‘「」『』《》—~～:：、/\\®™().|[]"
_MARKS_BEHIND = f"{whitespace}“\"'‘「『《—:：、/\\(|[-+≥≤≧≦<>="
_HEAD = phrasing("phrase.head")
_NUMBERED = phrasing("phrase.numbered")
_EACH, _PER_UNIT = phrasing("phrase.each"), phrasing("phrase.per_unit")
_HOLDER = phrasing("phrase.holder")
_DEED = phrasing("phrase.deed")
_DOER = phrasing("phrase.doer")
_PLACE = phrasing("phrase.place")
_DEGREE = phrasing("phrase.degree")
_UNIT_WORD = phrasing("phrase.unit_word")
_LETTER = regex.compile(r"\p{L}")
_QUOTED = regex.compile(
    r"\s?(?P<mark>[“‘\"「『《])(?P<name>[^“”‘’\"「」『』《》]{2,24})[”’\"」』》](?P<thing>.*)", regex.DOTALL
)
_DESCRIBED = phrasing("phrase.described")
_ABSTRACT = phrasing("phrase.abstract_head")
_PROPERTY = phrasing("phrase.property")
_NOMINAL, _INSIDE = phrasing("phrase.nominal"), phrasing("phrase.inside")
_LATIN_END = regex.compile(r"[A-Za-z][A-Za-z0-9.]*$")
_COUNTABLE = phrasing("phrase.countable")
_ADJECTIVE = phrasing("phrase.adjective")
_AGENT, _OF_AGENT, _OWNER = (phrasing(f"phrase.{name}") for name in ("agent", "of_agent", "owner"))
_ACTOR, _THERE_IS = phrasing("phrase.actor"), phrasing("phrase.there_is")
_JOINED = regex.compile(r"[、和及与]")
_RANK = regex.compile(r"[省市县区州盟]")  # of a place: 南通市
_FIGURE = regex.compile(r"\d{4}|[Ⅰ-Ⅻ]")  # the year or the class of what follows: 12 条河流 Ⅰ 类水质比例
_GOES_ON = regex.compile(r"\s*(?:[和与、或,至]|及(?!以)|以及)")
_JOINING = frozenset("的和与及")
_DAILY = frozenset({("日",), ("月",), ("年",)})


def phrase_before(before: str, *, counted: bool = False) -> str | None:
    """The phrase that ends at the number, its verb and fillers aside.

    Args:
        before: What stands before the number in its clause, folded.
        counted: Whether the number counts, so that 项目 itself may be what is counted.

    >>> phrase_before("相当于减少二氧化碳排放约"), phrase_before("冬季制冷系统电耗下降")
    ('二氧化碳排放', '制冷系统电耗')
    """
    if "号" in before:
        before = _NUMBERED.sub(" ", before)
    tail, nominal = words(_PER_UNIT.sub(" ", _DEGREE.sub("", before))), None
    for _ in range(3):
        tail = _without_each(without_fillers(tail))
        if (done := _done_to(tail)) is not None:
            return done
        if counted and tail and _COUNTABLE.fullmatch(tail[-1]):
            return tail[-1]
        phrase = last_phrase(tail)
        deed = counted and len(tail) > 1 and phrase in stop_words("names_itself") & stop_words("predicate")
        if phrase and not deed:
            return phrase  # 环保袋累计投入 4400 万个 counts bags, 城镇新增就业 18 万人 jobs
        if not tail or is_mark(tail[-1]):
            break
        nominal = nominal or (tail[-1] if is_nominal(tail[-1]) else None)
        tail = tail[:-1]
    return nominal


def _done_to(tail: tuple[str, ...]) -> str | None:
    """What is told to be done by now at the end of some words: 早稻 已 收割; whoever does something is not measured."""
    if len(tail) < len(("早稻", "已", "收割")) or tail[-2] not in stop_words("aspect") or names_measure(tail[-1]):
        return None
    thing = last_phrase(without_fillers(tail[:-2]))
    return None if thing is None or _ACTOR.fullmatch(thing) or is_place(thing) else thing


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
    if _GOES_ON.match(after) or _is_done(after):
        return None
    head = _HEAD.match(after)
    text = after[head.end() :] if head else after
    if quoted := _QUOTED.match(text):
        return phrase_after(quoted["thing"]) or (trim(quoted["name"]) if quoted["mark"] != "《" else None)
    described = _DESCRIBED.match(text)
    if described:
        return phrase_after(described["thing"])
    following = words(text[:24])
    prefixes = int(_is_prefixed(following))
    end = len("".join(following[:prefixes]))
    for number, word in enumerate(following[prefixes:], prefixes):
        if is_mark(word) or (end and (word in stop_words("follows") or _FIGURE.match(word))):
            break
        rest = following[number + 1 :]
        ends = end and _PROPERTY.search(word) and is_mark("".join(rest[:1]) or "。")
        named = word in _JOINING or ends  # 配送距离, but 城市免费收衣
        outside = (is_stop(word) and not named) or (end and _is_predicate(text[:end], word, rest))
        if outside and not _begins_name(word, rest):
            end += len(word) if end and _DEED.fullmatch(word) and (not rest or is_stop(rest[0])) else 0
            break
        end += len(word)
    if end == 0 and (nominal := "".join(following[:1])) and is_nominal(nominal):
        # 高达 25% 的节能: the verb is what is measured where nothing follows it
        return nominal if is_mark(text[len(nominal) : len(nominal) + 1] or "。") else None
    if end == 0:
        # 关于能效基准测试的培训课程: the clause in front of 的 describes, what follows it is counted
        tail = text[:24].rpartition("的")[2] if "的" in text[:24] and not is_mark(text[:1] or " ") else ""
        return phrase_after(tail) if tail else None
    phrase = trim(text[:end].rstrip("的和与及 "))
    if phrase is None or (phrase in stop_words("generic") and not _COUNTABLE.fullmatch(phrase)):
        return None
    return _counted(phrase)


def _is_done(after: str) -> bool:
    """Whether it is said how something is done, not what of: 一期 12 万吨积极推进中, 40 家尚未认定."""
    following = words(after.strip()[:8])
    if following and len(following[0]) > 1 and is_adverb_word(following[0]):
        return True
    return len(following) > 1 and following[0] in stop_words("adverb") and is_stop(following[1])


def _is_predicate(counted: str, word: str, following: tuple[str, ...]) -> bool:
    """Whether a word behind the counted thing tells of it: 15 条河流 尚未 达标, 46% 的车主 表示 不满."""
    if len(word) == len("保持稳定") and is_verb(word[:2]) and is_verb_word(word[:2]):
        return True
    beyond = next((each for each in following if each.strip()), "。")
    if len(word) == 1 or (is_mark(beyond) and not beyond.isdigit()):
        return False  # 300 亿元国债到期, but 3 万名消费者提出 200 个问题
    if not is_verb_word(word):
        return is_adverb_word(word)
    more = tuple(takewhile(lambda each: not is_stop(each) and each not in _JOINING, following))
    if len(more) > 1:
        return True  # but in 9 万个全降解餐盒 a verb before the last noun alone is part of the name
    of_agent = names_measure(word) or _OF_AGENT.search("".join(more))
    return not of_agent and _AGENT.fullmatch(counted) is not None


def _is_prefixed(following: tuple[str, ...]) -> bool:
    """Whether a name begins with what would end it elsewhere: 100 万小时 无 灾害 工时, 9 万个 可 降解 餐盒."""
    prefixes = stop_words("prefix") | stop_words("able")
    return len(following) > 1 and following[0] in prefixes and not is_stop(following[1])


def _begins_name(verb: str, following: tuple[str, ...]) -> bool:
    """Whether a verb is part of a name: 3000 公里的 行驶 里程, 3 个绿色 节能 改造项目, 9 家钢铁 生产 企业."""
    if not following:
        return False
    if _INSIDE.fullmatch(verb) and not is_stop(following[0]):
        return True
    if _holds(verb + following[0]):
        return True
    return is_nominal(verb) and _ABSTRACT.fullmatch(following[0]) is not None


def _counted(phrase: str) -> str:
    """Of 燃油粮食烘干机的空气源热泵改造 the head, of 全国性的活动 the tail."""
    head, mark, tail = phrase.partition("的")
    if not mark or not tail:
        return phrase.rstrip("的")
    return (tail.rpartition("的")[2] or tail) if _ADJECTIVE.search(head) or not head else head


def is_governed(before: str) -> bool:
    """Whether a verb stands directly before the number: 提供近 50% 高品质组件, 提高 35% 能源使用效率."""
    tail = without_fillers(words(_PER_UNIT.sub(" ", before)))
    if not tail or is_mark(tail[-1]) or _THERE_IS.search(before):
        return True
    if not (is_verb(tail[-1]) or is_nominal(tail[-1]) or (len(tail[-1]) > 1 and is_verb_word(tail[-1]))):
        return False
    return not (is_nominal(tail[-1]) and len(tail) > 1 and not is_stop(tail[-2]))


def last_phrase(tail: tuple[str, ...]) -> str | None:
    """The longest run of words at the end of some that holds no stop; its last word may be a nominal verb."""
    length, given = 0, False
    for index, word in enumerate(reversed(tail)):
        nominal = index == 0 and len(tail) > 1 and is_nominal(word)
        # CO2 排放量: the space between a Latin name and Chinese is no mark
        seam = word == " " and length and index + 1 < len(tail) and _LATIN_END.search(tail[-index - 2])
        averaged = word in stop_words("average") and "".join(tail)[-length:] in stop_words("averaged")
        averaged = averaged and index + 1 < len(tail)
        suffixed = index == 1 and _is_suffixed(word, tail[-1])
        prefixed = index > 0 and word in stop_words("prefix") and not is_stop(tail[-index])
        held = index > 0 and _holds(word + tail[-index])  # 固体废弃物处理设施
        if (
            (
                is_stop(word)
                and not (nominal or suffixed or prefixed or held or averaged or seam)
                and word not in "的、和及与"
            )
            or length + len(word) > _LONGEST
            or word in "，。；"
            or (index > 0 and _takes(tail[: len(tail) - index]) and _is_thing("".join(tail)[-length:], tail[-index]))
            or (word.isdecimal() and tail[: -index - 1][-1:] == ("每",))  # 每 10 股派发现金红利
        ):
            given = index > 1 and word in stop_words("recipient") and tail[-1] in stop_words("gift")
            break
        length += len(word)
    phrase = tail[-1] if given else trim("".join(tail)[-length:] if length else "")  # 向某某村捐款 160 万元
    if phrase is None:
        return None
    phrase = _shortest(phrase)
    if (
        phrase in stop_words("generic")
        or is_filler(phrase)
        or _UNIT_WORD.fullmatch(phrase)
        or (is_nominal(phrase) and phrase not in stop_words("names_itself"))
    ):
        return None
    return phrase


def _takes(begun: tuple[str, ...]) -> bool:
    """Whether the last of some words takes the thing behind it: 矿区 栽种, 印染厂 排放, 洗衣房 日 洗涤."""
    if begun[-1] in stop_words("takes"):
        return True
    actor = begun[-2 - (begun[-2:-1] in _DAILY) :][:1]
    does = names_measure(begun[-1]) or is_verb_word(begun[-1])
    return does and bool(actor) and len(begun[-1]) > 1 and _ACTOR.fullmatch(actor[0]) is not None


def _is_thing(phrase: str, first: str) -> bool:
    """Whether a phrase behind a verb is what it takes, and not named by it: 栽种 沙棘, but 抢修 车辆, 填埋 总量."""
    measure = _PROPERTY.search(phrase) or _ABSTRACT.search(phrase) or names_measure(phrase)
    return not (len(phrase) == 1 or _DOER.match(first) or measure)


@lru_cache(maxsize=1024)  # a casebook names the same things again and again
def is_place(phrase: str) -> bool:
    """Whether a phrase is nothing but the name of a place or of several: 江苏, 福建和浙江."""
    return _PLACE.fullmatch(phrase) is not None or all(
        _PLACE.fullmatch(word)
        or (is_place_word(word) and not names_measure(word))
        or (_RANK.fullmatch(word) and word != phrase)
        or _JOINED.fullmatch(word)
        for word in words(phrase)
    )


def parted_place(phrase: str) -> tuple[str | None, str | None]:
    """The place at the head of a phrase, and what is measured there.

    >>> parted_place("湖南增速"), parted_place("江苏"), parted_place("用电量")
    (('湖南', '增速'), ('江苏', None), (None, '用电量'))
    """
    heads = reversed(tuple(accumulate(words(phrase))))
    place = next(filter(is_place, heads), "")
    return place or None, phrase.removeprefix(place) or None


@lru_cache(maxsize=4096)  # as above: asked of every word before and behind a number
def is_nominal(word: str) -> bool:
    """Whether a word is a verb that is a noun as well: 减排, 投资."""
    return _NOMINAL.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def _holds(word: str) -> bool:
    """Whether a word names what is there to do something: 处理设施."""
    return _HOLDER.fullmatch(word) is not None


def names_measure(verb: str) -> bool:
    """Whether a verb names what is measured by itself: 累计减排 5 吨."""
    return is_nominal(verb) or verb in stop_words("names_itself")


def _is_suffixed(word: str, last: str) -> bool:
    """Whether a verb and what follows it are one name: 节电 率, 节电 成效, 回收 点."""
    if len(last) == 1:
        return last in stop_words("suffix") and not is_mark(word)
    return _ABSTRACT.fullmatch(last) is not None and is_nominal(word)


def _shortest(phrase: str) -> str:
    """人类消费的粮食 is about 粮食; of a long list of things the last one stands for all."""
    _, mark, tail = phrase.rpartition("的")
    if mark:
        phrase = tail if len(tail) > 1 else phrase.rstrip("的")
    if len(phrase) > _LONG:
        last = _JOINED.split(phrase)[-1]
        phrase = last if len(last) > 1 else phrase
    return _OWNER.sub("", phrase)


def trim(phrase: str) -> str | None:
    """A phrase without marks and white space; None where no letter is left."""
    trimmed = "".join(phrase.lstrip(_MARKS_BEFORE).rstrip(_MARKS_BEHIND).split()).strip("的和与及、，%‰％")
    return trimmed if _LETTER.search(trimmed) else None
