"""A reader that takes a moment and makes one section of every book, and the books: for faults of who runs it."""

import hashlib
import time
from pathlib import Path
from unittest.mock import patch

from pipeline.engine.reading import Outcome, Task
from pipeline.model import Document, Extraction, Section, SectionKind, Span

READER = f"{__name__}:answer"
MOMENT = 0.1
BOOKS = 30


def answer(task: Task) -> Outcome:
    """Reads as `pipeline.engine.document` does, but for the stages that need a vocabulary."""
    from pipeline.engine import document  # noqa: PLC0415 - the parent reads nothing

    time.sleep(MOMENT)
    with patch.object(document, "extract_document", _plain):
        return document.answer(task)


def _plain(path: Path, source: str, edition: int) -> Extraction:
    content = path.read_bytes()
    text = content.decode()
    document = Document(source, edition, hashlib.sha256(content).hexdigest(), "text/plain", text)
    return Extraction(
        document, (), (Section(0, 0, None, SectionKind.FRONT_MATTER, Span(0, len(text)), text, ()),), ((),)
    )


def books(raw: Path, turn: str) -> Path:
    """A folder of books, every other one of which is another at every turn."""
    for number in range(BOOKS):
        path = raw / "2020" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"节电{turn if number % 2 else ''}。\n", encoding="utf-8")
    return raw
