"""Which currency the yuan of a book are of, where no number names one."""

from functools import lru_cache

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.split.calendar import counts_by_republic, is_traditional

_TAIWAN_DOLLAR, _OTHER = phrasing("book.taiwan_dollar"), phrasing("book.other_yuan")
_TAIWAN = phrasing("book.taiwan")
_HONG_KONG, _ELSEWHERE = phrasing("book.hong_kong"), phrasing("book.elsewhere")
_LEAST = 2  # names of places there that make a book one of Hong Kong, or of Taiwan


@lru_cache(maxsize=2)  # asked for every block of one text
def currency_of(text: str, edition: int) -> str:
    """The ISO 4217 code of a bare 元 in a text.

    It is Taiwan's in a book that counts by the republic, and in a traditional text that names Taiwan's as often as
    another; Hong Kong's in one that tells of Hong Kong and names neither Taiwan nor the yuan of the mainland; Taiwan's
    in one that tells of places there more often than of Hong Kong and names no other currency.

    >>> currency_of("新臺幣升值，營收 134.6 億元", 2020), currency_of("人民幣升值，營收 5 億元", 2020)
    ('TWD', 'CNY')
    >>> currency_of("港鐵在香港營運，收入 5 億元", 2020), currency_of("香港门店收入 5 亿元，香港", 2020)
    ('HKD', 'CNY')
    """
    if not is_traditional(text):
        return "CNY"
    folded = fold(text)
    named, others = len(_TAIWAN_DOLLAR.findall(folded)), len(_OTHER.findall(folded))
    if counts_by_republic(text, edition) or (named and named >= others):
        return "TWD"
    taiwan, hong_kong = len(_TAIWAN.findall(folded)), len(_HONG_KONG.findall(folded))
    if taiwan >= _LEAST and taiwan > hong_kong and not others:
        return "TWD"
    return "HKD" if hong_kong >= _LEAST and not taiwan and _ELSEWHERE.search(folded) is None else "CNY"
