"""What a decision rests on, in words and not in offsets, and where those words stand in a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.review.change import Row
from pipeline.review.excerpt import joined, line_around, sentence_around
from pipeline.review.match import squeeze

_INSIDE = "，、,（(“「『《"  # what stands before a word inside a sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reviewer had before her eyes; where it changes, the decision is open again.

    Attributes:
        case_id: The case, None outside a case.
        heading: Heading of the section, None where it has none.
        sentence: The sentence around the quote; of a table cell the text of its line.
        quote: The number with its unit.
        before: Number of characters, white space aside, that stand before the quote in the sentence.
        occurrence: Number of equal sentences before it in the section.
    """

    case_id: str | None
    heading: str | None
    sentence: str
    quote: str
    before: int
    occurrence: int


def evidence_of(row: Row, section: Row, text: str) -> Evidence:
    """The evidence for a claim or an exclusion.

    Args:
        row: The row, with `char_start` and `char_end`; a claim has the span of its sentence too, and `in_table`.
        section: The row of the section it stands in.
        text: Text of the document.
    """
    start, end = row["char_start"], row["char_end"]
    first, last, shown = _words_around(row, section, text)
    starts = _starts(squeeze(text[first:last]), text, section["char_start"], section["char_end"])
    earlier = sum(offset < first for offset in starts)
    before = len(squeeze(text[first:start]))
    return Evidence(section["case_id"], section["heading"], shown, text[start:end], before, earlier)


def _words_around(row: Row, section: Row, text: str) -> tuple[int, int, str]:
    """The span of the words that a row is known by, and these on one line.

    The sentence of a table cell is put together from its labels (`绿色毕业季 | 衣物 | 10500`) and stands nowhere in the
    source; its line does (`绿色毕业季 10500 76000`).
    """
    start, end = row["char_start"], row["char_end"]
    if row.get("in_table"):
        first, last = line_around(text, start, end)
    elif row.get("sentence_start") is not None:
        return row["sentence_start"], row["sentence_end"], row["sentence"]
    else:
        first, last = sentence_around(text, start, end)
    first, last = max(first, section["char_start"]), min(last, section["char_end"])
    return first, last, joined(text[first:last])


def locate(evidence: Evidence, sections: Iterable[Row], text: str) -> tuple[int, int] | None:
    """The span at which the quote of some evidence stands in a text now, or None where its sentence is gone."""
    for section in sections:
        if (section["case_id"], section["heading"]) == (evidence.case_id, evidence.heading):
            span = _within(evidence, text, section["char_start"], section["char_end"])
            if span is not None:
                return span
    return None


def _within(evidence: Evidence, text: str, start: int, end: int) -> tuple[int, int] | None:
    quote = squeeze(evidence.quote)
    starts = list(_starts(squeeze(evidence.sentence), text, start, end))
    if evidence.occurrence >= len(starts):
        return None
    offsets = [offset for offset in range(starts[evidence.occurrence], end) if not text[offset].isspace()]
    offsets = offsets[evidence.before : evidence.before + len(quote)]
    if not quote or "".join(text[offset] for offset in offsets) != quote:
        return None
    return offsets[0], offsets[-1] + 1


def _starts(sentence: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence, given without white space, begins between two offsets; not as the end of a longer one."""
    solid, offsets = _solid(text, start, end)
    found = solid.find(sentence)
    while found >= 0:
        offset = offsets[found]
        before = text[offset - 1 : offset]
        if offset == start or (not before.isalnum() and before not in _INSIDE):
            yield offset
        found = solid.find(sentence, found + len(sentence))


@lru_cache(maxsize=64)
def _solid(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """The characters between two offsets without white space, and the offset of each."""
    offsets = tuple(offset for offset in range(start, end) if not text[offset].isspace())
    return "".join(text[offset] for offset in offsets), offsets
