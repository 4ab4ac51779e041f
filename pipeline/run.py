"""The whole flow for one document; the only place that knows all stages."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline import interpret, meaning, read, recognise, relate, split, table
from pipeline.errors import MisuseError, on_lines
from pipeline.model import Document, Extraction, ReadBlock, Section
from pipeline.places import edition_and_source
from pipeline.status import DocumentStatus


@contextmanager
def _uncollected() -> Iterator[None]:
    """What is read holds no circles, so that nobody need look for them again and again until it is read."""
    looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked_for:
            gc.enable()


@_uncollected()
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
    return understand(document)


@_uncollected()
def understand(document: Document) -> Extraction:
    """Split a document, recognise its numerals and interpret each where it stands."""
    cases, sections = split.split(document)
    readings = tuple(table.give_units(section, recognise.read_section(section), document) for section in sections)
    blocks = tuple(
        interpret.interpret(section, reading, document) for section, reading in zip(sections, readings, strict=True)
    )
    blocks = interpret.weigh_together(sections, blocks)
    blocks = meaning.give_meaning(sections, blocks, cases, document)
    margins = recognise.read_margins(document, sections)
    relations = relate.relate(sections, blocks, document)
    return Extraction(_told(document, sections, blocks), cases, sections, blocks, margins, relations)


def _told(document: Document, sections: tuple[Section, ...], blocks: tuple[tuple[ReadBlock, ...], ...]) -> Document:
    """The document with what its stages have to say of it; one with a block that nobody could read is `partial`."""
    troubled = [read for section in blocks for read in section if read.trouble]
    said = [document.message, split.heading_note(sections), _lost(document, troubled)]
    status = DocumentStatus.PARTIAL if troubled else document.status
    return replace(document, status=status, message="; ".join(filter(None, said)) or None)


def _lost(document: Document, troubled: Sequence[ReadBlock]) -> str | None:
    if not troubled:
        return None
    where = on_lines(document.text, [read.block.offsets[0] for read in troubled])
    return (
        f"{len(troubled)} part{'s' * (len(troubled) > 1)} could not be understood ({where}: {troubled[0].trouble}); "
        "what could not be read there is excluded with the reason `other`. Please report it"
    )


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
    return understand(read.as_document(text))
