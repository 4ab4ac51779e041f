"""Bytes to a document: text in reading order, with the pages, tables and furniture the source marks."""

import hashlib
from pathlib import Path

from pipeline.errors import UnusableSourceError
from pipeline.model import Document
from pipeline.places import open_file

PDF_SUFFIX = ".pdf"

__all__ = ["as_document", "read_document"]


def read_document(path: Path, source: str, edition: int) -> Document:
    """Read a source file.

    Args:
        path: The file.
        source: Its name in the dataset: the path below `raw/<year>/`, with `/` between its parts.
        edition: Year of the casebook.

    Returns:
        The document. What is wrong with the content is told by its status and message: a file that is empty or no
        text has status `failed`, an empty text, and a message saying what happened and what to do.

    Raises:
        UnusableSourceError: The file is not there or may not be opened.
    """
    try:
        if path.suffix.lower() == PDF_SUFFIX:
            # here, and not above: every process that reads pages imports this package, and starts as fast as it can
            from pipeline.read.pdf.document import read_pdf  # noqa: PLC0415 - only where a PDF is

            return read_pdf(path, source, edition)
        with open_file(path) as file:
            content = file.read()
    except OSError as error:
        message = f"{source}: cannot be opened ({error.strerror}). Check that the file is there and may be read."
        raise UnusableSourceError(message) from error
    from pipeline.read.text import read_text  # noqa: PLC0415 - as above

    return read_text(content, source, edition)


def as_document(text: str) -> Document:
    """A piece of text by itself as a document, read as a file of it would be; offsets count in it."""
    from pipeline.read.text import document_of  # noqa: PLC0415 - as above

    return document_of(text, "", 0, hashlib.sha256(text.encode()).hexdigest())
