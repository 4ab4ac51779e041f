"""The 2020 casebook as a designed PDF, compared with the same book as text; skipped where the files are not."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.model import Extraction
from pipeline.read.pdf.ocr import is_installed
from pipeline.run import extract
from pipeline.status import DocumentStatus

ROOT = Path(__file__).parents[3]
PDFS = ROOT.parent / "shared" / "pdf"
TEXT = ROOT / "raw" / "2020" / "cbca-casebook-2020.txt"

pytestmark = pytest.mark.skipif(not PDFS.is_dir(), reason="the PDFs of the 2020 casebook are not beside the project")


def claims(extraction: Extraction, *, quoted: bool = True) -> Counter[tuple[object, ...]]:
    """Claims by case, quote without white space, value and unit."""
    return Counter(
        (
            section.case_no if quoted else 0,
            re.sub(r"\s", "", read.block.text[claim.mention.span.start : claim.mention.span.end]) if quoted else "",
            claim.mention.low,
            claim.mention.high,
            claim.unit.code,
        )
        for section, blocks in zip(extraction.sections, extraction.blocks, strict=True)
        for read in blocks
        for claim in read.claims
    )


@pytest.fixture(scope="module")
def from_text() -> Extraction:
    return extract(TEXT)


@pytest.mark.parametrize("name", ["casebook-2020.pdf", "rotated.pdf", "owner-password-only.pdf"])
def test_the_same_book_says_the_same(name: str, from_text: Extraction) -> None:
    from_pdf = extract(PDFS / name, edition=2020)
    wanted, found = claims(from_text), claims(from_pdf)
    common = (wanted & found).total()
    assert from_pdf.document.status is DocumentStatus.OK
    assert common >= 0.98 * wanted.total()
    assert common >= 0.98 * found.total()
    assert [(case.organisation, case.title) for case in from_pdf.cases] == [
        (case.organisation, case.title) for case in from_text.cases
    ]
    assert [section.heading for section in from_pdf.sections] == [section.heading for section in from_text.sections]


@pytest.mark.skipif(not is_installed(), reason="casebook-pipeline[ocr] is not installed")
def test_scanned_pages_say_the_same() -> None:
    whole = extract(PDFS / "casebook-2020.pdf", edition=2020)
    starts = whole.document.pages.starts
    wanted = Counter(
        (claim.mention.low, claim.unit.code)
        for blocks in whole.blocks
        for read in blocks
        for claim in read.claims
        if sum(start <= read.block.offsets[claim.mention.span.start] for start in starts) in {2, 7, 29}
    )
    scanned = extract(PDFS / "scan-3-pages.pdf", edition=2020)
    found = Counter(
        (claim.mention.low, claim.unit.code) for blocks in scanned.blocks for read in blocks for claim in read.claims
    )
    assert (wanted & found).total() >= 0.9 * wanted.total()


@pytest.mark.parametrize("name", ["empty.pdf", "html-named.pdf", "truncated.pdf", "encrypted.pdf"])
def test_a_bad_file_has_a_status_and_a_reason(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_PASSWORD", raising=False)
    document = extract(PDFS / name, edition=2020).document
    assert document.status is DocumentStatus.FAILED
    assert document.message
