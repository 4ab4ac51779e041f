"""The same book in other clothes says the same: spaces, blank lines, commas, quotes, marks of headings, the script."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import opencc
import pytest

from pipeline.dataset.rows import build_tables
from pipeline.lexicon.characters import fold
from pipeline.read.text import read_text
from pipeline.run import understand
from tests.quality.books import Book, books

FIELDS = (
    *("low", "high", "unit", "bound", "direction", "status", "period", "topic"),
    *("metric", "item", "indicator", "row_label", "column_label"),
)
# 試點城市合作夥伴, 可持續傢俱: characters of the one script that have no way back
_NO_WAY_BACK = str.maketrans("夥俱", "伙具")


def _other_spaces(text: str) -> str:
    """Line ends of another system, white space behind lines, paragraphs indented, spaces that do not break."""
    indented = re.sub(r"(?m)^(?=\S.{15})", "\u3000\u3000", text.replace(" ", "\u00a0"))
    return indented.replace("\n", "  \r\n")


def _half_width(text: str) -> str:
    """Commas and semicolons of half width, straight quotes, headings as in Markdown, blank lines by two."""
    text = re.sub("[“”]", '"', text.replace("，", ",").replace("；", ";"))
    return re.sub(r"(?m)^ *◎ *", "## ", text.replace("\n\n", "\n\n\n"))


def _traditional(text: str) -> str:
    """Traditional characters, corner quotes, headings in brackets, percent signs of full width, years close up."""
    text = opencc.OpenCC("s2t").convert(text.replace("“", "「").replace("”", "」").replace("%", "％"))
    return re.sub(r"(\d) 年", r"\1年", re.sub(r"(?m)^ *◎ *(.+)$", r"【\1】", text))


def _converted(text: str) -> str:
    """A blank line behind each line, headings and shares in bold, indices set low, as Markdown has them."""
    bold = re.sub(r"(?m)^ *◎ *(.+?) *$", r"**\1**", text)
    bold = re.sub(r"(?<![\w.,-])([\d.]+%)(?=[，。；、）])", r"**\1**", bold)
    return bold.replace("CO2", "CO<sub>2</sub>").replace("\n", "\n\n")


def _plain(value: object) -> object:
    """A value without what clothes change: markup, white space, widths, the script, quotes."""
    if not isinstance(value, str):
        return value
    plain = fold(unicodedata.normalize("NFKC", re.sub(r"\*\*|</?sub>", "", value))).translate(_NO_WAY_BACK)
    return re.sub(r"[\s“”\"]|(?<=[^\W\d])[，,；;]|[，,；;](?=[^\W\d])", "", plain)


def _told(text: str, edition: int) -> list[tuple[object, ...]]:
    document = read_text(text.encode(), "book.txt", edition)
    claims = build_tables(understand(document))["claims"].to_pylist()
    return [tuple(_plain(claim[field]) for field in ("quote", *FIELDS)) for claim in claims]


@cache
def _as_printed(book: Book) -> list[tuple[object, ...]]:
    return _told(book.text.read_text(encoding="utf-8"), int(book.text.parent.name))


@pytest.mark.parametrize("book", books(), ids=lambda book: book.name)
@pytest.mark.parametrize("changed", [_other_spaces, _half_width, _traditional, _converted])
def test_a_book_says_the_same_in_other_clothes(book: Book, changed: Callable[[str], str]) -> None:
    text = book.text.read_text(encoding="utf-8")
    assert _told(changed(text), int(book.text.parent.name)) == _as_printed(book)
