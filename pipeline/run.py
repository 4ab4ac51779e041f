"""The whole flow for one document; the only place that knows all stages."""

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline import interpret, read, recognise, split
from pipeline.errors import MisuseError
from pipeline.model import Document, DocumentStatus, Extraction
from pipeline.places import edition_and_source


def extract_document(path: Path, source: str, edition: int) -> Extraction:
    """Read one casebook and find all it claims.

    Args:
        path: The file.
        source: Its name in the dataset: the path below `raw/<year>/`.
        edition: Year of the casebook.

    Raises:
        UnusableSourceError: The file cannot be read as a casebook.
    """
    document = read.read_document(path, source, edition)
    if document.status is DocumentStatus.FAILED:
        return Extraction(document, cases=(), sections=(), blocks=())
    extraction = understand(document)
    problem = split.heading_problem(extraction.sections)
    if problem is None:
        return extraction
    message = f"{document.message}; {problem}" if document.message else problem
    return replace(extraction, document=replace(document, status=DocumentStatus.PARTIAL, message=message))


def understand(document: Document) -> Extraction:
    """Split a document, recognise its numerals and interpret each where it stands."""
    cases, sections = split.split(document)
    readings = tuple(recognise.read_section(section, document) for section in sections)
    blocks = tuple(
        interpret.interpret(section, reading, document) for section, reading in zip(sections, readings, strict=True)
    )
    return Extraction(document, cases, sections, blocks, recognise.read_margins(document, sections))


def extract(path: str | Path, *, edition: int | None = None, source: str | None = None) -> Extraction:
    """Read one casebook, without storing anything.

    Args:
        path: A text or PDF file.
        edition: Year of the casebook; by default that of the nearest folder above the file that is named by year.
        source: Its name in ids and messages; by default its path below that folder, or else its file name.

    Raises:
        MisuseError: There is no such file, or its edition is neither given nor in its path.
        UnusableSourceError: The file cannot be read as a casebook.
    """
    path = Path(path)
    if not path.is_file():
        raise MisuseError(f"{path} is no file")
    edition, name = edition_and_source(path.resolve(), edition)
    return extract_document(path, source or name, edition)


def explain(text: str) -> Extraction:
    """Read a piece of text by itself, to see how each of its numerals is read and why.

    Args:
        text: Running text, such as one sentence. Offsets in the result count in it.
    """
    return understand(Document("", 0, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text))
