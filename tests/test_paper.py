"""Pages are drawn within bounds, whatever size they claim and whatever they draw."""

from pathlib import Path

import pytest

from benchmarks.hostile_pdfs import BOMBS, plain_pdf, runaway_pdf
from pipeline import paper
from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.isolation.limits import Limits
from pipeline.paper import Picture, Wanted, drawer


def drawn(tmp_path: Path, content: bytes, number: int = 1, scale: float | None = 2.0) -> Picture:
    path = tmp_path / "book.pdf"
    path.write_bytes(content)
    with drawer() as drawing:
        return drawing.draw(Wanted(path, number, scale))


def test_a_page_is_drawn_as_large_as_asked_for(tmp_path: Path) -> None:
    picture = drawn(tmp_path, plain_pdf())
    assert (picture.width, picture.height, picture.scale) == (595, 842, 2.0)
    assert picture.image().size == (1190, 1684)
    colours = picture.image().getcolors(1_000_000) or []
    assert len(colours) > 1


def test_a_page_can_be_measured_alone(tmp_path: Path) -> None:
    assert drawn(tmp_path, plain_pdf(), scale=None) == Picture(595, 842)


@pytest.mark.parametrize("kind", ["poster", "endless-poster"])
def test_a_page_that_is_too_large_is_drawn_smaller(tmp_path: Path, kind: str) -> None:
    picture = drawn(tmp_path, BOMBS[kind]())
    across, down = picture.size
    assert 0 < across * down <= 33_000_000
    assert across == pytest.approx(picture.width * picture.scale, abs=1)


def test_a_page_that_takes_too_long_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "LIMITS", Limits(seconds=0.5, memory=1 << 30))
    with pytest.raises(UnusableSourceError, match=r"page 2 cannot be drawn; it takes more than 0\.5 seconds"):
        drawn(tmp_path, runaway_pdf(), 2)


def test_no_such_page_and_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="pages 1 to 1, and no page 2"):
        drawn(tmp_path, plain_pdf(), 2)
    with pytest.raises(UnusableSourceError, match="cannot be opened"):
        drawn(tmp_path, b"no PDF")
