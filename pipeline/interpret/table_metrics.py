"""What the names of rows and the heads of columns say is measured in a cell."""

from collections.abc import Sequence

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, without_gloss
from pipeline.model import Role
from pipeline.table import bare_of_key, measure_of_parts, unit_of, without_notes

_UNIT = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|单位\s?[:：].*$")
_BEHIND_STROKE = regex.compile(r"\s?/\s?(?P<unit>[A-Za-z\p{Han}%]+(?:\s?/\s?[\p{Han}A-Za-z]+)?)\s*$")
_NAME = regex.compile(r"\p{Han}{2}|^[A-Z]{2,5}$|PM\d")
_DATE = regex.compile(
    r"(?:(?:19|20)\d{2}\s?年?\s?[-~—至]\s?)?(?:(?:19|20)\d{2}|(?<!\d)(?:1[0-2]|[6-9])\d(?=\s?年))\s?年?(?:度|末|底|初)?(?:\s?(?:\d+\s?[-~至]\s?)?\d+\s?月(?:\s?\d+\s?日)?)?(?:末|底|份)?(?:累计)?"
    r"|(?:\d{1,2}\s?[-~至]\s?)?\d{1,2}\s?月(?:份|末|底)?(?:累计)?|第?[一二三四1-4]\s?季度?|[上下前]半年|Q[1-4]|FY\s?(?:20)?\d\d(?!\d)|[(]?截至|^\d+[、.]?\s?"
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
_AGES, _PARTED = phrasing("table.ages"), phrasing("table.parted")


def metric_of(labels: Sequence[str], heads: Sequence[str], over: str | None, *, of_things: bool) -> str | None:
    """What is measured in a cell.

    Args:
        labels: The names of its row, folded, the innermost first.
        heads: The heads of its column, folded, the outermost first.
        over: What stands over the whole table as measured, which holds where labels and heads name things and times.
        of_things: Whether its row names a thing, and its head what is measured of it.
    """
    if measure := measure_of_parts(labels[:0:-1]):
        return measure
    labels = [label for label in labels if not (_AGES.fullmatch(label) or _PARTED.fullmatch(label))]
    nouns = [noun for head in reversed(heads) if (noun := noun_of(head)) and not _GENERIC.fullmatch(noun)]
    names = [noun for label in labels if (noun := noun_of(label)) and _NAME.search(noun)]
    names = names or [noun for label in labels if (noun := noun_of(label)) and not noun.isdigit()]
    label = next((name for name in names if name.isascii() or not _GENERIC.fullmatch(name)), next(iter(names), None))
    if of_things and nouns and not any(cue.pattern.search(each) for each in labels for cue in direction_cues()):
        return nouns[0]  # but 减少碳排放 below names of schools
    if label and not _TOTAL.fullmatch(label) and not (of_things and over):
        return label
    return nouns[0] if nouns else over or label


def measure_named(caption: str) -> str | None:
    """What the caption of a table says is measured in all of it: 表 3-1 装置容量."""
    noun = noun_of(caption)
    return noun if noun and _MEASURE.fullmatch(noun) else None


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
    bare = _VERB.sub("", bare.strip(" /"))  # 净现金 / (债项) ($)
    return "".join(bare.split()) or None


def is_but_change(name: str) -> bool:
    """Say whether the name of a row tells a change and not of what.

    >>> is_but_change("年增率（%）"), is_but_change("营业收入增长率")
    (True, False)
    """
    noun = noun_of(fold(name))
    return noun is not None and head_role(noun) is Role.CHANGE and _GENERIC.fullmatch(noun) is not None
