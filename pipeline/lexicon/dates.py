"""Typed view of `dates.toml`: how dates are written, and which words point to a time told elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.loading import Record, check_records, fill, read_macros
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.sieve import sifted

FILE = "dates.toml"


@dataclass(frozen=True, slots=True)
class DateForm:
    """A way to write a date.

    Attributes:
        id: Its name.
        reader: Which reader makes a time of it; `none` where it is none.
        pattern: What it looks like in folded text, with groups for its parts.
        examples: Dates as written in 2020, each with ` = ` and what it is in EDTF behind it, if it is a time.
    """

    id: str
    reader: str
    pattern: regex.Pattern[str]
    examples: tuple[str, ...]


@lru_cache(maxsize=1)
def date_forms() -> tuple[DateForm, ...]:
    """All forms, in order of precedence."""
    required = {"id": str, "reader": str, "pattern": str, "examples": list}
    records = check_records(FILE, "form", required=required, optional={"note": str})
    macros = read_macros(FILE)
    written = {record["id"]: fill(record["pattern"], macros) for record in records}
    compiled = compile_all("dates", written.values())
    return tuple(
        DateForm(record["id"], record["reader"], compiled[written[record["id"]]], tuple(record["examples"]))
        for record in records
    )


def date_forms_in(surface: str) -> list[DateForm]:
    """The forms that a date as written may have."""
    return _forms()(surface)


@cache
def _forms() -> Callable[[str], list[DateForm]]:
    return sifted("dates", date_forms(), lambda form: form.pattern.pattern)


@lru_cache(maxsize=1)
def listed_dates() -> dict[str, DateForm]:
    """One of a list of dates, by the form that reads the whole list."""
    required = {"form": str, "reader": str, "pattern": str, "example": str}
    records = check_records(FILE, "listed", required=required, optional={"note": str})
    macros = read_macros(FILE)
    written = {record["form"]: fill(record["pattern"], macros) for record in records}
    compiled = compile_all("dates-listed", written.values())
    return {
        form: DateForm(form, record["reader"], compiled[written[form]], (record["example"],))
        for form, record in zip(written, records, strict=True)
    }


@dataclass(frozen=True, slots=True)
class YearWord:
    """A word for a year.

    Attributes:
        word: The word: 去年.
        years: How many years from there.
        of_book: Whether it counts from the time of the book, and not from the year told of last.
    """

    word: str
    years: int
    of_book: bool


@lru_cache(maxsize=1)
def year_words() -> dict[str, YearWord]:
    """The words for a year."""
    records = check_records(FILE, "year_word", required={"word": str, "years": int, "of": str}, optional={})
    return {record["word"]: YearWord(record["word"], record["years"], record["of"] == "book") for record in records}


@lru_cache(maxsize=1)
def any_year_word() -> str:
    """A pattern for any word for a year, the longest first."""
    return f"(?:{'|'.join(sorted(year_words(), key=len, reverse=True))})"


@dataclass(frozen=True, slots=True)
class PointingWords:
    """Words that point to a time told elsewhere.

    Attributes:
        id: Their name, which is that of their reader.
        examples: Texts in which `«…»` marks what points.
        counterexamples: Texts in which they do not.
    """

    id: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@lru_cache(maxsize=1)
def pointing_words() -> tuple[PointingWords, ...]:
    """All words that point to a time."""
    return tuple(
        PointingWords(record["id"], tuple(record["examples"]), tuple(record.get("counterexamples", ())))
        for record in _pointing()
    )


@lru_cache(maxsize=1)
def pointing_pattern() -> regex.Pattern[str]:
    """All words that point to a time in one pattern; the name of the group that matched is that of the words."""
    macros = {"year_word": any_year_word(), "currency": phrasing("date.currency").pattern}
    pattern = "|".join(f"(?P<{record['id']}>{fill(record['pattern'], macros)})" for record in _pointing())
    return compile_all("dates-pointing", [pattern])[pattern]


def _pointing() -> tuple[Record, ...]:
    required = {"id": str, "pattern": str, "examples": list}
    return check_records(FILE, "pointing", required=required, optional={"note": str, "counterexamples": list})
