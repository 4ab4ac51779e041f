"""Which tables and columns are compared, on what grounds rows are matched, and how much a difference weighs."""

from dataclasses import dataclass

from pipeline.review.change import Tier, Weight


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is compared, what it says something of, and how much a difference in it weighs."""

    name: str
    aspect: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Step:
    """Rows that agree in all of `columns` are the same row, with this confidence.

    The columns are those of the table and four derived ones: `words`, the quote without white space; `context`, the
    sentence without white space; `place`, the span in the new text; `anchor`, its start.
    """

    tier: Tier
    confidence: float
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRules:
    """How one table is compared; `by_overlap` matches what the steps left by overlapping spans in the same text."""

    name: str
    key: tuple[str, ...]
    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    by_overlap: bool = False


CLAIMS = TableRules(
    name="claims",
    key=("claim_id",),
    steps=(
        Step(Tier.ID, 1.0, ("edition", "claim_id")),
        Step(Tier.CONTEXT, 0.98, ("edition", "source", "case_id", "words", "context")),
        Step(Tier.CONTEXT, 0.95, ("edition", "source", "words", "context")),
        Step(Tier.CONTEXT, 0.9, ("words", "context")),
        Step(Tier.WORDS, 0.9, ("words", "place")),
        Step(Tier.WORDS, 0.6, ("edition", "source", "case_id", "words", "unit", "metric")),
    ),
    columns=(
        Column("source", "source", Weight.MEDIUM),
        Column("case_id", "section", Weight.MEDIUM),
        Column("section_id", "section", Weight.LOW),
        Column("section_kind", "section", Weight.LOW),
        Column("quote", "span", Weight.LOW),
        Column("sentence", "sentence", Weight.LOW),
        Column("value_text", "span", Weight.LOW),
        Column("low", "value", Weight.HIGH),
        Column("high", "value", Weight.HIGH),
        Column("unit", "unit", Weight.HIGH),
        Column("unit_text", "unit", Weight.LOW),
        Column("quantity_kind", "unit", Weight.MEDIUM),
        Column("substance", "unit", Weight.MEDIUM),
        Column("per_time", "unit", Weight.MEDIUM),
        Column("norm_low", "norm", Weight.HIGH),
        Column("norm_high", "norm", Weight.HIGH),
        Column("norm_unit", "norm", Weight.HIGH),
        Column("bound", "bound", Weight.MEDIUM),
        Column("direction", "direction", Weight.MEDIUM),
        Column("status", "status", Weight.MEDIUM),
        Column("topic", "topic", Weight.MEDIUM),
        Column("metric", "metric", Weight.MEDIUM),
        Column("indicator", "indicator", Weight.MEDIUM),
        Column("period", "period", Weight.MEDIUM),
        Column("baseline", "period", Weight.MEDIUM),
        Column("in_table", "table", Weight.LOW),
        Column("subject", "subject", Weight.MEDIUM),
        Column("aggregation", "aggregation", Weight.MEDIUM),
        Column("per", "aggregation", Weight.MEDIUM),
        Column("item", "item", Weight.LOW),
        Column("row_label", "table", Weight.LOW),
        Column("column_label", "table", Weight.LOW),
        Column("confidence", "confidence", Weight.LOW),
        Column("rule", "rule", Weight.LOW),
        Column("machine_reading", "flags", Weight.LOW),
        Column("flags", "flags", Weight.LOW),
    ),
    by_overlap=True,
)

OTHERS = (
    TableRules(
        name="documents",
        key=("source",),
        steps=(Step(Tier.ID, 1.0, ("edition", "source")), Step(Tier.WORDS, 0.9, ("sha256",))),
        columns=(
            Column("source", "source", Weight.MEDIUM),
            Column("status", "status", Weight.HIGH),
            Column("message", "message", Weight.MEDIUM),
            Column("sha256", "source", Weight.MEDIUM),
            Column("media_type", "source", Weight.LOW),
            Column("pages", "pages", Weight.LOW),
        ),
    ),
    TableRules(
        name="cases",
        key=("case_id",),
        steps=(
            Step(Tier.ID, 1.0, ("edition", "case_id", "title")),
            Step(Tier.WORDS, 0.9, ("anchor",)),
            Step(Tier.WORDS, 0.8, ("edition", "source", "title", "organisation")),
        ),
        columns=(
            Column("case_id", "section", Weight.MEDIUM),
            Column("organisation", "organisation", Weight.MEDIUM),
            Column("title", "title", Weight.LOW),
        ),
    ),
    TableRules(
        name="sections",
        key=("section_id",),
        steps=(
            Step(Tier.ID, 1.0, ("edition", "section_id", "heading")),
            Step(Tier.CONTEXT, 0.95, ("edition", "source", "case_id", "heading")),
            Step(Tier.WORDS, 0.9, ("anchor",)),
        ),
        columns=(
            Column("case_id", "section", Weight.MEDIUM),
            Column("heading", "heading", Weight.LOW),
            Column("kind", "section", Weight.MEDIUM),
            Column("text", "text", Weight.LOW),
        ),
    ),
    TableRules(
        name="exclusions",
        key=("source", "line", "quote"),
        steps=(
            Step(Tier.ID, 1.0, ("words", "place")),
            Step(Tier.WORDS, 0.8, ("anchor",)),
        ),
        columns=(
            Column("quote", "span", Weight.LOW),
            Column("low", "value", Weight.LOW),
            Column("high", "value", Weight.LOW),
            Column("reason", "reason", Weight.LOW),
            Column("rule", "rule", Weight.LOW),
        ),
    ),
    TableRules(
        name="relations",
        key=("relation_id",),
        steps=(Step(Tier.ID, 1.0, ("edition", "relation_id")),),
        columns=(
            Column("kind", "relation", Weight.LOW),
            Column("claim_a", "relation", Weight.LOW),
            Column("claim_b", "relation", Weight.LOW),
            Column("confidence", "confidence", Weight.LOW),
        ),
    ),
    TableRules(
        name="findings",
        key=("finding_id",),
        steps=(Step(Tier.ID, 1.0, ("edition", "finding_id")),),
        columns=(
            Column("check", "check", Weight.MEDIUM),
            Column("severity", "severity", Weight.MEDIUM),
            Column("message", "message", Weight.LOW),
            Column("expected_low", "value", Weight.MEDIUM),
            Column("expected_high", "value", Weight.MEDIUM),
            Column("observed", "value", Weight.MEDIUM),
            Column("unit", "unit", Weight.MEDIUM),
        ),
    ),
    TableRules(
        name="rejects",
        key=("source", "row_id", "rule"),
        steps=(Step(Tier.ID, 1.0, ("edition", "source", "table", "row_id", "rule")),),
        columns=(
            Column("severity", "severity", Weight.HIGH),
            Column("value", "value", Weight.MEDIUM),
            Column("message", "message", Weight.LOW),
        ),
    ),
)
