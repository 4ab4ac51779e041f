"""Lines to records: lines of words, then lines of nothing but values, as where each cell has a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import Line, is_ended
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, counts_up, is_filled, is_led, is_value, is_year, unit_of
from pipeline.table.tokens import tokens_of

_NUMERIC = re.compile(r"[\s(+\-−–—±▲▼△↑↓<>≤≥~¥￥$]*\d|(?:约|超|近|增加|减少|增长|下降|上升|提高|降低)\s*\d")
_CLAUSE = re.compile(r"[。；！？√□]|，(?![^（(]*[)）])|：.*：|[：:]$")
_LAST_WORD = re.compile(r"\S+$")
_LONGEST = 60
_MOST_BLANKS = 2
_LEAST_NUMBERED = 2
_LONGEST_ORDINAL = 3


@dataclass(frozen=True, slots=True)
class Record:
    """Lines of words and the lines of values below them.

    Attributes:
        words: Indices of the lines of words.
        values: The values.
        lines: Number of lines that they stand on.
        last: Index of the last of these.
        ordinal: What numbers the row, where it stands on a line above its label.
    """

    words: tuple[int, ...]
    values: tuple[Field, ...]
    lines: int
    last: int
    ordinal: Field | None = None


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
    run, blanks = Run(), 0
    words: list[int] = []
    for index, line in enumerate(lines):
        if not line.text or index in furniture:
            blanks += not line.text
            continue
        values = None if index in used else _values(line)
        if blanks > _MOST_BLANKS or (not values and (index in used or not _is_words(line))):
            mixed = not blanks and values is None and line.text[-1].isdigit()
            if run.records:
                yield replace(run, broken=run.broken or mixed)
            run, words = Run(broken=mixed), []
        blanks = 0
        if values and (words or not run.records):
            run.records.append(Record(tuple(words), tuple(values), 1, index))
            words = []
        elif values:
            above = run.records[-1]
            run.records[-1] = replace(above, values=(*above.values, *values), lines=above.lines + 1, last=index)
        elif index not in used and _is_words(line):
            words.append(index)
    if run.records:
        yield run


def _values(line: Line) -> list[Field] | None:
    """The values of a line that holds nothing else; years head columns or rows."""
    text = line.text
    if len(text) > _LONGEST or not (_NUMERIC.match(fold(text)) or is_absent(text)):
        return None
    tokens = tokens_of(line)
    if not all(is_filled(token.text) for token in tokens) or all(is_year(token.text) for token in tokens):
        return None
    return tokens


def _is_words(line: Line) -> bool:
    """Say whether a line may be a cell of words, a part of one, or several heads."""
    text = line.text
    if len(text) > _LONGEST or _CLAUSE.search(text) or is_ended(text) or is_caption(text) or is_led(text):
        return False
    last = _LAST_WORD.search(text)
    if last and last.start() and is_value(last[0]) and not is_year(last[0]) and len(last[0]) > 1:
        return False  # 用电量 1,200 is a row
    return any(map(str.isalpha, text)) or is_year(text) or unit_of(text) is not None


def parted(lines: Sequence[Line], records: Sequence[Record]) -> bool:
    """Say whether blank lines stand between most words and values of some records."""
    gaps = [not lines[record.words[-1] + 1].text for record in records if record.words]
    return 2 * sum(gaps) > len(gaps)


def numbered(lines: Sequence[Line], records: Sequence[Record]) -> list[Record]:
    """Find the numbers of rows: before their labels, or on lines above these, where they end the values of other rows.

    `序号⏎指标⏎2023年⏎1⏎用电量⏎930⏎2⏎用水量⏎410`: what ends each record but the last counts up.
    """
    firsts = [tokens_of(lines[record.words[-1]])[0] for record in records if record.words]
    if len(firsts) == len(records) and counts_up([first.text for first in firsts]):
        return [replace(record, ordinal=first) for record, first in zip(records, firsts, strict=True)]
    told: list[Record] = []
    at = 0
    while at < len(records):
        count = _counting(records, at)
        if count < _LEAST_NUMBERED:
            told.append(records[at])
            at += 1
            continue
        first, *rows = records[at : at + count + 1]
        alone = len(first.values) == 1
        if not alone:
            told.append(replace(first, values=first.values[:-1]))
        for number, row in enumerate(rows):
            above = records[at + number]
            told.append(
                replace(
                    row,
                    words=(*first.words, *row.words) if alone and number == 0 else row.words,
                    values=row.values[:-1] if number + 1 < count else row.values,
                    ordinal=above.values[-1],
                )
            )
        at += count + 1
    return told


def _counting(records: Sequence[Record], at: int) -> int:
    """How many records from one on end in numbers that count up, with one more value than the record behind them."""
    start = records[at].values[-1].text
    if not (start.isdecimal() and len(start) <= _LONGEST_ORDINAL):
        return 0
    count = 1
    while at + count < len(records):
        own = records[at + count]
        if len(own.values) < 2 or own.values[-1].text != str(int(start) + count):  # noqa: PLR2004 - a value beside it
            break
        count += 1
    if at + count == len(records) or count < _LEAST_NUMBERED:
        return 0
    return count if len(records[at + count].values) == len(records[at + 1].values) - 1 else 0
