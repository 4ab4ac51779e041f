"""A stored dataset as one page to look at."""

from pathlib import Path

from pipeline.dataset.load import load_arrow
from pipeline.dataset.trust import read_manifest
from pipeline.report.content import content
from pipeline.report.page import page
from pipeline.report.wording import wording
from pipeline.tally.book import read_book

LANGUAGES = ("en", "zh")


def report(dataset: Path, language: str = "en") -> str:
    """The page for a dataset, as HTML that needs nothing else.

    Args:
        dataset: Its folder.
        language: The language the page speaks; the texts of the books stay as they are.

    Raises:
        MisuseError: There is no such folder, or a library of the extra `report` is not installed.
        InvalidDatasetError: The dataset cannot be read.
    """
    book = read_book(dataset)
    codes = load_arrow(dataset, "codes").to_pylist()
    words = wording(language, {(row["list"], row["code"]): row[f"label_{language}"] for row in codes})
    return page(content(book, words), words, read_manifest(dataset).about.title)
