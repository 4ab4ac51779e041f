"""Typed view of `dates.toml`: how dates are written, and which reader makes a time of each form."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.loading import check_records, fill, read_macros

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
