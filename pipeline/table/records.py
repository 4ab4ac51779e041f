"""Lines to records: lines of words, then lines of nothing but values, as where each cell has a line of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import Line, is_ended, is_open, width
from pipeline.model import Span
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, counts_up, is_filled, is_led, is_value, is_year, unit_of
from pipeline.table.placing import whole
from pipeline.table.tokens import seam, tokens_of

_NUMERIC = re.compile(r"[\s(+\-−–—±▲▼△↑↓<>≤≥≦≧⩽⩾~¥￥$]*\d|(?:约|超|近|增加|减少|增长|下降|上升|提高|降低)\s*\d")
_CLAUSE = re.compile(r"[。；！？√□]|，(?![^（(]*[)）])|：.*：|[：:].{12,}[：:]$")
_LAST_WORD = re.compile(r"\S+$")
_DAY = re.compile(r"\d{2,4}([./-])\d{1,2}\1\d{1,2}")
_CLOSING = re.compile(r"^[\w\s./-]{1,20}[)）》]")
_CURRENCY_SIGN = re.compile(r"[A-Z]{0,3}[$＄¥￥]")
_LONGEST = 60
_LONGEST_NAME = 20  # of rows
_MOST_BLANKS = 2
_MOST_VALUES = 100  # of a record
_LEAST_NUMBERED = 2
_LEAST_BEFORE_WORDS = 4  # values before words on their line
_LONGEST_CODE = 4
_LEAST_HALVED = 2  # values of a row
_FULL = 0.8  # of the widest line of a name, what a line that goes on has at least


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
        if blanks > _MOST_BLANKS or not (values or worded):
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


def _record(words: Sequence[int], values: Sequence[Field], index: int) -> Record:
    told = list(takewhile(lambda value: is_filled(value.text), values))
    rest = values[len(told) :]
    end = rest[-1].span.end if rest else 0
    tail = Field(Span(rest[0].span.start, end), " ".join(each.text for each in rest)) if rest else None
    return Record(tuple(words), tuple(told), 1, index, tail=tail)


def _read(
    lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]
) -> Iterator[tuple[int, list[Field] | None, bool, int]]:
    """Give each line with its values, whether it may be words, and the blank lines above; $ goes to the value below."""
    blanks, above = 0, ""
    sign: Line | None = None
    for index, line in enumerate(lines):
        if not line.text or index in furniture:
            blanks += not line.text
        elif index not in used and _CURRENCY_SIGN.fullmatch(line.text):
            sign = line
        else:
            values = None if index in used else _values(line)
            if values and sign:
                values[0] = Field(Span(sign.start, values[0].span.end), f"{sign.text} {values[0].text}")
            closes = is_open(above) and _CLOSING.search(line.text) is not None  # （GB2763⏎61-1-2011）
            yield index, values, not values and index not in used and (closes or _is_words(line)), blanks
            blanks, sign, above = 0, None, line.text


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


def numbered(lines: Sequence[Line], records: Sequence[Record]) -> list[Record]:
    """Find the numbers of rows: before their labels, or on lines above these, where they end the values of other rows.

    `序号⏎指标⏎2023年⏎1⏎用电量⏎930⏎2⏎用水量⏎410`: what ends each record but the last counts up.
    """
    records = list(_halved(_named_below(lines, _whole_labels(_filled(lines, records)))))
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
    return [_coded(lines, record) for record in told] if any(map(_has_code, told)) else told


def _filled(lines: Sequence[Line], records: Sequence[Record]) -> list[Record]:
    """Take what looks like a year for a value where it stands among as many values as other rows have: 1914."""
    usual = _usual(records)
    told: list[Record] = []
    for record in records:
        above = told[-1] if told else None
        years = list(takewhile(lambda line: line.text.isdecimal(), (lines[index] for index in record.words)))
        missing = usual - len(above.values) if above else 0
        whole = len(years) == len(record.words)
        if above is None or not 0 < len(years) == missing - len(record.values) * whole:
            told.append(record)
            continue
        missed = [Field(Span(line.start, line.end), line.text) for line in years]
        values = (*above.values, *missed, *(record.values if whole else ()))
        last = record.last if whole else record.words[len(years) - 1]
        told[-1] = replace(above, values=values, lines=above.lines + len(years) + record.lines * whole, last=last)
        if not whole:
            told.append(replace(record, words=record.words[len(years) :]))
    return told


def _usual(records: Sequence[Record]) -> int:
    """How many values most records have; the more where two numbers are as frequent."""
    counts = Counter(len(record.values) for record in records)
    return max(counts, key=lambda count: (counts[count], count))


def _has_code(record: Record) -> bool:
    return record.ordinal is not None and len(record.ordinal.text) == _LONGEST_CODE


def _coded(lines: Sequence[Line], record: Record) -> Record:
    """A record above whose label the number of an account stands that could be a year: 1990."""
    number = lines[record.words[-2]] if len(record.words) > 1 and record.ordinal is None else None
    if number is None or not (number.text.isdecimal() and len(number.text) == _LONGEST_CODE):
        return record
    ordinal = Field(Span(number.start, number.end), number.text)
    return replace(record, words=(*record.words[:-2], record.words[-1]), ordinal=ordinal)


def _whole_labels(records: Sequence[Record]) -> list[Record]:
    """Take a value on a line of its own, where other lines hold all values of a row, for a part of the label below it.

    `甲厂⏎700 吨/日⏎污水站⏎15.8 14.9 0.2`.
    """
    joined = sum(len(record.values) > record.lines for record in records)
    told: list[Record] = []
    parts: tuple[int, ...] = ()
    for number, record in enumerate(records):
        if 2 * joined > len(records) - joined and len(record.values) == 1 and number + 1 < len(records):
            parts = (*parts, *record.words, record.last)
        else:
            told.append(replace(record, words=(*parts, *record.words)) if parts else record)
            parts = ()
    return told


def _named_below(lines: Sequence[Line], records: Sequence[Record]) -> list[Record]:
    """Part rows of which the first is named above its values and the others below theirs: 净利润⏎9 8⏎7 6⏎扣除后⏎净利润.

    The lines below them are their names and that of the next row; they are parted where words go on least.
    """
    usual = _usual(records)
    told: list[Record] = []
    unnamed = 0
    for record in records:
        words = record.words
        if unnamed and (names := _parted_words(lines, words, unnamed + 1)):
            told[-unnamed:] = [replace(row, words=name) for row, name in zip(told[-unnamed:], names, strict=False)]
            words = names[-1]
        ends = (*record.begins[1:], len(record.values))
        even = 1 < usual == len(record.values) // len(ends) and all(at % usual == 0 for at in ends)
        parts = list(zip(record.begins, ends, strict=True)) if even else []
        unnamed = max(len(parts) - 1, 0)
        if unnamed:
            first = record.last - unnamed
            rows = [Record((), record.values[slice(*part)], 1, first + n) for n, part in enumerate(parts)]
            told += [replace(rows[0], words=words, ordinal=record.ordinal), *rows[1:]]
        else:
            told.append(replace(record, words=words))
    return told


def _parted_words(lines: Sequence[Line], words: Sequence[int], count: int) -> list[tuple[int, ...]] | None:
    """Part lines into some names where the words of one go on least in the next; None where they do not end so often.

    A line that does not fill its column is the last of a name.
    """
    full = _FULL * max((width(lines[index].text) for index in words), default=0)
    seams = sorted(
        (seam(whole(lines[one]), whole(lines[other]), across=1) - (width(lines[one].text) < full), at)
        for at, (one, other) in enumerate(pairwise(words), 1)
    )
    cuts = sorted(at for each, at in seams[: count - 1] if each < 0)
    if len(cuts) < count - 1:
        return None
    return [tuple(words[start:end]) for start, end in pairwise([0, *cuts, len(words)])]


def _halved(records: Sequence[Record]) -> Iterator[Record]:
    """Part a sum without a label from the row above: twice as many values as in others, a blank line between."""
    usual = Counter(len(record.values) for record in records).most_common(1)[0][0]
    for record in records:
        half = next((at for at in record.breaks if 0 <= len(record.values) - 2 * at <= 1 and at >= usual - 1), 0)
        if not half or usual < _LEAST_HALVED or len(record.values) <= usual:
            yield record
            continue
        yield replace(record, values=record.values[:half], lines=half, breaks=())
        yield Record((), record.values[half:], record.lines - half, record.last)


def _counting(records: Sequence[Record], at: int) -> int:
    """How many records from one on end in numbers that count up, with one more value than the record behind them.

    Numbers of accounts, 1100, 1150, 1310, need not follow one another.
    """
    last = records[at].values[-1].text
    if not last.isdecimal() or len(last) > _LONGEST_CODE:
        return 0
    count = 1
    while at + count < len(records):
        own = records[at + count]
        said = own.values[-1].text
        code = len(last) == len(said) == _LONGEST_CODE and said.isdecimal() and said > last
        if len(own.values) < 2 or not (code or said == str(int(last) + 1)):  # noqa: PLR2004 - a value beside it
            break
        last = said
        count += 1
    if at + count == len(records) or count < _LEAST_NUMBERED:
        return 0
    return count if len(records[at + count].values) == len(records[at + 1].values) - 1 else 0
