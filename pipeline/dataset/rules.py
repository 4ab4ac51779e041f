"""What holds for a row beyond its column's type, codes and range: one record per rule.

A condition is SQL over one row, or a function of one row and the document it came from. What takes several rows
at once (keys, references, tiling, the numeral law) has no condition here; `validate` checks it under the same id.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.dataset import conditions
from pipeline.dataset.conditions import Context, Row


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that holds for every row of a table.

    Attributes:
        id: Stands in `rejects.rule`.
        tables: The tables it is about.
        message: What holds, as a sentence; stands in `rejects.message`.
        columns: The columns whose values stand in `rejects.value`.
        condition: SQL, a null result counting as true; or a function; or None where it takes several rows.
    """

    id: str
    tables: tuple[str, ...]
    message: str
    columns: tuple[str, ...]
    condition: str | Callable[[Row, Context], bool] | None = None


CONSTRUCTED = ("documents", "cases", "sections")  # what holds of them holds by how they are made: none is rejected
SPANNED = ("cases", "sections", "claims", "exclusions")
NUMERALS = ("claims", "exclusions")
_SPAN = ("char_start", "char_end")
_LOW_HIGH = ("low", "high")
_NORM = ("norm_low", "norm_high", "norm_unit")

RULES = (
    Rule(
        "schema",
        ("documents", *SPANNED, "relations", "findings"),
        "a table has the columns of this schema, of their types",
        (),
    ),
    Rule("unique", ("documents", "cases", "sections", "claims", "relations", "findings"), "an id names one row", ()),
    Rule(
        "reference", (*SPANNED, "relations", "findings"), "what a row belongs to is there and not itself rejected", ()
    ),
    Rule("span", SPANNED, "a span holds a character", _SPAN, "char_start < char_end"),
    Rule("in_text", SPANNED, "a span ends inside the text", _SPAN, conditions.in_text),
    Rule(
        "pages_counted",
        ("documents",),
        "pages start at 0, never before the one above, inside the text, and are counted",
        ("pages", "page_starts"),
        conditions.pages_counted,
    ),
    Rule(
        "failed_empty", ("documents",), "a failed document has no text", ("status",), "status <> 'failed' OR text = ''"
    ),
    Rule(
        "told",
        ("documents",),
        "a document that is not ok says why",
        ("status", "message"),
        "status = 'ok' OR message IS NOT NULL",
    ),
    Rule(
        "span_pages",
        ("cases", "sections"),
        "pages are those of the span",
        ("page_first", "page_last"),
        conditions.span_pages,
    ),
    Rule(
        "case_words",
        ("cases",),
        "organisation and title stand at the span",
        ("organisation", "title"),
        conditions.case_words,
    ),
    Rule("section_words", ("sections",), "heading and body stand at the span", ("heading",), conditions.section_words),
    Rule(
        "case_of_id",
        ("cases", *NUMERALS),
        "the id of a case ends in its source and number",
        ("case_id", "case_no"),
        conditions.case_of_id,
    ),
    Rule(
        "outside_cases",
        NUMERALS,
        "the number is 0 outside a case only",
        ("case_id", "case_no"),
        "(case_id IS NULL) = (case_no = 0)",
    ),
    Rule(
        "section_of_id",
        ("sections",),
        "the id of a section is its case and number",
        ("section_id", "section_no"),
        conditions.section_of_id,
    ),
    Rule("in_case", ("sections", "exclusions"), "a row lies inside its case", ("case_id", *_SPAN), conditions.in_case),
    Rule(
        "in_section",
        ("claims",),
        "a claim lies inside its section and has its kind and case",
        ("section_id", "section_kind", *_SPAN),
        conditions.in_section,
    ),
    Rule("tiling", ("sections",), "every character lies in exactly one section", _SPAN),
    Rule("verbatim", NUMERALS, "the quote is the text at its span", ("quote",), conditions.verbatim),
    Rule("place", NUMERALS, "page and line are those of the start", ("page", "line"), conditions.place),
    Rule(
        "in_sentence",
        ("claims",),
        "a claim lies inside its sentence",
        (*_SPAN, "sentence_start", "sentence_end"),
        "sentence_start <= char_start AND char_end <= sentence_end",
    ),
    Rule("sentence_words", ("claims",), "the sentence stands at its offsets", ("sentence",), conditions.sentence_words),
    Rule(
        "value_in_quote",
        ("claims",),
        "the number is part of the quote",
        ("value_text", "quote"),
        conditions.value_in_quote,
    ),
    Rule("low_high", NUMERALS, "low is not above high", _LOW_HIGH, "low <= high"),
    Rule("both_ends", NUMERALS, "low and high are both there or both not", _LOW_HIGH, "(low IS NULL) = (high IS NULL)"),
    Rule(
        "malformed",
        ("claims",),
        "a claim without value is flagged malformed_number",
        ("low", "flags"),
        "low IS NOT NULL OR ARRAY_CONTAINS(flags, 'malformed_number')",
    ),
    Rule(
        "unknown_unit",
        ("claims",),
        "an unknown unit counts as 1 and keeps its text",
        ("unit", "unit_text"),
        "NOT ARRAY_CONTAINS(flags, 'unknown_unit') OR (unit LIKE '1%' AND unit_text IS NOT NULL)",
    ),
    Rule(
        "wrapped",
        ("claims",),
        "a quote with a line break, and no other, is flagged wrapped",
        ("quote", "flags"),
        r"ARRAY_CONTAINS(flags, 'wrapped') = REGEXP_LIKE(quote, '\n')",
    ),
    Rule(
        "unit_parts",
        ("claims",),
        "the rate is that of the unit, and the substance too where the unit names one",
        ("unit", "substance", "per_time"),
        conditions.unit_parts,
    ),
    Rule(
        "norm_whole",
        ("claims",),
        "a reporting unit has both values, and they a unit",
        _NORM,
        "(norm_low IS NULL) = (norm_high IS NULL) AND (norm_low IS NULL) = (norm_unit IS NULL)",
    ),
    Rule(
        "norm",
        ("claims",),
        "the reporting value is the value in the reporting unit",
        ("low", "high", "unit", *_NORM),
        conditions.norm,
    ),
    Rule("dates", ("claims",), "the days of a period exist and are in order", ("period", "baseline"), conditions.dates),
    Rule("overlap", NUMERALS, "no two claims or exclusions share a character", _SPAN),
    Rule("law", NUMERALS, "every digit lies in a claim, an exclusion or a rejected row", _SPAN),
    Rule("two_claims", ("relations",), "a relation is of two claims", ("claim_a", "claim_b"), "claim_a <> claim_b"),
    Rule(
        "expected_order",
        ("findings",),
        "expected_low is not above expected_high",
        ("expected_low", "expected_high"),
        "expected_low <= expected_high",
    ),
)
