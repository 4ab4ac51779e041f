"""Whether the sentence says that the measured thing grew or shrank."""

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.words import has_verb
from pipeline.lexicon.cues import direction_cues
from pipeline.model import Direction, Mention, QuantityKind

_CHANGES = frozenset({Direction.INCREASE, Direction.DECREASE})
# 由 120 吨降至 80 吨: the starting level has no direction
_STARTING = regex.compile(r"(?:由|从|自|原来?的?|最初|之前的?)[^，。；、]{0,14}$")
_TO_LEVEL = regex.compile(
    r"\s?(?:左右|以上)?\s?(?:\p{Han}{0,6}?)(?:[降增减升提涨][至到]|下降[至到]|降低[至到]|减少[至到]|提[高升][至到]|增[加长][至到]|上升[至到])"
)
# 从最初 200KG 左右，到现在可达 500KG: the end level has the direction that the sentence names before
_ARRIVES = regex.compile(r"\s?(?:到|至|再到)")
_ENDS = regex.compile(r"\s*(?:$|率|量|的?效果|幅度|潜力|目标|空间|任务)")
_FROM_TO = regex.compile(r"[从由].*[，,]\s?(?:到|至|再到)")
_ATTRIBUTE = regex.compile(r"的(?!总|量|数|幅|比)")
# 占新增装机的 76%: the growth belongs to what the share is of
_SHARE = regex.compile(r"占(?!比)[^，。；、]{1,16}的?(?:比例|比重)?(?:约|为|达到?|近|超过?)?\s*$")
_LEVEL_VERB = regex.compile(r"[至到为]|.[至到为]")
_SHORT, _NEAR = 12, 8
_LEVEL = regex.compile(
    r"[率额数比]\s*(?:约|达|为|近|超过?|[低高]于|不足|在)?\s*$|余额|总[额量数价]|合计|累计|共|投资|规模|容量|面积|存量|产值|收入|产量|达|为|占|是|有"
)
_TIME_CHANGE = regex.compile(r"(?:缩短|减少|延长|增加|提前|推迟|压缩)(?:了|约|近|超过|至|到|至少|达){0,3}\s?$")
# 17900g 减排: a noun fused to the number
_NOUNS = frozenset({"减排", "减碳", "减量", "降幅", "增幅"})
_NARROWED = regex.compile(r"\s?(?:\(含\)|及|含)?以[上下内][^，。；、]*$")
_JOINED = regex.compile(r"[^，。；]{0,3}[、和与及]")
_QUOTED = regex.compile(r"[“「『《][^”」』》]{0,20}[”」』》]")


def read_direction(context: Context, mention: Mention, before: tuple[Mention, Direction, Context] | None) -> Direction:
    """Read the direction of a mention.

    Args:
        context: Where it stands.
        mention: The mention.
        before: The mention before it in the block with its direction and context, from which a bare list item
            (`减排硫氧化物 0.6 吨，氮氧化物 0.4 吨`) takes its verb; None for the first.
    """
    clause = _QUOTED.sub("", context.before)
    if mention.unit.kind is QuantityKind.TIME:
        match = _TIME_CHANGE.search(clause)
        return (_nearest(match[0]) if match else None) or Direction.NONE
    if _STARTING.search(clause) and _TO_LEVEL.match(context.sentence_after):
        return Direction.NONE
    if _SHARE.search(clause):
        return Direction.NONE
    found = _nearest(clause, counted=mention.unit.classifier, glued=context.behind_mention)
    if found:
        return found
    if _FROM_TO.search(context.sentence_before) and _ARRIVES.match(context.clause_before):
        return _nearest(context.sentence_before) or Direction.NONE
    return _behind(context, mention) or _inherited(context, mention, before)


def _nearest(text: str, *, counted: bool = False, glued: bool = False) -> Direction | None:
    best: tuple[int, Direction] | None = None
    for cue in direction_cues():
        for match in cue.pattern.finditer(text):
            # 17900g 减排种 1 棵: the cue belongs to what stands before it, but 18 人减至 6 人 to what follows
            if glued and not text[: match.start()].strip() and not _LEVEL_VERB.match(text, match.end() - 1):
                continue
            if counted and _ATTRIBUTE.search(text, match.end()):  # 减少浪费的门店 300 家 counts shops
                continue
            if best is None or match.end() > best[0]:
                best = (match.end(), cue.direction)
    return best[1] if best else None


def _behind(context: Context, mention: Mention) -> Direction | None:
    if mention.unit.classifier:
        return None
    for cue in direction_cues():
        match = cue.pattern.search(context.after)
        if match and match.start() <= _NEAR and context.after[match.end() : match.end() + 1] not in {"至", "到"}:
            tail = context.after[match.end() :]
            if match[0] in _NOUNS and not context.after[: match.start()].strip():
                return cue.direction
            if _ENDS.match(tail):
                return cue.direction
    return None


def _inherited(context: Context, mention: Mention, before: tuple[Mention, Direction, Context] | None) -> Direction:
    if before is None or before[1] not in _CHANGES or before[2].sentence != context.sentence:
        return Direction.NONE
    gap = context.text[before[0].span.end : mention.span.start]
    if _NARROWED.match(gap):
        return before[1]  # 淘汰 35 蒸吨/小时及以下锅炉 217 台
    # 节约铁矿石 1.6 吨、标准煤 350 千克: what is joined may be measured otherwise
    joined = before[0].unit.code == mention.unit.code or (_JOINED.match(gap) and mention.unit.code not in {"%", "{pp}"})
    bare = len(context.before.strip()) <= _SHORT and not _LEVEL.search(context.before) and not has_verb(context.before)
    return before[1] if joined and bare else Direction.NONE
