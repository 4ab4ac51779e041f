"""Numerals outside every block: in headings, running heads and feet, raised marks, markup, the scales of charts."""

from collections.abc import Iterable

import regex

from pipeline.model import Document, Exclusion, Reason, Section, Span
from pipeline.recognise.numerals import NUMERAL

_RAISED = "<sup"
_RUN = regex.compile(r"[\p{Nd}.,，]*\p{Nd}|.", regex.DOTALL)


def read_margins(document: Document, sections: tuple[Section, ...]) -> tuple[Exclusion, ...]:
    """Exclude the numerals that no block holds.

    Args:
        document: The document.
        sections: Its sections, whose blocks hold all other numerals.

    Returns:
        Exclusions in order; their spans count in the document's text.
    """
    inside = bytearray(len(document.text))
    for section in sections:
        for block in section.blocks:
            for offset in block.offsets:
                inside[offset] = 1
    signs = [Span(sign.start, sign.end) for sign in document.markup]
    notes = [span for span in signs if document.text.startswith(_RAISED, span.start)]
    raised = _marked((*document.superscripts, *notes), len(document.text))
    markup = _marked(signs, len(document.text))
    scales = _marked(document.scales, len(document.text))
    furniture = _marked(document.furniture, len(document.text))
    found: list[Exclusion] = []
    end = 0
    for match in NUMERAL.finditer(document.text):
        start = match.start()
        if start < end or inside[start]:
            continue
        run = _RUN.match(document.text, start)
        end = run.end() if run else start + 1
        within = inside.find(1, start, end)
        end = end if within < 0 else within
        reason, rule = _why(raised[start], scales[start], furniture[start], markup[start])
        found.append(Exclusion(Span(start, end), reason, rule))
    return tuple(found)


def _marked(spans: Iterable[Span], length: int) -> bytearray:
    marks = bytearray(length)
    for span in spans:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    return marks


def _why(raised: int, scale: int, furniture: int, markup: int) -> tuple[Reason, str]:
    if raised:
        return Reason.SUPERSCRIPT, "superscript.mark"
    if scale:
        return Reason.CHART, "chart.scale"
    if furniture:
        return Reason.PAGE_FURNITURE, "page_furniture.repeated"
    if markup:
        return Reason.OTHER, "other.markup"
    return Reason.NAME, "name.heading"
