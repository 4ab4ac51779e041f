"""A folder of casebooks, stages that need no vocabulary (the text of each file is one section), and a browser."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.reading import Read
from pipeline.engine.sources import SourceFile
from pipeline.errors import UnusableSourceError
from pipeline.isolation.watch import Taken
from pipeline.model import Document, Extraction, Section, SectionKind, Span
from pipeline.status import DocumentStatus


def extract_document(path: Path, source: str, edition: int) -> Extraction:
    content = path.read_bytes()
    text = content.decode()
    if text.startswith("坏"):
        raise UnusableSourceError(f"{source}: 坏了")
    if text.startswith("错"):
        raise ZeroDivisionError("出错")
    status = DocumentStatus.PARTIAL if text.startswith("半") else DocumentStatus.OK
    message = "只有一半" if status is DocumentStatus.PARTIAL else None
    sha256 = hashlib.sha256(content).hexdigest()
    document = Document(source, edition, sha256, "text/plain", text, status=status, message=message)
    section = Section(0, 0, None, SectionKind.FRONT_MATTER, Span(0, len(text)), text.strip(), ())
    return Extraction(document, (), (section,), ((),))


def read_all(sources: Sequence[SourceFile], _: int) -> Iterator[Read]:
    """Reads in this process, where the plain stages are."""
    from pipeline.engine.document import read_source  # noqa: PLC0415 - tests of other rooms need not wait for it

    for source in sources:
        yield Read(source, read_source(source), 0.25, Taken(0.2, 1 << 20))


@pytest.fixture
def plain_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.document.extract_document", extract_document)
    monkeypatch.setattr("pipeline.engine.reading.read_all", read_all)
    monkeypatch.setattr("pipeline.engine.plan.rules_digest", lambda: "f" * 64)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    for path, text in {"2020/甲.txt": "节电。\n", "2020/乙/丙.txt": "节水。\n", "2021/甲.txt": "减排。\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium: one on the PATH, or else the one that Playwright installs; without either, its tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as running:
        on_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        found = on_path or running.chromium.executable_path
        if not Path(found).exists():
            pytest.skip("no Chromium on the PATH, and none of Playwright's: pages are not tested in a browser")
        chromium = running.chromium.launch(executable_path=found, args=[*switches, "--disable-sync", "--no-first-run"])
        yield chromium
        chromium.close()
