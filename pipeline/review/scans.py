"""Images of the pages of PDF sources, for the reviewer to see a number where it was printed."""

import base64
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pdfplumber

from pipeline.places import source_path
from pipeline.review.match import Document
from pipeline.review.snapshot import Snapshot

_RESOLUTION = 110  # dots per inch: small print is readable, a page takes about 100 kB
_QUALITY = 60
MOST_EMBEDDED = 60  # pages in a file that is to be sent around


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF that is the one a dataset was made from."""

    path: Path
    edition: int
    source: str
    number: int

    @property
    def key(self) -> str:
        """What the page's script calls it."""
        return f"{self.edition}/{self.source}#{self.number}"

    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        with pdfplumber.open(self.path) as pdf:
            page = pdf.pages[self.number - 1]
            return float(page.width), float(page.height)

    def jpeg(self) -> bytes:
        """The page as it is printed."""
        with pdfplumber.open(self.path) as pdf:
            image = pdf.pages[self.number - 1].to_image(resolution=_RESOLUTION).original
        stream = io.BytesIO()
        image.convert("RGB").save(stream, "JPEG", quality=_QUALITY)
        return stream.getvalue()


def find_pages(changes: Iterable[Mapping[str, Any]], datasets: Iterable[Snapshot], raw: Path) -> tuple[Page, ...]:
    """The pages that changes of `page_data` stand on, as far as their PDF is still the one that was read."""
    hashes = {document: found for dataset in datasets for document, found in _hashes(dataset).items()}
    wanted = {(page["edition"], page["source"], page["page"]) for change in changes for page in change["pages"]}
    paths = {document: source_path(raw, *document) for document in {page[:2] for page in wanted}}
    same = {document for document, path in paths.items() if _sha256(path) == hashes.get(document)}
    return tuple(Page(paths[page[:2]], *page) for page in sorted(wanted) if page[:2] in same)


def _hashes(dataset: Snapshot) -> dict[Document, str]:
    table = dataset.tables.get("documents")
    if table is None:
        return {}
    columns = (table[name].to_pylist() for name in ("edition", "source", "sha256"))
    return {(edition, source): sha256 for edition, source, sha256 in zip(*columns, strict=True)}


def _sha256(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def embedded(pages: Sequence[Page]) -> dict[str, dict[str, Any] | None]:
    """Pages by their key, with the image in the address; None for those that would make the file too large."""
    images: dict[str, dict[str, Any] | None] = {
        page.key: _entry(page, "data:image/jpeg;base64," + base64.b64encode(page.jpeg()).decode())
        for page in pages[:MOST_EMBEDDED]
    }
    return images | {page.key: None for page in pages[MOST_EMBEDDED:]}


def linked(pages: Iterable[Page], token: str) -> dict[str, dict[str, Any]]:
    """Pages by their key, with the address at which a server gives the image."""
    return {page.key: _entry(page, f"page?{urlencode({'key': page.key, 'token': token})}") for page in pages}


def _entry(page: Page, address: str) -> dict[str, Any]:
    width, height = page.size()
    return {"src": address, "width": width, "height": height}
