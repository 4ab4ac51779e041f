"""Lines to one text: soft line breaks joined, every character leading back to its source."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.lexicon.typography import BRACKETS, CLOSINGS, INVISIBLE, LONGEST_SENTENCE
from pipeline.model import Span
from pipeline.split.line_ends import LineEnd, line_end

# a semicolon joins what belongs together: the date before it still holds behind it
_STOPS = "。！？!?"
_ROUND_BRACKETS = "（(《〈【["
# A stop takes what closes behind it along: 。”, ！） and the white space before the next sentence.
_TURN = re.compile(f"[{re.escape(_ROUND_BRACKETS)}]|[）)》〉】\\]]|[{_STOPS}][{re.escape(CLOSINGS + _STOPS)} ]*")
_PAUSES = ("；;", "，,", "、", " ")
_WIDE = re.compile(r"(?<!\d)[ \u3000]{2,}|(?<=\d)[ \u3000]{2,}(?![\d ])")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_END = re.compile(r"[A-Za-z\u00c0-\u024f0-9,.;:)!?%]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A text without its soft line breaks.

    Attributes:
        text: The text.
        offsets: Source offset of every character of `text`.
        doubts: Offsets in `text` at which two halves of a number were joined that may be two numbers.
    """

    text: str
    offsets: tuple[int, ...]
    doubts: tuple[int, ...] = ()


def join(source: str, fragments: Iterable[Span], instead: Mapping[int, str] | None = None) -> Joined:
    r"""Join fragments of lines.

    Chinese joins with nothing, and so does a number with its other half or its unit; between two Latin words the
    line break was a space, and between two numbers it stays.

    Args:
        source: The whole text.
        fragments: Source spans of what stands on each line, in order.
        instead: What stands in the text for characters of the source, by offset: nothing for raised footnote marks,
            nothing or a character for signs of markup.

    Returns:
        The joined text; an inserted space has the offset of the line break it stands for.

    >>> join("27626 千瓦\n时", [Span(0, 8), Span(9, 10)]).text
    '27626 千瓦时'
    >>> join("low carbon\nbuilding", [Span(0, 10), Span(11, 19)]).text
    'low carbon building'
    >>> join("3,120\n16 个", [Span(0, 5), Span(6, 10)]).text
    '3,120\n16 个'
    """
    pieces = [(piece, places) for span in fragments for piece, places in [_piece(source, span, instead or {})] if piece]
    lines = [piece for piece, _ in pieces]
    texts: list[str] = []
    offsets: list[int] = []
    doubts: list[int] = []
    for number, (piece, places) in enumerate(pieces):
        between = _between(lines, number - 1) if number else ""
        if between is None:
            doubts.append(len(offsets))
        elif between:
            texts.append(between)
            offsets.append(_break_offset(source, offsets[-1], places[0]))
        texts.append(piece)
        offsets.extend(places)
    return Joined("".join(texts), tuple(offsets), tuple(doubts))


def _between(lines: Sequence[str], index: int) -> str | None:
    """What stands for the break behind a line; None where it may have broken a number and joins with nothing."""
    left, right = lines[index][-1], lines[index + 1][0]
    if (left.isdigit() or left in ".,．，") and (right.isdigit() or right in ".．"):
        end = line_end(lines, index)
        if end is not None:
            return {LineEnd.INSIDE: "", LineEnd.BETWEEN: "\n", LineEnd.DOUBTFUL: None}[end]
    return " " if _needs_space(left, right) else ""


def _piece(source: str, span: Span, instead: Mapping[int, str]) -> tuple[str, range | list[int]]:
    """Take the visible characters of a fragment, without white space around them and with single spaces in it.

    约占     65% is what a tool makes of a justified line; 12     34 stay two spaces apart.
    """
    piece = source[span.start : span.end]
    if _WIDE.search(piece):
        gaps = (range(span.start + gap.start() + 1, span.start + gap.end()) for gap in _WIDE.finditer(piece))
        instead = {**instead, **dict.fromkeys(chain.from_iterable(gaps), "")}
    places: range | list[int] = range(span.start, span.end)
    if INVISIBLE.search(piece) or (instead and any(place in instead for place in places)):
        seen = [(place, instead.get(place, source[place])) for place in places if not INVISIBLE.match(source[place])]
        places = [place for place, character in seen if character]
        piece = "".join(character for _, character in seen)
    bare = piece.strip()
    first = piece.index(bare)
    return bare, places[first : first + len(bare)]


def _needs_space(left: str, right: str) -> bool:
    """Say whether a line break between two characters was a space: `low⏎carbon`, not `1,2⏎34` or `16.5⏎kW`."""
    return bool(
        (_LATIN.match(left) and (_LATIN.match(right) or right.isdigit() or right == "("))
        or (not left.isdigit() and _LATIN_END.match(left) and _LATIN.match(right))
    )


def _break_offset(source: str, before: int, after: int) -> int:
    """Find the line break between two offsets; the character before the second where there is none."""
    found = source.find("\n", before + 1, after)
    return found if found >= 0 else after - 1


def sentences_of(text: str) -> tuple[Span, ...]:
    """Cut a joined text into sentences.

    Args:
        text: The text of a block.

    Returns:
        Spans that tile the text: each ends behind `。！？` and what closes behind it; brackets are not cut. What
        goes on for more than `LONGEST_SENTENCE` characters is cut at its pauses.

    >>> [span.end for span in sentences_of("节电5万度。减排3吨（估算。含间接）。")]
    [6, 19]
    """
    spans: list[Span] = []
    start = 0
    closers: list[str] = []
    last: dict[str, int] = {}
    for match in _TURN.finditer(text):
        found = match[0]
        if found in _ROUND_BRACKETS:
            closer = BRACKETS[found]
            if closer not in last:
                last[closer] = text.rfind(closer)
            if last[closer] >= match.end():
                closers.append(closer)
        elif found[0] not in _STOPS:
            if closers and found == closers[-1]:
                closers.pop()
        elif not closers:
            spans += _cut(text, start, match.end())
            start = match.end()
    return (*spans, *_cut(text, start, len(text)))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a stretch at its pauses into pieces of at most `LONGEST_SENTENCE` characters."""
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        pauses = (max(text.rfind(mark, start, limit) for mark in marks) + 1 for marks in _PAUSES)
        stop = next(filter(None, pauses), limit)
        yield Span(start, stop)
        start = stop
    if start < end:
        yield Span(start, end)
