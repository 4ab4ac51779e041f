"""The times of rows that the rows above them tell: months and names that go on below a year."""

from collections import Counter
from collections.abc import Sequence

import regex

from pipeline.interpret.table_periods import caption_year
from pipeline.lexicon.characters import fold

_LED_BY_YEAR = regex.compile(r"(?P<year>(?:19|20)\d\d|1[0-2]\d|[89]\d)\s?年度?\s?(?P<name>\p{Han}{2}.*)")
_WITH_YEAR = regex.compile(r"\d{2,4}\s?[年./-]")
_ONE_MONTH = regex.compile(r"(\d{4})-(\d\d)")


def months_run_on(periods: Sequence[str | None], names: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    """The periods of rows, months without a year of their own in that of the ones above them.

    2012年9月份 | 10月份 | 11月份: all are of 2012, and a 1月份 behind 12月份 of 2013.

    Args:
        periods: What each row is of by itself.
        names: Its labels.
    """
    found: list[str | None] = []
    year = last = 0
    for period, words in zip(periods, names, strict=True):
        month = _ONE_MONTH.fullmatch(period or "")
        if month is None:
            found.append(period)
            continue
        own = any(_WITH_YEAR.search(fold(word)) for word in words)
        if own or not year:
            year = int(month[1]) if own else 0
        else:
            year += int(month[2]) < last
        last = int(month[2])
        found.append(f"{year}-{month[2]}" if year else period)
    return tuple(found)


def years_run_on(periods: Sequence[str | None], names: Sequence[Sequence[str]], edition: int) -> tuple[str | None, ...]:
    """The periods of rows whose name begins with its year, which holds for the rows below it where names return.

    111年甲县 | 乙县 | 112年甲县 | 乙县: what stands below 111年甲县 is of 2022, too.

    Args:
        periods: What each row is of by itself.
        names: Its labels.
        edition: The year near which those of the republic lie.
    """
    led = [_LED_BY_YEAR.fullmatch(fold(words[-1])) if words else None for words in names]
    bare = [match["name"] if match else fold("".join(words[-1:])) for match, words in zip(led, names, strict=True)]
    firsts = Counter(name for match, name in zip(led, bare, strict=True) if match)
    below = Counter(name for match, name in zip(led, bare, strict=True) if not match)
    returning = max(firsts.values(), default=0) > 1 and max(below.values(), default=0) > 1
    found: list[str | None] = []
    year: str | None = None
    for period, match in zip(periods, led, strict=True):
        own = caption_year(f"{match['year']}年", edition) if match else None
        year = own or (year if returning else None)
        found.append(period or year)
    return tuple(found)
