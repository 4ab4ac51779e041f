"""A stored dataset as one page to look at."""

from pathlib import Path

from pipeline.dataset.load import load_arrow
from pipeline.dataset.trust import read_manifest
from pipeline.errors import MisuseError
from pipeline.report.content import content
from pipeline.report.wording import Wording, wording
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
    try:
        from pipeline.report.page import page  # noqa: PLC0415 - of an extra
    except ImportError as error:
        raise MisuseError("the page needs Jinja; `pip install 'casebook-pipeline[report]'` brings it") from error
    book, words = read_book(dataset), words_of(dataset, language)
    return page(content(book, words), words, read_manifest(dataset).about.title)


def words_of(dataset: Path, language: str) -> Wording:
    """The words of a language, with what it calls the codes of a dataset."""
    codes = load_arrow(dataset, "codes").to_pylist()
    return wording(language, {(row["list"], row["code"]): row[f"label_{language}"] for row in codes})
