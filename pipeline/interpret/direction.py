"""Whether the sentence says that the measured thing grew or shrank."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.words import has_verb
from pipeline.lexicon.cues import direction_cues_in
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Candidate, Direction, Mention, QuantityKind

_CHANGES = frozenset({Direction.INCREASE, Direction.DECREASE})
_STARTING = phrasing("direction.starting")
_TO_LEVEL = phrasing("direction.to_level")
_ARRIVES = phrasing("direction.arrives")
_ENDS = phrasing("direction.ends")
_FROM_TO = phrasing("direction.from_to")
_ATTRIBUTE = phrasing("direction.attribute")
_SHARE = phrasing("direction.share")
_LEVEL_VERB = phrasing("direction.level_verb")
_SHORT, _NEAR = 12, 8
_LEVEL = phrasing("direction.level")
_TIME_CHANGE = phrasing("direction.time_change")
_TURNS = frozenset("，,、")
_TOLD_AGAIN = frozenset("(、")  # 节省时间 4.25 小时（255 分钟）, 分别缩短至 5.1 天、6.4 天
# 17900g 减排: a noun fused to the number
_NOUNS = frozenset({"减排", "减碳", "减量", "降幅", "增幅"})
_NARROWED = phrasing("direction.narrowed")
_JOINED = phrasing("direction.joined")
_COMPARED_LEVEL, _COMPARES = phrasing("direction.compared_level"), phrasing("direction.compares")
_COMPARED = phrasing("phrase.compared")
_RATE_BEHIND, _NAMES = phrasing("direction.rate_behind"), phrasing("direction.names")
_LEADS_TO, _STEP = phrasing("direction.leads_to"), phrasing("direction.step")
_CHANGE_UNITS = frozenset({"%", "{pp}"})
_CHANGED, _LEVEL_BEHIND = phrasing("direction.changed"), phrasing("direction.level_behind")
_AMONG = phrasing("date.among")
_ASIDE, _CONTRIBUTES = phrasing("direction.aside"), phrasing("direction.contributes")
_RATE_NAMED = phrasing("direction.rate_named")
_AMOUNT, _ARROW = phrasing("direction.amount"), phrasing("direction.arrow")
_ADDS, _AGAINST, _PRAISE = phrasing("direction.adds"), phrasing("direction.against"), phrasing("phrase.praise")
_AGAINST_AHEAD = phrasing("direction.against_ahead")
_OF_SIGN = {"+": Direction.INCREASE, "-": Direction.DECREASE, "−": Direction.DECREASE}
_QUOTED = regex.compile(r"[“「『《][^”」』》]{0,20}[”」』》]")


class Before(NamedTuple):
    """The quantity before one in the block, from which a bare one may take its verb."""

    mention: Mention
    direction: Direction
    context: Context


def direction_candidates(
    context: Context, mention: Mention, before: Before | None, metric: str | None = None
) -> tuple[Candidate, ...]:
    """Every direction that a quantity may have.

    Args:
        context: Where it stands.
        mention: The quantity.
        before: The quantity before it, from which a bare list item (`减排硫氧化物 0.6 吨，氮氧化物 0.4 吨`) takes its
            verb; None for the first.
        metric: What it measures, where that is told outside of its clause; None elsewhere.
    """
    clause = _PRAISE.sub("", _QUOTED.sub("", context.before))
    if mention.unit.kind is QuantityKind.TIME:
        match = _TIME_CHANGE.search(clause)
        found = tuple(_ahead(match["change"])) if match else ()
        return (*found, *_taken_over(context, mention, before), Candidate(Direction.NONE, ("none",)))
    counted = mention.unit.classifier
    told = context.clause_before[: max(len(context.clause_before) - len(context.before), 0)]
    changed = before is not None and before.direction in _CHANGES  # 较上年提高 3% 至 21%
    ahead = context.sentence_before[: max(len(context.sentence_before) - len(context.clause_before), 0)]
    against = _AGAINST.search(told) or _AGAINST_AHEAD.search(ahead) or mention.unit.code == "{pp}"
    if clause.strip() and not changed and against:
        # 比 70 元高 20 元, 较 2020 年，破损率低 1%, 上座率低 3 个百分点: the words behind go on with 比
        clause = f"比前{clause}"
    # 连续三年增幅超过 20%: what a time is told of comes behind it
    lasting = before is not None and before.mention.unit.kind is QuantityKind.TIME
    glued = context.behind_mention and not lasting and not _COMPARES.search(told)
    glued = glued and mention.unit.code not in _CHANGE_UNITS  # 贷款 24 亿元增长 2.1%
    share = mention.unit.kind is QuantityKind.DIMENSIONLESS_RATIO and mention.unit.code != "{pp}"
    return (
        *_ahead(clause, glued=glued, counted=counted, share=share),
        *_arrived(context),
        *(() if counted else _behind(context)),
        *_taken_over(context, mention, before),
        *_named(metric),
        *_named(_glossed(context) if share else None),
        *_signed(context, mention),
        Candidate(Direction.NONE, ("none", *_for_none(clause, context))),
    )


def _for_none(clause: str, context: Context) -> Iterator[str]:
    """What says that a quantity is a level and no change."""
    if _STARTING.search(clause) and _TO_LEVEL.match(context.sentence_after):
        yield "none.starting"  # 由 120 吨降至 80 吨
    if _SHARE.search(clause):
        yield "none.share"
    if _COMPARED_LEVEL.search(clause):
        yield "none.compared"
    if context.bracketed and _ASIDE.search(context.sentence_before):
        yield "none.aside"  # 增加 16% 至 53 亿元（2007 年：46 亿元）


def _ahead(clause: str, *, glued: bool = False, counted: bool = False, share: bool = False) -> Iterator[Candidate]:
    """The cues before the number in its clause, the nearest first."""
    cues = [(match, cue.direction) for cue in direction_cues_in(clause) for match in cue.pattern.finditer(clause)]
    cues.sort(key=lambda cue: cue[0].end(), reverse=True)
    nearest = True
    for match, direction in cues:
        evidence = ["ahead"]
        # 17900g 减排种 1 棵: the cue belongs to what stands before it, but 18 人减至 6 人 to what follows
        if glued and not clause[: match.start()].strip() and not _LEVEL_VERB.match(clause, match.end() - 1):
            evidence.append("ahead.glued")
        elif (counted and _ATTRIBUTE.search(clause, match.end())) or (
            share and (_ADDS.fullmatch(match[0]) or _CONTRIBUTES.match(clause, match.end()))
        ):
            evidence.append("ahead.attribute")
        elif nearest:
            evidence.append("ahead.nearest")
            nearest = False
        yield Candidate(direction, tuple(evidence))


def _arrived(context: Context) -> Iterator[Candidate]:
    """The cue of the sentence for the level that it arrives at: 从最初 200KG，到现在可达 500KG."""
    if _FROM_TO.search(context.sentence_before) and _ARRIVES.match(context.clause_before):
        nearest = next(_ahead(context.sentence_before), None)
        if nearest:
            yield Candidate(nearest.value, ("arrived",))


def _behind(context: Context) -> Iterator[Candidate]:
    """The cues behind the number: 17900g 减排, 年均 5.4% 的增速."""
    likely = direction_cues_in(context.after)
    named = _RATE_BEHIND.match(context.after) if likely else None
    for cue in likely:
        if named and cue.pattern.search(named[0]):
            yield Candidate(cue.direction, ("rate_behind",))
        match = cue.pattern.search(context.after)
        if match and match.start() <= _NEAR and context.after[match.end() : match.end() + 1] not in {"至", "到"}:
            noun = match[0] in _NOUNS and not context.after[: match.start()].strip()
            # 由 27 亿元增长 28% 至 35 亿元: a verb right before the next quantity is that one's
            last = not context.after[match.end() :].strip()
            ahead = last and len(context.after) < len(context.clause_after)
            led = _LEADS_TO.fullmatch(context.after, 0, match.start()) and _ENDS.match(context.after, match.end())
            if noun or (led and not ahead):
                yield Candidate(cue.direction, ("behind",))


def _glossed(context: Context) -> str | None:
    """What stands before the bracket that a number opens: 低于 2021 年的增速（5%）."""
    before = context.sentence_before.rstrip()
    return before[-_SHORT:-1] if before.endswith("(") else None


def _named(metric: str | None) -> Iterator[Candidate]:
    """The direction that the name of a measure has: 贷款增速较快，分别为 23% 和 26%."""
    if not metric:
        return
    for cue in direction_cues_in(metric):
        if any(_NAMES.fullmatch(metric, match.end()) for match in cue.pattern.finditer(metric)):
            yield Candidate(cue.direction, ("named",))


def _signed(context: Context, mention: Mention) -> Iterator[Candidate]:
    """The direction that the sign of a change has: 增加(+97.0%), 收入-2%, 库存+5 吨，至 9 吨, ↓3%; a level's none."""
    start, end = mention.span.start, mention.span.end
    share = mention.unit.code in _CHANGE_UNITS
    if share and (arrow := _ARROW.match(context.text, end) or _ARROW.match(context.text, start - 1)):
        yield Candidate(Direction.INCREASE if arrow["up"] else Direction.DECREASE, ("signed",))
    sign = context.text[start]
    if sign not in _OF_SIGN:
        return
    plain = sign == "+" or mention.unit.code == "{pp}" or context.bracketed
    told = (plain or _AMOUNT.search(context.sentence_before)) if share else _LEVEL_BEHIND.match(context.text, end)
    if told or _CHANGED.search(context.sentence_before):
        yield Candidate(_OF_SIGN[sign], ("signed",))
    if share and not plain and _RATE_NAMED.search(context.sentence_before):
        yield Candidate(_OF_SIGN[sign], ("signed", "signed.rate"))  # 增速为 -1.0%


def _changes_next(following: str) -> bool:
    """Whether a change of a quantity comes right behind it: 、增加 2 公里, but not ，减少二氧化碳 3 吨."""
    if following[:1] not in _TURNS:
        return False
    changes = (cue.pattern.match(following, 1) for cue in direction_cues_in(following))
    return any(change and following[change.end() :].lstrip()[:1].isdecimal() for change in changes)


def _is_of_level(part: Mention, change: Mention, gap: str) -> bool:
    """Whether a part is greater than the change before it, and so no part of that."""
    among = _AMONG.search(gap) and part.unit.code == change.unit.code
    return bool(among and part.low is not None and change.high is not None and part.low > change.high)


def _taken_over(context: Context, mention: Mention, before: Before | None) -> Iterator[Candidate]:
    """The direction of the quantity before, where this one is bare."""
    if before is None or before.direction not in _CHANGES or before.context.sentence != context.sentence:
        return
    gap = context.text[before.mention.span.end : mention.span.start]
    if "；" in gap and _COMPARED.search(before.context.clause_before):
        return  # 硅料 4.6 元，环比下降 0.5 元；硅片 1.9 元: the next thing begins with its level
    if mention.unit.kind is QuantityKind.TIME:
        if gap.strip() in _TOLD_AGAIN:
            yield Candidate(before.direction, ("taken_over",))
        return
    if _NARROWED.match(gap) or _ARRIVES.fullmatch(gap.strip("，, ")):  # 提高 100 个基点至 19%
        yield Candidate(before.direction, ("taken_over", "taken_over.narrowed"))
        return
    if _is_of_level(mention, before.mention, gap):
        return  # 供水量 13 亿立方米，比上年增加 0.4 亿立方米，其中地表水 12 亿立方米: a part of the level
    if _changes_next(context.text[mention.span.end : mention.span.end + _NEAR]):
        return  # 总长度 9 公里、增加 2 公里，其中专用车道 3 公里、增加 1 公里: a level, whose change comes behind it
    # 节约铁矿石 1.6 吨、标准煤 350 千克: what is joined may be measured otherwise
    same = before.mention.unit.code == mention.unit.code and (
        not mention.unit.classifier or before.mention.unit.text == mention.unit.text
    )
    joined = same or (_JOINED.match(gap) and mention.unit.code not in _CHANGE_UNITS)
    said = context.before.strip()
    bare = len(said) <= _SHORT and not _LEVEL.search(said) and (_STEP.search(said) or not has_verb(said))
    if joined and bare:
        signed = context.text[before.mention.span.start] in _OF_SIGN  # 增长 -0.1%、2.4%: what grows is told before both
        verb = next(_ahead(before.context.clause_before), None) if signed else None
        yield Candidate(verb.value if verb else before.direction, ("taken_over",))
