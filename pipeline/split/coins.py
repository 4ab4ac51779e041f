"""Which currency the yuan of a book are of, where no number names one."""

from functools import lru_cache

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.split.calendar import is_traditional

_TAIWAN, _OTHER = phrasing("book.taiwan_dollar"), phrasing("book.other_yuan")
YUAN = "CNY"


@lru_cache(maxsize=2)  # asked for every block of one text
def yuan_of(text: str) -> str:
    """The ISO 4217 code of a bare 元 in a text: Taiwan's where a traditional text names that as often as another.

    >>> yuan_of("新臺幣升值，營收 134.6 億元"), yuan_of("新台币升值，营收 5 亿元"), yuan_of("人民幣升值，營收 5 億元")
    ('TWD', 'CNY', 'CNY')
    """
    if not ("台" in text or "臺" in text) or not is_traditional(text):
        return YUAN
    folded = fold(text)
    named = len(_TAIWAN.findall(folded))
    return "TWD" if named and named >= len(_OTHER.findall(folded)) else YUAN
