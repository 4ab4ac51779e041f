"""Where numbers stand one behind the other among the words of a line: years over columns, the values of rows."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.lexicon.tables import is_absent
from pipeline.table.below_heads import heads_change
from pipeline.table.fields import is_year
from pipeline.table.parting import Words

_LEAST_VALUES = 2
_LEAST_NUMBERED = 2  # rows of which the next one has its number
_MOST_CHANGES = 2  # columns of them beside years
NUMBER = re.compile(r"[$]?\s?[(（]?\s?[$]?\s?[-+−]?\d[\d,]*(?:\.\d+)?%?\s?[)）]?")

Group = tuple[int, int]


def groups_of(words: Words, codes: frozenset[int]) -> list[Group]:
    """The first word of each such group, and the one behind it.

    Args:
        words: The words of a line.
        codes: Which of them are the numbers of accounts before their names.
    """
    return list(_parted_sums(words, _unnumbered(words, list(_groups(words, codes)))))


def _unnumbered(words: Words, groups: Sequence[Group]) -> list[Group]:
    """Part the number of a row from the values of the one before it: 1 用水 31 28 2 用电 5 4 3 用气 7 6.

    Those of the first row stand behind its heads, 2023年 2022年 1, and none behind the last row.
    """
    told = list(groups)
    at = 0
    while at < len(groups):
        counted = 0
        while at + counted < len(groups) and words[groups[at + counted][1] - 1][0] == str(counted + 1):
            counted += 1
        if counted > _LEAST_NUMBERED:
            told[at : at + counted] = [(start, end - 1) for start, end in groups[at : at + counted]]
        at += max(counted, 1)
    return [group for group in told if group[1] - group[0] > 1]


def _parted_sums(words: Words, groups: Sequence[Group]) -> Iterator[Group]:
    """Part what begins the next row, and a sum without a name: twice as many as there are years above."""
    usual = 0
    for start, end in groups:
        if are_years(words, (start, end)):
            usual = (end - start) // (1 + are_twice(words, (start, end)))
        if end - start != usual:
            end -= _begins_name(words, start, end)  # noqa: PLW2901 - the last word is that of the next row
        if usual > 1 and end - start == 2 * usual and not are_years(words, (start, end)):
            yield start, start + usual
            yield start + usual, end
        else:
            yield start, end


def _groups(words: Words, codes: frozenset[int]) -> Iterator[Group]:
    """Where several numbers or years stand one behind the other: the first word of each and the one behind."""
    first = 0
    for at in range(len(words) + 1):
        dashed = at == first and at + 1 < len(words) and _is_dash(words[at][0]) and _fills(words[at + 1][0])
        if at < len(words) and at not in codes and (dashed or is_filled(words[at][0], begins=at == first)):
            continue
        if at - first > 1:
            yield first, at + _changes(words, first, at)
        first = at + 1


def _changes(words: Words, first: int, behind: int) -> int:
    """How many heads of changes stand behind those that are years: 2018 2017 %, 二零一八年 二零一七年 變動."""
    if not are_years(words, (first, behind)):
        return 0
    return len(list(takewhile(lambda word: heads_change(word[0]), words[behind : behind + _MOST_CHANGES])))


def _begins_name(words: Words, first: int, at: int) -> bool:
    """Whether the last of some numbers begins the name of the next row: 509,968 535,777 91 to 180 days 161,457."""
    if at - first > 1 and is_year(words[at - 1][0]) and not (words[at - 1][0].isascii() or is_year(words[at - 2][0])):
        return True  # 310,450 824,920 二零二一年 收入
    small = at - first > _LEAST_VALUES and at < len(words) and words[at - 1][0].isdecimal()
    return small and all("," in word[0] for word in words[first : at - 1]) and words[at][0][0].isalpha()


def _is_dash(word: str) -> bool:
    """Whether a dash stands for a value; words do so behind numbers alone."""
    return is_absent(word) and not any(map(str.isalnum, word))


def _fills(word: str) -> bool:
    """Whether a word behind such a dash is the value of the next column: – 1,391,479, – –."""
    return _is_dash(word) or NUMBER.fullmatch(word) is not None


def is_filled(word: str, *, begins: bool) -> bool:
    """Whether a word is a number or a year, or behind one stands for a value that is not there."""
    return NUMBER.fullmatch(word) is not None or is_year(word) or (not begins and is_absent(word))


def are_years(words: Words, group: Group) -> bool:
    """Whether numbers are years that head columns, perhaps with heads of changes behind them."""
    told = [word[0] for word in words[slice(*group)]]
    return is_year(told[0]) and all(is_year(word) or heads_change(word) for word in told)


def are_twice(words: Words, group: Group) -> bool:
    """Whether years stand in figures and once more in words: 2022 2021 二零二二年 二零二一年."""
    half = sum(group) // 2
    figures = [word[0][0].isascii() for word in words[slice(*group)]]
    even = (group[1] - group[0]) % 2 == 0 and are_years(words, group)
    return even and len({*figures[: half - group[0]]}) == len({*figures[half - group[0] :]}) == 1 < len({*figures})
