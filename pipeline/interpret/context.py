"""The neighbourhood of a mention: its sentence, its clause and what stands on either side of the number."""

from bisect import bisect_right
from dataclasses import dataclass

import regex

from pipeline.lexicon.characters import fold
from pipeline.model import Block, Mention, Reading, Span

# How many characters before a quantity may tell of it what its own sentence does not: more than any paragraph seen.
REACH = 1000
_BOUNDARY = regex.compile(r"[，。；：！？;!?]|(?<!\d),|,(?!\d)|:(?!\d)")
_GROUP = regex.compile(r"\([^()]*\)")
_OPEN = regex.compile(r"\([^()]*$")
_LISTED = regex.compile(r"^\s*(?:[、/]|和|及|与|以及)\s*")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one mention, folded; spans count in the block's text.

    Attributes:
        text: The block's folded text.
        sentence: The sentence.
        before: From the clause's beginning, or the mention before it in the clause, to the number; brackets left out.
        after: From behind the unit to the clause's end or the next mention; brackets left out.
        clause_before: As `before`, but across earlier mentions of the clause.
        sentence_before: The sentence up to the number.
        sentence_after: The sentence behind the unit.
        bracketed: Whether the mention stands in brackets inside its sentence.
        behind_mention: Whether an earlier mention of the clause ends where `before` begins.
    """

    text: str
    sentence: Span
    before: str
    after: str
    clause_before: str
    sentence_before: str
    sentence_after: str
    bracketed: bool
    behind_mention: bool


def contexts(block: Block, reading: Reading) -> tuple[Context, ...]:
    """The context of every mention of a block, in order."""
    text = fold(block.text)
    sentences = block.sentences or (Span(0, len(text)),)
    mentions = reading.mentions
    found = []
    following, behind = len(text), len(text)
    for index in reversed(range(len(mentions))):
        mention = mentions[index].span
        sentence = sentences[min(bisect_right(sentences, mention.start, key=_end), len(sentences) - 1)]
        previous = mentions[index - 1].span.end if index else 0
        # 1 台 400KW 的燃机机组, 5MW/10MWh 储能电站: what is counted stands behind the second quantity
        follower = mentions[index + 1].span.start if index + 1 < len(mentions) else len(text)
        if index + 1 == len(mentions) or text[mention.end : follower].strip(" /"):
            following, behind = follower, mention.end
        found.append(_context(text, sentence, mentions[index], previous, behind, following))
    return tuple(reversed(found))


def _end(span: Span) -> int:
    return span.end


def _context(text: str, sentence: Span, mention: Mention, previous: int, end: int, following: int) -> Context:
    start = mention.span.start
    sentence_before, sentence_after = text[sentence.start : start], text[end : sentence.end]
    flat = _GROUP.sub(lambda group: "\0" * len(group[0]), sentence_before)
    opening = _OPEN.search(flat)
    left = opening.start() + 1 if opening else 0
    clause = max((match.end() for match in _BOUNDARY.finditer(flat, left)), default=left)
    since = max(clause, previous - sentence.start)
    flat_after = _GROUP.sub(lambda group: "\0" * len(group[0]), sentence_after)
    stop = _BOUNDARY.search(flat_after)
    right = stop.start() if stop else len(flat_after)
    right = min(right, max(0, following - end))
    if opening and ")" in flat_after[:right]:
        right = flat_after.index(")")
    return Context(
        text,
        sentence,
        _LISTED.sub("", flat[since:].replace("\0", "")) if since > clause else flat[since:].replace("\0", ""),
        flat_after[:right].replace("\0", ""),
        flat[clause:].replace("\0", ""),
        sentence_before,
        sentence_after,
        opening is not None,
        since > clause and not _LISTED.match(flat[since:]),
    )
