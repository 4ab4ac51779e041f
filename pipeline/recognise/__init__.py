"""Text to mentions and exclusions: every numeral in exactly one.

The order of precedence is one list: what an exclusion rule takes by its own form (names, dates, ordinals, markers),
then quantities with a unit, then what the neighbourhood says of a bare number, then words.
"""

from bisect import bisect_right
from dataclasses import replace

import regex

from pipeline.errors import guarded
from pipeline.lexicon.characters import fold
from pipeline.model import Block, BlockKind, Document, Exclusion, Flag, Mention, QuantityKind, Reading, Reason, Section
from pipeline.recognise.exclusions import NUMERAL, as_exclusions, find_taken, free_runs
from pipeline.recognise.margins import read_margins
from pipeline.recognise.quantities import read_quantity
from pipeline.recognise.residue import inside_word, is_claim, leftover, unclaimed, unread
from pipeline.recognise.tables import give_units
from pipeline.recognise.units import match_currency_prefix

# A numeral, or 几, 数, 上 where they make one with the scale behind them: 几十, 数百万, 上千; not 系数十, 以上百分之
_BEGINNING = regex.compile(
    r"(?:好几|几|(?<![系次人户指参倍个总天台件家基函分])数|(?<![以之])上)(?=[十百千万亿])|\.(?=\d)|[\p{N}〇零一二两俩三四五六七八九十百千万亿半廿卅卌过大多超]"
    r"|[壹贰叁参仨肆伍陆柒捌玖拾佰仟](?=[壹贰叁参肆伍陆柒捌玖拾佰仟万亿零元圆角]|$)"
)
# 过半, 大半: only with the half behind them
_HALF_WORD = regex.compile(r"[过大多超](?!半)")
_SEPARATOR = regex.compile(r"\s*(?:、|和|与|及|以及|或|/)\s*")
_LISTED = regex.compile(r"(?:分别|依次|各为)[^。；]*$")
_SCALE_ALONE = frozenset("百千万亿")
_SCALED = regex.compile(r"[近上超过数几约达逾破成共有]\s?$")
_EACH = regex.compile(r"每(?:隔|增加|减少)?\s?$")
_WHOLE_CELL = regex.compile(r"[\s(（]*+[-−+▲▼△↑↓]?\s*+[\d.,，\s]++[)）]?\s*+(?:[*†‡]++\s*+)?")

__all__ = ["read_margins", "read_section", "recognise"]


def read_section(section: Section, document: Document) -> tuple[Reading, ...]:
    """Read all numerals of a section; offsets count in each block's text, table cells take units from headers."""
    return give_units(section, tuple(_read_block(block) for block in section.blocks), document)


def _read_block(block: Block) -> Reading:
    return guarded(
        lambda: recognise(block.text, cell=block.kind is BlockKind.CELL), lambda trouble: unread(block.text, trouble)
    )


def recognise(text: str, *, cell: bool = False) -> Reading:
    """Read all numerals of a text.

    Args:
        text: One paragraph, list item or table cell, soft line breaks joined.
        cell: Whether it is a table cell, where a number stands alone and takes its unit from the header.

    Returns:
        Mentions and exclusions, each in order; no two overlap and no numeral is left out.

    >>> [mention.unit.code for mention in recognise("节约电能 1546 万千瓦时 / 年，减排 3 吨").mentions]
    ['kW.h/a', 't']
    """
    folded = fold(text)
    if not (NUMERAL.search(folded) or _BEGINNING.search(folded)):
        return Reading((), ())
    stretches = find_taken(folded)
    taken = bytearray(len(folded))
    for stretch in stretches:
        taken[stretch.span.start : stretch.span.end] = b"\1" * (stretch.span.end - stretch.span.start)
    mentions: list[Mention] = []
    exclusions: list[Exclusion] = []
    at = 0
    for match in _BEGINNING.finditer(folded):
        if match.start() < at or taken[match.start()]:
            continue
        if _HALF_WORD.match(folded, match.start()):
            continue
        found = _read(folded, match.start(), taken)
        if mentions and found.span.start < mentions[-1].span.end:  # 半分半: the second half reaches back into the first
            found = leftover(folded, match.start())
        if isinstance(found, Mention):
            mentions.append(_as_written(found, text))
        else:
            exclusions.append(found)
        at = max(at, found.span.end)
    # 500 万 m2, 吨 CO2: what looks like a name is the unit of the number before it
    claimed = []
    exclusions = [exclusion for exclusion in exclusions if not _covered(exclusion, mentions)]
    exclusions += as_exclusions(stretches, folded, mentions)
    alone = cell and _WHOLE_CELL.fullmatch(folded) is not None
    for mention in _keep_currency(_share_units(mentions, folded), folded):
        if mention.unit.text or mention.rule not in _BARE or alone or is_claim(mention, folded):
            claimed.append(mention)
        else:
            exclusions.append(unclaimed(mention, folded))
    return _apart(claimed, exclusions, folded)


def _apart(mentions: list[Mention], exclusions: list[Exclusion], text: str) -> Reading:
    """Let no two share a character: in 674季度 the number stays, and of the quarter what is free."""
    free = bytearray(b"\1") * len(text)
    kept: list[Mention] = []
    for mention in mentions:
        if 0 not in free[mention.span.start : mention.span.end]:
            kept.append(mention)
            free[mention.span.start : mention.span.end] = bytes(mention.span.end - mention.span.start)
    left: list[Exclusion] = []
    for exclusion in sorted(exclusions, key=lambda exclusion: exclusion.span.start):
        for span in free_runs(free, exclusion.span):
            if span == exclusion.span or NUMERAL.search(text, span.start, span.end):
                left.append(replace(exclusion, span=span))
            free[span.start : span.end] = bytes(span.end - span.start)
    for match in NUMERAL.finditer(text):
        if free[match.start()]:
            rest = leftover(text, match.start())
            span = next(free_runs(free, rest.span))
            left.append(replace(rest, span=span))
            free[span.start : span.end] = bytes(span.end - span.start)
    return Reading(tuple(kept), tuple(sorted(left, key=lambda exclusion: exclusion.span.start)))


_BARE = frozenset({"number.bare", "number.range"})


def _read(text: str, start: int, taken: bytearray) -> Mention | Exclusion:
    mention = read_quantity(text, start, taken)
    if mention is None or any(taken[mention.span.start : mention.value.end]):
        return leftover(text, start)
    end = mention.span.end
    if mention.rule.partition(".")[0] != "ratio" and inside_word(text, start, end):
        return leftover(text, start)
    number = text[mention.value.start : mention.value.end]
    if number in _SCALE_ALONE and not mention.unit.classifier and not _SCALED.search(text, max(0, start - 4), start):
        # 万元产值能耗: per ten thousand yuan
        return _excluded(mention, taken, Reason.DENOMINATOR, "denominator.scale")
    if number == "一" and mention.unit.classifier:
        return _excluded(mention, taken, Reason.ARTICLE, "article.one")
    if _EACH.search(text, max(0, start - 4), start) and mention.unit.text and _is_round(mention):
        return _excluded(mention, taken, Reason.DENOMINATOR, "denominator.each")
    return mention


def _is_round(mention: Mention) -> bool:
    """Whether a number is one, ten, a hundred, …: 每 100 公里 is a denominator, 每 30 秒 and 每 2.6 辆 say how many."""
    return mention.low is not None and mention.low.normalize().as_tuple().digits == (1,)


def _excluded(mention: Mention, taken: bytearray, reason: Reason, rule: str) -> Exclusion:
    """Exclude a quantity, without its unit where an exclusion rule has that."""
    span = mention.value if any(taken[mention.span.start : mention.span.end]) else mention.span
    return Exclusion(span, reason, rule, mention.low, mention.high)


def _covered(exclusion: Exclusion, mentions: list[Mention]) -> bool:
    # 零下 10℃: 零 was read before the number whose sign it is part of
    at = bisect_right(mentions, exclusion.span.start, key=lambda mention: mention.span.start) - 1
    return at >= 0 and exclusion.span.end <= mentions[at].span.end


def _as_written(mention: Mention, text: str) -> Mention:
    """Give the unit as the text writes it, traditional characters and widths included."""
    unit = mention.unit
    written = "".join(text[unit.start : unit.end].split())
    if not unit.end or written == unit.text:
        return mention
    return replace(mention, unit=replace(unit, text=written))


def _keep_currency(mentions: list[Mention], text: str) -> list[Mention]:
    """Read `1,150 万元` behind `港币 8,640 万元` as Hong Kong dollars: a currency once named holds for its block."""
    kept, named = [], None
    for mention in mentions:
        unit = mention.unit
        if unit.kind is QuantityKind.CURRENCY and unit.text.startswith("元"):
            leading = match_currency_prefix(text, mention.value.start)
            if leading:
                named = None if leading.code == "CNY" else leading.code
            elif named:
                unit = replace(unit, code=unit.code.replace("CNY", named, 1))
        kept.append(mention if unit is mention.unit else replace(mention, unit=unit))
    return kept


def _share_units(mentions: list[Mention], text: str) -> list[Mention]:
    """Give `25` in `25、30 吨` and `3、5` in `分别为 3、5、8 吨` the unit and scale of their list."""
    shared = list(mentions)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if (
            first.unit.text
            or first.rule not in _BARE
            or not second.unit.text
            or first.low is None
            or first.high is None
        ):
            continue
        gap = text[first.span.end : second.span.start]
        listed = gap.strip() in {",", "，"} and _LISTED.search(text, max(0, first.span.start - 40), first.span.start)
        if not (_SEPARATOR.fullmatch(gap) or listed):
            continue
        scale = second.scale if first.scale == 1 else 1
        shared[index] = replace(
            first,
            low=first.low * scale * second.unit.factor,
            high=first.high * scale * second.unit.factor,
            unit=replace(second.unit, start=0, end=0),
            scale=second.scale,
            rule="quantity.shared_unit",
            flags=(*first.flags, Flag.UNIT_SHARED, *((Flag.SCALE_SHARED,) if scale != 1 else ())),
        )
    return shared
