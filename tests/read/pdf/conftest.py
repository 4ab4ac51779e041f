from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.read.pdf.sheets import Sheets


@pytest.fixture
def picture_of_text(tmp_path: Path) -> Path:
    """A page of text as a picture."""
    sheets = Sheets(tmp_path / "drawn.pdf")
    sheets.flow(45, 80, 500, "2020年节约用电120万度，减少二氧化碳排放85吨。" * 5)
    document = pdfium.PdfDocument(sheets.save())
    path = tmp_path / "page.png"
    document[0].render(scale=2).to_pil().save(path)
    document.close()
    return path
