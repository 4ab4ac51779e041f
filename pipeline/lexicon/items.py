"""Typed view of `items.toml`: the words that names of projects, sites and schemes end in."""

from functools import lru_cache

import regex

from pipeline.lexicon.loading import check_records

ITEMS = "items.toml"


@lru_cache(maxsize=2)
def item_words(table: str) -> regex.Pattern[str]:
    """The words of `ending` or of `quoted` as one pattern, the longest first, none of them the head of another word."""
    required = {"id": str, "words": list, "not_before": str, "example": str}
    records = check_records(ITEMS, table, required=required, optional={})
    kinds = (
        f"(?:{'|'.join(sorted(record['words'], key=len, reverse=True))})(?!{record['not_before']})"
        for record in records
    )
    return regex.compile("|".join(kinds))


@lru_cache(maxsize=4)
def word_set(word_id: str) -> frozenset[str]:
    """The words of a record of `word`."""
    records = check_records(ITEMS, "word", required={"id": str, "words": list, "example": str}, optional={})
    return frozenset(next(record["words"] for record in records if record["id"] == word_id))
