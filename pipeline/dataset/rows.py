"""One document's extraction as tables: block offsets become source offsets, decimals become floats."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.dataset import identity
from pipeline.dataset.places import Places
from pipeline.dataset.schema import TABLES
from pipeline.lexicon.organisations import plain_name
from pipeline.lexicon.reporting import reporting
from pipeline.lexicon.typography import LONGEST_SENTENCE
from pipeline.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Exclusion,
    Extraction,
    Flag,
    Section,
    Span,
    UnitReading,
)
from pipeline.status import DocumentStatus
from pipeline.table import Labels, cell_labels

Row = dict[str, Any]


def build_tables(extraction: Extraction) -> dict[str, pa.Table]:
    """All tables of one document, unchecked, rows in reading order.

    Args:
        extraction: What the stages made of the document. Of a failed document only the documents row is kept.

    Returns:
        A table for every name in `schema.TABLES`, with exactly its Arrow schema; `findings` and `rejects` are empty.
    """
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    rows["documents"].append(_document_row(extraction.document))
    if extraction.document.status is not DocumentStatus.FAILED:
        place = Places.of(extraction.document)
        rows["cases"] = _case_rows(extraction, place)
        rows["sections"] = _section_rows(extraction, place)
        rows["claims"] = _claim_rows(extraction, place)
        rows["exclusions"] = _exclusion_rows(extraction, place)
        by_start = {row["char_start"]: row["claim_id"] for row in rows["claims"]}
        rows["relations"] = _relation_rows(extraction, by_start)
    return {name: pa.Table.from_pylist(rows[name], schema=TABLES[name].arrow()) for name in TABLES}


def _root(document: Document, case_no: int) -> Row:
    case = identity.case_id(document.edition, document.source, case_no) if case_no else None
    return {"source": document.source, "case_id": case, "case_no": case_no}


def _document_row(document: Document) -> Row:
    return {
        "source": document.source,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "status": document.status.value,
        "message": document.message,
        "pages": len(document.pages.starts) or None,
        "page_starts": list(document.pages.starts),
        "text": document.text,
    }


def _case_rows(extraction: Extraction, place: Places) -> list[Row]:
    return [
        {
            **_root(extraction.document, case.case_no),
            "organisation": case.organisation,
            "organisation_id": plain_name(case.organisation) if case.organisation else None,
            "title": case.title,
            **place.pages(case.span),
            "char_start": case.span.start,
            "char_end": case.span.end,
        }
        for case in extraction.cases
    ]


def _section_id(document: Document, section: Section) -> str:
    return identity.section_id(document.edition, document.source, section.case_no, section.section_no)


def _section_rows(extraction: Extraction, place: Places) -> list[Row]:
    return [
        {
            "source": extraction.document.source,
            "case_id": _root(extraction.document, section.case_no)["case_id"],
            "section_id": _section_id(extraction.document, section),
            "section_no": section.section_no,
            "heading": section.heading,
            "kind": section.kind.value,
            **place.pages(section.span),
            "char_start": section.span.start,
            "char_end": section.span.end,
            "text": section.text,
        }
        for section in extraction.sections
    ]


def _claim_rows(extraction: Extraction, place: Places) -> list[Row]:
    document = extraction.document
    rows, contents = [], []
    for section, block, labels, claim in _claims_in_order(extraction):
        span = block.source(claim.mention.span)
        in_table = block.kind is BlockKind.CELL
        sentence, sentence_span = _around(block, claim.mention.span)
        value = place.quote(block.source(claim.mention.value)).strip()
        case = identity.case_id(document.edition, document.source, section.case_no)
        line = place.source_line(span.start) if in_table else ""
        around = line if 0 < len(line) <= LONGEST_SENTENCE else sentence
        contents.append(identity.claim_content(case, section.heading, around, place.quote(span)))
        rows.append(
            {
                **_root(document, section.case_no),
                "section_id": _section_id(document, section),
                "section_kind": section.kind.value,
                **place.row(span),
                "boxes": place.boxes(span),
                "sentence": " | ".join(filter(None, (labels.row, labels.column, sentence))),
                "sentence_start": sentence_span.start,
                "sentence_end": sentence_span.end,
                "value_text": value,
                **_reading(claim),
                "in_table": in_table,
                "row_label": labels.row,
                "column_label": labels.column,
                "rule": claim.mention.rule,
                "machine_reading": None,
                "flags": _flags(claim, place, span),
            }
        )
    return [row | {"claim_id": claim_id} for row, claim_id in zip(rows, identity.short_hashes(contents), strict=True)]


def _claims_in_order(extraction: Extraction) -> list[tuple[Section, Block, Labels, Claim]]:
    """Claims by where they start in the source, which the blocks of a table need not follow."""
    found = []
    for section, blocks in zip(extraction.sections, extraction.blocks, strict=True):
        labels = cell_labels([read.block for read in blocks], extraction.document.tables)
        found += [
            (section, read.block, labels.get(index, Labels(None, None)), claim)
            for index, read in enumerate(blocks)
            for claim in read.claims
        ]
    return sorted(found, key=lambda entry: entry[1].source(entry[3].mention.span).start)


def _around(block: Block, mention: Span) -> tuple[str, Span]:
    """The cell around a mention, and where it stands; of a long one, and of everything else, the sentence."""
    if block.kind is BlockKind.CELL and len(block.text) <= LONGEST_SENTENCE:
        return block.text, block.source(Span(0, len(block.text)))
    return _sentence(block, mention)


def _sentence(block: Block, mention: Span) -> tuple[str, Span]:
    """The sentence around a mention, joined and trimmed, and where it stands."""
    first = bisect_right(block.sentences, mention.start, key=lambda sentence: sentence.end)
    last = bisect_left(block.sentences, mention.end, key=lambda sentence: sentence.start) - 1
    start, end = block.sentences[first].start, block.sentences[last].end
    text = block.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    return block.text[start:end], block.source(Span(start, end))


def _reading(claim: Claim) -> Row:
    unit, low, high = claim.unit, *_ends(claim.mention.low, claim.mention.high)
    return {
        "low": _number(low),
        "high": _number(high),
        "unit": unit.code,
        "unit_text": unit.text or None,
        "quantity_kind": unit.kind.value,
        "substance": claim.substance,
        "per_time": unit.per_time,
        **_norm(low, high, unit),
        "bound": claim.bound.value,
        "direction": claim.direction.value,
        "status": claim.status.value,
        "topic": claim.topic.value,
        "metric": claim.metric,
        "indicator": claim.indicator,
        "period": claim.period,
        "baseline": claim.baseline,
        "subject": claim.subject.value,
        "aggregation": claim.aggregation.value,
        "per": claim.per,
        "item": claim.item,
        "confidence": claim.confidence,
    }


def _norm(low: Decimal | None, high: Decimal | None, unit: UnitReading) -> Row:
    target = reporting(unit)
    if target is None or low is None or high is None:
        return {"norm_low": None, "norm_high": None, "norm_unit": None}
    factor, code = target
    return {"norm_low": float(low * factor), "norm_high": float(high * factor), "norm_unit": code}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _ends(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of a value, or none where one of them is more than a float64 can hold."""
    finite = low is not None and high is not None and math.isfinite(float(low)) and math.isfinite(float(high))
    return (low, high) if finite else (None, None)


def _flags(claim: Claim, place: Places, span: Span) -> list[str]:
    wrapped = {Flag.WRAPPED} if "\n" in place.quote(span) else set()
    malformed = {Flag.MALFORMED_NUMBER} if _ends(claim.mention.low, claim.mention.high)[0] is None else set()
    found = {*claim.flags, *place.flags(span), *wrapped, *malformed}
    return [flag.value for flag in Flag if flag in found]


def _exclusion_rows(extraction: Extraction, place: Places) -> list[Row]:
    found = sorted(_exclusion_spans(extraction), key=lambda entry: (entry[1].start, entry[1].end))
    return [
        {
            **_root(extraction.document, case_no),
            **place.row(span),
            **dict(zip(("low", "high"), map(_number, _ends(exclusion.low, exclusion.high)), strict=True)),
            "reason": exclusion.reason.value,
            "rule": exclusion.rule,
        }
        for case_no, span, exclusion in found
    ]


def _exclusion_spans(extraction: Extraction) -> Iterator[tuple[int, Span, Exclusion]]:
    for section, blocks in zip(extraction.sections, extraction.blocks, strict=True):
        for read in blocks:
            for exclusion in read.exclusions:
                yield section.case_no, read.block.source(exclusion.span), exclusion
    starts = [section.span.start for section in extraction.sections]
    read_over = _read_over(extraction)
    for exclusion in extraction.margins:
        before = bisect_right(read_over, exclusion.span.start, key=lambda span: span.start) - 1
        if before >= 0 and exclusion.span.start < read_over[before].end:
            continue
        section = extraction.sections[bisect_right(starts, exclusion.span.start) - 1]
        yield section.case_no, exclusion.span, exclusion


def _read_over(extraction: Extraction) -> list[Span]:
    """What is read of blocks, in order: a number over a page break has the page number between its halves in it."""
    read = [each for section in extraction.blocks for each in section]
    claimed = [each.block.source(claim.mention.span) for each in read for claim in each.claims]
    excluded = [each.block.source(exclusion.span) for each in read for exclusion in each.exclusions]
    return sorted((*claimed, *excluded), key=lambda span: span.start)


def _relation_rows(extraction: Extraction, claim_ids: Mapping[int, str]) -> list[Row]:
    document = extraction.document
    root = identity.case_id(document.edition, document.source, 0)
    starts = [section.span.start for section in extraction.sections]
    ends = [(claim_ids[relation.a], claim_ids[relation.b]) for relation in extraction.relations]
    contents = (
        identity.finding_content(root, relation.kind.value, both)
        for relation, both in zip(extraction.relations, ends, strict=True)
    )
    cases = (extraction.sections[bisect_right(starts, relation.a) - 1].case_no for relation in extraction.relations)
    return [
        {
            "source": document.source,
            "case_id": _root(document, case_no)["case_id"],
            "relation_id": relation_id,
            "kind": relation.kind.value,
            "claim_a": both[0],
            "claim_b": both[1],
            "rule": relation.rule,
            "confidence": relation.confidence,
        }
        for relation, both, case_no, relation_id in zip(
            extraction.relations, ends, cases, identity.short_hashes(contents), strict=True
        )
    ]
