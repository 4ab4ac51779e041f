"""Conditions of a row against the text of its document and the rows it belongs to; `rules` names them.

A row comes here only when its columns have their types, codes and ranges, and its document, case and section exist.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.lexicon.reporting import reporting
from pipeline.model import Pages, Period, QuantityKind, UnitReading

Row = dict[str, Any]

_SLASH = re.compile(r"/(?![^(]*\))")  # not that of kW/(m3/min)
_SUBSTANCE = re.compile(r"\{(CO2e?|sce|oe)\}")
_COUNTED = re.compile(r"\{(?!(?:CO2e?|sce|oe)\})[^}]*\}")
_TIME = re.compile(r"\(?(\d+\.)?(a|mo|wk|d|h|min|s)\)?")

SAME = 1e-9  # relative: far above the rounding of one multiplication, far below any figure's own precision


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is checked against: the text of its document with its pages and lines, its cases and sections.

    Attributes:
        text: `documents.text`.
        pages: `documents.page_starts`.
        newlines: Offset of every line feed.
        cases: Rows of cases by `case_id`.
        sections: Rows of sections by `section_id`.
    """

    text: str
    pages: Pages
    newlines: tuple[int, ...]
    cases: dict[str, Row]
    sections: dict[str, Row]

    @classmethod
    def of(cls, document: Row, cases: Iterable[Row], sections: Iterable[Row]) -> "Context":
        """The context of one document's rows."""
        return cls(
            document["text"],
            Pages(tuple(document["page_starts"])),
            tuple(match.start() for match in re.finditer("\n", document["text"])),
            {case["case_id"]: case for case in cases},
            {section["section_id"]: section for section in sections},
        )

    def slice(self, row: Row) -> str:
        """The text at a row's span."""
        return self.text[row["char_start"] : row["char_end"]]

    def line(self, offset: int) -> int:
        """Line of an offset, from 1."""
        return bisect_left(self.newlines, offset) + 1


def in_text(row: Row, context: Context) -> bool:
    """Whether a span ends inside the text."""
    return bool(row["char_end"] <= len(context.text))


def pages_counted(row: Row, _: Context) -> bool:
    """Whether pages start at 0, never before the one above, stay inside the text and are counted."""
    starts = tuple(row["page_starts"])
    return (len(starts) or None) == row["pages"] and Pages.at(starts, len(row["text"])).starts == starts


def span_pages(row: Row, context: Context) -> bool:
    """Whether first and last page are those of the span."""
    return (context.pages.page(row["char_start"]), context.pages.page(row["char_end"] - 1)) == (
        row["page_first"],
        row["page_last"],
    )


def place(row: Row, context: Context) -> bool:
    """Whether page and line are those of the start."""
    return (context.pages.page(row["char_start"]), context.line(row["char_start"])) == (row["page"], row["line"])


def _words_in(words: str | None, text: str) -> bool:
    """Whether the words stand in the text in this order, with nothing left out but what a page break puts between."""
    wanted, there = "".join((words or "").split()), "".join(text.split())
    if wanted in there:  # as nearly always, and a hundred times faster than character by character
        return True
    rest = iter(there)
    return all(character in rest for character in wanted)


def case_words(row: Row, context: Context) -> bool:
    """Whether organisation and title stand in the case."""
    return all(_words_in(row[column], context.slice(row)) for column in ("organisation", "title"))


def section_words(row: Row, context: Context) -> bool:
    """Whether heading and body stand in the section, in this order."""
    return _words_in((row["heading"] or "") + row["text"], context.slice(row))


def sentence_words(row: Row, context: Context) -> bool:
    """Whether the sentence stands at its offsets; of a cell, behind its labels."""
    words = row["sentence"].rpartition(" | ")[2] if row["in_table"] else row["sentence"]
    return _words_in(words, context.text[row["sentence_start"] : row["sentence_end"]])


def verbatim(row: Row, context: Context) -> bool:
    """Whether the quote is the text at its span, character for character."""
    return bool(context.slice(row) == row["quote"])


def value_in_quote(row: Row, _: Context) -> bool:
    """Whether the number is part of the quote."""
    return str(row["value_text"]) in row["quote"]


def case_of_id(row: Row, _: Context) -> bool:
    """Whether `2020/book.txt/07` is, behind the edition, the row's source and case number."""
    return row["case_id"] is None or f"{row['source']}/{row['case_no']:02d}" == row["case_id"][5:]


def section_of_id(row: Row, _: Context) -> bool:
    """Whether `2020/book.txt/07/03` is the row's case (00 outside all cases) and section number."""
    case = row["case_id"] or f"{row['section_id'][:5]}{row['source']}/00"
    return bool(row["section_id"] == f"{case}/{row['section_no']:02d}")


def in_case(row: Row, context: Context) -> bool:
    """Whether a span lies inside its case."""
    return row["case_id"] is None or _inside(row, context.cases[row["case_id"]])


def in_section(row: Row, context: Context) -> bool:
    """Whether a claim lies inside its section and has its kind and case."""
    section = context.sections[row["section_id"]]
    same = (section["kind"], section["case_id"]) == (row["section_kind"], row["case_id"])
    return same and _inside(row, section)


def _inside(row: Row, parent: Row) -> bool:
    return bool(parent["char_start"] <= row["char_start"] and row["char_end"] <= parent["char_end"])


def unit_parts(row: Row, _: Context) -> bool:
    """Whether the rate is that of the unit, and the substance too where the unit names one.

    `CO2` and `a` of `t{CO2}/a`, `3.mo` of `CNY/{车}/(3.mo)`.
    """
    numerator, *denominators = _SLASH.split(_COUNTED.sub("", row["unit"]))
    substance = _SUBSTANCE.search(numerator)
    rate = row["per_time"]
    if rate is None:
        same_rate = not any(_TIME.fullmatch(part) for part in denominators)
    else:  # one factor of several too, as in `kW.h/(m2.a)`
        same_rate = any(re.search(rf"(?<!\w){re.escape(rate)}(?!\w)", part) for part in denominators)
    return same_rate and (substance is None or substance[1] == row["substance"])


def norm(row: Row, _: Context) -> bool:
    """Whether the reporting values are the values in the reporting unit."""
    kind = QuantityKind(row["quantity_kind"])
    target = reporting(UnitReading(row["unit"], row["unit_text"] or "", kind, row["substance"], row["per_time"]))
    if target is None or row["low"] is None or row["high"] is None:
        return row["norm_unit"] is None
    factor, code = target
    expected = [float(Decimal(row[end]) * factor) for end in ("low", "high")]
    found = [row["norm_low"], row["norm_high"]]
    return code == row["norm_unit"] and all(
        math.isclose(before, after, rel_tol=SAME) for before, after in zip(expected, found, strict=True)
    )


def dates(row: Row, _: Context) -> bool:
    """Whether the days of period and baseline exist and are in order."""
    return all(Period.parse(row[column]) is not None for column in ("period", "baseline") if row[column])
