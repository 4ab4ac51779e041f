"""The maximal numerals of a text: Arabic, Chinese and mixed, found before anything is said about them.

A numeral is its digits with the scale words, fractions, powers and vague markers that belong to it: `1546 万`,
`3 千余万`, `二十亿 6000 万`, `一又三分之二`, `3.2×10⁴`. A scale word that belongs to the unit stays with the unit: in
`1546 万千瓦时` 千 is the kilo of 千瓦时. Every character that could be a numeral lies in exactly one: what makes no
number (半 of 半导体, a lone Ⅲ) is a numeral without a value.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

import regex

from pipeline.recognise.fractions import read_fraction, read_mixed
from pipeline.recognise.grammar import BEGINNING, Form, Numeral, read_number
from pipeline.recognise.spacing import read_apart
from pipeline.recognise.trie import following

__all__ = ["NUMERAL", "Form", "Numeral", "Numerals"]

NUMERAL = regex.compile(r"[\p{N}〇零一二两俩三四五六七八九十百千万亿半廿卅卌]")
# what no numeral begins with is most of a text: letters, marks and the other Chinese characters, passed over at once
_CANDIDATE = re.compile(
    r"[^\x00-\-/:-\x7f，。、；：“”（）《》一-鿿]|[零一二两俩三四五六七八九十百千万亿半廿卅卌好几数上壹贰叁参仨肆伍陆柒捌玖拾佰仟]"
)
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_MARKS = regex.compile(r"[¹²³⁰⁴-⁹₀-₉]++")
_PARTED = frozenset("又分份")


class Numerals:
    """All numerals of a text, in order, none overlapping.

    >>> text = "统一三项，一万一千元"
    >>> [text[numeral.start : numeral.end] for numeral in Numerals(text)]
    ['一', '三', '一万一千']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._all = _find(text)
        self._at = {numeral.start: numeral for numeral in self._all}
        self._ends = frozenset(numeral.end for numeral in self._all)
        self._starts = [numeral.start for numeral in self._all]
        self._inside = bytearray(len(text) + 1)
        for numeral in self._all:
            for offset in range(numeral.start + 1, numeral.end):
                self._inside[offset] = 1

    def __iter__(self) -> Iterator[Numeral]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def at(self, position: int) -> Numeral | None:
        """The numeral that starts at an offset."""
        return self._at.get(position)

    def cut(self, start: int, end: int) -> bool:
        """Whether an edge of a span lies inside a numeral."""
        return bool(self._inside[start] or self._inside[end])

    def ends(self, position: int) -> bool:
        """Whether a numeral ends at an offset, a space aside."""
        return position in self._ends or (self.text[position - 1 : position] == " " and position - 1 in self._ends)

    def within(self, start: int, end: int) -> tuple[Numeral, ...]:
        """The numerals that start in a span."""
        return tuple(self._all[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)])


def _find(text: str) -> tuple[Numeral, ...]:
    found = []
    candidate = _CANDIDATE.search(text)
    while candidate:
        start = candidate.start()
        if BEGINNING.match(text, start):
            numeral = _read(text, start)
            found.append(numeral)
            start = numeral.end
        else:
            start += 1
        candidate = _CANDIDATE.search(text, start)
    return tuple(found)


def _read(text: str, start: int) -> Numeral:
    """Read the maximal numeral that starts at an offset."""
    numeral = _together(text, start)
    if " " in text[numeral.end : numeral.end + 2]:
        return read_apart(text, start, _together) or numeral
    return numeral


def _together(text: str, start: int) -> Numeral:
    """Read the maximal numeral whose parts stand together."""
    numeral = read_number(text, start)
    if numeral is None:
        return _character(text, start)
    if numeral.low is None or following(text, numeral.end) not in _PARTED:
        return numeral
    return read_mixed(text, numeral) or read_fraction(text, numeral) or numeral


def _character(text: str, start: int) -> Numeral:
    character = text[start]
    if character == "半":
        return Numeral(start, start + 1, Decimal("0.5"), Decimal("0.5"), Form.HALF)
    if parts := _GLYPHS.get(character):
        value = Decimal(parts[0]) / parts[1]
        return Numeral(start, start + 1, value, value, Form.FRACTION)
    marks = _MARKS.match(text, start)
    return Numeral(start, marks.end() if marks else start + 1, None, None, Form.CHARACTER)
