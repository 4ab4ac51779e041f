"""Whose number it is: the organisation's own, another party's, or the world's."""

from functools import lru_cache

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.meaning.deciding import decide
from pipeline.meaning.view import View
from pipeline.model import Aggregation, SectionKind, Subject

LIST = "subjects.toml"
_OUTWEIGHS = 3  # a paper that speaks of itself now and then is one
_SAID = 3  # times that somebody is quoted, where a text is a report of what others say
_OF_WORLD = 10  # words on the world's markets, where a text is about them
_QUOTATION = regex.compile(r"「[^」]*」|“[^”]*”|『[^』]*』")
_LENDER = regex.compile(r"银行|信用社|信托|租赁|证券|保险|农商|信贷")
_BRANCH = regex.compile(
    r"(?P<parent>.{2,16}?)(?:\(?(?:中国|大中华区?|亚太区?)\)?|\p{Han}{2,4}(?:省|市|自治区)?分[行公司]+|\p{Han}{2,6}供电公司)$"
)
# 国网江苏省电力公司发布…: a company that is not the case's own is the subject of the sentence
_COMPANY = regex.compile(
    r"^(?P<name>\p{Han}{2,14}(?:公司|集团|银行|委员会|研究院|研究所|大学|政府|协会|基金会))(?!与|和|、|及|同|的|在\p{Han}{1,6}的|合作|：)"
    r"(?=\s?(?:发布|宣布|承诺|拥有|成立|将|已|在|于|实现|提出|计划|连续|共|年|20\d\d|[，,]))"
)
_GROUP = regex.compile(
    r"^(?:(?![为与和对向给]|支持|联合|携手)\p{Han}{0,8}集团(?!股份|公司|有限)|总部|母公司|总行|全行|本行|控股股东)"
)
_GROUP_ABOVE = regex.compile(r"集团(?:承诺|目标|提出|宣布|将|计划|：)")


def subject(seen: View, aggregation: Aggregation, *, reported: bool) -> Subject:
    """Tell whose number it is.

    Args:
        seen: The claim and what stands around it.
        aggregation: How it adds up.
        reported: Whether the section is a newspaper's, which tells of others.
    """
    kind = "lender" if _LENDER.search(seen.organisation) else ""
    decided = decide(LIST, "subject", seen, aggregation=aggregation.value, organisation=kind)
    if decided:
        return Subject(decided)
    if reported:
        return Subject.CONTEXT
    return Subject.RELATED if _parent(seen) or _stranger(seen) else Subject.OWN


def is_reported(text: str) -> bool:
    """Whether a text that belongs to no case tells of others, and hardly anybody in it of itself.

    A newspaper does, and so does a report on the world's markets.

    Args:
        text: The text, folded.
    """
    text = _QUOTATION.sub("", text)
    own = _times("subject.own_voice", text)
    said, world = _times("subject.reported", text), _times("subject.world", text)
    return (said >= _SAID and said > _OUTWEIGHS * own) or (world >= _OF_WORLD and world > _OF_WORLD * own)


def _times(name: str, text: str) -> int:
    return sum(1 for _ in phrasing(name).finditer(text))


def _parent(seen: View) -> bool:
    """Whether the number is of the group that the case's organisation belongs to."""
    parent = _parent_name(seen.organisation)
    if "集团" in seen.organisation or not (parent or "集团" in seen.above):
        return False
    if _GROUP_ABOVE.search(seen.above) or _GROUP.match(seen.head):
        return True
    if seen.section != SectionKind.PROFILE or not parent:
        return False
    own = seen.organisation[len(parent) :]
    return parent in seen.block and own not in seen.block


def _stranger(seen: View) -> bool:
    company = _COMPANY.match(seen.head)
    if company is None or not seen.organisation:
        return False
    name, own = company["name"], seen.organisation
    return not (
        name in own or own in name or (name[:2] == own[:2] and "省" not in name) or name in ("本公司", "该公司")
    )


@lru_cache(maxsize=64)
def _parent_name(organisation: str) -> str | None:
    """The organisation without what makes it a part of a larger one: 中国建设银行 of 中国建设银行广东省分行."""
    branch = _BRANCH.fullmatch(organisation)
    return branch["parent"] if branch else None
