"""The types that pass between the stages: frozen, slotted, without behaviour beyond their own shape.

Offsets are half-open and count Unicode code points. *Source* offsets count in `Document.text`; *block* offsets
count in `Block.text`, where soft line breaks are joined, and `Block.offsets` leads back to the source.
"""

from pipeline.model.claims import Candidate, Choice, Claim, Extraction, Finding, ReadBlock, Relation
from pipeline.model.codes import (
    Aggregation,
    BlockKind,
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
from pipeline.model.periods import EDTF, Period
from pipeline.model.places import Pages, Sign, Span
from pipeline.model.readings import Exclusion, Mention, Reading, UnitReading
from pipeline.model.tables import MEASURES, NAMING, NOTING, Axis, Cell, Role, Table
from pipeline.model.texts import Block, Case, Document, Section, TextLine

__all__ = [
    "EDTF",
    "MEASURES",
    "NAMING",
    "NOTING",
    "Aggregation",
    "Axis",
    "Block",
    "BlockKind",
    "Bound",
    "Candidate",
    "Case",
    "Cell",
    "Choice",
    "Claim",
    "Direction",
    "Document",
    "Exclusion",
    "Extraction",
    "Finding",
    "Flag",
    "Mention",
    "Pages",
    "Period",
    "QuantityKind",
    "ReadBlock",
    "Reading",
    "Reason",
    "Relation",
    "RelationKind",
    "Role",
    "Section",
    "SectionKind",
    "Severity",
    "Sign",
    "Span",
    "Status",
    "Subject",
    "Table",
    "TextLine",
    "Topic",
    "UnitReading",
]
