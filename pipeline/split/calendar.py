"""Which years a book counts: those of the common era, or those of the republic (民國) as Taiwan does."""

import re
from functools import lru_cache

_BEFORE_REPUBLIC = 1911
_BACK, _AHEAD, _LEAST = 6, 2, 2
# 98 年度, 99 年 3 月, 100 年 1 至 3 季, 到 101 年, 去(98)年, 107 年用電 at a head; 98 年 alone may be a time
_SO_LONG = r"(?!\s?(?:以上|以下|[來来後后內内間间多餘余歷历]|之?久))"
_YEAR = re.compile(
    r"(?<!\d)(?<!\d[.,/])(?:民國\s?(?P<named>\d{2,3})(?!\d)"
    r"|(?P<told>\d{2,3})\s?年(?:度|底|末|初|同期|[上下]半年|\s?第?\d(?:\s?[至到~-]\s?\d)?\s?季|\s?\d{1,2}\s?(?:月|[至到~-]))"
    rf"|(?<=[到至於在自從])\s?(?P<reached>\d{{2,3}})\s?年{_SO_LONG}|[（(](?P<same>\d{{2,3}})[)）]\s?年"
    rf"|(?<![^，。；：\s])(?P<headed>1\d\d)\s?年{_SO_LONG}(?!\s?的))"
)
_TRADITIONAL = re.compile(
    "[國會業電環節為與後來萬億員資費項總額產營應當實數據機關開發達區務報處單設種類標準體辦經濟無過對從進時個學長門間]"
)


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    return _TRADITIONAL.search(text) is not None


@lru_cache(maxsize=2)  # asked for every block of one text
def counts_by_republic(text: str, edition: int) -> bool:
    """Say whether years of two or three digits in a text are those of the republic: 98 年度 in a book of 2009.

    A text does that which names the republic, or says twice such a year of about its own time.

    Args:
        text: The text of a document.
        edition: Its year; 0 where it is not known.

    >>> counts_by_republic("公司於 98 年度節約用電，99 年 3 月完成", 2010), counts_by_republic("98年度，98年5月", 2010)
    (True, False)
    >>> counts_by_republic("107 年用電 5 度，111 年降為 4 度", 2022), counts_by_republic("100 年的老樹，110 年來", 2022)
    (True, False)
    >>> counts_by_republic("民國 99 年起推動節電，較去(98)年省 3%", 2010)
    True
    """
    if not edition or not is_traditional(text):
        return False
    near = range(edition - _BEFORE_REPUBLIC - _BACK, edition - _BEFORE_REPUBLIC + _AHEAD)
    years = [match for match in _YEAR.finditer(text) if int(match[match.lastgroup or 0]) in near]
    return len(years) >= _LEAST or any(year["named"] for year in years)
