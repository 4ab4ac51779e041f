"""Lines to records: lines of words, then lines of nothing but values, as where each cell has a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import COMMA, SEMICOLON, Line, is_ended, is_open
from pipeline.model import Span
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, is_filled, is_led, is_value, is_year, unit_of
from pipeline.table.rows import CUT_END, POINTS
from pipeline.table.tokens import tokens_of

_NUMERIC = re.compile(
    rf"(?:{phrasing('table.coin').pattern})?[\s(+\-−–—±▲▼△↑↓<>≤≥≦≧⩽⩾~¥￥$]*\d|(?:约|超|近|增加|减少|增长|下降|上升|提高|降低)\s*\d"
)
_CLAUSE = re.compile(rf"[。！？√□]|{SEMICOLON}|{COMMA}(?![^（(]*[)）])|：.*：|[：:].{{12,}}[：:]$")
_LAST_WORD = re.compile(r"\S+$")
_DAY = re.compile(r"\d{2,4}([./-])\d{1,2}\1\d{1,2}")
_CLOSING = re.compile(r"^[\w\s./-]{1,20}[)）》]")
_CURRENCY_SIGN = re.compile(r"[A-Z]{0,3}[$＄¥￥]")
_LONGEST = 60
_LONGEST_NAME = 20  # of rows
_MOST_BLANKS = 2
_MOST_VALUES = 100  # of a record
_LEAST_BEFORE_WORDS = 4  # values before words on their line


@dataclass(frozen=True, slots=True)
class Record:
    """Lines of words and the lines of values below them.

    Attributes:
        words: Indices of the lines of words.
        values: The values.
        lines: Number of lines that they stand on.
        last: Index of the last of these.
        ordinal: What numbers the row, where it stands on a line above its label.
        breaks: At which values a blank line stands before.
        begins: At which values a line begins.
        tail: Words behind the values, on the same line.
    """

    words: tuple[int, ...]
    values: tuple[Field, ...]
    lines: int
    last: int
    ordinal: Field | None = None
    breaks: tuple[int, ...] = ()
    begins: tuple[int, ...] = (0,)
    tail: Field | None = None


@dataclass(slots=True)
class Run:
    """Records that stand below one another.

    Attributes:
        records: The records.
        broken: Whether a line that holds both words and values stands right above or below them.
    """

    records: list[Record] = field(default_factory=list)
    broken: bool = False


def find_runs(lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> Iterator[Run]:
    """Collect records with no more than a few blank lines between their lines.

    Args:
        lines: The lines of the text.
        used: Indices of lines that cannot belong to a table.
        furniture: Those of them that are page numbers and running heads, over which a table goes on.
    """
    run = Run()
    words: list[int] = []
    for index, values, worded, blanks in _read(lines, used, furniture):
        if (blanks > _MOST_BLANKS and not _are_empty(blanks, run, words)) or not (values or worded):
            mixed = not blanks and values is None and lines[index].text[-1].isdigit()
            if run.records:
                yield replace(run, broken=run.broken or mixed)
            run, words = Run(broken=mixed), []
        if run.records and len(run.records[-1].values) > _MOST_VALUES:
            run.records.pop()  # a column of numbers, and no row
            if run.records:
                yield run
            run = Run()
        if worded:
            words.append(index)
        elif values and (words or not run.records or not is_filled(values[-1].text)):
            run.records.append(_record(words, values, index))
            words = []
        elif values:
            above = run.records[-1]
            breaks = (*above.breaks, len(above.values)) if blanks else above.breaks
            begins = (*above.begins, len(above.values))
            run.records[-1] = replace(
                above, values=(*above.values, *values), lines=above.lines + 1, last=index, breaks=breaks, begins=begins
            )
    if run.records:
        yield run


def _are_empty(blanks: int, run: Run, words: Sequence[int]) -> bool:
    """Whether blank lines are the empty cells of a row that is named and has no values, where one stands below each."""
    above = run.records[-1] if run.records else None
    if above is None or not words:
        return False
    count = len(above.values)
    return blanks == 2 * count + (len(above.breaks) == count - 1)


def _record(words: Sequence[int], values: Sequence[Field], index: int) -> Record:
    told = list(takewhile(lambda value: is_filled(value.text), values))
    rest = values[len(told) :]
    end = rest[-1].span.end if rest else 0
    tail = Field(Span(rest[0].span.start, end), " ".join(each.text for each in rest)) if rest else None
    return Record(tuple(words), tuple(told), 1, index, tail=tail)


def _read(
    lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]
) -> Iterator[tuple[int, list[Field] | None, bool, int]]:
    """Give each line with its values, whether it may be words, and the blank lines above; $ goes to the value below.

    A value that goes on is one with the line below it: 减少0.06⏎个百分点.
    """
    blanks, above = 0, ""
    sign: Line | None = None
    cut: Line | None = None
    for index, line in enumerate(lines):
        if cut:
            span = Span(cut.start, line.end)
            yield index, [Field(span, f"{cut.text}\n{line.text}")], False, blanks
            blanks, cut, above = 0, None, line.text
            continue
        if not line.text or index in furniture:
            blanks += not line.text
        elif index not in used and _CURRENCY_SIGN.fullmatch(line.text):
            sign = line
        elif index not in used and index + 1 < len(lines) and _is_cut(line.text, lines[index + 1].text):
            cut = line
        else:
            values = None if index in used else _values(line)
            if values and sign:
                values[0] = Field(Span(sign.start, values[0].span.end), f"{sign.text} {values[0].text}")
            closes = is_open(above) and _CLOSING.search(line.text) is not None  # （GB2763⏎61-1-2011）
            yield index, values, not values and index not in used and (closes or _is_words(line)), blanks
            blanks, sign, above = 0, None, line.text


def _is_cut(text: str, below: str) -> bool:
    return CUT_END.match(text) is not None and POINTS.fullmatch(fold(text + below)) is not None


def _values(line: Line) -> list[Field] | None:
    """The values of a line that holds nothing else, or words behind several of them; years head columns or rows."""
    text = line.text
    if not (_NUMERIC.match(fold(text)) or is_absent(text)):
        return None
    tokens = tokens_of(line)
    if len(text) > _LONGEST and not all(is_filled(token.text) for token in tokens):
        return None
    values = list(takewhile(lambda token: is_filled(token.text), tokens))
    if not values or all(is_year(token.text) for token in tokens):
        return None
    if len(values) == len(tokens):
        return values
    return tokens if len(values) >= _LEAST_BEFORE_WORDS and _is_words(line) else None


def _is_words(line: Line) -> bool:
    """Say whether a line may be a cell of words, a part of one, or several heads."""
    text = line.text
    named = text.rstrip("：:")  # 财务比率（%）： names the rows below it
    if len(text) > (_LONGEST if named == text else _LONGEST_NAME) or _CLAUSE.search(text):
        return False
    if is_ended(named) or is_caption(text) or is_led(text):
        return False
    last = _LAST_WORD.search(text)
    if last and last.start() and is_value(last[0]) and not is_year(last[0]) and len(last[0]) > 1:
        return False  # 用电量 1,200 is a row
    return any(map(str.isalpha, text)) or is_year(text) or bool(_DAY.fullmatch(text)) or unit_of(text) is not None


def parted(lines: Sequence[Line], records: Sequence[Record]) -> bool:
    """Say whether blank lines stand between most words and values of some records."""
    gaps = [not lines[record.words[-1] + 1].text for record in records if record.words]
    return 2 * sum(gaps) > len(gaps)
