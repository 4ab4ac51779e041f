"""The one definition of the dataset: every table, column and rule, as records.

From these records come the Arrow schemas here, the row validation (`validate`), and the documentation and
descriptors (`descriptors`). Types are those every reader has: signed integers, floats, strings and lists.
"""

import pyarrow as pa

from pipeline.dataset.columns import (
    CASE_ID,
    CASE_ID_OR_NULL,
    CASE_NO_OR_0,
    CODE_POINTS,
    LINE,
    PAGE,
    PAGES,
    POINTS,
    QUOTE,
    RULE,
    SECTION_ID,
    SHORT_HASH,
    SOURCE,
    SPAN,
    WITHOUT_SPACE,
    Column,
    TableDefinition,
    codes,
    list_of,
)
from pipeline.lexicon.decisions import SUBSTANCES
from pipeline.model import (
    EDTF,
    Aggregation,
    Bound,
    Direction,
    Flag,
    QuantityKind,
    Reason,
    RelationKind,
    SectionKind,
    Severity,
    Status,
    Subject,
    Topic,
)
from pipeline.status import DocumentStatus

DOCUMENTS = TableDefinition(
    "documents",
    "One source file and its text.",
    (
        SOURCE,
        Column("sha256", pa.string(), "SHA-256 of the bytes of the file.", pattern=r"^[0-9a-f]{64}$"),
        Column("media_type", pa.string(), "Media type of the file.", codes=("text/plain", "application/pdf")),
        Column("status", pa.string(), "How much of the file could be read.", codes=codes(DocumentStatus)),
        Column("message", pa.string(), "What went wrong and what to do, or a note.", nullable=True),
        Column("pages", pa.int32(), "Number of pages; null where the source marks none.", nullable=True, low=1),
        Column("page_starts", list_of(pa.int32()), "Where each page starts in `text`.", unit=CODE_POINTS, low=0),
        Column("text", pa.large_string(), "The whole text; empty where the file failed.", may_be_empty=True),
    ),
    key="source",
)

CASES = TableDefinition(
    "cases",
    "One company's case.",
    (
        SOURCE,
        Column("case_id", pa.string(), "Edition, source and number of the case.", pattern=CASE_ID),
        Column("case_no", pa.int16(), "Number of the case in its book, from 1 in reading order.", low=1),
        Column("organisation", pa.string(), "The company, as written.", nullable=True),
        Column(
            "organisation_id",
            pa.string(),
            "The same in every edition: the name without legal form, brackets, widths and scripts.",
            nullable=True,
            pattern=WITHOUT_SPACE,
        ),
        Column("title", pa.string(), "Title of the case, as written; null where the book gives none.", nullable=True),
        *PAGES,
        *SPAN,
    ),
    key="case_id",
)

SECTIONS = TableDefinition(
    "sections",
    "A headed part of a case, its title, or matter outside the cases. Sections tile the text of their document.",
    (
        SOURCE,
        CASE_ID_OR_NULL,
        Column("section_id", pa.string(), "Case and number of the section.", pattern=SECTION_ID),
        Column("section_no", pa.int16(), "Number of the section in its case, from 0.", low=0),
        Column("heading", pa.string(), "Heading as written, without its mark.", nullable=True),
        Column("kind", pa.string(), "What the section is about.", codes=codes(SectionKind), code_list="section_kind"),
        *PAGES,
        *SPAN,
        Column("text", pa.string(), "The body with soft line breaks joined.", may_be_empty=True),
    ),
    key="section_id",
)

CLAIMS = TableDefinition(
    "claims",
    "A number, with the unit or the counted thing it belongs to, that states how much or how many.",
    (
        SOURCE,
        CASE_ID_OR_NULL,
        CASE_NO_OR_0,
        Column("section_id", pa.string(), "The section it stands in.", pattern=SECTION_ID),
        Column(
            "section_kind",
            pa.string(),
            "`sections.kind` of that section.",
            codes=codes(SectionKind),
            code_list="section_kind",
        ),
        Column(
            "claim_id",
            pa.string(),
            "Made from source, case, heading, sentence (a cell's line) and quote; stays when lines or rules change.",
            pattern=SHORT_HASH,
        ),
        QUOTE,
        *SPAN,
        PAGE,
        LINE,
        Column(
            "boxes",
            list_of(list_of(pa.float32())),
            "x0, top, x1, bottom on the page as shown, for each printed line of the quote; empty without a layout.",
            unit=POINTS,
        ),
        Column(
            "sentence",
            pa.string(),
            "The sentence or list item around it, soft line breaks joined; of a cell its row label, column label and "
            "text, with a bar between them.",
        ),
        Column(
            "sentence_start",
            pa.int32(),
            "Where the sentence, or the cell, starts in the text.",
            unit=CODE_POINTS,
            low=0,
        ),
        Column(
            "sentence_end", pa.int32(), "Just behind where the sentence, or the cell, ends.", unit=CODE_POINTS, low=1
        ),
        Column("value_text", pa.string(), "The number as written, without unit."),
        Column("low", pa.float64(), "Smallest value; null where malformed.", nullable=True, unit="as in `unit`"),
        Column("high", pa.float64(), "Largest value; null where malformed.", nullable=True, unit="as in `unit`"),
        Column(
            "unit",
            pa.string(),
            "Code of the unit in UCUM's grammar; `1` for a count.",
            pattern=WITHOUT_SPACE,
            code_list="unit",
        ),
        Column("unit_text", pa.string(), "The unit as written, without spaces and scale words.", nullable=True),
        Column(
            "quantity_kind",
            pa.string(),
            "Dimension of the base unit, as QUDT.",
            codes=codes(QuantityKind),
            code_list="quantity_kind",
        ),
        Column(
            "substance",
            pa.string(),
            "What the mass or volume is of, whether the unit or the metric says it.",
            nullable=True,
            codes=SUBSTANCES,
            code_list="substance",
        ),
        Column(
            "per_time",
            pa.string(),
            "The time of a rate: the time in the denominator of `unit`.",
            nullable=True,
            pattern=r"^([1-9]\d*\.)?(a|mo|wk|d|h|min|s)$",
        ),
        Column("norm_low", pa.float64(), "`low` in the reporting unit.", nullable=True, unit="as in `norm_unit`"),
        Column("norm_high", pa.float64(), "`high` in the reporting unit.", nullable=True, unit="as in `norm_unit`"),
        Column(
            "norm_unit",
            pa.string(),
            "The reporting unit of its kind.",
            nullable=True,
            pattern=WITHOUT_SPACE,
            code_list="unit",
        ),
        Column("bound", pa.string(), "How the number limits the true value.", codes=codes(Bound), code_list="bound"),
        Column(
            "direction",
            pa.string(),
            "What happened to the measured thing.",
            codes=codes(Direction),
            code_list="direction",
        ),
        Column("status", pa.string(), "Whether it is reported or announced.", codes=codes(Status), code_list="status"),
        Column("topic", pa.string(), "What it is about.", codes=codes(Topic), code_list="topic"),
        Column("metric", pa.string(), "What is measured or counted, in the words of the text.", nullable=True),
        Column(
            "indicator",
            pa.string(),
            "Id of the indicator.",
            nullable=True,
            pattern=WITHOUT_SPACE,
            code_list="indicator",
        ),
        Column("period", pa.string(), "The time it belongs to, in EDTF.", nullable=True, pattern=EDTF.pattern),
        Column("baseline", pa.string(), "The time it is compared with, in EDTF.", nullable=True, pattern=EDTF.pattern),
        Column("in_table", pa.bool_(), "True in a table cell."),
        Column("subject", pa.string(), "Whose number it is.", codes=codes(Subject), code_list="subject"),
        Column(
            "aggregation",
            pa.string(),
            "How the number may be added up.",
            codes=codes(Aggregation),
            code_list="aggregation",
        ),
        Column("per", pa.string(), "What a factor is per, where its unit does not say it.", nullable=True),
        Column(
            "item",
            pa.string(),
            "The project, site, scheme, sector or table row it is of; null for totals and the case as a whole.",
            nullable=True,
        ),
        Column("row_label", pa.string(), "Of a cell, what names its row, from the outside in.", nullable=True),
        Column("column_label", pa.string(), "Of a cell, what heads its column, from the outside in.", nullable=True),
        Column(
            "confidence", pa.float64(), "How likely the record is right, in whole hundredths.", unit="1", low=0, high=1
        ),
        RULE,
        Column("machine_reading", pa.string(), "JSON of the fields that a correction replaced.", nullable=True),
        Column("flags", list_of(pa.string()), "Reasons to look twice.", codes=codes(Flag), code_list="flag"),
    ),
    key="claim_id",
)

EXCLUSIONS = TableDefinition(
    "exclusions",
    "A numeral that is no claim, and why.",
    (
        SOURCE,
        CASE_ID_OR_NULL,
        CASE_NO_OR_0,
        Column("quote", pa.string(), "The numeral, verbatim, line breaks included."),
        *SPAN,
        PAGE,
        LINE,
        Column("low", pa.float64(), "Smallest value of its reading, where it has one.", nullable=True),
        Column("high", pa.float64(), "Largest value of its reading, where it has one.", nullable=True),
        Column("reason", pa.string(), "Why it is no claim.", codes=codes(Reason), code_list="exclusion_reason"),
        RULE,
    ),
)

RELATIONS = TableDefinition(
    "relations",
    "How two claims of one case hang together.",
    (
        SOURCE,
        CASE_ID_OR_NULL,
        Column("relation_id", pa.string(), "Made from source, kind and claims.", pattern=SHORT_HASH),
        Column(
            "kind",
            pa.string(),
            "What the first claim is to the second.",
            codes=codes(RelationKind),
            code_list="relation",
        ),
        Column("claim_a", pa.string(), "`claims.claim_id` of the first.", pattern=SHORT_HASH),
        Column("claim_b", pa.string(), "`claims.claim_id` of the second.", pattern=SHORT_HASH),
        RULE,
        Column("confidence", pa.float64(), "How likely it is right, in whole hundredths.", unit="1", low=0, high=1),
    ),
    key="relation_id",
)

FINDINGS = TableDefinition(
    "findings",
    "Something the consistency audit noticed about one or more claims.",
    (
        SOURCE,
        Column("finding_id", pa.string(), "Made from source, check and claims.", pattern=SHORT_HASH),
        Column("check", pa.string(), "Id of the check.", pattern=WITHOUT_SPACE, code_list="check"),
        Column("severity", pa.string(), "How much it weighs.", codes=codes(Severity)),
        Column("claim_ids", list_of(pa.string()), "The claims it is about."),
        Column("message", pa.string(), "What was noticed, as a sentence."),
        Column("expected_low", pa.float64(), "Smallest value expected.", nullable=True, unit="as in `unit`"),
        Column("expected_high", pa.float64(), "Largest value expected.", nullable=True, unit="as in `unit`"),
        Column("observed", pa.float64(), "The value found.", nullable=True, unit="as in `unit`"),
        Column("unit", pa.string(), "Unit of these values.", nullable=True, pattern=WITHOUT_SPACE, code_list="unit"),
    ),
    key="finding_id",
)

_CHECKED = (DOCUMENTS, CASES, SECTIONS, CLAIMS, EXCLUSIONS, RELATIONS, FINDINGS)

REJECTS = TableDefinition(
    "rejects",
    "A row that broke a rule of this contract; it is left out of its table, its children with it.",
    (
        SOURCE,
        Column(
            "table", pa.string(), "The table it belongs to.", codes=(*(table.name for table in _CHECKED), "rejects")
        ),
        Column("row_id", pa.string(), "Its id, or its source and offset where the table has no ids."),
        Column("char_start", pa.int32(), "Its `char_start`.", nullable=True, unit=CODE_POINTS),
        Column("char_end", pa.int32(), "Its `char_end`.", nullable=True, unit=CODE_POINTS),
        Column("quote", pa.string(), "Its quote.", nullable=True, may_be_empty=True),
        Column("rule", pa.string(), "Id of the rule it broke.", pattern=WITHOUT_SPACE, code_list="rule"),
        Column("severity", pa.string(), "How much that weighs.", codes=codes(Severity)),
        Column("value", pa.string(), "The offending value or values, as JSON."),
        Column("message", pa.string(), "What should hold, as a sentence."),
    ),
)

TABLES = {table.name: table for table in (*_CHECKED, REJECTS)}

_LISTS = sorted({column.code_list for table in TABLES.values() for column in table.columns if column.code_list})
# One table for the whole dataset: it has no edition and no source.
CODES = TableDefinition(
    "codes",
    "A code that stands, or can stand, in a column of another table.",
    (
        Column("list", pa.string(), "The list it is of.", codes=tuple(_LISTS)),
        Column("code", pa.string(), "The code.", pattern=WITHOUT_SPACE),
        Column("label_zh", pa.string(), "What it is called in Chinese."),
        Column("label_en", pa.string(), "What it is called in English."),
        Column("definition", pa.string(), "What it says of a row."),
        Column("norm_unit", pa.string(), "Of a unit, its reporting unit.", nullable=True, pattern=WITHOUT_SPACE),
        Column(
            "mapping",
            list_of(pa.string()),
            "The same thing elsewhere, behind the name of the list: UCUM, QUDT, ISO 4217, GRI, HKEX, SASB.",
        ),
    ),
)
