"""Which years a book counts: those of the common era, or those of the republic (民國) as Taiwan does."""

import re
from functools import lru_cache

_BEFORE_REPUBLIC = 1911
_BACK, _AHEAD, _LEAST = 6, 2, 2
# 98 年度, 99 年 3 月; 98 年 alone may be a time as long
_YEAR = re.compile(r"(?<![\d.,/])(\d{2,3})\s?年(?:度|底|\s?\d{1,2}\s?月)")
_TRADITIONAL = re.compile("[國會業電環節為與後來萬億]")


@lru_cache(maxsize=2)  # asked for every block of one text
def counts_by_republic(text: str, edition: int) -> bool:
    """Say whether years of two or three digits in a text are those of the republic: 98 年度 in a book of 2009.

    Args:
        text: The text of a document.
        edition: Its year; 0 where it is not known.

    >>> counts_by_republic("公司於 98 年度節約用電，99 年 3 月完成", 2010), counts_by_republic("98年度，98年5月", 2010)
    (True, False)
    """
    if not edition or not _TRADITIONAL.search(text):
        return False
    near = range(edition - _BEFORE_REPUBLIC - _BACK, edition - _BEFORE_REPUBLIC + _AHEAD)
    years = [int(match[1]) for match in _YEAR.finditer(text)]
    return sum(year in near for year in years) >= _LEAST
