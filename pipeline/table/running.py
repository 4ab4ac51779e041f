"""Lines that a text export made of whole pages, cut where the rows of a table ended.

`… 2020 2019 Diesel (litres) 柴油消耗(升) 154 197 Electricity (kWh) 耗電(千瓦時) 54,813 52,796 …`: years or other heads
stand over the columns, and words and as many numbers follow one another.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_gloss
from pipeline.lexicon.typography import Line
from pipeline.model import NOTING, Role
from pipeline.table.below_heads import behind_units, over_units
from pipeline.table.captions import is_caption, tells_unit, titles
from pipeline.table.fields import Field, is_dated, is_year
from pipeline.table.parting import alone, doubled
from pipeline.table.shape import is_head, is_name
from pipeline.table.tokens import tokens_of
from pipeline.table.word_groups import NUMBER, are_twice, are_years, groups_of, is_filled

_LEAST_LENGTH, _LEAST_WORDS = 40, 6  # of a line with three rows of two values
_LEAST_ROWS = 3
_LEAST_VALUES = 2  # of a row that begins with a time
_LEAST_HEADS = 3  # where none is a year
_MOST_WORDS = 40  # of the names of a row
_MOST_HEADS = 30  # words
_MOST_OVER = 4  # groups of columns
_MOST_CHANGES = 2  # columns of them beside years
# 2008 年, 154, $ 67,164,223, ( 56 ), ($ 1,030)
_WORD = re.compile(r"(?:19|20)\d\d 年[度底末]?(?!\S)|[$]\s?\d[\d,.]*(?!\S)|\(\s?[$]?\s?\d[\d,.]*\s?\)(?!\S)|\S+")
_CODE = re.compile(r"\d{4,6}")
_LEAST_CODES = 3
_ENDED = phrasing("table.period_ended")
_NOTE = re.compile(r"\d{1,2}")
_SENTENCE = re.compile(r"[。；！？]")


def unrun(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Cut lines in which a table runs on.

    Args:
        lines: The lines of a text, in order.

    Returns:
        The lines; of one with a table its heads and rows are lines by themselves.
    """
    return tuple(part for line in lines for part in _cut(line))


def _cut(line: Line) -> Iterator[Line]:
    at = line.first
    long = len(line.text) >= _LEAST_LENGTH and len(line.text.split()) >= _LEAST_WORDS
    for end in _ends(line.text) if long else _behind_unit(line):
        yield _part(line, at, line.start + end)
        at = line.start + end
    yield _part(line, at, line.end) if at > line.first else line


def _behind_unit(line: Line) -> list[int]:
    """Where heads stand behind the unit of a table on its line: 单位:万元 2023年 2022年."""
    if "位" not in line.text:
        return []
    tokens = tokens_of(line)
    unit = next((at for at, token in enumerate(tokens) if tells_unit(token.text)), len(tokens))
    heads = tokens[unit + 1 :]
    return [heads[0].span.start - line.start] if len(heads) > 1 and all(map(is_head, heads)) else []


def _part(line: Line, first: int, end: int) -> Line:
    raw = line.text[max(first - line.start, 0) : end - line.start]
    text = raw.strip()
    start = max(first, line.start) + len(raw) - len(raw.lstrip())
    return Line(first, start, start + len(text), text)


def _ends(text: str) -> list[int]:
    """Where the text above a table, its heads and its rows end."""
    words = list(_WORD.finditer(fold(text)))
    if dated := _dated(words):
        return [*_before(text, words[: dated[0].start]), *(words[row.stop - 1].end() for row in dated)]
    codes = _codes(words)
    groups = groups_of(words, codes)
    ends: list[int] = []
    at = 0
    while at < len(groups):
        first = groups[at][0]
        run = [groups[at]]
        while at + len(run) < len(groups) and _follows(text, words, run, groups[at + len(run)]):
            if not are_years(words, run[-1]) and are_years(words, groups[at + len(run)]):
                break  # the heads of the next table
            run.append(groups[at + len(run)])
        heads = [group for group in run if are_years(words, group)]
        rows = len(run) - len(heads)
        above = []
        if run[: len(heads)] == heads and heads and rows >= _LEAST_ROWS:
            while first and _heads_names(words[first - 1][0]):
                first -= 1  # 项目 Item 2023 2022
            twice = [words[sum(head) // 2].start() for head in heads if are_twice(words, head)]
            above = [words[first].start(), *twice, *behind_units(words, run[len(heads) - 1][1])]
        elif not heads and rows >= _LEAST_ROWS:
            above = _heads(text, words[_word_at(words, ends[-1]) if ends else 0 : first], run[0][1] - first)
        if above:
            numbered = [words[n].start() for n in codes if above[-1] < words[n].start() < words[run[-1][1] - 1].start()]
            lasts = [last for _, last in run]
            floor = _word_at(words, above[-1])
            gaps = [range(max(begin, floor), start) for begin, (start, _) in zip([floor, *lasts], run, strict=False)]
            ends += sorted(
                {
                    *above,
                    *numbered,
                    *alone(words, gaps),
                    *doubled(words, gaps),
                    *(words[last - 1].end() for last in lasts),
                }
            )
            at += len(run)
        else:
            at += 1
    return [end for end in ends if 0 < end < len(text)]


def _dated(words: Sequence["re.Match[str]"]) -> list[range]:
    """The words of rows that begin with a time and have equally many numbers: 2021年6月 50.0 2.5 2021年7月 49.9 2.1."""
    times = [at for at, word in enumerate(words) if is_dated(word[0]) and NUMBER.fullmatch(word[0]) is None]
    rows = [range(at, after) for at, after in pairwise([*times, len(words)]) if after - at > _LEAST_VALUES]
    whole = [row for row in rows if all(is_filled(words[at][0], begins=False) for at in row[1:])]
    alike = len(whole) == len(rows) and len({len(row) for row in whole}) == 1
    return whole if alike and len(whole) >= _LEAST_ROWS and whole[-1].stop == len(words) else []


def _before(text: str, words: Sequence["re.Match[str]"]) -> list[int]:
    """Where the unit above the heads of such rows begins, and the heads begin and end."""
    if not words:
        return []
    tokens = tokens_of(Line(0, 0, words[-1].end(), text[: words[-1].end()]))
    first = next((at + 1 for at in range(len(tokens) - 1, -1, -1) if _ends_text(tokens[at])), 0)
    unit = [tokens[at].span.start for at in range(first) if is_caption(tokens[at].text)][-1:]
    return [*unit, *(token.span.start for token in tokens[first : first + 1]), words[-1].end()]


def _heads_names(word: str) -> bool:
    """Whether a word before years heads a column of names, or one of notes."""
    named = is_name(word) or is_gloss(word) or head_role(word) in NOTING
    return named and not (is_dated(word) or _ENDED.search(fold(word)))  # 截至2021年12月31日止年度 附註 2021年 2020年


def _word_at(words: Sequence["re.Match[str]"], place: int) -> int:
    return next((n for n, word in enumerate(words) if word.start() >= place), len(words))


def _codes(words: Sequence["re.Match[str]"]) -> frozenset[int]:
    """Which words are the numbers of accounts before their names, all of a length: 41000 利息收入, 51000 利息費用."""
    found = [
        at
        for at, (word, after) in enumerate(pairwise(words))
        if _CODE.fullmatch(word[0]) and after[0][0].isalpha() and not is_year(word[0])
    ]
    alike = len({len(words[at][0]) for at in found}) == 1
    up = sum(words[one][0] < words[other][0] for one, other in pairwise(found))
    return frozenset(found) if alike and len(found) >= _LEAST_CODES and 2 * up >= len(found) else frozenset()


def _heads(text: str, words: Sequence["re.Match[str]"], columns: int) -> list[int]:
    """Where the unit above heads begins, they, and the lowest line of them, in the words before numbers, and they end.

    111 年 度 110 年 度 變 動 項 目 附 註 金 額 % 金 額 % 百分比% 利息收入: the word for names begins a line. Fewer
    heads than three stand side by side and are as many as the columns: 补充资料 本期金额 上期金额 折旧.
    """
    if not words:
        return []
    begin = words[max(len(words) - _MOST_HEADS - _MOST_WORDS, 0)].start()
    tokens = tokens_of(Line(begin, begin, words[-1].end(), text[begin : words[-1].end()]))
    known = [at for at, token in enumerate(tokens) if is_name(token.text) or is_head(token)]
    beside = columns == len(known) > 1 and known[-1] - known[0] == len(known) - 1
    if len(known) < _LEAST_HEADS and not beside:
        return []
    last = known[-1]
    while last + 1 < len(tokens) and tokens[last + 1].text[0] in "(（":
        last += 1  # 2020年 人民币千元 （未经审核） 收入
    first = next((at + 1 for at in range(last, -1, -1) if _ends_text(tokens[at])), 0)
    over, first = first, next((at for at in known if at >= first), last)
    if (
        1 < first - over <= _MOST_OVER
        and tells_unit(tokens[over - 1].text)
        and not any(titles(token.text) for token in tokens[over:first])
    ):
        known = [*range(over, first), *known]
        first = over  # 单位:千元 本集团 本银行 项目 2011年
    own = tokens[first : last + 1]
    if 2 * sum(first <= at for at in known) < len(own):
        return []
    lowest = [field.span.start for field in own[1:] if head_role(field.text) is Role.LABEL][-1:]
    units = over_units(tokens[: last + 1], columns)
    if units and not any(_ends_text(token) for token in tokens[units - columns : units]):
        own, lowest = tokens[units - columns : last + 1], [tokens[units].span.start]
    unit = [tokens[at].span.start for at in range(first) if is_caption(tokens[at].text)][-1:]
    return [*unit, own[0].span.start, *lowest, own[-1].span.end]


def _ends_text(token: Field) -> bool:
    ended = _ENDED.fullmatch(fold(token.text)) is not None
    return ended or is_caption(token.text) or token.text[-1] in "：:" or _SENTENCE.search(token.text) is not None


def _follows(
    text: str, words: Sequence["re.Match[str]"], run: Sequence[tuple[int, int]], other: tuple[int, int]
) -> bool:
    """Whether names and as many numbers stand right behind those of the rows above, or one more: that of a note."""
    between = text[words[run[-1][1] - 1].end() : words[other[0]].start()]
    summed = other[0] == run[-1][1]
    named = summed or (any(map(str.isalpha, between)) and _SENTENCE.search(between) is None)
    if not named or other[0] - run[-1][1] > _MOST_WORDS:
        return False
    size, least = other[1] - other[0], min((end - start) // (1 + are_twice(words, (start, end))) for start, end in run)
    if size == least + 1 and (least > 1 or are_years(words, run[0])):
        return _is_noted(words, other)
    return size == least or (1 < size == least - 1 and all(_is_noted(words, row) for row in run))


def _is_noted(words: Sequence["re.Match[str]"], row: tuple[int, int]) -> bool:
    return _NOTE.fullmatch(words[row[0]][0]) is not None
