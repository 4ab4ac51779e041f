"""The neighbourhood of a mention: its sentence, its clause and what stands on either side of the number."""

from bisect import bisect_right
from typing import NamedTuple

import regex

from pipeline.interpret.scope import Scope, Scopes, bracket_of
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Block, Mention, Reading, Span

# How many characters before a quantity may tell of it what its own sentence does not: more than any paragraph seen.
REACH = 1000
_GROUP = regex.compile(r"\([^()]*\)")
_SET_OFF = regex.compile(r" (?:(?<=\p{Han} )(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%] )(?=\p{Han}))")
_LETTER_SPACED = regex.compile(r"(?<=(?<!\S)\p{Han}) (?=\p{Han}(?!\S))")
_BRACKET = regex.compile(r"\s?\([^()。]*\)")
_RATED = phrasing("phrase.rated")
_EQUALS, _CONVERSION = regex.compile(r"[=＝]"), phrasing("phrase.conversion")
_AND = regex.compile(r"\s*(?:[、/]|和|及|与|以及)\s*(?:约|近)?\s*")
LISTED = regex.compile(r"^\s*(?:[、/]|和|及|与|以及)\s*")


class Context(NamedTuple):
    """What stands around one mention, folded; spans count in the block's text.

    Attributes:
        text: The block's folded text.
        sentence: The sentence.
        clause: The innermost clause, a node of the block's scope tree.
        scopes: The scope tree.
        since: Where `before` begins: the clause, or the end of the mention before it in the clause.
        before: From there to the number; brackets left out.
        after: From behind the unit to the clause's end or the next mention; brackets left out.
        clause_before: As `before`, but across earlier mentions of the clause.
        clause_after: As `after`, but across later mentions of the clause.
        sentence_before: The sentence up to the number.
        sentence_after: The sentence behind the unit.
        bracketed: Whether the mention stands in brackets inside its sentence.
        listed_from: Where the list of quantities begins that it belongs to: its own start, where it is no list.
        behind_mention: Whether an earlier mention of the clause ends where `before` begins.
    """

    text: str
    sentence: Span
    clause: Scope
    scopes: Scopes
    since: int
    before: str
    after: str
    clause_before: str
    clause_after: str
    sentence_before: str
    sentence_after: str
    bracketed: bool
    listed_from: int
    behind_mention: bool


def contexts(block: Block, reading: Reading) -> tuple[Context, ...]:
    """The context of every mention of a block, in order."""
    text = fold(block.text)
    sentences = block.sentences or (Span(0, len(text)),)
    scopes = Scopes(text, sentences)
    mentions = reading.mentions
    listed = _listed(text, mentions)
    found = []
    following, behind = len(text), len(text)
    for index in reversed(range(len(mentions))):
        mention = mentions[index].span
        sentence = sentences[min(bisect_right(sentences, mention.start, key=_end), len(sentences) - 1)]
        previous = mentions[index - 1].span.end if index else 0
        follower = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
        closing = _bracket_behind(text, mention.end)
        if closing and follower < closing:
            # 1000 吨/日（餐厨 700 吨/日+厨余 300 吨/日）的处理设施: what stands in brackets is told apart
            behind_it = (mentions[later].span.start for later in range(index + 1, len(mentions)))
            outside = next((start for start in behind_it if start >= closing), len(text))
            edges = _Edges(listed[index], previous, mention.start, closing, outside)
        else:
            if not _rates(text, mention.end, mentions[index + 1 : index + 2]):
                following, behind = follower, mention.end
            edges = _Edges(listed[index], previous, mention.start, behind, following)
        found.append(_context(text, sentence, scopes, edges))
    return tuple(reversed(found))


def _bracket_behind(text: str, end: int) -> int:
    """Where the bracket closes that opens right behind an offset; 0 where none does."""
    bracket = _BRACKET.match(text, end)
    return bracket.end() if bracket else 0


def _rates(text: str, end: int, following: tuple[Mention, ...]) -> bool:
    """Whether what is counted stands behind the next quantity, which only rates it.

    1 台 400KW 的燃机机组, 5MW/10MWh 储能电站, 16 台单机容量 100 万千瓦的机组, 两条日产 5000 吨熟料生产线.
    """
    if not following:
        return False
    start, stop = following[0].span.start, following[0].span.end
    if not text[end:start].strip(" /"):
        return True
    rated = _RATED.fullmatch(text, end, start)
    return rated is not None and (rated["output"] is not None or text[stop : stop + 1] == "的")


class _Edges(NamedTuple):
    """Where a quantity, its list, and those on either side of it begin and end."""

    listed_from: int
    previous_end: int
    start: int
    end: int
    next_start: int


def _listed(text: str, mentions: tuple[Mention, ...]) -> list[int]:
    """For each quantity where its list begins: 2017 年的 2.8 吨、56 度 is one of two."""
    starts: list[int] = []
    for index, mention in enumerate(mentions):
        goes_on = index and _AND.fullmatch(text, mentions[index - 1].span.end, mention.span.start)
        starts.append(starts[-1] if goes_on else mention.span.start)
    return starts


def _end(span: Span) -> int:
    return span.end


def _context(text: str, sentence: Span, scopes: Scopes, edges: _Edges) -> Context:
    start, end = edges.start, edges.end
    clause = scopes.at(start)
    since = max(clause.start, edges.previous_end)
    clause_end = clause.end if clause.end >= end else sentence.end
    before = flat(text[since:start])
    return Context(
        text,
        sentence,
        clause,
        scopes,
        since,
        LISTED.sub("", before) if since > clause.start else before,
        flat(text[end : max(end, min(clause_end, edges.next_start))]),
        flat(text[clause.start : start]),
        flat(text[end : max(end, clause.end)]),
        text[sentence.start : start],
        text[end : sentence.end],
        bracket_of(clause) is not None,
        edges.listed_from,
        since > clause.start and not LISTED.match(before),
    )


def converts(context: Context) -> bool:
    """Whether a quantity stands in a formula in brackets, which holds at any time: （10KG 旧衣=1 棵梭梭树）."""
    if not context.bracketed:
        return False
    opening = context.sentence_before.rpartition("(")[2]
    inside = opening + context.text[context.sentence.start + len(context.sentence_before) :].partition(")")[0]
    return _EQUALS.search(inside) is not None or _CONVERSION.match(inside) is not None


def flat(text: str) -> str:
    """A stretch of a clause without what stands in brackets in it, and without the spaces that only set figures off.

    >>> flat("420 家世界 500 强(含外企)企业"), flat("供 热 面 积 为 ")
    ('420家世界500强企业', '供热面积为 ')
    """
    text = _GROUP.sub("", text) if "(" in text else text
    return _SET_OFF.sub("", _LETTER_SPACED.sub("", text)) if " " in text else text
