"""The page of a PDF source beside the change."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from benchmarks.hostile_pdfs import BOMBS
from pipeline.review import scans
from pipeline.review.session import static_page
from pipeline.review.snapshot import Snapshot
from tests.review.casebooks import snapshot
from tests.review.conftest import NEW, OLD, Review, reviewed


def pdf() -> bytes:
    """One page of 200 by 100 points with a word on it."""
    drawing = b"BT /F1 20 Tf 40 50 Td (500) Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100]/Contents 4 0 R /Resources<</Font<</F1 5 0 R>>>>>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    content = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    content += b"xref\n0 6\n0000000000 65535 f \n" + table
    return content + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def on_paper(dataset: Snapshot, sha256: str) -> Snapshot:
    """The dataset as if its source had been a PDF with every quote in one box on its first page."""
    claims, documents = dataset.tables["claims"], dataset.tables["documents"]
    boxes = pa.array([[[40.0, 30.0, 80.0, 55.0]]] * len(claims), claims.schema.field("boxes").type)
    claims = claims.set_column(claims.column_names.index("boxes"), "boxes", boxes)
    claims = claims.set_column(claims.column_names.index("page"), "page", pa.array([1] * len(claims), pa.int32()))
    documents = documents.set_column(documents.column_names.index("sha256"), "sha256", pa.array([sha256]))
    return Snapshot(dataset.name, dataset.manifest, {**dataset.tables, "claims": claims, "documents": documents})


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """A review whose source is a PDF."""
    sha256 = hashlib.sha256(pdf()).hexdigest()
    found = reviewed(tmp_path, *(on_paper(snapshot(book), sha256) for book in (OLD, NEW)), content=pdf())
    assert len(found.session.pages) == 1
    return found


def test_a_source_that_is_not_the_one_that_was_read_shows_no_page(tmp_path: Path) -> None:
    other = reviewed(tmp_path, *(on_paper(snapshot(book), "0" * 64) for book in (OLD, NEW)), content=pdf())
    assert other.session.pages == ()
    assert "data:image" not in static_page(other.session)


def test_the_page_is_shown_with_the_quote_boxed(page: Any, static: str, served: str) -> None:
    for address in (static, served):
        page.goto(address)
        page.locator("#list .row:has(.quote:text-is('500度'))").click()
        image = page.locator(".page img")
        image.scroll_into_view_if_needed()
        page.wait_for_selector(".page img[src]")
        image.evaluate("(each) => each.decode()")
        assert image.evaluate("(each) => each.naturalWidth") == 306
        frame, box = page.locator(".page").bounding_box(), page.locator(".page .box.new").bounding_box()
        assert (box["x"] - frame["x"]) / frame["width"] == pytest.approx(0.2, abs=0.01)
        assert box["width"] / frame["width"] == pytest.approx(0.2, abs=0.01)


def test_a_page_that_cannot_be_drawn_is_left_out(review: Review, tmp_path: Path) -> None:
    (first,) = review.session.pages
    path = tmp_path / "poster.pdf"
    path.write_bytes(BOMBS["poster"]())
    pages = (replace(first, path=tmp_path / "gone.pdf", number=1), replace(first, path=path, number=2))
    assert list(scans.embedded(pages).values()) == [None, None]
    assert list(scans.linked(pages, "token").values()) == [None, None]
    assert pages[0].jpeg() is None
    (poster,) = scans.embedded((replace(first, path=path),)).values()
    assert poster is not None
    assert (poster["width"], poster["height"]) == (30000, 30000)
    assert len(poster["src"]) < 2_000_000


def test_a_file_with_too_many_pages_says_which_it_leaves_out(
    page: Any, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = review.session.pages
    pages = tuple(replace(first, number=number) for number in (1, 2, 3))
    monkeypatch.setattr(scans, "MOST_EMBEDDED", 0)
    path = tmp_path / "review.html"
    path.write_text(static_page(replace(review.session, pages=pages)), encoding="utf-8")
    page.goto(path.as_uri())
    words = "this file holds the images of 0 of 3 PDF pages; casebook review without --static shows all"
    assert words in page.text_content("#counts")
    page.locator("#list .row:has(.quote:text-is('500度'))").click()
    assert page.text_content("#detail .left-out") == f"No image of page 1 of book.txt: {words}"
