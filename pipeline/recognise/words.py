"""Numerals without a unit, and numerals inside words: which of them are quantities, and why the others are not."""

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import in_longer_word, is_verb_word, segment
from pipeline.model import Exclusion, Mention, Reading, Reason, Span
from pipeline.recognise.digits import DIGITS
from pipeline.recognise.numerals import NUMERAL, Numerals
from pipeline.recognise.trie import behind_space

_CLAUSE_END = regex.compile(r"[，。；：！？、,;\s()“”「」《》]")
_CHINESE_START = frozenset("".join(DIGITS)) | frozenset("十百千万亿廿卅卌半几数上")
# 近百万, 达百, 约五十: a word that ends where the number begins says nothing about the number
_CUE = regex.compile(
    r"(?:约|近|达到?|为|[大小高低少多等]于|是|共计?|超过?|至|到|有|仅|[:：=≈≥≤≧≦⩾⩽><]|[升降增减]至|合计|总计|累计|不足|不到|突破|了|占|逾|或|数量|人数|总数|数)\s?$"
)
_RELATIONS = tuple("≤≥<>≦≧⩽⩾")  # 6 ≤ pH ≤ 9
_LEADS = frozenset({"近", "上", "过", "超", "达", "约", "逾", "数", "几", "成", "共"})  # 近千 may be one word
_MORE = regex.compile(r"(?:约|超过?|近|达到?|共)\s?$")
_YEAR = regex.compile(r"(?:19[5-9]|20[0-9]|21[0-4])\d")
_WHOLE_YEAR = regex.compile(r"全年|同期|年")  # 已超 2025 全年
_GRAMMAR = regex.compile(r"(?![的了和与及或在是为到至于而等中上下内外后前时])\p{Han}")
_NAME, _LONGEST_NAME = regex.compile(r"(?:[A-Za-z]{2,}|\p{Han}+)\s?$"), 8
_LIMITED = phrasing("number.limited_behind")
_LARGE = regex.compile(r"[万亿余多几数]|[一二两三四五六七八九][十百千]|[百千]")
_UNREAD = regex.compile(rf"{NUMERAL.pattern}+(?:[.,]{NUMERAL.pattern}+)*")
_QUOTED = regex.compile(r"[“”\"‘’「」『』《》]\s?$")


def inside_word(numerals: Numerals, start: int, end: int) -> bool:
    """Whether a Chinese numeral is part of a longer word of the dictionary, as 一 in 统一 and 万 in 万科.

    A word whose edge cuts the numeral is none: 万一 in 一万一千.

    Args:
        numerals: The numerals of a folded text.
        start: Offset of the numeral.
        end: Offset behind the quantity it would begin, unit included.
    """
    text = numerals.text
    if text[start] not in _CHINESE_START:
        return False
    before = max(
        (match.end() for match in _CLAUSE_END.finditer(text, max(0, start - 16), start)), default=max(0, start - 16)
    )
    behind = _CLAUSE_END.search(text, start, end + 12)
    stop = min(behind.start() if behind else len(text), end + 12)
    if not in_longer_word(text[before:stop], start - before, end - before):
        return False
    for first, last in segment(text[before:stop]):
        if before + first <= start < before + last:
            if numerals.cut(before + first, before + last):
                return False
            lead = text[before + first : start]
            recent = text[end - 1 : end] in {"年", "月"}  # 近三年 names a time
            if len(lead) > 1 and before + last == end:
                return False  # 增加一倍 is in the dictionary, unit included
            begun = bool(lead) and (lead not in _LEADS or recent) and NUMERAL.search(lead) is None
            return begun or before + last > end
    return False


def is_claim(mention: Mention, text: str) -> bool:
    """Whether a number without a unit states how many: `超过 300`, `PUE 为 1.25`, `十万样本`, but not `2030 可持续`."""
    start, end = mention.span.start, mention.span.end
    surface = text[start:end]
    if _QUOTED.search(text, max(0, start - 2), start) and text[end : end + 1] in '”"’」』》':
        return False
    behind = behind_space(text, end)
    if surface in {"十", "百", "千", "万", "亿"}:
        return bool(_CUE.search(text, max(0, start - 4), start))
    if surface[0] in _CHINESE_START:
        return bool(_LARGE.search(surface) and not text.startswith("级", behind)) and bool(
            _GRAMMAR.match(text, behind) or _CUE.search(text, max(0, start - 4), start)
        )
    if _YEAR.fullmatch(surface):
        return bool(_MORE.search(text, max(0, start - 4), start)) and not _WHOLE_YEAR.match(text, behind)
    if (
        "." in surface
        or "," in surface
        or "，" in surface
        or (len(surface.lstrip("-")) > 1 and not surface.lstrip("-").isdigit())
    ):
        return True
    cue = _CUE.search(text, max(0, start - 4), start) or text[behind : behind + 1] in _RELATIONS
    noun = len(surface) > 1 and _GRAMMAR.match(text, behind)
    return bool(cue or (noun and (_LIMITED.match(text, behind) or not _numbers_a_name(text, start))))


def _numbers_a_name(text: str, start: int) -> bool:
    """Whether a number follows the name of a thing, as 17 in 米家 17 系列 and iPhone 13 开始."""
    name = _NAME.search(text, max(0, start - _LONGEST_NAME), start)
    if name is None or name[0][0].isascii():
        return name is not None
    first, last = segment(name[0].rstrip())[-1]
    return not is_verb_word(name[0][first:last])


def unclaimed(mention: Mention, text: str) -> Exclusion:
    """Exclude a number that states nothing, with its reading."""
    surface = text[mention.span.start : mention.span.end]
    if _YEAR.fullmatch(surface):
        reason, rule = Reason.DATE, "date.bare_year"
    elif surface[0] in _CHINESE_START:
        reason, rule = Reason.WORD, "word.numeral"
    else:
        reason, rule = Reason.OTHER, "other.bare_number"
    return Exclusion(mention.span, reason, rule, mention.low, mention.high)


def unread(text: str, trouble: str) -> Reading:
    """Exclude every numeral of a block that could not be read, each with the digits beside it.

    >>> [(found.span.start, found.rule) for found in unread("约 1,200 吨", "ValueError: …").exclusions]
    [(2, 'other.unread')]
    """
    spans = (Span(*match.span()) for match in _UNREAD.finditer(text))
    return Reading((), tuple(Exclusion(span, Reason.OTHER, "other.unread") for span in spans), trouble)
