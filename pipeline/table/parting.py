"""Where names of parts end among the words between the rows of a table that runs on in one line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.lexicon.tables import is_foreign
from pipeline.table.captions import is_statement_part
from pipeline.table.fields import is_year

Words = Sequence["re.Match[str]"]
_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d\d")
_LONGEST_ADDING = 3  # 其中:
_HAN = re.compile(r"[\u3400-\u9fff]")
_MOST = 0.5  # share of the rows that have names in two languages, where names have


def alone(words: Words, ahead: Sequence[range]) -> Iterator[int]:
    """Where names of parts end ahead of rows, 非流動資產 物業 424 781, and a row that has one of its amounts alone.

    A year names the rows behind it as a part does: 二零二一年 收入 12 15.

    Args:
        words: The words of the line.
        ahead: For each row the words before its numbers.
    """
    for names in ahead:
        first = True
        for word in (words[at] for at in names):
            first = first and (is_statement_part(word[0]) or is_year(word[0]))
            ended = word[0][-1] in "：:" and len(word[0]) > _LONGEST_ADDING and not is_foreign(word[0])
            if first or ended or _AMOUNT.fullmatch(word[0]):
                yield word.end()


def doubled(words: Words, ahead: Sequence[range]) -> Iterator[int]:
    """Where names end that each stand in two languages: Assets 資產 | Current assets 流動資產 | Inventories 存貨 22."""
    told = [[(at, foreign) for at in names if (foreign := _language(words[at][0])) is not None] for names in ahead]
    lasts = Counter(names[-1][1] for names in told if len({foreign for _, foreign in names}) > 1)
    if not lasts or sum(lasts.values()) <= _MOST * len(told):
        return
    second = lasts.most_common(1)[0][0]
    for names in told:
        for (at, foreign), (_, after) in pairwise(names):
            if foreign is second and after is not second:
                yield words[at].end()


def _language(word: str) -> bool | None:
    """Whether a word is in a second language; None where it is in none: 26(b), A."""
    return False if _HAN.search(word) else True if is_foreign(word) else None
