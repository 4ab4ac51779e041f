"""What the names of rows and the heads of columns say is measured in a cell."""

from collections.abc import Sequence

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, without_gloss
from pipeline.model import Role
from pipeline.table import bare_of_key, is_unmeasured, measure_of_parts, unit_of, without_notes

_UNIT = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|单位\s?[:：].*$")
_BEHIND_STROKE = regex.compile(r"\s?/\s?(?P<unit>[A-Za-z\p{Han}%]+(?:\s?/\s?[\p{Han}A-Za-z]+)?)\s*$")
_NAME = regex.compile(r"\p{Han}{2}|^[A-Z][A-Za-z\d.+-]{1,9}$|PM\d")
_DATE = regex.compile(
    r"(?<!\d)\d{2,4}\.\d{1,2}\.\d{1,2}(?![\d.])|"
    r"(?:(?:19|20)\d{2}\s?年?\s?[-~—至]\s?)?(?:(?:19|20)\d{2}|(?<!\d)(?:1[0-2]|[6-9])\d(?=\s?年))\s?年?(?:度|末|底|初)?(?:\s?(?:\d+\s?[-~至]\s?)?\d+\s?月(?:\s?\d+\s?日)?)?(?:末|底|份)?(?:累计)?"
    r"|(?:\d{1,2}\s?[-~至]\s?)?\d{1,2}\s?月(?:份|末|底)?(?:累计)?|第?[一二三四1-4]\s?季度?|[上下前]半年度?|Q[1-4]|FY\s?(?:20)?\d\d(?!\d)|[(]?截至|^\d+[、.]?\s?"
    r"|^(?:近[一二两三四五六七八九十\d]+年|历年|各[年月季]度?)的?(?=\p{Han}{2})"
)
# 其中：外购电, #工业, 一、收入, 表 2-1 用水
_MARKER = regex.compile(
    r"^其中\s?[:：]?|^[加减]\s?[:：]|^#\s?(?=\p{Han})|^[附续]?[表图]\s?[\d一二三四五六七八九十]+(?:[-.]\d+)*[:：、.]?\s?(?=\P{N})"
    r"|^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)[、.]?)"
)
_VERB = phrasing("table.verb")
_TOTAL, _MEASURE = phrasing("table.total"), phrasing("table.measure")
_GENERIC = phrasing("table.generic")
_CHANGE_END = phrasing("table.change_end")
_TITLE_END = phrasing("table.title_end")
_LONGEST_TITLE = 16
_SEVERAL = regex.compile(r"[\p{P}\p{S}\s]")
_AGES, _PARTED = phrasing("table.ages"), phrasing("table.parted")


def metric_of(labels: Sequence[str], heads: Sequence[str], title: str | None, *, of_things: bool) -> str | None:
    """What is measured in a cell.

    Args:
        labels: The names of its row, folded, the innermost first.
        heads: The heads of its column, folded, the outermost first.
        title: What the title of its table says it measures; None where it says nothing.
        of_things: Whether its row names a thing, and its head what is measured of it.
    """
    if measure := measure_of_parts(labels[:0:-1]):
        return measure
    labels = [label for label in labels if not (_AGES.fullmatch(label) or _PARTED.fullmatch(label))]
    nouns = [noun for head in reversed(heads) if (noun := noun_of(head)) and not _GENERIC.fullmatch(noun)]
    nouns = [_CHANGE_END.sub("", noun) for noun in nouns if not is_unmeasured(noun)]
    names = [noun for label in labels if (noun := noun_of(label)) and _NAME.search(noun)]
    names = names or [noun for label in labels if (noun := noun_of(label)) and not noun.isdigit()]
    label = next((name for name in names if name.isascii() or not _GENERIC.fullmatch(name)), next(iter(names), None))
    if of_things and nouns and not any(cue.pattern.search(each) for each in labels for cue in direction_cues()):
        return nouns[0]  # but 减少碳排放 below names of schools
    over = of_things and title is not None and _MEASURE.fullmatch(title) is not None  # no 聘雇员工类型
    if label and not (_TOTAL.fullmatch(label) or over):
        return label
    return next(iter(nouns), title if over else label)  # 甲 | 袍金 | 2023年总计 below 董事薪酬


def noun_of(text: str) -> str | None:
    """A head without its unit and year, and without the verb that its direction takes.

    >>> noun_of("2020年用电量(度)"), noun_of("EV/EBITDA"), noun_of("收衣/KG"), noun_of("用水 Water use")
    ('用电量', 'EV/EBITDA', '收衣', '用水')
    """
    bare = without_gloss(_UNIT.sub("", bare_of_key(without_notes(text))).strip())
    stroke = _BEHIND_STROKE.search(bare)
    bare = bare[: stroke.start()] if stroke and unit_of(stroke["unit"]) else bare
    bare = _DATE.sub("", _MARKER.sub("", bare).strip())
    bare = _MARKER.sub("", bare)
    bare = _VERB.sub("", bare.strip(" /+-=*"))  # 净现金 / (债项) ($), 合计(1)+(2)
    return "".join(bare.split()) or None


def titled(caption: str) -> str | None:
    r"""What the title of a table says it measures, its nearest line first; None where that takes more than a few words.

    >>> titled("表1 2020年水泥产量统计表\n单位：万吨"), titled("「申报量」及「再利用量」情形表"), titled("单位：吨")
    ('水泥产量', None, None)
    """
    for line in reversed(caption.splitlines()):
        noun = _TITLE_END.sub("", noun_of(line) or "")
        if 1 < len(noun) <= _LONGEST_TITLE and not (_SEVERAL.search(noun) or unit_of(noun) or _GENERIC.fullmatch(noun)):
            return noun
    return None


def is_but_change(name: str) -> bool:
    """Say whether the name of a row tells a change and not of what.

    >>> is_but_change("年增率（%）"), is_but_change("营业收入增长率")
    (True, False)
    """
    noun = noun_of(fold(name))
    return noun is not None and head_role(noun) is Role.CHANGE and _GENERIC.fullmatch(noun) is not None
