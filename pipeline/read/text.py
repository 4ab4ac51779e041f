"""A text file to a document: decoded, with its pages, furniture and tables found in the lines."""

import hashlib

from pipeline.errors import guarded
from pipeline.lexicon.markup import signs_of
from pipeline.lexicon.typography import lines_of, single_spaced
from pipeline.model import Document, Pages
from pipeline.read.encoding import Doubted, Refusal, decode
from pipeline.read.pages import find_pages
from pipeline.read.scales import find_scales
from pipeline.status import DocumentStatus
from pipeline.table import find_tables, unrun

MEDIA_TYPE = "text/plain"


def read_text(content: bytes, source: str, edition: int) -> Document:
    """Read the bytes of a text file.

    Args:
        content: The bytes: UTF-8, GB18030, Big5 or UTF-16, with or without a byte order mark, any line breaks.
        source: Name of the file in the dataset.
        edition: Year of the casebook.

    Returns:
        The document; `failed` with a message where the bytes are no text.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    decoded = decode(content)
    odd = (
        f"{decoded.why}; if it is not as it should be, export the text in UTF-8"
        if isinstance(decoded, Doubted)
        else None
    )
    text = "" if isinstance(decoded, Refusal) else decoded.text if isinstance(decoded, Doubted) else decoded
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        reason = (
            f"{source}: is no text in UTF-8, GB18030, Big5 or UTF-16: {decoded.why}. "
            "Export the casebook as text again, in UTF-8."
            if isinstance(decoded, Refusal)
            else f"{source}: is empty. Export the casebook as text again, or take the file out of the folder."
        )
        return Document(source, edition, sha256, MEDIA_TYPE, "", status=DocumentStatus.FAILED, message=reason)
    return document_of(text, source, edition, sha256, doubt=odd)


def document_of(text: str, source: str, edition: int, sha256: str, *, doubt: str | None = None) -> Document:
    """The document of a text: where its pages start, what is furniture, and where tables are.

    Args:
        text: The text, its lines ended by line feeds.
        source: Its name in the dataset.
        edition: Year of the casebook.
        sha256: Hash of the bytes it came from.
        doubt: What is odd about them; None where nothing is.
    """
    lines = unrun(single_spaced(lines_of(text)))
    (starts, furniture), no_pages = guarded(
        lambda: (find_pages(text, lines), None),
        lambda trouble: (((), ()), f"its pages could not be told ({trouble}); please report it"),
    )
    scales = find_scales(lines)
    furniture = tuple(sorted({*furniture, *scales}))
    tables, no_tables = guarded(
        lambda: (find_tables(text, lines, furniture), None),
        lambda trouble: ((), f"its tables could not be told from its text ({trouble}); please report it"),
    )
    lost = [why for why in (doubt, no_pages, no_tables) if why]
    return Document(
        source,
        edition,
        sha256,
        MEDIA_TYPE,
        text,
        pages=Pages.at(starts, len(text)),
        status=DocumentStatus.PARTIAL if lost else DocumentStatus.OK,
        message="; ".join(lost) or None,
        furniture=furniture,
        markup=tuple(signs_of(text)),
        scales=scales,
        tables=tables,
    )
