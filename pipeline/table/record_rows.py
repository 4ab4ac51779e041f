"""Records to rows: which values, words and numbers of rows are of which, where each cell has a line of its own."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.lexicon.typography import Line, width
from pipeline.model import Span
from pipeline.table.fields import Field, counts_up
from pipeline.table.placing import whole
from pipeline.table.records import Record
from pipeline.table.tokens import seam, tokens_of

_LEAST_NUMBERED = 2
_REPUBLICAN = range(60, 140)  # years
_LONGEST_CODE = 4
_LEAST_HALVED = 2  # values of a row
_FULL = 0.8  # of the widest line of a name, what a line that goes on has at least


def numbered(lines: Sequence[Line], records: Sequence[Record]) -> list[Record]:
    """Find the numbers of rows: before their labels, or on lines above these, where they end the values of other rows.

    `序号⏎指标⏎2023年⏎1⏎用电量⏎930⏎2⏎用水量⏎410`: what ends each record but the last counts up.
    """
    parts = [part for record in records for part in _yearly(lines, record)]
    if len(parts) > len(records):
        return parts
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


def _yearly(lines: Sequence[Line], record: Record) -> Iterator[Record]:
    """Part rows that years of the republic name, which look like values: 102⏎7,332⏎54.99%⏎103⏎7,369⏎55.59%."""
    texts = [value.text for value in record.values]
    rhythm = next((n for n in range(2, len(texts) // 2 + 1) if _count_years(texts, n)), 0)
    if not rhythm or record.lines != len(texts):
        yield record
        return
    for at in range(0, len(texts), rhythm):
        own = record.values[at : at + rhythm]
        year, last = (bisect_left(lines, value.span.start, key=lambda line: line.start) for value in (own[0], own[-1]))
        words = (year,) if at else (*record.words, year)
        yield Record(words, own[1:], rhythm - 1, last, begins=tuple(range(rhythm - 1)))


def _count_years(texts: Sequence[str], rhythm: int) -> bool:
    """Whether years of the republic that follow one another stand at every so many values."""
    years = [int(text) if text.isdecimal() else 0 for text in texts[::rhythm]]
    step = years[1] - years[0]
    whole = len(texts) % rhythm == 0 and len(years) >= _LEAST_NUMBERED and abs(step) == 1
    return whole and years[0] in _REPUBLICAN and years == list(range(years[0], years[-1] + step, step))


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
